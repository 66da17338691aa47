//! Changes from a file: the first step.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::import::CHANGE_COLUMNS;

use crate::here::Here;
use crate::load::load;
use crate::pages::incident::only;
use crate::ui::{Hidden, Page, Submit};

#[component]
pub fn ImportPage() -> AnyView {
    let here = Here::now();
    load(async move { only(&here, Role::Responder, "import") }, |here, ()| {
        let over = view! { <a href="/changes">"Changes"</a> }.into_any();
        view! {
            <Page title="Import changes" over=over>
                {file(&here)}
                {columns()}
            </Page>
        }
    })
    .into_any()
}

fn file(here: &Here) -> AnyView {
    let form = here.form("import");
    let error = form.summary();
    let described = if error.is_some() { "file-hint file-error" } else { "file-hint" };
    view! {
        <form method="post" action="/changes/imports" enctype="multipart/form-data" class="form narrow">
            <Hidden name="command" value=form.command />
            <div class="field">
                <label for="file">"CSV file"</label>
                <input
                    type="file"
                    id="file"
                    name="file"
                    accept=".csv,.tsv,.txt,text/csv"
                    required
                    aria-invalid=error.is_some().then_some("true")
                    aria-describedby=described
                />
                <p class="hint" id="file-hint">
                    "UTF-8, at most 20 MiB and 100,000 rows; commas, semicolons or tabs between the cells. Nothing is recorded yet: you see first what will happen."
                </p>
                {error.map(|error| view! { <p class="error" id="file-error" role="alert">{error}</p> })}
            </div>
            <Submit label="Upload" class="primary" />
        </form>
    }
    .into_any()
}

fn columns() -> AnyView {
    let row = |(name, holds): &(&'static str, &'static str)| {
        view! { <tr><th scope="row"><code>{*name}</code></th><td>{*holds}</td></tr> }
    };
    view! {
        <p class="prose">
            "The first line names the columns. Importing the same file twice doubles nothing: a change is found again by its reference, else by its service, title, kind and time."
        </p>
        <div class="table" role="region" aria-label="Columns that are understood" tabindex="0">
            <table>
                <caption>"Columns that are understood; the first three are needed"</caption>
                <thead><tr><th scope="col">"Column"</th><th scope="col">"What it holds"</th></tr></thead>
                <tbody>{CHANGE_COLUMNS.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
