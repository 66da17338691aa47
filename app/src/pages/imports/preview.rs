//! Row by row what will happen, and the button that does it.

use leptos::prelude::*;
use nofault_domain::import::{CellError, IncidentRow, Plan, PlannedRow};
use nofault_domain::milestone::Milestone;

use super::asked::{Mapped, Preview};
use super::mapping::counted;
use crate::here::Here;
use crate::ui::{Hidden, PostForm, SeverityBadge, StatusBadge, Submit, Time};

/// Rows that are listed; all of them are counted.
const LISTED: usize = 200;
/// More errors than these are only counted: the command line prints them all.
const ERRORS: usize = 1000;

pub fn preview(here: &Here, mapped: &Mapped) -> Option<AnyView> {
    let preview = mapped.preview.as_ref()?;
    let good = preview.plan.good().count();
    let there = preview.plan.good().filter(|row| preview.existing.contains_key(&row.key)).count();
    let (new, bad) = (good - there, preview.plan.rows.len() - good);
    let warned = preview.plan.good().filter(|row| !row.warnings.is_empty()).count();
    let warned = (warned > 0).then(|| format!(", {} to look at", counted(warned, "row", "rows")));
    let count = format!(
        "{new} new, {there} already there, {bad} with an error{}",
        warned.unwrap_or_default()
    );
    let confirm = match (bad, new) {
        (0, 0) => view! { <p class="notice">"Every incident of this file is there already: nothing is to be imported."</p> }.into_any(),
        (0, new) => confirm(here, mapped, new),
        _ => errors(&preview.plan),
    };
    Some(
        view! {
            <section id="preview">
                <h2>"What will happen"</h2>
                <p class="count" role="status">{count}</p>
                {confirm}
                {rows(preview)}
            </section>
        }
        .into_any(),
    )
}

fn confirm(here: &Here, mapped: &Mapped, new: usize) -> AnyView {
    let fields: Vec<_> = mapped
        .columns
        .iter()
        .map(|column| view! { <Hidden name="column" value=column.field.name() /> })
        .collect();
    let (form, zone) = (here.form("confirmation"), mapped.zone.clone());
    let label = format!("Import {}", counted(new, "incident", "incidents"));
    view! {
        <PostForm form=form action=format!("/imports/{}/confirmation", mapped.id)>
            {fields}
            <Hidden name="zone" value=zone />
            <Submit label=label class="primary" />
        </PostForm>
    }
    .into_any()
}

fn errors(plan: &Plan) -> AnyView {
    let all = plan.errors().count();
    let row = |error: &CellError| {
        view! {
            <tr>
                <td>{error.line}</td>
                <td>{error.column.clone()}</td>
                <td>{error.given.clone()}</td>
                <td>{error.reason.clone()}</td>
            </tr>
        }
    };
    let more = (all > ERRORS).then(|| {
        let more = all - ERRORS;
        view! { <p class="hint">{format!("And {more} more: the command line prints them all.")}</p> }
    });
    view! {
        <p class="error" role="alert">
            "Nothing can be imported while a cell is bad. Correct the file and upload it again, or map the column to ignore."
        </p>
        <div class="table" role="region" aria-label="Bad cells" tabindex="0">
            <table>
                <caption>{counted(all, "error", "errors")}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Line"</th>
                        <th scope="col">"Column"</th>
                        <th scope="col">"Cell"</th>
                        <th scope="col">"Why it cannot be taken"</th>
                    </tr>
                </thead>
                <tbody>{plan.errors().take(ERRORS).map(row).collect_view()}</tbody>
            </table>
        </div>
        {more}
    }
    .into_any()
}

fn rows(preview: &Preview) -> AnyView {
    let all = preview.plan.rows.len();
    let caption = if all > LISTED {
        format!("The first {LISTED} of {all} rows")
    } else {
        counted(all, "row", "rows")
    };
    let rows = preview.plan.rows.iter().take(LISTED).map(|row| one(preview, row)).collect_view();
    view! {
        <div class="table" role="region" aria-label="Rows" tabindex="0">
            <table>
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Line"</th>
                        <th scope="col">"Becomes"</th>
                        <th scope="col">"Title"</th>
                        <th scope="col">"Severity"</th>
                        <th scope="col">"Status"</th>
                        <th scope="col">"Begins"</th>
                        <th scope="col">"To look at"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn one(preview: &Preview, row: &PlannedRow) -> AnyView {
    let incident = match &row.result {
        Ok(incident) => incident,
        Err(errors) => {
            // Each with its line and its cell stands in the table of errors.
            let why = errors.iter().map(|error| match error.column.as_str() {
                "" => error.reason.clone(),
                column => format!("{column}: {}", error.reason),
            });
            let why = why.collect::<Vec<_>>().join("; ");
            return view! {
                <tr class="bad"><td>{row.line}</td><td>"Error"</td><td colspan="5">{why}</td></tr>
            }
            .into_any();
        }
    };
    let becomes = match preview.existing.get(&incident.key) {
        None => view! { "New" }.into_any(),
        Some(None) => view! { "Already there" }.into_any(),
        Some(Some(number)) => {
            let number = number.to_string();
            view! { "Already there as "<a href=format!("/incidents/{number}")>{number.clone()}</a> }
                .into_any()
        }
    };
    view! {
        <tr>
            <td>{row.line}</td>
            <td>{becomes}</td>
            <th scope="row">{incident.title.as_str().to_owned()}</th>
            <td><SeverityBadge severity=incident.severity /></td>
            <td><StatusBadge status=incident.status /></td>
            <td>{begins(incident)}</td>
            <td>{incident.warnings.join("; ")}</td>
        </tr>
    }
    .into_any()
}

fn begins(incident: &IncidentRow) -> AnyView {
    let moment = incident
        .milestone(Milestone::ImpactStarted)
        .or_else(|| incident.milestone(Milestone::Declared));
    moment.map(|moment| view! { <Time at=moment.at /> }).into_any()
}
