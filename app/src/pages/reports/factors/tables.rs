//! Categories over time: of what contributed, and of what set incidents off.

use leptos::prelude::*;
use nofault_domain::report::factors::{CategoryCount, FactorsReport, PeriodCounts};
use nofault_domain::report::filled::named;
use nofault_domain::word::Word;

use crate::ui::{Heads, Table};

/// A row that counts incidents, of all and of each period.
type Whole = (&'static str, usize, fn(&PeriodCounts) -> usize);

pub(super) fn contributed(report: &FactorsReport) -> AnyView {
    if report.with_factors == 0 {
        return view! {
            <p class="hint">"Factors are named at an incident: what had to be so for it to happen."</p>
        }
        .into_any();
    }
    let with: Whole = ("Incidents with factors", report.with_factors, |one| one.with_factors);
    let caption = "In how many incidents each category stands";
    table(report, caption, &report.total, |one| &one.categories, &[with])
}

pub(super) fn set_off(report: &FactorsReport) -> AnyView {
    if !report.has_triggers() {
        return view! {
            <p class="hint">"On the page of an incident’s factors one press marks which of them was its trigger."</p>
        }
        .into_any();
    }
    let with: Whole = ("Incidents with a trigger", report.with_trigger, |one| one.with_trigger);
    let unsaid: Whole = ("Nobody said it", report.incidents - report.with_trigger, |one| {
        one.incidents - one.with_trigger
    });
    let caption = "How many incidents each category set off";
    table(report, caption, &report.total_triggers, |one| &one.triggers, &[with, unsaid])
}

/// A row for each category that stands anywhere, a column for each period.
fn table(
    report: &FactorsReport,
    caption: &'static str,
    total: &[CategoryCount],
    counts: fn(&PeriodCounts) -> &[CategoryCount],
    wholes: &[Whole],
) -> AnyView {
    // Time runs from left to right.
    let periods = report.periods.iter().rev().map(|one| named(one.period, report.so_far));
    let heads = Heads::of(["Category", "All"]).texts(periods);
    let row = |one: &CategoryCount| {
        let of = |counts: &[CategoryCount]| {
            counts.iter().find(|other| other.category == one.category).copied()
        };
        let cells =
            report.periods.iter().rev().map(|period| of(counts(period)).map(|one| cell(&one)));
        let cells: Vec<_> = cells.collect();
        view! { <tr><th scope="row">{one.category.label()}</th>{cell(one)}{cells}</tr> }
    };
    let rows: Vec<_> = total.iter().filter(|one| one.count.incidents > 0).map(row).collect();
    let whole = |(name, total, of): Whole| {
        let cells = report
            .periods
            .iter()
            .rev()
            .map(|one| view! { <td class="number">{of(one).to_string()}</td> });
        let cells: Vec<_> = cells.collect();
        view! { <tr><th scope="row">{name}</th><td class="number">{total.to_string()}</td>{cells}</tr> }
    };
    let all: Whole = ("All incidents", report.incidents, |one| one.incidents);
    let wholes: Vec<_> = wholes.iter().copied().chain([all]).map(whole).collect();
    view! {
        <Table label=caption caption=caption class="figures" heads=heads>
            {rows}
            {wholes}
        </Table>
    }
    .into_any()
}

/// None is a figure, too, and says how many there may be.
fn cell(one: &CategoryCount) -> AnyView {
    let [low, high] = one.count.interval;
    let [low, high] = [low, high].map(|end| match format!("{end:.1}") {
        none if none == "0.0" => "0".to_owned(),
        end => end,
    });
    let interval = format!(" ({low} to {high})");
    view! {
        <td class="number">
            {one.count.incidents.to_string()}<span class="about">{interval}</span>
        </td>
    }
    .into_any()
}
