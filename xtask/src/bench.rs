//! `cargo xtask bench`: on both databases.

use crate::args::Args;
use crate::failure::Outcome;
use crate::postgres::Postgres;
use crate::sh;

/// `cargo bench` of everything that has benchmarks, or with the words given.
pub fn bench(args: &Args) -> Outcome<()> {
    args.allow(&["--yes"])?;
    let postgres = Postgres::start(args.yes())?;
    let mut cargo = sh::cargo();
    cargo.arg("bench");
    if args.rest.is_empty() {
        cargo.args(["--workspace", "--exclude", "xtask", "--exclude", "nofault-client"]);
    }
    let done = sh::step("Running the benchmarks", postgres.tell(cargo.args(&args.rest)));
    drop(postgres);
    done
}
