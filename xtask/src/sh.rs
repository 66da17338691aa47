//! Runs other programs. Each step is said in one line, with the time that it took.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Instant;

use crate::failure::{Failure, Outcome};
use crate::place;

/// A program started in the workspace, without what cargo set for xtask itself:
/// other build scripts would take it for a change, other compilers for their libraries.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(place::root());
    for name in
        ["LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "CARGO_CRATE_NAME", "CARGO_BIN_NAME"]
    {
        command.env_remove(name);
    }
    for (name, _) in std::env::vars_os() {
        let known = name.to_string_lossy();
        if known.starts_with("CARGO_PKG_") || known.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

pub fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Where the person stands, in place of the workspace: for what they named themselves.
pub fn here(command: &mut Command) -> Outcome<&mut Command> {
    let folder = std::env::current_dir()
        .map_err(|error| format!("The current folder cannot be read: {error}."))?;
    Ok(command.current_dir(folder))
}

pub fn say(line: &str) {
    println!("{line}");
    // A step that takes minutes must be named before, also into a pipe.
    let _ = std::io::stdout().flush();
}

/// Runs a step that shows its own output.
pub fn step(what: &str, command: &mut Command) -> Outcome<()> {
    say(&format!("→ {what}"));
    let begin = Instant::now();
    let status = status(command)?;
    check(what, status)?;
    say(&format!("  {what}: {}", took(begin)));
    Ok(())
}

pub fn status(command: &mut Command) -> Outcome<ExitStatus> {
    command.status().map_err(|error| not_started(command, &error))
}

pub fn check(what: &str, status: ExitStatus) -> Outcome<()> {
    if status.success() {
        return Ok(());
    }
    let code = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1);
    Err(Failure::passed_on(format!("{what} failed ({status})."), code))
}

/// What a program prints; `None` where it is missing or refuses.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

pub fn took(begin: Instant) -> String {
    format!("{:.1} s", begin.elapsed().as_secs_f64())
}

pub fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    let program = Path::new(command.get_program()).display();
    format!("{program} could not be started: {error}.").into()
}
