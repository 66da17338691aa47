//! SLOs from a file of OpenSLO: looked at, then imported.

use serde::Deserialize;

use super::{Command, Typing};
use crate::file::SentFile;
use crate::openslo::{MOST_BYTES, Plan, SloRow, Unreadable, plan};
use crate::refusal::{Checker, Refusal};
use crate::text::Name;

/// `POST /slos/import/preview`, which changes nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PreviewSlos {
    /// YAML; a file wins over it.
    pub text: String,
    pub file_name: String,
    #[serde(skip)]
    sent: Option<Result<String, Unreadable>>,
}

/// A file as it was understood.
#[derive(Debug)]
pub struct Previewed {
    pub text: String,
    pub file_name: String,
    pub plan: Plan,
}

impl PreviewSlos {
    /// As it was read before.
    #[must_use]
    pub fn again(text: String, file_name: String) -> Self {
        Self { text, file_name, sent: None }
    }
}

impl Command for PreviewSlos {
    type Parsed = Previewed;

    fn attach(&mut self, files: Vec<SentFile>) {
        if let Some(file) = files.into_iter().next() {
            self.file_name = file.name;
            let text = std::str::from_utf8(&file.bytes).map(str::to_owned);
            self.sent = Some(match text {
                _ if file.bytes.len() > MOST_BYTES => {
                    Err(Unreadable::TooLarge { bytes: file.bytes.len(), most: MOST_BYTES })
                }
                Ok(text) => Ok(text),
                Err(_) => Err(Unreadable::NoText),
            });
        }
    }

    fn parse(self, typing: &Typing) -> Result<Previewed, Refusal> {
        let field = if self.sent.is_some() { "file" } else { "text" };
        let text = self.sent.unwrap_or(Ok(self.text));
        let refuse = |error: Unreadable| Refusal::field(field, error.to_string());
        let text = text.map_err(refuse)?;
        if text.trim().is_empty() {
            return Err(Refusal::field("text", "Paste a file of OpenSLO, or choose one."));
        }
        let plan = plan(&text, &typing.zone).map_err(refuse)?;
        Ok(Previewed { text, file_name: self.file_name, plan })
    }
}

/// More reasons than these are only counted.
const SHOWN: usize = 10;

/// `POST /slos/imports`: what is not refused becomes SLOs.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ImportSlos {
    pub text: String,
    pub file_name: String,
    /// `on`: what is refused is left out, and known to be.
    pub leave_out: String,
}

#[derive(Debug)]
pub struct SlosImport {
    pub file_name: String,
    pub rows: Vec<SloRow>,
    /// That stand in the file by themselves.
    pub services: Vec<Name>,
}

impl SlosImport {
    #[must_use]
    pub fn of(plan: &Plan, file_name: &str) -> Self {
        Self {
            file_name: file_name.to_owned(),
            rows: plan.slos().cloned().collect(),
            services: plan.services().cloned().collect(),
        }
    }
}

impl Command for ImportSlos {
    type Parsed = SlosImport;

    fn parse(self, typing: &Typing) -> Result<SlosImport, Refusal> {
        let preview = PreviewSlos::again(self.text, self.file_name);
        let Previewed { file_name, plan, .. } = preview.parse(typing)?;
        if self.leave_out.trim().is_empty() {
            let all: Vec<String> = plan.refused().map(|why| format!("{why}.")).collect();
            let more = all.len().saturating_sub(SHOWN);
            let more = if more > 0 { format!(" And {more} more.") } else { String::new() };
            let first: Vec<&str> = all.iter().take(SHOWN).map(String::as_str).collect();
            if !first.is_empty() {
                let says = format!("Refused: {}{more}", first.join(" "));
                return Err(Refusal::field("text", says));
            }
        }
        let import = SlosImport::of(&plan, &file_name);
        let mut checker = Checker::default();
        if import.rows.is_empty() {
            checker.add("text", "There is no SLO in it that can be imported.");
        }
        checker.done(Some(import))
    }
}
