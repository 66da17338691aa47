//! Durations reports that texts quote by their address: counted anew at each reading, and the
//! same for every reader, as private incidents are never among them.

use std::collections::BTreeMap;

use leptos::prelude::*;
use nofault_domain::mention::{Piece, Report, pieces};
use nofault_domain::refusal::Refusal;
use nofault_domain::report::durations::{DurationsAsked, DurationsForm};
use nofault_store::{Db, Failure};

use crate::here::Here;
use crate::pages::reports::quoted_durations;
use crate::report::durations::{Durations, of};

/// More of them on a page stay words.
const MOST: usize = 3;

/// By what was asked.
pub type Reports = BTreeMap<String, (DurationsAsked, Durations)>;

/// # Errors
/// [`Failure::Database`]. What cannot be answered stays words.
pub async fn read(db: &mut Db<'_>, here: &Here, texts: &[&str]) -> Result<Reports, Failure> {
    let mut reports = Reports::new();
    for piece in texts.iter().flat_map(|text| pieces(text)) {
        let Piece::Report(report) = piece else { continue };
        let known = reports.contains_key(report.query);
        if known || reports.len() == MOST || !is_ours(here, &report) {
            continue;
        }
        let Ok(asked) = asked(report.query) else { continue };
        // The periods alone are quoted, and no comparison.
        let alone = DurationsAsked { compared: None, ..asked.clone() };
        match of(&mut *db, here.viewer(), &alone, here.now).await {
            Ok(found) => drop(reports.insert(report.query.to_owned(), (asked, found))),
            Err(Failure::Refused(_)) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(reports)
}

/// Another installation’s report is not this one’s.
fn is_ours(here: &Here, report: &Report<'_>) -> bool {
    report.base.is_empty() || *report.base == *here.base_url
}

fn asked(query: &str) -> Result<DurationsAsked, Refusal> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
    let asked = DurationsForm::of(&pairs).parse()?;
    Ok(DurationsAsked { private: false, period: None, ..asked })
}

/// The figure; none where it stays words.
pub fn shown(here: &Here, reports: &Reports, report: &Report<'_>) -> Option<AnyView> {
    let found = reports.iter().enumerate().filter(|_| is_ours(here, report));
    let mut found = found.filter(|(_, (query, _))| *query == report.query);
    let (number, (_, (asked, durations))) = found.next()?;
    Some(quoted_durations(&format!("durations-{number}"), asked, durations))
}
