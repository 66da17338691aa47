//! One choice for each column.

use leptos::prelude::*;
use nofault_domain::import::{Column, Field as Meaning};

use super::asked::Mapped;
use crate::ui::{Table, ZoneList};

pub fn columns(mapped: &Mapped) -> AnyView {
    let known = Meaning::all_known();
    let row = |(at, (column, sample)): (usize, (&Column, &String))| {
        let (id, name) = (format!("column-{at}"), called(column, at));
        // What the column would be taken for by itself is chosen already.
        let note = column.unknown.then(|| {
            view! { <p class="hint">"No field has this name: not read, unless you say what it is."</p> }
        });
        view! {
            <tr>
                <th scope="row"><label for=id.clone()>{name}</label></th>
                <td>{sample.clone()}</td>
                <td>
                    <select id=id name="column">{options(&known, &column.field.name())}</select>
                    {note}
                </td>
            </tr>
        }
    };
    let rows: Vec<_> = mapped.columns.iter().zip(&mapped.samples).enumerate().map(row).collect();
    view! {
        <form method="get" action=format!("/imports/{}/mapping", mapped.id) class="form wide">
            <Table
                label="Columns of the file"
                caption="Columns of the file"
                heads=["Column", "First value", "What it means"]
            >
                {rows}
            </Table>
            <div class="field">
                <label for="zone">"Time zone"</label>
                <input id="zone" name="zone" list="zones" value=mapped.zone.clone() aria-describedby="zone-hint" />
                <p class="hint" id="zone-hint">
                    "Times without an offset or a zone of their own are read in it. Keep it when you import the file again."
                </p>
                <ZoneList />
            </div>
            <button class="button primary">"Show what will happen"</button>
        </form>
    }
    .into_any()
}

fn called(column: &Column, at: usize) -> String {
    if column.header.is_empty() { format!("Column {}", at + 1) } else { column.header.clone() }
}

fn options(known: &[(String, String)], chosen: &str) -> AnyView {
    let mut all = known.to_vec();
    // Any `time_to_…` is a metric, also where nobody defined it.
    if !known.iter().any(|(name, _)| name == chosen) {
        all.push((chosen.to_owned(), "a duration, as the source states it.".to_owned()));
    }
    let option = |(name, why): (String, String)| {
        let (selected, label) = (name == chosen, format!("{name}: {}", short(&why)));
        view! { <option value=name selected=selected>{label}</option> }
    };
    all.into_iter().map(option).collect_view().into_any()
}

/// The first sentence of an explanation.
fn short(why: &str) -> String {
    why.split(". ").next().unwrap_or(why).trim_end_matches('.').to_owned()
}
