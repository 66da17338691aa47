//! What changes led to, in DORA's words.

mod lists;

use leptos::prelude::*;
use nofault_domain::change::ChangeKind;
use nofault_domain::period::By;
use nofault_domain::report::changes::{
    ChangesAsked, ChangesForm, ChangesReport, Figures, SETTLED, per_cent,
};
use nofault_domain::report::filled::{gaps_in_words, named};
use nofault_domain::report::kept::{Address, Report};
use nofault_domain::word::Word;

use super::asking::{Wrong, asking, choices};
use super::filters::{Blank, FIELDS, between, service, team, word};
use super::{Method, address, keep};
use crate::here::Here;
use crate::report::Choices;
use crate::report::changes::read;
use crate::ui::{Check, Empty, Heads, Page, Table, Typed, length};

#[component]
pub fn ChangesReportPage() -> AnyView {
    let here = Here::now();
    let form = ChangesForm::of(&here.query);
    let parsed = form.parse();
    let found = async move {
        let asked = parsed?;
        let found = read(&here.store, here.viewer(), here.now, &asked).await?;
        Ok((asked, found))
    };
    asking(choices(), found, move |here, asking| {
        let over = view! { <a href="/reports">"Reports"</a> }.into_any();
        view! {
            <Page title="Changes report" over=over>
                {filters(&form, &asking.offers, &asking.wrong)}
                {asking.shown(|(asked, report)| view! {
                    {shown(asked, report)}
                    {keep(&here, Address::of(Report::Changes, &asked.pairs()), "Changes report")}
                }.into_any())}
            </Page>
        }
    })
}

fn filters(form: &ChangesForm, choices: &Choices, wrong: &Wrong) -> AnyView {
    let ChangesForm { periods, kind, settled } = form;
    let days = if settled.is_empty() { SETTLED.to_string() } else { settled.clone() };
    let fields = [&FIELDS[..], &["kind", "settled"]].concat();
    view! {
        <form method="get" action="/reports/changes" class="filters" aria-label="What is counted">
            {word(["by", "By"], &periods.by, Blank::Is(By::Quarter), wrong)}
            {service(&periods.service, choices, wrong)}
            {team(&periods.team, choices, wrong)}
            {word(["kind", "Kind"], kind, Blank::<ChangeKind>::Any("Any kind"), wrong)}
            {between([&periods.from, &periods.to], ["e.g. 2026-Q1", "e.g. 2026"], wrong)}
            <Typed name="settled" label="Settled after days" value=days error=wrong.at("settled") />
            <Check name="private" value="1" label="With private incidents that you may see" checked=periods.private == "1" />
            <div class="buttons"><button class="button">"Show"</button></div>
        </form>
        {wrong.beside(&fields)}
    }
    .into_any()
}

fn shown(asked: &ChangesAsked, report: &ChangesReport) -> AnyView {
    if report.total.recorded == 0 {
        return view! {
            <Empty title="No change to count">
                <p>"A release, a configuration, a flag: recorded, each can be named by the incidents that it caused. "<a href="/changes">"Go to the changes"</a></p>
            </Empty>
        }
        .into_any();
    }
    let pairs = asked.pairs();
    let with = |rows: &str| {
        let mut pairs = pairs.clone();
        pairs.push(("rows", rows.to_owned()));
        pairs
    };
    let (csv, failed) =
        (address("/reports/changes.csv", &pairs), address("/reports/changes.csv", &with("failed")));
    let private = if asked.periods.private {
        "Private incidents that you may see count, too."
    } else {
        "Private incidents are left out."
    };
    let of: Vec<_> = report.periods.iter().map(|line| line.of).collect();
    let gaps = gaps_in_words(&of);
    let about = format!(
        "A change failed where an incident names it as a cause; near misses, drills, and what is in \
         triage or came to nothing are left out. {private} A change belongs to the {} in which it \
         happened, in the zone {}; it is settled {} days later.",
        report.by.key(),
        report.zone.name(),
        report.settled_after_days,
    );
    view! {
        {sentences(&report.total)}
        {lists::missing(report)}
        {periods(report)}
        {gaps.map(|gaps| view! { <p class="hint">{gaps}</p> })}
        {services(report)}
        <p class="hint">{about}" "{Method::Shares.link()}</p>
        <p class="links">
            <a href=csv>"Figures as CSV"</a>" "
            <a href=failed>"Failed changes as CSV"</a>" "
            <a href=address("/reports/changes.json", &pairs)>"JSON"</a>
        </p>
        {lists::failed(report)}
    }
    .into_any()
}

/// The two figures of all, each with what it means.
fn sentences(total: &Figures) -> AnyView {
    view! {
        <section class="prose" id="figures">
            <h2>"Change fail rate"</h2>
            <p class="definition">"DORA: the share of changes that needed somebody to step in at once, such as a rollback or a hotfix. Here: failed changes ÷ all changes of services whose list is complete."</p>
            <p><strong>{total.rate_in_words()}</strong></p>
            <h2>"Failed deployment recovery time"</h2>
            <p class="definition">"DORA: how long it takes to recover from a change that failed. Here: from the change to the resolution of the last incident that it caused; the median, in which what is still open counts with its time so far."</p>
            <p><strong>{total.recovery_in_words()}</strong></p>
            <p class="hint">"The words are DORA’s: "<a href="https://dora.dev/guides/dora-metrics/" rel="noreferrer noopener">"dora.dev"</a>"."</p>
        </section>
    }
    .into_any()
}

fn periods(report: &ChangesReport) -> AnyView {
    let rows = report.periods.iter().map(|line| row(&named(line.of, report.so_far), &line.figures));
    table(report.by.label(), "By period", rows.collect())
}

fn services(report: &ChangesReport) -> AnyView {
    let rows = report.services.iter().map(|line| row(&line.of, &line.figures));
    table("Service", "By service", rows.collect())
}

fn table(head: &'static str, caption: &'static str, rows: Vec<AnyView>) -> AnyView {
    let heads = Heads::of([head]).numbers([
        "Recorded",
        "In the rate",
        "Failed of these",
        "Not yet settled",
        "Change fail rate",
        "95 % interval",
        "Recovery, median",
        "of all failed",
        "still open",
    ]);
    view! {
        <Table
            label=caption
            caption=caption
            class="figures each"
            heads=heads
        >
            {rows}
        </Table>
    }
    .into_any()
}

fn row(name: &str, figures: &Figures) -> AnyView {
    let numbers = [figures.recorded, figures.counted, figures.failed, figures.unsettled];
    let cells = numbers.map(|n| view! { <td class="number">{n.to_string()}</td> });
    let interval =
        figures.interval.map(|[low, high]| format!("{} to {}", per_cent(low), per_cent(high)));
    let rate = figures.rate.map_or_else(|| "no rate".to_owned(), per_cent);
    view! {
        <tr>
            <th scope="row">{name.to_owned()}</th>
            {cells.into_iter().collect_view()}
            <td class="number" title=figures.rate_in_words()>{rate}</td>
            <td class="number">{interval}</td>
            <td class="number" title=figures.recovery_in_words()>{figures.recovery_median_seconds.map(|median| length(median.to_string(), median.exactly()))}</td>
            <td class="number">{(figures.recovered + figures.open).to_string()}</td>
            <td class="number">{figures.open.to_string()}</td>
        </tr>
    }
    .into_any()
}
