//! A file row by row: what will happen, what is bad, and what can be done about it.

use leptos::prelude::*;
use nofault_domain::import::{CellError, Plan, Planned, Tally};

use super::sort::{Sort, counted};
use crate::ui::{Heads, Table};

/// Rows that are listed; all of them are counted.
const LISTED: usize = 200;
/// More errors than these are only counted.
const ERRORS: usize = 1000;

/// The part of the page that says what an import would do.
pub fn what_will_happen(count: String, rest: AnyView) -> AnyView {
    view! {
        <section id="preview">
            <h2>"What will happen"</h2>
            <p class="count" role="status">{count}</p>
            {rest}
        </section>
    }
    .into_any()
}

/// The button that imports, of this label; or why there is none.
pub fn next<R>(
    sort: &Sort,
    plan: &Plan<R>,
    tally: Tally,
    confirm: impl FnOnce(String) -> AnyView,
) -> AnyView {
    match tally {
        Tally { bad: 0, new: 0, .. } => {
            let all = format!(
                "Every {} of this file is there already: nothing is to be imported.",
                sort.one
            );
            view! { <p class="notice">{all}</p> }.into_any()
        }
        Tally { bad: 0, new, .. } => {
            confirm(format!("Import {}", counted(new, sort.one, sort.more)))
        }
        _ => errors(sort, plan),
    }
}

fn errors<R>(sort: &Sort, plan: &Plan<R>) -> AnyView {
    let all = plan.errors().count();
    let row = |error: &CellError| {
        view! {
            <tr>
                <td>{error.line}</td>
                <td>{error.column.clone()}</td>
                <td>{error.given.clone()}</td>
                <td>{error.reason.clone()}</td>
            </tr>
        }
    };
    let rows: Vec<_> = plan.errors().take(ERRORS).map(row).collect();
    let more = (all > ERRORS)
        .then(|| view! { <p class="hint">{format!("And {}{}", all - ERRORS, sort.rest)}</p> });
    let why = format!(
        "Nothing can be imported while a cell is bad. Correct the file and upload it again{}.",
        sort.or
    );
    let heads = ["Line", "Column", "Cell", "Why it cannot be taken"];
    view! {
        <p class="error" role="alert">{why}</p>
        <Table label="Bad cells" caption=counted(all, "error", "errors") heads=heads>{rows}</Table>
        {more}
    }
    .into_any()
}

/// Every row of the file, or the first of them.
pub fn rows<R>(
    plan: &Plan<R>,
    heads: impl Into<Heads>,
    one: impl Fn(&Planned<R>) -> AnyView,
) -> AnyView {
    let all = plan.rows.len();
    let caption = if all > LISTED {
        format!("The first {LISTED} of {all} rows")
    } else {
        counted(all, "row", "rows")
    };
    let rows: Vec<_> = plan.rows.iter().take(LISTED).map(one).collect();
    view! { <Table label="Rows" caption=caption heads=heads.into()>{rows}</Table> }.into_any()
}
