//! One row of a file → one incident, or every reason why not.

use crate::duration::Duration;
use crate::incident::Kind;
use crate::instant::Instant;
use crate::metric::Metric;
use crate::milestone::Milestone;
use crate::severity::Severity;
use crate::status::Status;
use crate::text::{Label, Markdown, Name, Reference};
use crate::word::Word;
use crate::zone::Zone;

use super::cell::CellError;
use super::cells::Cells;
use super::field::Field;
use super::fingerprint;
use super::mapping::Mapping;
use super::past::IncidentRow;
use super::sheet::SheetRow;
use super::{warn, when};

/// Reads one row; `now` tells what is still to come.
pub(super) fn read(
    row: &SheetRow,
    mapping: &Mapping,
    zone: &Zone,
    now: Instant,
) -> Result<IncidentRow, Vec<CellError>> {
    let mut cells = Cells::new(row, mapping);
    cells.check_width();
    let title = cells.title();
    let reference = cells.one(&Field::Reference, Reference::parse);
    let severity = cells.one(&Field::Severity, Severity::parse_loose);
    let status = cells.one(&Field::Status, status);
    let kind = cells.one(&Field::Kind, Kind::parse).unwrap_or(Kind::Incident);
    let services = cells.many(&Field::Services, Name::parse, Name::key);
    let labels = cells.many(&Field::Labels, Label::parse, |label| label.as_str().to_owned());
    let summary = cells.whole(&Field::Summary, Markdown::parse_optional).flatten();
    let mut milestones = Vec::new();
    for milestone in Milestone::ALL.iter().copied() {
        let moment = cells.one(&Field::Milestone(milestone), |given| when::read(given, zone, now));
        milestones.extend(moment.map(|moment| (milestone, moment)));
    }
    let mut stated = Vec::new();
    for metric in metrics(mapping) {
        let duration = cells.one(&Field::Stated(metric.clone()), Duration::parse);
        stated.extend(duration.map(|duration| (metric, duration)));
    }
    let Some(title) = title.filter(|_| cells.errors.is_empty()) else {
        return Err(cells.errors);
    };
    let key = fingerprint::key(reference.as_ref(), &title, &milestones, &stated);
    let mut warnings = Vec::new();
    let status = status
        .unwrap_or_else(|| warn::assumed_status(mapping, &milestones, &stated, &mut warnings));
    let mut incident = IncidentRow {
        key,
        reference,
        title,
        severity,
        status,
        kind,
        services,
        labels,
        summary,
        milestones,
        stated,
        warnings,
    };
    warn::look(&mut incident, now);
    Ok(incident)
}

/// Merging names another incident, which a cell cannot.
fn status(given: &str) -> Result<Status, String> {
    match Status::parse(given) {
        Ok(status) if Status::CHOICES.contains(&status) => Ok(status),
        Ok(_) => Err(
            "an import cannot say into which incident it was merged: write canceled, which counts as little"
                .to_owned(),
        ),
        Err(_) => {
            let choices = Status::CHOICES.map(Word::key).join(", ");
            Err(format!("it is no status: choose one of {choices}"))
        }
    }
}

/// The metrics that columns state, in the order of the file.
fn metrics(mapping: &Mapping) -> Vec<Metric> {
    let fields = mapping.columns.iter().filter_map(|column| match &column.field {
        Field::Stated(metric) => Some(metric.clone()),
        _ => None,
    });
    fields.collect()
}
