//! `nofault export`: incidents as folders, for whoever holds the data.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use nofault_app::export::Wanted;
use nofault_domain::access::Viewer;
use nofault_domain::number::IncidentNumber;
use nofault_store::{Failure, Store, incident};

use super::say;
use crate::clock;
use crate::export::{self, Written};

#[derive(Debug, Subcommand)]
pub enum Export {
    /// One incident: what is known of it as JSON, and its files
    Incident(One),
    /// Every incident, a folder for each, the private ones among them
    All(To),
}

#[derive(Debug, Args)]
pub struct One {
    /// Such as INC-42
    incident: String,
    #[command(flatten)]
    to: To,
}

#[derive(Debug, Args)]
pub struct To {
    /// Where the incidents' folders are made; it may be there, they may not
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
}

/// # Errors
/// Where there is no such incident, or a folder is there already or cannot be written.
pub async fn run(store: &Store, base_url: &str, export: Export) -> Result<(), Failure> {
    match export {
        Export::Incident(One { incident, to: To { to } }) => {
            let number = IncidentNumber::parse(&incident).ok_or_else(|| {
                Failure::Setup(format!("“{incident}” is no incident: write it as INC-42"))
            })?;
            one(store, base_url, number, &to).await?;
            Ok(())
        }
        Export::All(To { to }) => all(store, base_url, &to).await,
    }
}

async fn all(store: &Store, base_url: &str, to: &Path) -> Result<(), Failure> {
    let numbers = incident::numbers(&mut store.read().await?.db(), Viewer::Operator).await?;
    // Before anything is written.
    for number in &numbers {
        export::is_free(*number, to)?;
    }
    let mut files = 0;
    for number in &numbers {
        files += one(store, base_url, *number, to).await?.files;
    }
    say::out(format!("Exported {} with {}", many(numbers.len(), "incident"), many(files, "file")));
    Ok(())
}

async fn one(
    store: &Store,
    base_url: &str,
    number: IncidentNumber,
    to: &Path,
) -> Result<Written, Failure> {
    let wanted = Wanted { viewer: Viewer::Operator, number, now: clock::now(), base_url };
    let written = export::write(store, wanted, to).await?;
    say::out(format!(
        "Wrote {}: incident.json and {} ({} bytes)",
        written.folder.display(),
        many(written.files, "file"),
        written.bytes
    ));
    Ok(written)
}

fn many(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
