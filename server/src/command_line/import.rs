//! `nofault import`: past incidents from a CSV file, SLOs from OpenSLO.

mod openslo;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use nofault_domain::access::Viewer;
use nofault_domain::id::{BatchId, CommandId};
use nofault_domain::import::{Mapping, Plan, Planned, Sheet, parse_override, plan};
use nofault_domain::number::IncidentNumber;
use nofault_domain::zone::Zone;
use nofault_store::import::{self, ImportBatch};
use nofault_store::{Failure, Store, catalog, new_id};

use super::say;
use crate::clock;

#[derive(Debug, Subcommand)]
pub enum Import {
    /// Take in past incidents; the same file twice doubles nothing
    Incidents(Incidents),
    /// Take in SLOs from a file of OpenSLO v1; the same file twice doubles nothing
    Openslo(openslo::OpenSlo),
}

#[derive(Debug, Args)]
pub struct Incidents {
    /// CSV in UTF-8; its first line names the columns
    file: PathBuf,
    /// What a column means, such as started=impact_started_at or team=ignore
    #[arg(long = "map", value_name = "COLUMN=FIELD")]
    maps: Vec<String>,
    /// The zone of times without one [default: the installation's]
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// Say row by row what would happen, and change nothing
    #[arg(long)]
    dry_run: bool,
}

type Known<'p> = HashMap<&'p str, Option<IncidentNumber>>;

/// # Errors
/// A line that says what is wrong; nothing was imported then.
pub async fn run(store: &Store, asked: Import) -> Result<(), Failure> {
    match asked {
        Import::Incidents(asked) => incidents(store, asked).await,
        Import::Openslo(asked) => openslo::run(store, asked).await,
    }
}

async fn incidents(store: &Store, asked: Incidents) -> Result<(), Failure> {
    let zone = zone(store, asked.zone.as_deref()).await?;
    let plan = planned(&asked, &zone)?;
    let keys = plan.good().map(|row| row.key.as_str());
    let known = import::existing(&mut store.read().await?.db(), Viewer::Operator, keys).await?;
    if asked.dry_run {
        plan.rows.iter().filter_map(|row| becomes(row, &known)).for_each(say::out);
    }
    check(&plan)?;
    if asked.dry_run {
        let there = known.len();
        let new = plan.rows.len() - there;
        say::out(format!("{new} new, {there} already there; nothing was changed (dry run)"));
        return Ok(());
    }
    for (line, warning) in warnings(&plan) {
        say::note(format!("line {line}: {warning}"));
    }
    let rows = plan.rows.into_iter().filter_map(|row| row.result.ok()).collect();
    let file_name = asked.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (command, batch) = (CommandId(new_id()), ImportBatch { file_name, rows });
    let outcome = store.run(Viewer::Operator, command, clock::now(), batch).await?;
    let id = BatchId(outcome.id);
    let done = import::batch(&mut store.read().await?.db(), Viewer::Operator, id).await?;
    say::out(format!("{} new, {} already there", done.created, done.existing));
    Ok(())
}

fn planned(asked: &Incidents, zone: &Zone) -> Result<Plan, Failure> {
    let bytes = read(&asked.file)?;
    let sheet = Sheet::read(&bytes).map_err(|error| wrong(error.to_string()))?;
    let maps: Result<Vec<_>, _> = asked.maps.iter().map(|map| parse_override(map)).collect();
    let mapping =
        Mapping::guess(&sheet.headers, &maps.map_err(wrong)?).map_err(|errors| several(&errors))?;
    for column in mapping.unknown() {
        say::note(format!(
            "column “{column}” is not read: no field has this name (--map \"{column}=…\" gives it a meaning)"
        ));
    }
    Ok(plan(&sheet, &mapping, zone, clock::now()))
}

/// In which times without one are read: the installation's, unless said.
pub(super) async fn zone(store: &Store, given: Option<&str>) -> Result<Zone, Failure> {
    match given {
        Some(given) => Zone::parse(given).map_err(|error| wrong(error.to_string())),
        None => Ok(catalog::installation(&mut store.read().await?.db()).await?.zone),
    }
}

/// Not more than can be taken, whatever the file.
pub(super) fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    use std::io::Read;
    let most = u64::try_from(Sheet::MOST_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    std::fs::File::open(file)
        .and_then(|file| file.take(most + 1).read_to_end(&mut bytes))
        .map_err(|error| wrong(format!("{} cannot be read: {error}", file.display())))?;
    Ok(bytes)
}

/// Every bad cell in its own line.
fn check(plan: &Plan) -> Result<(), Failure> {
    let cells = plan.errors().inspect(|error| say::note(error)).count();
    let rows = plan.rows.iter().filter(|row| row.result.is_err()).count();
    if cells == 0 {
        return Ok(());
    }
    let (cells, rows) = (counted(cells, "error"), counted(rows, "row"));
    Err(wrong(format!("{cells} in {rows}: nothing was imported")))
}

fn becomes(row: &Planned, known: &Known<'_>) -> Option<String> {
    let incident = row.result.as_ref().ok()?;
    let what = match known.get(incident.key.as_str()) {
        None => "new".to_owned(),
        Some(None) => "already there".to_owned(),
        Some(Some(number)) => format!("already there as {number}"),
    };
    let warnings = incident.warnings.iter().map(|warning| format!("\n  {warning}"));
    let (line, title) = (row.line, incident.title.as_str());
    Some(format!("line {line}: {what}: {title}{}", warnings.collect::<String>()))
}

fn warnings(plan: &Plan) -> impl Iterator<Item = (u64, &String)> {
    let all = plan.rows.iter().filter_map(|row| Some((row.line, row.result.as_ref().ok()?)));
    all.flat_map(|(line, incident)| incident.warnings.iter().map(move |warning| (line, warning)))
}

fn several(errors: &[String]) -> Failure {
    wrong(errors.join("\n"))
}

fn wrong(message: impl Into<String>) -> Failure {
    Failure::Setup(message.into())
}

pub(super) fn counted(many: usize, what: &str) -> String {
    format!("{many} {what}{}", if many == 1 { "" } else { "s" })
}
