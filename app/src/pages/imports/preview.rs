//! Row by row what will happen, and the button that does it.

use leptos::prelude::*;
use nofault_domain::import::{IncidentRow, Planned};
use nofault_domain::milestone::Milestone;

use super::asked::{Mapped, Preview};
use super::plan::{next, rows, what_will_happen};
use super::sort::{INCIDENTS, counted};
use crate::here::Here;
use crate::ui::{Hidden, PostForm, SeverityBadge, StatusBadge, Submit, Time};

const HEADS: [&str; 7] = ["Line", "Becomes", "Title", "Severity", "Status", "Begins", "To look at"];

pub fn preview(here: &Here, mapped: &Mapped) -> Option<AnyView> {
    let preview = mapped.preview.as_ref()?;
    let plan = &preview.plan;
    let tally = plan.tally(|row| preview.existing.contains_key(&row.key));
    let warned = plan.good().filter(|row| !row.warnings.is_empty()).count();
    let warned = (warned > 0).then(|| format!(", {} to look at", counted(warned, "row", "rows")));
    let rest = view! {
        {next(&INCIDENTS, plan, tally, |label| confirm(here, mapped, label))}
        {rows(plan, HEADS, |row| one(preview, row))}
    };
    let count = format!("{tally}{}", warned.unwrap_or_default());
    Some(what_will_happen(count, rest.into_any()))
}

fn confirm(here: &Here, mapped: &Mapped, label: String) -> AnyView {
    let fields: Vec<_> = mapped
        .columns
        .iter()
        .map(|column| view! { <Hidden name="column" value=column.field.name() /> })
        .collect();
    let (form, zone) = (here.form("confirmation"), mapped.zone.clone());
    view! {
        <PostForm form=form action=format!("/imports/{}/confirmation", mapped.id)>
            {fields}
            <Hidden name="zone" value=zone />
            <Submit label=label class="primary" />
        </PostForm>
    }
    .into_any()
}

fn one(preview: &Preview, row: &Planned) -> AnyView {
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
