//! Flags before `--`, words for somebody else after it.

use crate::failure::Outcome;

pub struct Args {
    flags: Vec<String>,
    pub rest: Vec<String>,
}

impl Args {
    pub fn parse(words: impl Iterator<Item = String>) -> Self {
        let mut flags: Vec<String> = words.collect();
        let rest = match flags.iter().position(|word| word == "--") {
            Some(at) => flags.split_off(at).split_off(1),
            None => Vec::new(),
        };
        Self { flags, rest }
    }

    /// Refuses a flag that the command does not have: a typo must not be silent.
    pub fn allow(&self, known: &[&str]) -> Outcome<()> {
        match self.flags.iter().find(|flag| !known.contains(&flag.as_str())) {
            Some(flag) => {
                Err(format!("{flag:?} is not understood here. `cargo xtask help` lists what is.")
                    .into())
            }
            None => Ok(()),
        }
    }

    pub fn yes(&self) -> bool {
        self.has("--yes")
    }

    pub fn dev(&self) -> bool {
        self.has("--dev")
    }

    pub fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|word| word == flag)
    }
}

#[cfg(test)]
mod tests {
    use super::Args;

    fn args(line: &str) -> Args {
        Args::parse(line.split(' ').map(str::to_owned))
    }

    #[test]
    fn words_after_the_dashes_are_passed_on() {
        let args = args("--yes -- --dev -- x");
        assert!(args.yes());
        assert!(!args.dev());
        assert_eq!(args.rest, ["--dev", "--", "x"]);
    }

    #[test]
    fn an_unknown_flag_is_refused() {
        assert!(args("--yse").allow(&["--yes"]).is_err());
    }
}
