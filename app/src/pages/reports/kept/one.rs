//! A kept report: what differs today, then every figure.

use std::collections::HashMap;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::number::{IncidentNumber, KeptNumber};
use nofault_domain::refusal::Refusal;
use nofault_domain::report::kept::compare;
use nofault_domain::word::Word;
use nofault_store::report::kept::Kept;
use nofault_store::{Failure, report};

use super::differences::{differences, incidents};
use super::{by, table};
use crate::here::Here;
use crate::load::load;
use crate::report::kept::{Beside, beside};
use crate::ui::{Page, PostForm, Submit, Time};

struct Found {
    beside: Beside,
    /// Of the incidents that differ.
    titles: HashMap<IncidentNumber, String>,
}

async fn found(here: Here, given: String) -> Result<Found, Failure> {
    let number = KeptNumber::parse(&given).ok_or(Refusal::NotFound("kept report"))?;
    let beside = beside(&here.store, here.viewer(), here.now, number).await?;
    let differ = beside.today.as_ref().map_or(&[][..], |today| &today.differences);
    let mut reader = here.store.read().await?;
    let titles = report::titles(&mut reader.db(), here.viewer(), &incidents(differ)).await?;
    Ok(Found { beside, titles })
}

#[component]
pub fn KeptReportPage() -> AnyView {
    let given = use_params_map().read_untracked().get("kept").unwrap_or_default();
    load(found(Here::now(), given), |here, Found { beside, titles }| {
        let over = beside.kept.number.to_string();
        let over = view! { <a href="/reports/kept">"Kept reports"</a>" "{over} }.into_any();
        let title = beside.kept.title.clone();
        let (about, removal) = (about(&beside), removal(&here, &beside.kept));
        let said = said(&beside);
        let [differs, figures] = both(&beside, &titles);
        view! {
            <Page title=title over=over>
                {about}
                {said}
                {differs}
                {figures}
                {removal}
            </Page>
        }
    })
    .into_any()
}

/// What differs, and every figure.
fn both(beside: &Beside, titles: &HashMap<IncidentNumber, String>) -> [AnyView; 2] {
    let kept = &beside.kept;
    let (today, file) = (kept.address.to_string(), format!("{}/answer.json", kept.place()));
    let (words, table) = match &beside.today {
        Ok(today) => (differences(&today.differences, titles), table::table(&today.sections, true)),
        Err(refusal) => {
            let alone = compare(&beside.answer, &beside.answer);
            (unanswered(refusal), table::table(&alone.sections, false))
        }
    };
    let differs = view! {
        <section id="differences"><h2>"What differs today"</h2>{words}</section>
    };
    let figures = view! {
        <section id="figures">
            <h2>"All figures"</h2>
            {table}
            <p class="links"><a href=today>"The report today"</a>" "<a href=file>"What was kept, as JSON"</a></p>
        </section>
    };
    [differs.into_any(), figures.into_any()]
}

/// What it is, and what both sides are about.
fn about(beside: &Beside) -> AnyView {
    let kept = &beside.kept;
    let note = (!kept.note.is_empty()).then(|| {
        view! { <p class="prose">{kept.note.clone()}</p> }
    });
    let pairs = kept.address.pairs.iter().filter(|(_, value)| !value.is_empty());
    let pairs: Vec<_> = pairs.map(|(name, value)| format!("{name} {value}")).collect();
    let asked = (!pairs.is_empty()).then(|| format!(" Asked was: {}.", pairs.join(", ")));
    let unfinished = kept.address.unfinished(kept.at, &beside.zone).map(|period| {
        format!(" {period} was not over then: what happened in it since is among what differs.")
    });
    let window = kept.address.report.is_of_a_moment().then_some(
        " Both sides are about the time up to then; today’s is what is known of it now.",
    );
    view! {
        {note}
        <p class="hint prose">
            {kept.address.report.label()}", kept "<Time at=kept.at />{by(kept)}
            {format!(", up to event {} of ", kept.stand.event)}<Time at=kept.stand.at />"."
            {asked}{unfinished}{window}
            " Incidents that you may not see are named on neither side."
        </p>
    }
    .into_any()
}

/// Its words, where it has some: factors are not named, as their titles may change.
fn said(beside: &Beside) -> AnyView {
    let words = beside.answer.words();
    if words.is_empty() {
        return ().into_any();
    }
    let one = |(question, words): (String, Vec<String>)| {
        if question.is_empty() {
            return view! { <p class="prose"><strong>{words.join(" ")}</strong></p> }.into_any();
        }
        view! { <h3>{question}</h3><p class="prose">{words.join(" ")}</p> }.into_any()
    };
    let all: Vec<_> = words.into_iter().map(one).collect();
    view! { <section id="said"><h2>"What it said then"</h2>{all}</section> }.into_any()
}

/// Such as of a service that has another name by now.
fn unanswered(refusal: &Refusal) -> AnyView {
    view! {
        <p class="prose">"The same question has no answer today: "{refusal.to_string()}</p>
        <p class="hint">"What was kept stands below."</p>
    }
    .into_any()
}

fn removal(here: &Here, kept: &Kept) -> AnyView {
    let form = here.form("removal");
    if !kept.may_remove(here.viewer()) && !form.is_rejected() {
        return ().into_any();
    }
    let (action, open) = (format!("{}/removal", kept.place()), form.is_rejected());
    view! {
        <section id="remove">
            <details class="edit" open=open>
                <summary>"Remove it"</summary>
                <PostForm form=form action=action class="compact">
                    <p class="hint">"What was kept is then gone for everybody. The report itself stays."</p>
                    <Submit label="Remove what was kept" class="danger" />
                </PostForm>
            </details>
        </section>
    }
    .into_any()
}
