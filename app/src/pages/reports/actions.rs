//! What became of the actions.

mod became;
mod filters;
mod stays;

use leptos::prelude::*;
use nofault_domain::report::actions::{ActionCounts, ActionLine, ActionsReport, GroupBy};
use nofault_domain::report::kept::{Address, Report};
use nofault_domain::word::Word;

use super::asking::{asking, choices};
use super::{address, keep};
use crate::here::Here;
use crate::report::actions::{ActionsAsked, read};
use crate::ui::{ActionBadge, DueDay, Empty, Page, Table};

/// More rows than these are in the file alone.
const MOST: usize = 500;

#[component]
pub fn ActionsReportPage() -> AnyView {
    let here = Here::now();
    let parsed = ActionsAsked::parse(|name| here.query(name));
    let found = async move {
        let asked = parsed?;
        let found = read(&here.store, here.viewer(), here.now, &asked).await?;
        Ok((asked, found))
    };
    asking(choices(), found, move |here, asking| {
        view! {
            <Page title="Actions report" over=view! { <a href="/reports">"Reports"</a> }.into_any()>
                {filters::filters(&here, &asking.offers, &asking.wrong)}
                {asking.shown(|(asked, report)| view! {
                    {shown(asked, report)}
                    {keep(&here, Address::of(Report::Actions, &asked.pairs()), "Actions report")}
                }.into_any())}
            </Page>
        }
    })
}

fn shown(asked: &ActionsAsked, report: &ActionsReport) -> AnyView {
    if report.actions.is_empty() && asked.filter.is_set() {
        let all = ActionsAsked { filter: Default::default(), ..asked.clone() };
        let (only, all) = (asked.filter.words(), address("/reports/actions", &all.pairs()));
        return view! {
            <Empty title="Nothing matches">
                <p>{only}" There are none. "<a href=all>"Show all actions"</a></p>
            </Empty>
        }
        .into_any();
    }
    if report.actions.is_empty() {
        return view! {
            <Empty title="No actions yet">
                <p>"Actions are added at an incident, or at "<a href="/actions">"the list of actions"</a>"."</p>
            </Empty>
        }
        .into_any();
    }
    let pairs = asked.pairs();
    let mut each = pairs.clone();
    each.push(("rows", "actions".to_owned()));
    let mut curves = pairs.clone();
    curves.push(("rows", "stays".to_owned()));
    let mut shares = pairs.clone();
    shares.push(("rows", "became".to_owned()));
    let private = if asked.private {
        "Actions of those private incidents that you may see are among them."
    } else {
        "Actions of private incidents are left out."
    };
    let about = format!(
        "Overdue is what was due before today in {}. Ages are in days since an action was written down, or an idea was made one. {private}",
        report.zone.name()
    );
    let only = asked.filter.words();
    let several = report.by == GroupBy::Service;
    view! {
        {only.map(|only| view! { <p id="only"><strong>{only}</strong></p> })}
        <p class="hint">{about}</p>
        {several.then(|| view! { <p class="hint">"An action of several services is counted in each, and once in the total."</p> })}
        {groups(report)}
        {stays::stays(report)}
        {became::became(report)}
        <p class="links">
            <a href=address("/reports/actions.csv", &pairs)>"Groups as CSV"</a>" "
            <a href=address("/reports/actions.csv", &each)>"Actions as CSV"</a>" "
            <a href=address("/reports/actions.csv", &curves)>"How long they stay open as CSV"</a>" "
            <a href=address("/reports/actions.csv", &shares)>"What becomes of them as CSV"</a>" "
            <a href=address("/reports/actions.json", &pairs)>"JSON"</a>
        </p>
        {list(&report.actions)}
    }
    .into_any()
}

fn groups(report: &ActionsReport) -> AnyView {
    let nameless = match report.by {
        GroupBy::All => "All",
        GroupBy::Owner => "No owner",
        GroupBy::Team => "No team",
        GroupBy::Service => "No service",
    };
    let mut rows: Vec<_> = report
        .groups
        .iter()
        .map(|group| counts(group.group.as_deref().unwrap_or(nameless), &group.counts))
        .collect();
    if report.by != GroupBy::All {
        rows.push(counts("Total", &report.total));
    }
    let head = if report.by == GroupBy::All { "Actions" } else { report.by.label() };
    let heads = [
        head,
        "Open",
        "Of these overdue",
        "Done",
        "Declined",
        "Ideas",
        "Median age of the open",
        "Oldest",
    ];
    view! {
        <Table
            label="Counts"
            caption="Actions, counted"
            class="figures"
            heads=heads
        >
            {rows}
        </Table>
    }
    .into_any()
}

fn counts(name: &str, c: &ActionCounts) -> AnyView {
    let numbers = [c.open, c.overdue, c.done, c.declined, c.ideas];
    let cells: Vec<_> =
        numbers.iter().map(|n| view! { <td class="number">{n.to_string()}</td> }).collect();
    let ages = [c.median_age.map(|age| age.days()), c.oldest_age.map(|age| age.days())];
    let ages: Vec<_> =
        ages.iter().map(|age| view! { <td class="number">{age.map(days)}</td> }).collect();
    view! { <tr><th scope="row">{name.to_owned()}</th>{cells}{ages}</tr> }.into_any()
}

/// Whole days.
pub fn days(days: f64) -> String {
    let days = days.floor();
    if days == 1.0 { "1 day".to_owned() } else { format!("{days} days") }
}

fn list(actions: &[ActionLine]) -> AnyView {
    let all = actions.len();
    let rows: Vec<_> = actions.iter().take(MOST).cloned().map(line).collect();
    view! {
        <h2>"Every action"</h2>
        {(all > MOST).then(|| view! { <p class="hint">{format!("The first {MOST} of {all}; all are in the files.")}</p> })}
        <Table
            label="Every action"
            class="actions"
            heads=["Number", "Action", "Incident", "State", "Due", "Age", "Owner", "Services"]
        >
            {rows}
        </Table>
    }
    .into_any()
}

fn line(action: ActionLine) -> AnyView {
    let href = format!("/actions/{}", action.number);
    let incident = action.incident.map(|number| {
        let href = format!("/incidents/{number}");
        view! { <a href=href>{number.to_string()}</a> }
    });
    let due = action.due.map(|due| view! { <DueDay day=due /> });
    let late = action.overdue.then(|| view! { <span class="overdue">" overdue"</span> });
    view! {
        <tr>
            <td class="number">{action.number.to_string()}</td>
            <th scope="row"><a href=href>{action.title}</a></th>
            <td>{incident}</td>
            <td><ActionBadge state=action.state /></td>
            <td>{due}{late}</td>
            <td class="number">{days(action.age.days())}</td>
            <td>{action.owner}</td>
            <td>{action.services.join(", ")}</td>
        </tr>
    }
    .into_any()
}
