//! The first step: the file, and what it may hold.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::import::Field as Meaning;
use nofault_domain::refusal::Refusal;

use crate::here::Here;
use crate::load::load;
use crate::ui::{Hidden, Page, Submit};

#[component]
pub fn UploadPage() -> AnyView {
    let may = Here::now().may(Role::Responder);
    let data = async move {
        let only = "Only a responder may import incidents.";
        if may { Ok(()) } else { Err(Refusal::Forbidden(only.to_owned()).into()) }
    };
    load(data, |here, ()| {
        let form = file(&here);
        view! {
            <Page title="Import past incidents">
                <ol class="steps">
                    <li aria-current="step">"Choose the file"</li>
                    <li>"Say what each column means"</li>
                    <li>"See what will happen, and confirm"</li>
                </ol>
                {form}
                {markdown()}
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
        <form method="post" action="/imports" enctype="multipart/form-data" class="form narrow">
            <Hidden name="command" value=form.command />
            <div class="field">
                <label for="file">"CSV file, or a postmortem in Markdown"</label>
                <input
                    type="file"
                    id="file"
                    name="file"
                    accept=".csv,.tsv,.txt,.md,.markdown,text/csv,text/markdown"
                    required
                    aria-invalid=error.is_some().then_some("true")
                    aria-describedby=described
                />
                <p class="hint" id="file-hint">
                    "UTF-8, at most 20 MiB. CSV: at most 100,000 rows; commas, semicolons or tabs between the cells. Nothing is imported yet."
                </p>
                {error.map(|error| view! { <p class="error" id="file-error" role="alert">{error}</p> })}
            </div>
            <Submit label="Upload" class="primary" />
        </form>
    }
    .into_any()
}

/// What becomes of a postmortem.
fn markdown() -> AnyView {
    view! {
        <section class="prose">
            <h2>"A postmortem in Markdown"</h2>
            <p>
                "A file that Nofault exported becomes the same postmortem again. In any other one, title, date, sections, timeline and actions are recognised where they are, and everything else stays text: you see what was understood before anything is stored."
            </p>
            <p>"Many at once: "<code>"nofault postmortem import FOLDER --dry-run"</code></p>
        </section>
    }
    .into_any()
}

/// What the columns may be.
fn columns() -> AnyView {
    let row = |(name, why): (String, String)| {
        view! { <tr><th scope="row"><code>{name}</code></th><td>{why}</td></tr> }
    };
    let known = Meaning::all_known().into_iter().filter(|(name, _)| name != "ignore");
    view! {
        <section class="prose">
            <h2>"What a CSV file holds"</h2>
            <p>
                "The first line names the columns. Only a title is needed; columns with the names below are understood by themselves, and you can say what the others mean in the next step."
            </p>
            <ul>
                <li>"Times have their date with a year of four digits: 2024-03-31 14:05, with an offset or a zone where you know it."</li>
                <li>"Durations are written as people print them: 7h, 33h 15m, 1d 5h 47m, 19 hours 43 minutes."</li>
                <li>"Importing the same file twice doubles nothing: an incident is found again by its reference, else by its title and times."</li>
                <li>"It is all or nothing: one bad cell keeps the whole file out, and you are told its line, its column and the reason."</li>
            </ul>
            <p>
                "The same on the command line: "<code>"nofault import incidents FILE.csv --dry-run"</code>". All of it is written down in "<code>"docs/import.md"</code>", which comes with Nofault."
            </p>
        </section>
        <div class="table" role="region" aria-label="Columns that are understood" tabindex="0">
            <table>
                <caption>"Columns that are understood"</caption>
                <thead><tr><th scope="col">"Column"</th><th scope="col">"What it holds"</th></tr></thead>
                <tbody>{known.map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
