//! Which metrics a report is about, and which there are.

use nofault_domain::metric::{Definition, Metric};
use nofault_domain::refusal::Refusal;
use nofault_domain::report::durations::{DurationsAsked, With};
use nofault_store::{Db, Failure, Store, metric, report};

/// The definitions that were asked for, the report’s own first, and every metric that could be.
pub(super) async fn defined(
    db: &mut Db<'_>,
    asked: &DurationsAsked,
) -> Result<(Vec<Definition>, Vec<Metric>), Failure> {
    let defined = metric::definitions(&mut *db).await?;
    let metrics = names(&defined, report::stated(&mut *db).await?);
    if !metrics.contains(&asked.metric) {
        return Err(unknown("metric", asked.metric.as_str(), &metrics).into());
    }
    let own = With { metric: asked.metric.clone(), version: asked.version };
    let mut all = vec![definition(&mut *db, &own, "version", &defined).await?];
    for with in asked.with.iter().filter(|_| asked.at_once().is_some()) {
        if !metrics.contains(&with.metric) {
            let unknown = not_known("metric", with.metric.as_str(), &metrics);
            return Err(Refusal::field("with", unknown).into());
        }
        all.push(definition(&mut *db, with, "with", &defined).await?);
    }
    Ok((all, metrics))
}

/// In the version that is asked for; `field` is where it was typed.
async fn definition(
    db: &mut Db<'_>,
    asked: &With,
    field: &'static str,
    defined: &[Definition],
) -> Result<Definition, Failure> {
    let present = defined.iter().find(|one| one.metric == asked.metric);
    match (present, asked.version) {
        (Some(present), None) => Ok(present.clone()),
        (None, None) => Ok(Definition { metric: asked.metric.clone(), says: None }),
        (None, Some(_)) => {
            let none = "No milestones define this metric: leave the version out.";
            Err(Refusal::field(field, none).into())
        }
        (Some(present), Some(version)) => {
            let versions = metric::versions(db, &present.metric).await?;
            let found = versions.iter().find(|one| one.version == version);
            let known: Vec<i64> = versions.iter().map(|one| one.version).collect();
            let unknown = || not_known("version", &version.to_string(), &known);
            Ok(found.ok_or_else(|| Refusal::field(field, unknown()))?.definition())
        }
    }
}

/// Those that milestones define, then those that are only stated.
fn names(defined: &[Definition], stated: Vec<Metric>) -> Vec<Metric> {
    let mut names: Vec<Metric> = defined.iter().map(|one| one.metric.clone()).collect();
    names.extend(stated.into_iter().filter(|one| defined.iter().all(|d| d.metric != *one)));
    names
}

/// The metrics that can be asked for.
///
/// # Errors
/// [`Failure::Database`].
pub async fn metrics(store: &Store) -> Result<Vec<Metric>, Failure> {
    let mut reader = store.read().await?;
    let mut db = reader.db();
    let defined = metric::definitions(&mut db).await?;
    Ok(names(&defined, report::stated(&mut db).await?))
}

/// Names what is known, up to a length that can be read.
fn not_known<T: ToString>(what: &str, given: &str, known: &[T]) -> String {
    let mut names: Vec<String> = known.iter().take(30).map(ToString::to_string).collect();
    if known.len() > names.len() {
        names.push("…".to_owned());
    }
    let known = if names.is_empty() { "there is none yet".to_owned() } else { names.join(", ") };
    format!("No {what} is called “{given}”. Known: {known}.")
}

pub(in crate::report) fn unknown<T: ToString>(
    what: &'static str,
    given: &str,
    known: &[T],
) -> Refusal {
    Refusal::field(what, not_known(what, given, known))
}
