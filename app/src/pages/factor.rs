//! One contributing factor: what it is, the incidents in which it had its part, and what is
//! done about it.

mod edit;
mod incidents;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::access::Role;
use nofault_domain::number::FactorNumber;
use nofault_domain::period::Day;
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use nofault_store::factor::{self, Answer, Factor, Stood};
use nofault_store::{Failure, catalog};

use crate::here::Here;
use crate::load::load;
use crate::markdown;
use crate::ui::Page;

/// More are not listed.
const MOST: i64 = 500;

struct Found {
    factor: Factor,
    incidents: Vec<Stood>,
    answers: Vec<Answer>,
    /// Private ones are counted.
    private: bool,
    today: Day,
}

async fn found(here: Here, given: String) -> Result<Found, Failure> {
    let number = FactorNumber::parse(&given).ok_or(Refusal::NotFound("contributing factor"))?;
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let viewer = here.viewer();
    let factor = factor::by_number(&mut db, viewer, number).await?;
    Ok(Found {
        incidents: factor::incidents(&mut db, viewer, factor.id, MOST).await?,
        answers: factor::of_factor(&mut db, viewer, factor.id).await?,
        private: here.query("private") == "1",
        today: Day::of(here.now, &catalog::installation(&mut db).await?.zone),
        factor,
    })
}

#[component]
pub fn FactorPage() -> AnyView {
    let given = use_params_map().read_untracked().get("factor").unwrap_or_default();
    load(found(Here::now(), given), |here, found| {
        let form = here.form("factor");
        let writer = here.may(Role::Responder) || form.is_rejected();
        let title = found.factor.title.clone();
        let over = view! {
            <a href="/factors">"Contributing factors"</a>
            <span class="number">{found.factor.number.to_string()}</span>
            <span class="about">{found.factor.category.label()}</span>
        };
        let about = &found.factor.about;
        let about = (!about.is_empty()).then(|| {
            view! { <div class="markdown" inner_html=markdown::render(about)></div> }
        });
        view! {
            <Page title=title over=over.into_any()>
                {about}
                {incidents::section(&found)}
                {incidents::answers(&found)}
                {writer.then(|| edit::edit(form, &found.factor))}
            </Page>
        }
    })
    .into_any()
}
