//! The first step of every import: the file, and what its columns may be.

use leptos::prelude::*;

use crate::here::Here;
use crate::ui::{FileField, Hidden, Submit, Table};

/// The form that sends a file to be looked at.
pub fn file(
    here: &Here,
    action: &'static str,
    label: &'static str,
    accept: &'static str,
    hint: &'static str,
) -> AnyView {
    let form = here.form("import");
    let error = form.summary();
    view! {
        <form method="post" action=action enctype="multipart/form-data" class="form narrow">
            <Hidden name="command" value=form.command />
            <FileField label=label accept=accept hint=hint error=error required=true />
            <Submit label="Upload" class="primary" />
        </form>
    }
    .into_any()
}

/// The columns of a file by their names, and what each holds.
pub fn understood(
    caption: &'static str,
    columns: impl IntoIterator<Item = (String, String)>,
) -> AnyView {
    let row = |(name, holds)| {
        view! { <tr><th scope="row"><code>{name}</code></th><td>{holds}</td></tr> }
    };
    let rows: Vec<_> = columns.into_iter().map(row).collect();
    view! {
        <Table label="Columns that are understood" caption=caption heads=["Column", "What it holds"]>
            {rows}
        </Table>
    }
    .into_any()
}
