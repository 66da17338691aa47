//! The first step: the file, and what it may hold.

use leptos::prelude::*;
use nofault_domain::import::Field as Meaning;

use super::file::{file, understood};
use super::sort::{INCIDENTS, importer};
use crate::here::Here;
use crate::load::load;
use crate::ui::Page;

#[component]
pub fn UploadPage() -> AnyView {
    let may = importer(&Here::now(), INCIDENTS.more).map(drop);
    load(async move { Ok(may?) }, |here, ()| {
        let form = file(
            &here,
            "/imports",
            "CSV file, or a postmortem in Markdown",
            ".csv,.tsv,.txt,.md,.markdown,text/csv,text/markdown",
            "UTF-8, at most 20 MiB. CSV: at most 100,000 rows; commas, semicolons or tabs between \
             the cells. Nothing is imported yet.",
        );
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
        {understood("Columns that are understood", known)}
    }
    .into_any()
}
