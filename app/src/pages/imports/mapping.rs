//! The second and third step. The mapping lives in the address, so that it can be
//! gone back to, and nothing is stored before the confirmation.

use leptos::prelude::*;

use super::asked::{Asked, Mapped, mapped};
use super::sort::counted;
use super::{columns, preview};
use crate::here::Here;
use crate::load::load;
use crate::ui::Page;

#[component]
pub fn MappingPage() -> AnyView {
    let here = Here::now();
    let asked = Asked::of(&here);
    load(mapped(here, asked), |here, mapped| {
        let over = format!("{} · {}", mapped.file_name, counted(mapped.rows, "row", "rows"));
        let shown = preview::preview(&here, &mapped);
        let second = shown.is_none();
        view! {
            <Page title="Import past incidents" over=over.into_any()>
                <ol class="steps">
                    <li><a href="/imports/new">"Choose the file"</a></li>
                    <li aria-current=second.then_some("step")>"Say what each column means"</li>
                    <li aria-current=(!second).then_some("step")>"See what will happen, and confirm"</li>
                </ol>
                {errors(&mapped)}
                {columns::columns(&mapped)}
                {shown}
            </Page>
        }
    })
    .into_any()
}

fn errors(mapped: &Mapped) -> AnyView {
    let errors: Vec<_> =
        mapped.errors.iter().map(|error| view! { <li>{error.clone()}</li> }).collect();
    (!errors.is_empty())
        .then(|| view! { <ul class="error summary" role="alert">{errors}</ul> })
        .into_any()
}
