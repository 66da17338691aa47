//! `cargo xtask test`: every test, on both databases and in a real browser.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::args::Args;
use crate::counts::Counts;
use crate::failure::Outcome;
use crate::postgres::Postgres;
use crate::{browser, build, files, node, place, sh};

pub fn test(args: &Args) -> Outcome<()> {
    args.allow(&["--yes", "--dev", "--no-browser", "--release"])?;
    let begin = Instant::now();
    let chromium = if args.has("--no-browser") { None } else { Some(node::ready(args.yes())?) };
    let postgres = Postgres::start(args.yes())?;
    if chromium.is_some() {
        browser::build(args)?;
    }
    let mut counts = rust(&postgres)?;
    if let Some(chromium) = &chromium {
        let mut npx = sh::command("npx");
        npx.env("NOFAULT_BIN", server(args)?).env("CHROMIUM_PATH", chromium);
        counts.add(in_browser(postgres.tell(&mut npx))?);
    }
    drop(postgres);
    if chromium.is_none() {
        sh::say("! NOT RUN: the browser tests (--no-browser).");
    }
    if counts.skipped > 0 {
        sh::say(&format!("! {} skipped.", counts.skipped));
    }
    if counts.flaky > 0 {
        sh::say(&format!("! {} passed on a second try only.", counts.flaky));
    }
    sh::say(&format!("  All of it: {}", sh::took(begin)));
    sh::say(&format!("{} passed, {} failed", counts.passed, counts.failed));
    if counts.failed > 0 { Err("Some tests failed.".into()) } else { Ok(()) }
}

/// The server that the Rust tests have built, with the browser part inside; a release is minutes
/// more.
fn server(args: &Args) -> Outcome<PathBuf> {
    if args.has("--release") { build::all(args, false) } else { Ok(place::server_binary(true)) }
}

/// xtask by itself, as it was built to run: together with the others it would be built anew.
fn rust(postgres: &Postgres) -> Outcome<Counts> {
    let mut counts = Counts::default();
    let workspace = ["--workspace", "--exclude", "nofault-client", "--exclude", "xtask"];
    for (what, which) in
        [("the workspace", workspace.as_slice()), ("xtask", &["--package", "xtask"])]
    {
        let mut cargo = sh::cargo();
        cargo.args(["test", "--no-fail-fast"]).args(which);
        if let Some(seed) = seed(|name| std::env::var_os(name).is_some()) {
            cargo.env(SEED, seed);
        }
        counts.add(counted(&format!("Testing {what}"), postgres.tell(&mut cargo))?);
    }
    Ok(counts)
}

const SEED: &str = "PROPTEST_RNG_SEED";

/// In CI the property tests draw the same values at each run, so that a change fails there for
/// what it changed; elsewhere others each time, which is where new ones are found.
fn seed(is_set: impl Fn(&str) -> bool) -> Option<&'static str> {
    (is_set("CI") && !is_set(SEED)).then_some("1")
}

/// Shows what cargo prints, and counts along. A failure without a failed test stops everything.
fn counted(what: &str, command: &mut Command) -> Outcome<Counts> {
    sh::say(&format!("→ {what}"));
    let begin = Instant::now();
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|error| sh::not_started(command, &error))?;
    let mut counts = Counts::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if let Some(more) = Counts::of_libtest(&line) {
                counts.add(more);
            }
            sh::say(&line);
        }
    }
    let status = child.wait().map_err(|error| sh::not_started(command, &error))?;
    if counts.failed == 0 {
        sh::check(what, status)?;
    }
    sh::say(&format!("  {what}: {}", sh::took(begin)));
    Ok(counts)
}

fn in_browser(npx: &mut Command) -> Outcome<Counts> {
    let what = "Testing in the browser";
    let report = place::target("playwright.json");
    files::remove(&report)?;
    npx.args(["playwright", "test", "--reporter=list,json"]).current_dir(node::folder());
    npx.env("PLAYWRIGHT_JSON_OUTPUT_NAME", &report);
    sh::say(&format!("→ {what}"));
    let begin = Instant::now();
    let status = sh::status(npx)?;
    let counts = files::text(&report).ok().and_then(|text| Counts::of_playwright(&text));
    let counts = counts.ok_or_else(|| format!("{what} ended without a report ({status})."))?;
    if counts.failed == 0 {
        sh::check(what, status)?;
    }
    sh::say(&format!("  {what}: {}", sh::took(begin)));
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ci_draws_the_same_values() {
        assert_eq!(seed(|name| name == "CI"), Some("1"));
        assert_eq!(seed(|_| true), None);
        assert_eq!(seed(|_| false), None);
    }
}
