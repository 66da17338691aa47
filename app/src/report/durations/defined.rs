//! Which metrics a report is about, and which there are.

use nofault_domain::metric::{Definition, Metric};
use nofault_domain::refusal::Refusal;
use nofault_domain::report::durations::DurationsAsked;
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
    let present_of = |metric: &Metric| defined.iter().find(|one| one.metric == *metric).cloned();
    let mut with = Vec::new();
    for metric in asked.with.iter().filter(|_| asked.at_once().is_some()) {
        if !metrics.contains(metric) {
            let unknown = not_known("metric", metric.as_str(), &metrics);
            return Err(Refusal::field("with", unknown).into());
        }
        let stated = || Definition { metric: metric.clone(), says: None };
        with.push(present_of(metric).unwrap_or_else(stated));
    }
    let present = present_of(&asked.metric);
    let definition = match (present, asked.version) {
        (Some(present), None) => present,
        (None, None) => Definition { metric: asked.metric.clone(), says: None },
        (None, Some(_)) => {
            let none = "No milestones define this metric: leave the version out.";
            return Err(Refusal::field("version", none).into());
        }
        (Some(present), Some(version)) => {
            let versions = metric::versions(&mut *db, &present.metric).await?;
            let found = versions.iter().find(|one| one.version == version);
            let known: Vec<i64> = versions.iter().map(|one| one.version).collect();
            let found = found.ok_or_else(|| unknown("version", &version.to_string(), &known))?;
            found.definition()
        }
    };
    with.insert(0, definition);
    Ok((with, metrics))
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
