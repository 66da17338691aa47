//! Why a command stopped, in a sentence, and the exit code to stop with.

use std::io::Write as _;
use std::process::ExitCode;

pub type Outcome<T> = Result<T, Failure>;

#[derive(Debug)]
pub struct Failure {
    message: String,
    code: u8,
}

impl Failure {
    /// A program that failed and has said why itself: its code is passed on.
    pub fn passed_on(message: String, code: u8) -> Self {
        Self { message, code: code.max(1) }
    }

    pub fn report(&self) -> ExitCode {
        // Nobody is left to hear about a broken stderr.
        let _ = writeln!(std::io::stderr(), "xtask: {}", self.message);
        ExitCode::from(self.code)
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.message)
    }
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self { message, code: 1 }
    }
}

impl From<&str> for Failure {
    fn from(message: &str) -> Self {
        message.to_owned().into()
    }
}
