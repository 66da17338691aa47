//! What contributed, over time: categories with their counts, and what came back.

mod tables;

use leptos::prelude::*;
use nofault_domain::factor::in_incidents;
use nofault_domain::number::IncidentNumber;
use nofault_domain::report::factors::Repeated;
use nofault_domain::report::filled::gaps_in_words;
use nofault_domain::report::kept::{Address, Report};
use nofault_domain::report::periods::{PeriodsAsked, PeriodsForm};
use nofault_domain::word::Word;
use nofault_store::factor::{self, Answer};
use nofault_store::incident;

use super::asking::{asking, choices};
use super::filters::{filters, private};
use super::{Method, address, keep};
use crate::here::Here;
use crate::pages::incident::answers_of;
use crate::report::factors::{Factors, read};
use crate::ui::{Empty, Page, Time};

/// More incidents of a factor than these are on its own page.
const LISTED: usize = 8;

#[component]
pub fn FactorsReportPage() -> AnyView {
    let here = Here::now();
    let form = PeriodsForm::of(&here.query);
    let parsed = form.parse();
    let found = async move {
        let asked = parsed?;
        let found = read(&here.store, here.viewer(), here.now, &asked).await?;
        Ok((asked, found))
    };
    asking(choices(), found, move |here, asking| {
        let over = view! { <a href="/reports">"Reports"</a> }.into_any();
        view! {
            <Page title="Factors report" over=over>
                {filters("/reports/factors", &form, &asking.offers, &asking.wrong, "e.g. 2026-Q1")}
                {asking.shown(|(asked, found)| view! {
                    {shown(asked, found)}
                    {keep(&here, Address::of(Report::Factors, &asked.pairs()), "Factors report")}
                }.into_any())}
            </Page>
        }
    })
}

fn shown(asked: &PeriodsAsked, found: &Factors) -> AnyView {
    let report = &found.report;
    if report.incidents == 0 {
        return view! {
            <Empty title="No incident to count">
                <p>"No incident matches. "<a href="/reports/factors">"Show all"</a></p>
            </Empty>
        }
        .into_any();
    }
    let pairs = asked.pairs();
    let (csv, json) =
        (address("/reports/factors.csv", &pairs), address("/reports/factors.json", &pairs));
    let private = private(asked.private, "ones");
    let periods: Vec<_> = report.periods.iter().map(|one| one.period).collect();
    let gaps = gaps_in_words(&periods);
    let about = format!(
        "An incident counts once in each category of its factors, and of those that are marked as \
         its trigger: what changed, so that it began then and not before. Near misses are counted; drills, \
         and what is in triage or came to nothing, are not. {private} An incident belongs to the {} \
         in which its impact started, in the zone {}. Beside each count stands how many there \
         are on average in periods like this, 95 % sure (Garwood), if incidents do not cause each \
         other: where two such ranges overlap, the difference may be chance. A count says as much \
         about what was looked for as about what there was: few named factors are no good sign.",
        report.by.key(),
        report.zone.name()
    );
    view! {
        <p class="prose"><strong>{report.in_words()}</strong></p>
        {tables::contributed(report)}
        <h2 id="triggers">"What set incidents off"</h2>
        <p class="prose"><strong>{report.triggers_in_words()}</strong></p>
        {tables::set_off(report)}
        <p class="hint prose">{about}" "{Method::Counts.link()}</p>
        {gaps.map(|gaps| view! { <p class="hint">{gaps}</p> })}
        <p class="links"><a href=csv>"CSV"</a>" "<a href=json>"JSON"</a></p>
        {repeated(found)}
    }
    .into_any()
}

/// What came back, and where the actions stand that answer it.
fn repeated(found: &Factors) -> AnyView {
    let all = found.report.repeated.len();
    let list: Vec<_> = found.repeated.iter().map(|one| again(one, found)).collect();
    let none = list.is_empty().then(|| {
        view! { <p class="hint">"No factor stands in more than one of these incidents."</p> }
    });
    let more = (all > list.len()).then(|| {
        view! { <p class="hint">{format!("The {} most frequent of {all}; all are in the JSON.", found.repeated.len())}</p> }
    });
    view! {
        <section id="repeated">
            <h2>"What came back"</h2>
            {none}
            {more}
            <ul class="short factors">{list}</ul>
            <p><a href="/factors">"All contributing factors"</a></p>
        </section>
    }
    .into_any()
}

fn again((one, answers): &(Repeated, Vec<Answer>), found: &Factors) -> AnyView {
    let count = in_incidents(i64::try_from(one.incidents.len()).unwrap_or(i64::MAX));
    let link = |(place, number): (usize, &IncidentNumber)| {
        let number = *number;
        view! { {(place > 0).then_some(", ")}<a href=incident::address(number)>{number.to_string()}</a> }
    };
    let links: Vec<_> = one.incidents.iter().rev().take(LISTED).enumerate().map(link).collect();
    let more = (one.incidents.len() > LISTED).then_some(", …");
    let answers: Vec<_> = answers.iter().collect();
    let answered = if answers.is_empty() {
        view! { <span class="about">"No action answers it."</span> }.into_any()
    } else {
        view! { <span class="about answers">"Actions: "{answers_of(&answers, Some(found.today))}</span> }
            .into_any()
    };
    view! {
        <li>
            <a href=factor::address(one.factor)>{one.title.clone()}</a>
            <span class="about">
                {one.factor.to_string()}" · "{one.category.label()}" · "{count}", last "
                <Time at=one.last />
            </span>
            <span class="about answers">{links}{more}</span>
            {answered}
        </li>
    }
    .into_any()
}
