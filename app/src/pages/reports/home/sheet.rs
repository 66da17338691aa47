//! The second sheet: the incidents, actions and budgets behind the answers.

use std::collections::HashMap;

use leptos::prelude::*;
use nofault_domain::budget::share;
use nofault_domain::number::IncidentNumber;
use nofault_domain::period::Day;
use nofault_domain::report::actions::Tallied;
use nofault_domain::report::counts::Begun;
use nofault_domain::report::home::{HomeAsked, Standing};
use nofault_domain::word::Word;
use nofault_store::incident;

use super::parts::{self, counts};
use crate::pages::slo::means_of;
use crate::report::home::{ACTIONS, Home};
use crate::ui::{ActionBadge, DueDay, SeverityBadge};

/// More rows than these are on pages of their own, as more actions are: the sheet stays one.
const BUDGETS: usize = 8;
const ROWS: usize = 24;

pub fn sheet(asked: &HomeAsked, found: &Home) -> AnyView {
    let below = found.behind.len() + standing(found).len().min(BUDGETS);
    view! {
        <div class="sheet">
            {incidents(asked, found, ROWS - below)}
            {actions(asked, found)}
            {budgets(asked, found)}
            {methods()}
        </div>
    }
    .into_any()
}

/// What is left out, and on which page it is.
struct More(usize, AnyView);

fn table(caption: String, heads: &[&'static str], rows: Vec<AnyView>, more: More) -> AnyView {
    let label = caption.clone();
    let heads: Vec<_> = heads.iter().map(|head| view! { <th scope="col">{*head}</th> }).collect();
    let More(count, place) = more;
    let more = (count > 0).then(|| {
        view! { <p class="hint">{format!("And {count} more: see ")}{place}"."</p> }
    });
    view! {
        <div class="table" role="region" aria-label=label tabindex="0">
            <table class="each">
                <caption>{caption}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {more}
    }
    .into_any()
}

fn incidents(asked: &HomeAsked, found: &Home, most: usize) -> AnyView {
    let caption = format!("Incidents that began {}", found.span.within());
    if found.incidents.is_empty() {
        return view! { <p class="hint">{format!("{caption}: none.")}</p> }.into_any();
    }
    let lasted = lasted(found);
    let row = |(one, title): &(Begun, String)| {
        let text = format!("{} {title}", one.incident);
        view! {
            <tr>
                <th scope="row"><a href=incident::address(one.incident)>{text}</a></th>
                <td><SeverityBadge severity=one.severity /></td>
                <td class="number">{lasted.get(&one.incident).cloned().unwrap_or_default()}</td>
                <td><DueDay day=Day::of(one.at, &found.zone) /></td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<_> = found.incidents.iter().take(most).map(row).collect();
    let more = More(found.counts.period.count.saturating_sub(rows.len()), counts(asked, found));
    table(caption, &["Incident", "Severity", "Time to resolve", "Began"], rows, more)
}

/// As the durations report shows it.
fn lasted(found: &Home) -> HashMap<IncidentNumber, String> {
    let mut all = HashMap::new();
    for period in found.durations.within(found.span) {
        all.extend(period.included.iter().map(|one| (one.incident, one.shown())));
        all.extend(period.open.iter().map(|one| (one.incident, format!("{}, open", one.age))));
        let reason = |reason: &str| format!("not known: {}", reason.to_lowercase());
        let left = period.excluded.iter();
        all.extend(left.map(|one| (one.incident, reason(one.reason.label()))));
    }
    all
}

fn actions(asked: &HomeAsked, found: &Home) -> AnyView {
    let caption = format!("Actions that are overdue today, or ended {}", found.span.within());
    if found.behind.is_empty() {
        return view! { <p class="hint">{format!("{caption}: none.")}</p> }.into_any();
    }
    let row = |(one, title): &(Tallied, String)| {
        let text = format!("{} {title}", one.number);
        let badge = if found.actions.is_overdue(one) {
            view! { <span class="overdue">"Overdue"</span> }.into_any()
        } else {
            view! { <ActionBadge state=one.state /> }.into_any()
        };
        let ended = one.ended.filter(|_| one.state.is_ended());
        let ended = ended.map(|at| view! { <DueDay day=Day::of(at, &found.zone) /> });
        view! {
            <tr>
                <th scope="row"><a href=format!("/actions/{}", one.number)>{text}</a></th>
                <td>{badge}</td>
                <td>{one.due.map(|day| view! { <DueDay day=day /> })}</td>
                <td>{ended}</td>
            </tr>
        }
        .into_any()
    };
    let rows = found.behind.iter().map(row).collect();
    let all = found.actions.behind(found.span).len();
    let more = More(all.saturating_sub(ACTIONS), parts::actions(asked, found));
    table(caption, &["Action", "State", "Due", "Ended"], rows, more)
}

fn standing(found: &Home) -> &[Standing] {
    found.budgets.first().map_or(&[], |first| &first.standing)
}

fn budgets(asked: &HomeAsked, found: &Home) -> AnyView {
    let Some(first) = found.budgets.first().filter(|one| !one.standing.is_empty()) else {
        return ().into_any();
    };
    let row = |one: &Standing| {
        view! {
            <tr>
                <th scope="row"><a href=one.address.clone()>{one.slo.clone()}</a></th>
                <td class="number">{share(one.spent)}</td>
                <td>{one.state.clone()}{one.step.as_ref().map(means_of)}</td>
            </tr>
        }
        .into_any()
    };
    let rows = first.standing.iter().take(BUDGETS).map(row).collect();
    let targets = if found.budgets.len() > 1 { ", by today’s targets" } else { "" };
    let caption = format!("Error budgets on {}{targets}", Day::of(first.at, &found.zone));
    let more = first.standing.len().saturating_sub(BUDGETS);
    let more = More(more, parts::budgets(asked, found));
    table(caption, &["SLO", "Spent", "State"], rows, more)
}

/// Who knows statistics finds here what was done; paper has it unfolded.
fn methods() -> AnyView {
    view! {
        <details class="methods">
            <summary>"How these figures are made"</summary>
            <p class="hint">
                "Medians: intervals between order statistics (Hahn and Meeker, Statistical Intervals, 5.2); with open incidents Kaplan and Meier, and Brookmeyer and Crowley. \
                Shorter or longer: ratio of geometric means within severities, Welch’s t; with open incidents of all severities together, by a right-censored normal distribution of logarithms. \
                More or fewer: counts compared by the binomial distribution (Przyborowski and Wilenski), widened where incidents come in clusters. \
                Shares: Clopper and Pearson. Ranges are of 95 %, those with one end (“or more”) of 97.5 %, and the two comparisons with the time before of 97.5 % each, so that both together are told at 95 %. No verdict is told of what has not ended, nor of lengths with fewer than 10 incidents on a side, or more than three times as many on one: “cannot tell” is not “no change”."
            </p>
        </details>
    }
    .into_any()
}
