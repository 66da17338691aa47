//! `nofault import openslo`: SLOs, object by object; what cannot be evaluated is refused.

use std::path::PathBuf;

use clap::Args;
use nofault_domain::access::Viewer;
use nofault_domain::command::openslo::SlosImport;
use nofault_domain::id::{BatchId, CommandId};
use nofault_domain::openslo::{Becomes, Object, Plan, plan};
use nofault_store::slo::{Standing, standings};
use nofault_store::{Failure, Store, import, new_id};

use super::{counted, read, wrong, zone};
use crate::clock;
use crate::command_line::say;

#[derive(Debug, Args)]
pub struct OpenSlo {
    /// YAML, of one or several documents
    file: PathBuf,
    /// Import the rest where something is refused
    #[arg(long)]
    leave_out: bool,
    /// The zone of rolling windows, of which a file names none [default: the installation's]
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// Say object by object what would happen, and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// # Errors
/// A line that says what is wrong; nothing was imported then.
pub async fn run(store: &Store, asked: OpenSlo) -> Result<(), Failure> {
    let zone = zone(store, asked.zone.as_deref()).await?;
    let bytes = read(&asked.file)?;
    let text = String::from_utf8(bytes).map_err(|_| wrong("the file is not UTF-8"))?;
    let plan = plan(&text, &zone).map_err(|error| wrong(error.to_string()))?;
    let known = standings(&mut store.read().await?.db(), Viewer::Operator, plan.slos()).await?;
    told(&plan, &known, asked.dry_run);
    let refused = plan.objects.iter().filter(|one| matches!(one.becomes, Becomes::Refused(_)));
    let refused = refused.count();
    let new = known.iter().filter(|one| matches!(one, Standing::New { .. })).count();
    if asked.dry_run {
        let there = known.len() - new;
        say::out(format!(
            "{new} new, {there} already there, {refused} refused; nothing was changed (dry run)"
        ));
    }
    if refused > 0 && !asked.leave_out {
        let objects = counted(refused, "object");
        return Err(wrong(format!(
            "{objects} refused: nothing was imported (--leave-out imports the rest)"
        )));
    }
    if asked.dry_run {
        return Ok(());
    }
    let name = asked.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (command, batch) = (CommandId(new_id()), SlosImport::of(&plan, &name));
    let outcome = store.run(Viewer::Operator, command, clock::now(), batch).await?;
    let id = BatchId(outcome.id);
    let done = import::batch(&mut store.read().await?.db(), Viewer::Operator, id).await?;
    say::out(format!("{} new, {} already there", done.created, done.existing));
    Ok(())
}

/// What is refused or left out is always said; the rest by a dry run.
fn told(plan: &Plan, known: &[Standing], dry_run: bool) {
    let mut known = known.iter();
    for object in &plan.objects {
        let Object { line, kind, name, becomes, left } = object;
        let says = match becomes {
            Becomes::Slo(_) => match known.next() {
                Some(Standing::There { slo, .. }) => {
                    Some(format!("already there: {}", slo.full_name()))
                }
                _ => Some("new".to_owned()),
            },
            Becomes::Service(name) => Some(format!("service {name}")),
            Becomes::NotEvaluated(why) => {
                say::note(format!("line {line}: {kind} {name} is not evaluated: {why}"));
                None
            }
            Becomes::Refused(why) => {
                say::note(format!("line {line}: {kind} {name} is refused"));
                why.iter().for_each(|why| say::note(format!("  {why}")));
                None
            }
        };
        if let Some(says) = says.filter(|_| dry_run) {
            say::out(format!("line {line}: {kind} {name}: {says}"));
        }
        left.iter().for_each(|left| say::note(format!("  not taken: {left}")));
    }
}
