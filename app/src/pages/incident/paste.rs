//! A block of log lines or chat: pasted, looked at row by row, logged as entries.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::command::paste::{Block, PreviewBlock};
use nofault_domain::command::{Command, Typing};
use nofault_domain::entry::EntryKind;
use nofault_domain::number::IncidentNumber;
use nofault_domain::paste::Row;
use nofault_domain::word::Word;
use nofault_store::Failure;
use nofault_store::incident::{self, Incident};

use super::{asked, only, over};
use crate::here::{Form, Here};
use crate::load::load;
use crate::ui::{Field, Hidden, Page, PostForm, Select, Submit, TextArea, ZoneList, words};

async fn found(here: Here, number: Result<IncidentNumber, Failure>) -> Result<Incident, Failure> {
    let mut reader = here.store.read().await?;
    let incident = incident::by_number(&mut reader.db(), here.viewer(), number?).await?;
    let rejected = ["paste", "paste-preview"].into_iter().any(|name| here.form(name).is_rejected());
    if !rejected {
        only(&here, Role::Responder, "paste")?;
    }
    Ok(incident)
}

#[component]
pub fn PastePage() -> AnyView {
    load(found(Here::now(), asked()), |here, incident| {
        let typed = Typed::of(&here);
        let block = typed.block(&here, &incident);
        view! {
            <Page title="Log a pasted block" over=over(&incident)>
                <ZoneList />
                {ask(&here, &incident, &typed, block.as_ref())}
                {block.map(|block| preview(&here, &incident, &typed, &block))}
            </Page>
        }
    })
    .into_any()
}

/// What was typed so far.
struct Typed(Vec<(String, String)>);

impl Typed {
    fn of(here: &Here) -> Self {
        let typed = here.typed("paste").or_else(|| here.typed("paste-preview"));
        Self(typed.unwrap_or_default().to_vec())
    }

    fn value(&self, name: &str) -> Option<String> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
    }

    fn or_blank(&self, name: &str) -> String {
        self.value(name).unwrap_or_default()
    }

    /// As it is understood; none where nothing was pasted yet, or its form says why it was not taken.
    fn block(&self, here: &Here, incident: &Incident) -> Option<Block> {
        let form = PreviewBlock {
            incident: incident.number.to_string(),
            text: self.or_blank("text"),
            day: self.or_blank("day"),
            zone: self.or_blank("zone"),
            kind: self.or_blank("kind"),
        };
        form.parse(&Typing { now: here.now, zone: here.zone.clone() }).ok()
    }
}

fn ask(here: &Here, incident: &Incident, typed: &Typed, block: Option<&Block>) -> AnyView {
    let form = here.form("paste-preview");
    let action = format!("{}/paste/preview", incident.address());
    let zone = typed.value("zone").unwrap_or_else(|| here.zone.name().to_owned());
    let day = block.map_or_else(|| typed.or_blank("day"), |block| block.pasted.day.to_string());
    let kind = typed.value("kind").unwrap_or_else(|| EntryKind::Note.key().to_owned());
    let (back, text) = (incident.address(), typed.or_blank("text"));
    let class = if block.is_some() { "" } else { "primary" };
    view! {
        <PostForm form=form.clone() action=action class="narrow">
            <TextArea form=form.clone() name="text" label="Log lines or chat" value=text rows=10 required=true
                hint="Each line that has a time becomes an entry: 14:03 rosa: it is slow. A line without one belongs to the line before." />
            <div class="row">
                <Field form=form.clone() name="day" label="The day it begins" value=day kind="date" hint="Where its lines have no date. Blank: the latest that fits." />
                <Field form=form.clone() name="zone" label="Time zone" value=zone list="zones" required=true hint="Where a time names none." />
                <Select form=form.clone() name="kind" label="Kind" value=kind choices=words(&EntryKind::CHOICES) />
            </div>
            <Submit label="Look at the entries" class=class />
            <a href=back>"Back to the incident"</a>
        </PostForm>
    }
    .into_any()
}

fn preview(here: &Here, incident: &Incident, typed: &Typed, block: &Block) -> AnyView {
    let form = here.form("paste");
    let rows = &block.pasted.rows;
    let timed = rows.iter().filter(|row| row.at.is_some()).count();
    let rest = match (timed, rows.len() - timed) {
        (0, _) => "No time was understood in these lines. Write one beside what you want to log.",
        (_, 0) => "",
        _ => "What stands before the first time has none: write one to log it.",
    };
    let chosen = form.is_rejected().then(|| typed.or_blank("chosen"));
    let shown: Vec<_> = rows
        .iter()
        .enumerate()
        .map(|(number, row)| one(&form, chosen.as_deref(), number, row))
        .collect();
    let (action, zone) = (format!("{}/paste", incident.address()), block.zone.name().to_owned());
    let (text, day, kind) =
        (typed.or_blank("text"), block.pasted.day.to_string(), block.kind.key());
    let shown_zone = zone.clone();
    let count = if timed == 1 { "1 entry".to_owned() } else { format!("{timed} entries") };
    view! {
        <section id="preview">
            <h2>"What will be logged"</h2>
            <p role="status">{count}" with a time, in "{shown_zone}". "{rest}</p>
            <PostForm form=form.clone() action=action class="paste">
                <Hidden name="text" value=text />
                <Hidden name="day" value=day />
                <Hidden name="zone" value=zone />
                <Hidden name="kind" value=kind />
                <div class="table">
                    <table>
                        <thead><tr><th scope="col">"Log"</th><th scope="col">"When"</th><th scope="col">"What"</th></tr></thead>
                        <tbody>{shown}</tbody>
                    </table>
                </div>
                <Submit label="Log the ticked lines" class="primary" />
            </PostForm>
        </section>
    }
    .into_any()
}

fn one(form: &Form, chosen: Option<&str>, number: usize, row: &Row) -> AnyView {
    let name = format!("at{number}");
    let (value, error) =
        (row.at.as_ref().map_or_else(String::new, |at| at.edit_text()), form.error(&name));
    let value = form.value(&name, value);
    let ticked = match chosen {
        None => row.at.is_some(),
        Some(chosen) => chosen.split(',').any(|one| one.trim() == number.to_string()),
    };
    let (error_id, class) =
        (format!("{name}-error"), if row.at.is_some() { "" } else { "untimed" });
    let (log, when) = (format!("Log line {}", row.line), format!("When, line {}", row.line));
    let invalid = error.is_some().then_some("true");
    let described = error.is_some().then(|| error_id.clone());
    view! {
        <tr class=class>
            <td><input type="checkbox" name="chosen" value=number checked=ticked aria-label=log /></td>
            <td>
                <input name=name value=value autocomplete="off" aria-label=when
                    aria-invalid=invalid aria-describedby=described />
                {error.map(|error| view! { <p class="error" id=error_id>{error}</p> })}
            </td>
            <td class="said">{row.text.clone()}</td>
        </tr>
    }
    .into_any()
}
