//! The browser part: compiled, bound to JavaScript, laid out as a site.

use std::path::PathBuf;

use crate::args::Args;
use crate::failure::Outcome;
use crate::wasm::{self, Wasm};
use crate::{bindgen, place, sh, site};

pub fn build(args: &Args) -> Outcome<()> {
    let package = match wasm::find(args.yes())? {
        Some(wasm) => Some(bindgen::package(&compile(&wasm, args.dev())?, args.dev())?),
        None => None,
    };
    site::write(package, args.dev())
}

fn compile(wasm: &Wasm, dev: bool) -> Outcome<PathBuf> {
    let (profile, folder) = if dev { ("dev", "debug") } else { ("wasm-release", "wasm-release") };
    sh::step("Building the browser part", wasm.cargo("build").args(["--profile", profile]))?;
    Ok(place::target("wasm").join(wasm::TARGET).join(folder).join("nofault_client.wasm"))
}
