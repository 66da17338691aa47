//! `cargo xtask`: everything that a developer or CI does. `cargo xtask help` lists it.
#![forbid(unsafe_code)]

mod apt;
mod args;
mod asset;
mod bench;
mod bindgen;
mod browser;
mod build;
mod compress;
mod counts;
mod css;
mod failure;
mod files;
mod help;
mod lint;
mod node;
mod paths;
mod pgbin;
mod place;
mod postgres;
mod sh;
mod site;
mod sysroot;
mod test;
mod wasm;

use std::process::ExitCode;

use args::Args;
use failure::Outcome;

fn main() -> ExitCode {
    match dispatch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn dispatch() -> Outcome<()> {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_else(|| "help".to_owned());
    let args = Args::parse(words);
    match command.as_str() {
        "run" => build::run(&args),
        "build" => build::build(&args),
        "test" => test::test(&args),
        "lint" => lint::lint(&args),
        "bench" => bench::bench(&args),
        "postgres" => postgres::with_command(&args),
        "help" | "-h" | "--help" => {
            help::print();
            Ok(())
        }
        other => {
            Err(format!("There is no command {other:?}. `cargo xtask help` lists them.").into())
        }
    }
}
