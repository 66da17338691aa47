//! All reviews: what is asked of me, what is due, what is in work, what was published lately.

mod table;

use leptos::prelude::*;
use nofault_domain::refusal::Refusal;
use nofault_domain::review::asked_since;
use nofault_domain::word::Word;
use nofault_store::Failure;
use nofault_store::postmortem::{self, Listed, Lists};

use crate::here::Here;
use crate::load::load;
use crate::ui::{Empty, Page, Pick, words};

nofault_domain::words!(
    /// Whose reviews are listed.
    Whose, "whose reviews" {
        All = "all", "Everybody’s";
        Team = "team", "My teams’";
        Mine = "mine", "Mine";
    }
);

/// More than these are not shown as published lately.
const LATELY: usize = 20;

async fn found(here: Here) -> Result<(Whose, Lists), Failure> {
    let whose = match here.query("whose") {
        "" => Whose::All,
        given => {
            Whose::parse(given).map_err(|unknown| Refusal::field("whose", unknown.to_string()))?
        }
    };
    let mut reader = here.store.read().await?;
    let since = asked_since(here.now);
    let lists = postmortem::lists(&mut reader.db(), here.viewer(), here.now, since).await?;
    Ok((whose, lists))
}

/// The lists of the page; each review stands in one of them, beside those asked of the reader.
struct Groups {
    asked: Vec<Listed>,
    overdue: Vec<Listed>,
    unbegun: Vec<Listed>,
    in_review: Vec<Listed>,
    drafts: Vec<Listed>,
    published: Vec<Listed>,
}

impl Groups {
    fn of(lists: Lists, whose: Whose) -> Self {
        let wanted = |one: &Listed| match whose {
            Whose::All => true,
            Whose::Team => one.team || one.mine,
            Whose::Mine => one.mine,
        };
        let today = lists.today;
        let waits = |one: &&Listed| one.paper.as_ref().is_some_and(|paper| paper.waits_for_me);
        let asked = lists.begun.iter().filter(waits).cloned().collect();
        let open = lists.begun.into_iter().chain(lists.unbegun).filter(wanted);
        // What was published once is not late, whatever is written on it now.
        let late = |one: &Listed| {
            let published = one.paper.as_ref().is_some_and(|paper| paper.published.is_some());
            !published && one.due.is_some_and(|due| due.day < today)
        };
        let (mut overdue, rest): (Vec<_>, Vec<_>) = open.partition(late);
        let (begun, mut unbegun): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|one| one.paper.is_some());
        let in_review = |one: &Listed| one.paper.as_ref().is_some_and(|p| p.in_review.is_some());
        let (mut in_review, mut drafts): (Vec<_>, Vec<_>) = begun.into_iter().partition(in_review);
        for list in [&mut overdue, &mut unbegun, &mut in_review, &mut drafts] {
            // What has no day comes last.
            list.sort_by_key(|one| (one.due.is_none(), one.due.map(|due| due.day)));
        }
        let mut published: Vec<_> = lists.published.into_iter().filter(wanted).collect();
        published.truncate(LATELY);
        Self { asked, overdue, unbegun, in_review, drafts, published }
    }

    fn is_empty(&self) -> bool {
        let lists = [&self.overdue, &self.unbegun, &self.in_review, &self.drafts, &self.published];
        lists.into_iter().all(Vec::is_empty)
    }
}

#[component]
pub fn PostmortemsPage() -> AnyView {
    load(found(Here::now()), |_, (whose, lists)| {
        let today = lists.today;
        let groups = Groups::of(lists, whose);
        let empty = groups.is_empty().then(|| empty(whose));
        let Groups { asked, overdue, unbegun, in_review, drafts, published } = groups;
        let show = move |id, title, list| table::table(id, title, list, today);
        view! {
            <Page title="Postmortems">
                {show("asked", "Reviews asked of me", asked)}
                {filter(whose)}
                {empty}
                {show("overdue", "Overdue", overdue)}
                {show("unbegun", "To begin: ended, and no review yet", unbegun)}
                {show("in-review", "In review", in_review)}
                {show("drafts", "Drafts", drafts)}
                {show("published", "Published lately", published)}
                <p class="hint">
                    "Which incidents need a review, and when it is due, says the "<a href="/review-policy">"review policy"</a>". What happened more than 90 days ago is not asked for."
                </p>
            </Page>
        }
    })
    .into_any()
}

fn filter(whose: Whose) -> AnyView {
    view! {
        <form method="get" action="/postmortems" class="filters" role="search" aria-label="Filter">
            <Pick name="whose" label="Whose" value=whose.key() choices=words(Whose::ALL) />
            <div class="buttons"><button class="button">"Filter"</button></div>
        </form>
    }
    .into_any()
}

fn empty(whose: Whose) -> AnyView {
    if whose == Whose::All {
        return view! {
            <Empty title="No postmortems yet">
                <p>"When an incident ends that needs a review, it stands here. Any incident can have one: begin it on the incident’s page."</p>
            </Empty>
        }
        .into_any();
    }
    view! {
        <Empty title="Nothing here is yours">
            <p><a href="/postmortems">"Show everybody’s"</a></p>
        </Empty>
    }
    .into_any()
}
