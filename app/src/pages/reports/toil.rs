//! Toil by service and month, and when people responded.

use leptos::prelude::*;
use nofault_domain::period::By;
use nofault_domain::report::filled::{gaps_in_words, named};
use nofault_domain::report::kept::{Address, Report};
use nofault_domain::report::periods::{PeriodsAsked, PeriodsForm};
use nofault_domain::report::toil::{OfService, OfTeam, Sum, ToilReport};
use nofault_domain::toil::{DayPart, shown as minutes};
use nofault_domain::word::Word;
use nofault_store::incident;

use super::asking::{asking, choices};
use super::filters::{filters, private};
use super::{Method, address, keep};
use crate::here::Here;
use crate::pages::actions::due;
use crate::report::toil::{Removes, ToilFound, read};
use crate::ui::{ActionBadge, Heads, Page, Table};

#[component]
pub fn ToilReportPage() -> AnyView {
    let here = Here::now();
    let form = PeriodsForm::of(&here.query).or_by(By::Month);
    let parsed = form.parse();
    let found = async move {
        let asked = parsed?;
        let found = read(&here.store, here.viewer(), here.now, &asked).await?;
        Ok((asked, found))
    };
    asking(choices(), found, move |here, asking| {
        let over = view! { <a href="/reports">"Reports"</a> }.into_any();
        view! {
            <Page title="Toil report" over=over>
                {filters("/reports/toil", &form, &asking.offers, &asking.wrong, "e.g. 2026-01")}
                {asking.shown(|(asked, found)| view! {
                    {toil(asked, found)}
                    {actions(found)}
                    {response(asked, &found.report)}
                    {keep(&here, Address::of(Report::Toil, &asked.pairs()), "Toil report")}
                }.into_any())}
            </Page>
        }
    })
}

fn toil(asked: &PeriodsAsked, found: &ToilFound) -> AnyView {
    let report = &found.report;
    let pairs = asked.pairs();
    let (csv, json) = (address("/reports/toil.csv", &pairs), address("/reports/toil.json", &pairs));
    let private = private(asked.private, "incidents");
    let about = format!(
        "Minutes of manual work that entries on timelines tell of. An entry of an incident with \
         several services counts in each, and once in all. {private} Periods are cut in the zone {}.",
        report.zone.name()
    );
    let gaps = gaps_in_words(&report.periods).map(|gaps| view! { <p class="hint">{gaps}</p> });
    let heads = Heads::of(["Service", "All", "Could be automated"])
        .texts(report.periods.iter().rev().map(|period| named(*period, report.so_far)));
    let rows: Vec<_> = report
        .services
        .iter()
        .map(|one| row(one.service.as_deref().unwrap_or("No service"), one))
        .collect();
    let all = row("All", &report.total);
    let table = (!rows.is_empty()).then(|| {
        view! {
            <Table
                label="Toil by service"
                caption="Toil by service"
                class="figures"
                heads=heads
            >
                {rows}{all}
            </Table>
        }
    });
    view! {
        <section id="toil">
            <h2>"Toil"</h2>
            <p class="prose"><strong>{report.toil_in_words()}</strong></p>
            {table}
            {gaps}
            <p class="hint prose">{about}" An entry is given its minutes beside its text, or by /toil 20 min and the words. "{Method::Toil.link()}</p>
            <p class="links"><a href=csv>"CSV"</a>" "<a href=json>"JSON"</a></p>
        </section>
    }
    .into_any()
}

fn row(name: &str, one: &OfService) -> AnyView {
    let cell = |sum: &Sum| view! { <td class="number">{(sum.minutes > 0).then(|| minutes(sum.minutes))}</td> };
    // Time runs from left to right.
    let cells: Vec<_> = one.periods.iter().rev().map(cell).collect();
    view! {
        <tr>
            <th scope="row">{name.to_owned()}</th>
            <td class="number">{minutes(one.total.minutes)}</td>
            <td class="number">{minutes(one.total.automatable)}</td>
            {cells}
        </tr>
    }
    .into_any()
}

/// What would make it less.
fn actions(found: &ToilFound) -> AnyView {
    let one = |one: &Removes| {
        let (href, text) =
            (format!("/actions/{}", one.action), format!("{} {}", one.action, one.title));
        let of = one.incident.map(|number| {
            view! { " · "<a href=incident::address(number)>{number.to_string()}</a> }
        });
        let day = one.due.map(|_| {
            view! { " · due "{due(one.due, !one.state.is_ended(), found.today)} }
        });
        view! {
            <li>
                <a href=href>{text}</a>
                <span class="about"><ActionBadge state=one.state />{of}{day}</span>
            </li>
        }
    };
    let list: Vec<_> = found.actions.iter().map(one).collect();
    let cut = found.more_actions.then(|| {
        let last = found.actions.len();
        let words = format!("The {last} that were written down last; there are more, in the ");
        view! { <p class="hint">{words}<a href="/actions">"list of actions"</a>"."</p> }
    });
    let none = list.is_empty().then(|| {
        view! { <p class="hint">"No action says that it removes toil. On the page of an action one says so."</p> }
    });
    view! {
        <section id="removing">
            <h2>"Actions that remove it"</h2>
            {none}
            <ul class="short">{list}</ul>
            {cut}
        </section>
    }
    .into_any()
}

fn response(asked: &PeriodsAsked, report: &ToilReport) -> AnyView {
    let mut pairs = asked.pairs();
    pairs.push(("rows", "response".to_owned()));
    let csv = address("/reports/toil.csv", &pairs);
    let rows: Vec<_> = report
        .teams
        .iter()
        .map(|one| team(one.team.as_deref().unwrap_or("No team"), one))
        .collect();
    let parts = DayPart::ALL.iter().map(|part| part.label());
    let heads = Heads::of(["Team", "Incidents"]).texts(parts);
    let all = team("All", &report.response);
    let table = (!rows.is_empty()).then(|| {
        view! {
            <Table
                label="Response by team"
                caption="How long incidents were responded to, by team"
                class="figures"
                heads=heads
            >
                {rows}{all}
            </Table>
        }
    });
    let left = match (report.response_open, report.response_unknown) {
        (0, 0) => String::new(),
        (open, unknown) => format!(" Not in it: {open} still open, {unknown} without known times."),
    };
    let about = format!(
        "From when an incident was acknowledged (declared, where that is unknown) to when it was \
         resolved, however many people worked on it: never by person. {} A team’s incidents are \
         those of the services that it owns; one of several teams counts in each, and once in all.{left}",
        DayPart::MEANING
    );
    view! {
        <section id="response">
            <h2>"When people responded"</h2>
            <p class="prose"><strong>{report.response_in_words()}</strong></p>
            {table}
            <p class="hint prose">{about}" "{Method::Toil.link()}</p>
            <p class="links"><a href=csv>"CSV"</a></p>
        </section>
    }
    .into_any()
}

fn team(name: &str, one: &OfTeam) -> AnyView {
    let parts = [one.working_minutes, one.evening_minutes, one.night_minutes];
    let cells = parts.map(|part| view! { <td class="number">{minutes(part)}</td> });
    view! {
        <tr>
            <th scope="row">{name.to_owned()}</th>
            <td class="number">{one.incidents.to_string()}</td>
            {cells.into_iter().collect_view()}
        </tr>
    }
    .into_any()
}
