//! All contributing factors: what comes back most.

use leptos::prelude::*;
use nofault_domain::factor::{Category, in_incidents};
use nofault_domain::word::Word;
use nofault_store::Failure;
use nofault_store::factor::{self, Listed};

use crate::here::Here;
use crate::load::load;
use crate::ui::{Check, Empty, Page, Time};

/// More are found by their words.
const MOST: i64 = 500;
/// For one question.
const FITTING: usize = 50;

struct Found {
    factors: Vec<Listed>,
    private: bool,
    words: String,
}

async fn found(here: Here) -> Result<Found, Failure> {
    let (words, private) = (here.query("q").trim().to_owned(), here.query("private") == "1");
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let factors = if words.is_empty() {
        factor::listed(&mut db, here.viewer(), private, MOST).await?
    } else {
        factor::find(&mut db, here.viewer(), private, &words, FITTING).await?
    };
    Ok(Found { factors, private, words })
}

#[component]
pub fn FactorsPage() -> AnyView {
    load(found(Here::now()), |_, found| {
        let over = view! { <a href="/reports">"Reports"</a> }.into_any();
        view! {
            <Page title="Contributing factors" over=over>
                {filters(&found)}
                {shown(&found)}
            </Page>
        }
    })
    .into_any()
}

fn filters(found: &Found) -> AnyView {
    view! {
        <form method="get" action="/factors" class="filters" role="search" aria-label="Filter">
            <label>
                <span>"Words"</span>
                <input type="search" name="q" value=found.words.clone() />
            </label>
            <Check name="private" value="1" label="With private incidents that you may see" checked=found.private />
            <div class="buttons">
                <button class="button">"Show"</button>
                {(!found.words.is_empty()).then(|| view! { <a class="button quiet" href="/factors">"Clear"</a> })}
            </div>
        </form>
    }
    .into_any()
}

fn shown(found: &Found) -> AnyView {
    if found.factors.is_empty() && !found.words.is_empty() {
        return view! {
            <Empty title="No factor has these words"><p><a href="/factors">"Show all factors"</a></p></Empty>
        }
        .into_any();
    }
    if found.factors.is_empty() {
        return view! {
            <Empty title="No contributing factor named yet">
                <p>"They are named at an incident: what had to be so for it to happen. What comes back is then seen here."</p>
            </Empty>
        }
        .into_any();
    }
    let counted = if found.private {
        "Private incidents that you may see are counted, too."
    } else {
        "Private incidents are not counted."
    };
    let all = (found.factors.len() >= MOST as usize).then(|| {
        format!(" These are the {MOST} most frequent ones: look for others by their words.")
    });
    let lists = if found.words.is_empty() {
        Category::ALL.iter().filter_map(|category| of(*category, &found.factors)).collect()
    } else {
        vec![list(found.factors.iter())]
    };
    view! {
        <p class="hint">"Drills, and incidents that came to nothing, are not counted. "{counted}{all}</p>
        {lists}
    }
    .into_any()
}

/// The most frequent first, as they come.
fn of(category: Category, factors: &[Listed]) -> Option<AnyView> {
    let mut of_it = factors.iter().filter(|one| one.category == category).peekable();
    of_it.peek()?;
    let shown = view! {
        <section id=category.key()>
            <h2>{category.label()}</h2>
            {list(of_it)}
        </section>
    };
    Some(shown.into_any())
}

fn list<'l>(factors: impl Iterator<Item = &'l Listed>) -> AnyView {
    let one = |one: &Listed| {
        let number = one.number.to_string();
        let last = one.last.map(|at| view! { ", last "<Time at=at /> });
        view! {
            <li id=number.clone()>
                <a href=factor::address(one.number)>{one.title.clone()}</a>
                <span class="about">
                    {number.clone()}" · "{in_incidents(one.incidents)}{last}" · "{actions(one)}
                </span>
            </li>
        }
    };
    let list: Vec<_> = factors.map(one).collect();
    view! { <ul class="short factors">{list}</ul> }.into_any()
}

/// What answers it, by state.
fn actions(one: &Listed) -> String {
    match (one.open, one.ended) {
        (0, 0) => "no action answers it".to_owned(),
        (open, 0) => format!("{open} open {}", word(open)),
        (0, ended) => format!("{ended} ended {}", word(ended)),
        (open, ended) => format!("{open} open and {ended} ended actions"),
    }
}

fn word(actions: i64) -> &'static str {
    if actions == 1 { "action" } else { "actions" }
}
