//! `nofault slo counts`: good and total from a file.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use nofault_domain::access::Viewer;
use nofault_domain::command::count::PushCounts;
use nofault_domain::command::{Command, Typing};
use nofault_domain::id::CommandId;
use nofault_domain::zone::Zone;
use nofault_store::{Failure, Store, catalog, new_id, slo};

use super::{import, say};
use crate::clock;

#[derive(Debug, Subcommand)]
pub enum Slo {
    /// Take in good and total; the same interval again replaces what it said
    Counts(Counts),
}

#[derive(Debug, Args)]
pub struct Counts {
    /// Its id, as in the address of its page, or its service and name: "Checkout: Availability"
    slo: String,
    /// CSV in UTF-8 whose first line is from,to,good,total
    file: PathBuf,
    /// Who counted
    #[arg(long, default_value = "")]
    source: String,
    /// The zone of times without one [default: the installation's]
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
}

/// # Errors
/// A line that says what is wrong; nothing was taken then.
pub async fn run(store: &Store, Slo::Counts(asked): Slo) -> Result<(), Failure> {
    let wrong = |message: String| Failure::Setup(message);
    let (slos, own) = {
        let mut reader = store.read().await?;
        let mut db = reader.db();
        (slo::all(&mut db).await?, catalog::installation(&mut db).await?.zone)
    };
    let given = asked.slo.trim().to_lowercase();
    let is_it =
        |slo: &&slo::Slo| slo.id.to_string() == given || slo.full_name().to_lowercase() == given;
    let slo = slos.iter().find(is_it);
    let slo = slo.ok_or_else(|| wrong(format!("there is no SLO “{}”", asked.slo)))?;
    let zone = match &asked.zone {
        Some(zone) => Zone::parse(zone).map_err(|error| wrong(error.to_string()))?,
        None => own,
    };
    let bytes = import::read(&asked.file)?;
    let rows = String::from_utf8(bytes).map_err(|_| wrong("the file is not UTF-8".to_owned()))?;
    let push =
        PushCounts { slo: slo.id.to_string(), rows, source: asked.source, ..Default::default() };
    let counts = push.parse(&Typing { now: clock::now(), zone })?;
    let many = counts.counts.len();
    store.run(Viewer::Operator, CommandId(new_id()), clock::now(), counts).await?;
    let rows = import::counted(many, "row");
    say::out(format!("{rows} taken for {}", slo.full_name()));
    Ok(())
}
