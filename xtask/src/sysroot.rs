//! Builds the standard library for wasm once, from a compiler's own sources.

use std::path::{Path, PathBuf};

use crate::failure::Outcome;
use crate::{files, paths, place, sh, wasm};

/// A change of this recipe builds the library anew.
const RECIPE: &str = "2: std,panic_abort; opt-level z; embed-bitcode; remap";

/// A compiler whose library's sources are here.
pub struct Compiler {
    pub rustc: PathBuf,
    sources: PathBuf,
    /// What `rustc -vV` says.
    about: String,
}

impl Compiler {
    pub fn with_sources(rustc: &Path) -> Option<Self> {
        let sysroot = sh::ask(sh::command(rustc).args(["--print", "sysroot"]))?;
        let about = sh::ask(sh::command(rustc).arg("-vV"))?;
        let sources = Path::new(&sysroot).join("lib/rustlib/src/rust");
        let rustc = rustc.to_path_buf();
        sources.join("library/std/Cargo.toml").is_file().then_some(Self { rustc, sources, about })
    }

    fn release(&self) -> &str {
        self.about.lines().find_map(|line| line.strip_prefix("release: ")).unwrap_or("unknown")
    }
}

/// The folder for `--sysroot`, built if there is none of this compiler and recipe yet.
pub fn ready(compiler: &Compiler, linker: &Path) -> Outcome<PathBuf> {
    let stamp = format!("{RECIPE}\n{}\n", compiler.about);
    let name = format!("{}-{}", compiler.release(), files::hash(stamp.as_bytes()));
    let folder = place::target("wasm-sysroot").join(name);
    if folder.is_dir() {
        return Ok(folder);
    }
    let half = place::target("wasm-sysroot").join("half");
    files::remove(&half)?;
    let libraries = half.join("lib/rustlib").join(wasm::TARGET).join("lib");
    files::folder(&libraries)?;
    for rlib in build(compiler, linker)? {
        if let Some(name) = rlib.file_name() {
            files::copy(&rlib, &libraries.join(name))?;
        }
    }
    files::rename(&half, &folder)?;
    Ok(folder)
}

/// Builds an empty crate on top of the standard library, and hands back the library.
fn build(compiler: &Compiler, linker: &Path) -> Outcome<Vec<PathBuf>> {
    let folder = place::target("wasm-sysroot").join("build");
    files::remove(&folder)?;
    files::folder(&folder.join("src"))?;
    files::write(&folder.join("Cargo.toml"), MANIFEST.as_bytes())?;
    files::write(&folder.join("src/lib.rs"), b"#![no_std]\n")?;
    let mut cargo = sh::cargo();
    cargo.args([
        "build",
        "--release",
        "-Zbuild-std=std,panic_abort",
        "--target",
        wasm::TARGET,
        "--target-dir",
        "out",
    ]);
    cargo.current_dir(&folder);
    cargo.env("RUSTC", &compiler.rustc).env("RUSTC_BOOTSTRAP", "1");
    let mut flags = paths::hidden();
    flags.extend([paths::remap(&compiler.sources, "rust"), "-Cembed-bitcode=yes".to_owned()]);
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    let what =
        format!("Building the standard library for wasm with Rust {} (once)", compiler.release());
    sh::step(&what, &mut cargo)?;
    let mut rlibs = files::below(&folder.join("out").join(wasm::TARGET).join("release/deps"))?;
    rlibs.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".rlib") && !name.starts_with("libempty-")
    });
    Ok(rlibs)
}

const MANIFEST: &str = r#"[workspace]

[package]
name = "empty"
version = "0.0.0"
edition = "2024"

[profile.release]
panic = "abort"
opt-level = "z"
codegen-units = 1
"#;
