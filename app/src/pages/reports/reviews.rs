//! How reviews go, and what became of the actions.

use leptos::prelude::*;
use nofault_domain::action::ActionState;
use nofault_domain::report::actions::ActionGroup;
use nofault_domain::report::filled::{gaps_in_words, named};
use nofault_domain::report::kept::{Address, Report};
use nofault_domain::report::periods::{PeriodsAsked, PeriodsForm};
use nofault_domain::report::reviews::{Figures, OVERDUE, OVERDUE_NOW, Overdue, ReviewsReport};
use nofault_domain::word::{Word, lower};
use nofault_store::incident;

use super::asking::{asking, choices};
use super::filters::{filters, private};
use super::{Method, address, keep};
use crate::here::Here;
use crate::report::reviews::{LISTED, Reviews, read};
use crate::ui::{DueDay, Heads, Page, Table, length};

#[component]
pub fn ReviewsReportPage() -> AnyView {
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
            <Page title="Reviews report" over=over>
                {filters("/reports/reviews", &form, &asking.offers, &asking.wrong, "e.g. 2026-Q1")}
                {asking.shown(|(asked, found)| view! {
                    {shown(asked, &found.report)}
                    {actions(found)}
                    {keep(&here, Address::of(Report::Reviews, &asked.pairs()), "Reviews report")}
                }.into_any())}
            </Page>
        }
    })
}

fn shown(asked: &PeriodsAsked, report: &ReviewsReport) -> AnyView {
    let pairs = asked.pairs();
    let (csv, json) =
        (address("/reports/reviews.csv", &pairs), address("/reports/reviews.json", &pairs));
    let private = private(asked.private, "ones");
    let about = format!(
        "Counted are incidents that ended and of which the review policy asks for a review, or of \
         which one was begun; of imported ones, those alone of which one was begun. {private} Late \
         is what was published after the day on which it was due. {OVERDUE} The time to publish runs \
         from the resolution to the first publication; what is not published yet counts for as long \
         as it has taken so far. An incident belongs to the {} in \
         which its impact started, in the zone {}.",
        report.by.key(),
        report.zone.name()
    );
    let periods: Vec<_> = report.periods.iter().map(|one| one.period).collect();
    let gaps = gaps_in_words(&periods);
    let rows: Vec<_> = report
        .periods
        .iter()
        .map(|one| row(&named(one.period, report.so_far), &one.figures))
        .collect();
    let all = row("All", &report.total);
    let table = (!rows.is_empty()).then(|| {
        let heads = [
            report.by.label(),
            "Asked for",
            "Begun",
            "Published",
            "Of these late",
            "Overdue",
            "In time still",
            "Time to publish, median",
            "of",
        ];
        view! {
            <Table
                label="Postmortems by period"
                caption="Postmortems by period"
                class="figures"
                heads=heads
            >
                {rows}{all}
            </Table>
        }
    });
    view! {
        <section id="postmortems">
            <h2>"Postmortems"</h2>
            <p class="prose"><strong>{report.total.in_words()}</strong></p>
            <p class="prose">{report.total.time_in_words()}</p>
            {table}
            {gaps.map(|gaps| view! { <p class="hint">{gaps}</p> })}
            <p class="hint prose">{about}" The "<a href="/digest">"digest of the week"</a>" counts others as overdue: "{lower(OVERDUE_NOW)}" "{Method::Reviews.link()}</p>
            <p class="links"><a href=csv>"CSV"</a>" "<a href=json>"JSON"</a>" "<a href="/review-policy">"Review policy"</a></p>
            {overdue(&report.overdue)}
        </section>
    }
    .into_any()
}

fn row(name: &str, f: &Figures) -> AnyView {
    let counts = [f.asked, f.begun, f.published, f.late, f.overdue, f.waiting];
    let cells = counts.map(|n| view! { <td class="number">{n.to_string()}</td> });
    view! {
        <tr>
            <th scope="row">{name.to_owned()}</th>
            {cells.into_iter().collect_view()}
            <td class="number" title=f.time_in_words()>{f.publish_median.map(|median| length(median.to_string(), median.exactly()))}</td>
            <td class="number">{(f.timed + f.timed_so_far).to_string()}</td>
        </tr>
    }
    .into_any()
}

fn overdue(overdue: &[Overdue]) -> AnyView {
    if overdue.is_empty() {
        return ().into_any();
    }
    let one = |one: &Overdue| {
        let begun = if one.begun { "begun" } else { "not begun" };
        view! {
            <li>
                <a href=format!("{}/postmortem", incident::address(one.incident))>{format!("{} {}", one.incident, one.title.as_deref().unwrap_or_default())}</a>
                <span class="about">"due "<DueDay day=one.due />" · "{begun}</span>
            </li>
        }
    };
    let list: Vec<_> = overdue.iter().take(LISTED).map(one).collect();
    let more = (overdue.len() > LISTED).then(|| {
        view! { <p class="hint">{format!("The first {LISTED} of {}; all are in the JSON.", overdue.len())}</p> }
    });
    view! {
        <h3>"Overdue today, the longest first"</h3>
        <ul class="short">{list}</ul>
        {more}
    }
    .into_any()
}

/// As they stand today, whenever they were written down.
fn actions(found: &Reviews) -> AnyView {
    let words = found.actions.open_in_words();
    let row = |group: &ActionGroup| {
        let name = group.group.clone().unwrap_or_else(|| "No team".to_owned());
        let counts = [group.counts.open, group.counts.overdue];
        let cells = counts.map(|n| view! { <td class="number">{n.to_string()}</td> });
        view! { <tr><th scope="row">{name}</th>{cells.into_iter().collect_view()}</tr> }
    };
    let rows: Vec<_> =
        found.actions_by_team.iter().filter(|group| group.counts.open > 0).map(row).collect();
    let table = (!rows.is_empty()).then(|| {
        view! {
            <Table
                label="Open actions by team"
                caption="Open actions by team, today"
                class="figures each"
                heads=Heads::of(["Team"]).numbers([ActionState::Open.label(), "Of these overdue"])
            >
                {rows}
            </Table>
        }
    });
    view! {
        <section id="actions">
            <h2>"Actions"</h2>
            <p class="prose"><strong>{words}</strong></p>
            {table}
            <p class="links"><a href="/reports/actions">"Actions report"</a>" "<a href="/actions?state=overdue">"Overdue actions"</a></p>
        </section>
    }
    .into_any()
}
