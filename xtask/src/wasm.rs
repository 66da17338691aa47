//! A compiler for wasm32-unknown-unknown: rustup's target, or a library built from sources.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Outcome;
use crate::sysroot::{self, Compiler};
use crate::{apt, files, paths, place, sh};

pub const TARGET: &str = "wasm32-unknown-unknown";

/// How to compile for the browser.
pub enum Wasm {
    /// The toolchain has the target: plain cargo.
    Target,
    /// Another compiler, a library of our own, a linker.
    Sysroot { compiler: Compiler, folder: PathBuf, linker: PathBuf },
}

/// `None`, after a line that says why, where no way leads to the target.
pub fn find(yes: bool) -> Outcome<Option<Wasm>> {
    if has_target() || (may_add() && add()) {
        return Ok(Some(Wasm::Target));
    }
    match by_sources(yes) {
        Ok(found) => Ok(Some(found)),
        Err(why) => {
            sh::say(&format!("! No compiler for {TARGET}: {why}"));
            sh::say(&format!(
                "  Remedy: `rustup target add {TARGET}`. Nofault works without it, with plain forms only."
            ));
            Ok(None)
        }
    }
}

impl Wasm {
    /// A cargo command for the browser part, in a target folder of its own:
    /// two compilers in one folder confuse each other.
    pub fn cargo(&self, verb: &str) -> Command {
        let mut cargo = sh::cargo();
        cargo.args([verb, "--package", "nofault-client", "--target", TARGET, "--target-dir"]);
        cargo.arg(place::target("wasm"));
        let mut flags = paths::hidden();
        if let Self::Sysroot { compiler, folder, linker } = self {
            flags.push(format!("--sysroot={}", folder.display()));
            cargo.env("RUSTC", &compiler.rustc);
            cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
        cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
        cargo
    }
}

fn has_target() -> bool {
    let folder =
        sh::ask(sh::command("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    folder.is_some_and(|folder| {
        let files = files::below(Path::new(&folder)).unwrap_or_default();
        files.iter().any(|file| {
            file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("libstd-"))
        })
    })
}

/// Whoever runs rustup may have forbidden it to fetch anything.
fn may_add() -> bool {
    place::program(&["rustup"]).is_some()
        && std::env::var_os("RUSTUP_AUTO_INSTALL").is_none_or(|value| value != "0")
}

fn add() -> bool {
    sh::step(
        "Adding the wasm target by rustup",
        sh::command("rustup").args(["target", "add", TARGET]),
    )
    .is_ok()
}

fn by_sources(yes: bool) -> Outcome<Wasm> {
    let compiler = compiler(yes)?;
    let linker = linker(yes)?;
    let folder = sysroot::ready(&compiler, &linker)?;
    Ok(Wasm::Sysroot { compiler, folder, linker })
}

/// A compiler that has its library's sources: the toolchain in use, or Debian's.
fn compiler(yes: bool) -> Outcome<Compiler> {
    if let Some(own) = Compiler::with_sources(Path::new("rustc")) {
        return Ok(own);
    }
    if let Some(debian) = debian() {
        return Ok(debian);
    }
    for rival in ["rustc", "rustup"] {
        if apt::is_installed(rival) {
            return Err(format!(
                "the package rustc-web, which could build it, conflicts with the package {rival}."
            )
            .into());
        }
    }
    apt::install(&["rustc-web", "rust-web-src"], "to build the standard library for wasm", yes)?;
    debian().ok_or_else(|| {
        "the packages rustc-web and rust-web-src hold no compiler with sources.".into()
    })
}

fn debian() -> Option<Compiler> {
    let list = sh::ask(sh::command("dpkg").args(["-L", "rustc-web"]))?;
    let rustc = list.lines().find(|line| line.ends_with("/bin/rustc"))?;
    Compiler::with_sources(Path::new(rustc))
}

/// rustup's own linker, any other, or Debian's.
fn linker(yes: bool) -> Outcome<PathBuf> {
    let names = ["rust-lld", "wasm-ld", "wasm-ld-21", "wasm-ld-20", "wasm-ld-19"];
    let own = rustup_lld().or_else(|| place::program(&names));
    if let Some(found) = own {
        return Ok(found);
    }
    apt::install(&["lld-19"], "to link for wasm", yes)?;
    place::program(&names).ok_or_else(|| "the package lld-19 holds no wasm-ld-19.".into())
}

fn rustup_lld() -> Option<PathBuf> {
    let sysroot = sh::ask(sh::command("rustc").args(["--print", "sysroot"]))?;
    let about = sh::ask(sh::command("rustc").arg("-vV"))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "))?.to_owned();
    let path = Path::new(&sysroot).join("lib/rustlib").join(host).join("bin/rust-lld");
    path.is_file().then_some(path)
}
