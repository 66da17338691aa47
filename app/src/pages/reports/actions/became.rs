//! What becomes of actions: a picture, a sentence, and the table behind it.

use leptos::prelude::*;
use nofault_domain::duration::Duration;
use nofault_domain::report::actions::ActionsReport;
use nofault_domain::report::became::{Became, open, told};
use nofault_domain::statistics::competing::Rise;
use nofault_domain::statistics::survival::LEAST;

use super::stays::AT;
use crate::ui::{CurveChart, CurveLine, Heads, Table};

pub fn became(report: &ActionsReport) -> AnyView {
    let became = &report.became;
    if became.curve.n == 0 {
        return ().into_any();
    }
    view! {
        <section id="became">
            <h2>"What becomes of them"</h2>
            <p>{became.sentence()}</p>
            {picture(became)}
            {table(became)}
            <p class="hint">
                {format!("After Aalen and Johansen: what was declined can no longer be done, and what is open counts for as long as it has been. Done, declined and open are 100 % together. In brackets is the interval at 95 %. Nothing is told where fewer than {LEAST} had lasted so long.")}
            </p>
        </section>
    }
    .into_any()
}

fn picture(became: &Became) -> Option<AnyView> {
    let until = became.curve.until?.days();
    let line = |name: &str, share: fn(&Rise) -> f64| {
        let steps = became.curve.steps.iter().map(|rise| (rise.at.days(), share(rise))).collect();
        CurveLine { name: name.to_owned(), from: 0.0, steps, until }
    };
    let lines =
        vec![line("Done", |rise| rise.first.share), line("Declined", |rise| rise.second.share)];
    let desc = format!(
        "Two lines rise from 0 per cent: the strong one is the share that is done, the dashed one \
         the share that is declined. What is left up to 100 per cent is open. {} The table below \
         holds the figures.",
        became.sentence()
    );
    let shown = view! {
        <figure class="picture">
            <CurveChart id="became-chart" title="Share of actions done and declined, by days" desc=desc lines=lines room=62.0 />
            <figcaption class="hint">"The strong line is done, the dashed one declined; the rest is open. Both stop where too few are left to tell."</figcaption>
        </figure>
    };
    Some(shown.into_any())
}

fn table(became: &Became) -> AnyView {
    let shown = |days: i64| {
        became.curve.at(Duration::from_minutes(days * 24 * 60)).map(|rise| row(days, &rise))
    };
    let rows: Vec<_> = AT.into_iter().filter_map(shown).collect();
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <Table
            label="What becomes of them"
            caption="Shares of all actions after so many days"
            class="figures each"
            heads=Heads::of(["After"]).numbers(["Done", "Declined", "Open"])
        >
            {rows}
        </Table>
    }
    .into_any()
}

fn row(days: i64, rise: &Rise) -> AnyView {
    view! {
        <tr>
            <th scope="row">{format!("{days} days")}</th>
            <td class="number">{told(rise.first)}</td>
            <td class="number">{told(rise.second)}</td>
            <td class="number">{format!("{} %", open(rise))}</td>
        </tr>
    }
    .into_any()
}
