//! `cargo xtask build` and `cargo xtask run`.

use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;

use crate::args::Args;
use crate::failure::Outcome;
use crate::{browser, place, sh};

pub fn build(args: &Args) -> Outcome<()> {
    args.allow(&["--yes", "--dev", "--browser-only"])?;
    if args.has("--browser-only") {
        return browser::build(args);
    }
    let binary = all(args, args.dev())?;
    sh::say(&format!("Built {}", binary.display()));
    Ok(())
}

pub fn run(args: &Args) -> Outcome<()> {
    args.allow(&["--yes", "--dev"])?;
    let binary = all(args, args.dev())?;
    let mut server = sh::command(binary);
    sh::here(&mut server)?.arg("serve").args(&args.rest);
    // The server takes this process over: Ctrl-C and the exit code need no passing on.
    let error = server.exec();
    Err(sh::not_started(&server, &error))
}

/// The browser part first: the server holds it inside. `dev`: whether the server is the one of
/// development.
pub fn all(args: &Args, dev: bool) -> Outcome<PathBuf> {
    browser::build(args)?;
    let mut cargo = sh::cargo();
    cargo.args(["build", "--package", "nofault", "--bin", "nofault"]);
    if !dev {
        cargo.arg("--release");
    }
    sh::step("Building the server", &mut cargo)?;
    Ok(place::server_binary(dev))
}
