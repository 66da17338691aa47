//! `cargo xtask lint`: format, clippy on the server's side and the browser's, licences.

use std::process::Command;

use crate::args::Args;
use crate::failure::Outcome;
use crate::wasm::{self, Wasm};
use crate::{apt, place, sh};

/// Every check runs, also after one that failed.
pub fn lint(args: &Args) -> Outcome<()> {
    args.allow(&["--yes"])?;
    let mut failed = Vec::new();
    for check in [format(), server(), xtask(), browser(args.yes()), dependencies()] {
        failed.extend(check.err().map(|failure| format!("\n  {failure}")));
    }
    if failed.is_empty() {
        sh::say("Nothing found.");
        return Ok(());
    }
    Err(format!("lint found something:{}", failed.concat()).into())
}

fn format() -> Outcome<()> {
    sh::step("Checking the format", sh::cargo().args(["fmt", "--all", "--check"]))
}

fn server() -> Outcome<()> {
    let mut clippy = sh::cargo();
    clippy.args(["clippy", "--workspace", "--exclude", "nofault-client", "--exclude", "xtask"]);
    sh::step("Clippy on the server's side", strict(clippy.arg("--all-targets")))
}

/// By itself, as it was built to run: together with the others it would be built anew.
fn xtask() -> Outcome<()> {
    let mut clippy = sh::cargo();
    clippy.args(["clippy", "--package", "xtask", "--all-targets"]);
    sh::step("Clippy on xtask", strict(&mut clippy))
}

fn browser(yes: bool) -> Outcome<()> {
    let wasm =
        wasm::find(yes)?.ok_or("The browser's side cannot be checked without its target.")?;
    sh::step("Clippy on the browser's side", strict(&mut clippy(&wasm, yes)?))
}

fn strict(clippy: &mut Command) -> &mut Command {
    clippy.args(["--", "-D", "warnings"])
}

/// Clippy belongs to a compiler: Debian's compiler takes Debian's clippy.
fn clippy(wasm: &Wasm, yes: bool) -> Outcome<Command> {
    let Wasm::Sysroot { compiler, .. } = wasm else {
        return Ok(wasm.cargo("clippy"));
    };
    let own = compiler.rustc.with_file_name("cargo-clippy");
    if compiler.rustc.is_absolute() && !own.is_file() {
        apt::install(&["rust-web-clippy"], "to check the browser's side", yes)?;
    }
    let mut clippy = wasm.cargo("clippy");
    if own.is_file() {
        let mut theirs = sh::command(own);
        theirs.args(clippy.get_args());
        for (name, value) in clippy.get_envs() {
            match value {
                Some(value) => theirs.env(name, value),
                None => theirs.env_remove(name),
            };
        }
        clippy = theirs;
    }
    Ok(clippy)
}

fn dependencies() -> Outcome<()> {
    if place::program(&["cargo-deny"]).is_none() {
        sh::say(
            "! NOT RUN: cargo-deny, which is not installed (`cargo install --locked cargo-deny`).",
        );
        return Ok(());
    }
    sh::step("Checking licences and advisories", sh::cargo().args(["deny", "check"]))
}
