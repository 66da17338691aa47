//! Changes from a file: the first step.

use leptos::prelude::*;
use nofault_domain::import::CHANGE_COLUMNS;

use crate::here::Here;
use crate::load::load;
use crate::pages::imports::{CHANGES, file, importer, understood};
use crate::ui::Page;

#[component]
pub fn ImportPage() -> AnyView {
    let may = importer(&Here::now(), CHANGES.more).map(drop);
    load(async move { Ok(may?) }, |here, ()| {
        let over = view! { <a href="/changes">"Changes"</a> }.into_any();
        let columns = CHANGE_COLUMNS.map(|(name, holds)| (name.to_owned(), holds.to_owned()));
        let form = file(
            &here,
            "/changes/imports",
            "CSV file",
            ".csv,.tsv,.txt,text/csv",
            "UTF-8, at most 20 MiB and 100,000 rows; commas, semicolons or tabs between the \
             cells. Nothing is recorded yet: you see first what will happen.",
        );
        view! {
            <Page title="Import changes" over=over>
                {form}
                <p class="prose">
                    "The first line names the columns. Importing the same file twice doubles nothing: a change is found again by its reference, else by its service, title, kind and time."
                </p>
                {understood("Columns that are understood; the first three are needed", columns)}
            </Page>
        }
    })
    .into_any()
}
