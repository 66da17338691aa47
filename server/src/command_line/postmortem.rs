//! `nofault postmortem`: postmortems as Markdown, out and in.

mod take;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use nofault_domain::access::Viewer;
use nofault_domain::number::IncidentNumber;
use nofault_store::{Failure, Store, document};

use super::say;
use crate::routes::postmortem::text;

#[derive(Debug, Subcommand)]
pub enum Postmortem {
    /// Write a postmortem as one Markdown file, or all of them into a folder
    Export(Export),
    /// Take in postmortems from Markdown; the same file twice doubles nothing
    Import(take::Import),
}

#[derive(Debug, Args)]
pub struct Export {
    /// Such as INC-42
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    incident: Option<String>,
    /// Every postmortem, each in a file of its own
    #[arg(long, requires = "to")]
    all: bool,
    /// A new file, or with --all a folder [default: print it]
    #[arg(long, value_name = "PATH")]
    to: Option<PathBuf>,
}

/// # Errors
/// A line that says what is wrong.
pub async fn run(store: &Store, asked: Postmortem) -> Result<(), Failure> {
    match asked {
        Postmortem::Export(asked) => export(store, &asked).await,
        Postmortem::Import(asked) => take::run(store, &asked).await,
    }
}

async fn export(store: &Store, asked: &Export) -> Result<(), Failure> {
    let Some(given) = &asked.incident else {
        return everything(store, asked.to.as_deref().unwrap_or(Path::new("."))).await;
    };
    let number = IncidentNumber::parse(given)
        .ok_or_else(|| wrong(format!("“{given}” is no incident: write INC-42")))?;
    let (_, text) = one(store, number).await?;
    match &asked.to {
        Some(file) => {
            create(file, &text)?;
            say::out(format!("Wrote {}", file.display()));
        }
        None => say::out(text.trim_end()),
    }
    Ok(())
}

async fn everything(store: &Store, folder: &Path) -> Result<(), Failure> {
    let numbers = document::numbers(&mut store.read().await?.db(), Viewer::Operator).await?;
    let failed = |error| wrong(format!("{} cannot be made: {error}", folder.display()));
    std::fs::create_dir_all(folder).map_err(failed)?;
    for number in &numbers {
        let (name, text) = one(store, *number).await?;
        create(&folder.join(name), &text)?;
    }
    say::out(format!("Wrote {} postmortems to {}", numbers.len(), folder.display()));
    Ok(())
}

/// The name and the text of its file.
async fn one(store: &Store, number: IncidentNumber) -> Result<(String, String), Failure> {
    let found = document::postmortem(&mut store.read().await?.db(), Viewer::Operator, number).await;
    let document = found.map_err(|failure| match failure {
        Failure::Refused(_) => wrong(format!("{number} has no postmortem")),
        other => other,
    })?;
    Ok((document.file_name(), text(&document)?))
}

/// A new file: none that is there is overwritten.
fn create(file: &Path, text: &str) -> Result<(), Failure> {
    let written = std::fs::File::create_new(file)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()));
    written.map_err(|error| wrong(format!("{} cannot be written: {error}", file.display())))
}

fn wrong(message: impl Into<String>) -> Failure {
    Failure::Setup(message.into())
}
