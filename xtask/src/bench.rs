//! `cargo xtask bench`.

use crate::args::Args;
use crate::failure::Outcome;
use crate::sh;

/// `cargo bench` of everything that has benchmarks, or with the words given.
pub fn bench(args: &Args) -> Outcome<()> {
    args.allow(&[])?;
    let mut cargo = sh::cargo();
    cargo.arg("bench");
    if args.rest.is_empty() {
        cargo.args(["--workspace", "--exclude", "xtask", "--exclude", "nofault-client"]);
    }
    sh::step("Running the benchmarks", cargo.args(&args.rest))
}
