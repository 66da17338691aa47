//! The page of an action, and adding one.

mod ending;
mod fields;
mod new;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::access::Role;
use nofault_domain::action::ActionState;
use nofault_domain::command::action::OwnerId;
use nofault_domain::number::ActionNumber;
use nofault_domain::period::Day;
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use nofault_store::action::{self, Action, PastClosure};
use nofault_store::{Failure, catalog, people};

pub use new::NewActionPage;

use super::actions::{due, owners};
use crate::here::Here;
use crate::load::load;
use crate::ui::{ActionBadge, Choice, Hidden, Page, PostForm, Select, Submit, Time, words};

/// All that the page shows.
struct Whole {
    action: Action,
    /// Every time that it ended.
    past: Vec<PastClosure>,
    owners: Vec<Choice>,
    today: Day,
    /// The reader owns it, themselves or in its team.
    mine: bool,
}

async fn whole(here: Here, given: String) -> Result<Whole, Failure> {
    let number = ActionNumber::parse(&given).ok_or(Refusal::NotFound("action"))?;
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let viewer = here.viewer();
    let action = action::by_number(&mut db, viewer, number).await?;
    let owner = action.owner.as_ref().map(|(owner, _)| *owner);
    let mine = match (owner, viewer.person()) {
        (Some(OwnerId::Person(owner)), Some(me)) => owner == me,
        (Some(OwnerId::Team(team)), Some(me)) => {
            catalog::teams_of(&mut db, me).await?.contains(&team)
        }
        _ => false,
    };
    let people = people::people(&mut db, viewer).await?;
    let teams = catalog::teams(&mut db).await?;
    let today = Day::of(here.now, &catalog::installation(&mut db).await?.zone);
    let past = action::closures(&mut db, action.id).await?;
    Ok(Whole { action, past, owners: owners(&people, &teams, owner), today, mine })
}

#[component]
pub fn ActionPage() -> AnyView {
    let given = use_params_map().read_untracked().get("action").unwrap_or_default();
    load(whole(Here::now(), given), |here, whole| {
        let action = &whole.action;
        let (number, state) = (action.number.to_string(), action.state);
        let over = view! {
            <a href="/actions">"Actions"</a>
            <span class="number">{number}</span>
            <ActionBadge state=state />
        };
        // Whoever owns it may end it, whatever their role.
        let responder = here.may(Role::Responder);
        let may_end = responder || whole.mine && !state.is_ended();
        let title = action.title.clone();
        view! {
            <Page title=title over=over.into_any()>
                <div class="action-page">
                    {facts(&whole)}
                    {may_end.then(|| ending::ending(&here, &whole.action))}
                    {responder.then(|| edit(&here, &whole))}
                </div>
            </Page>
        }
    })
    .into_any()
}

/// What is known.
fn facts(whole: &Whole) -> AnyView {
    let action = &whole.action;
    let incident = action.incident.as_ref().map(|(_, number, title)| {
        let (href, text) = (format!("/incidents/{number}"), format!("{number} {title}"));
        view! { <div><dt>"Incident"</dt><dd><a href=href>{text}</a></dd></div> }
    });
    let owner = action.owner.as_ref().map_or("Nobody yet", |(_, name)| name.as_str()).to_owned();
    let owner = if whole.mine { format!("{owner} (you, or a team of yours)") } else { owner };
    let day = match action.due {
        Some(_) => due(action.due, !action.state.is_ended(), whole.today),
        None => "No day set".into_any(),
    };
    let pair = |name: &'static str, value: Option<&'static str>| {
        value.map(|value| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
    };
    view! {
        <dl class="pairs">
            {incident}
            <div><dt>"Owner"</dt><dd>{owner}</dd></div>
            <div><dt>"Due"</dt><dd>{day}</dd></div>
            {pair("Priority", action.priority.map(Word::label))}
            {pair("Kind", action.kind.map(Word::label))}
            <div><dt>"State"</dt><dd><ActionBadge state=action.state /></dd></div>
            <div><dt>"Written down"</dt><dd><Time at=action.created_at /></dd></div>
        </dl>
        {ending::ended(action)}
        {ending::earlier(whole.past.clone())}
    }
    .into_any()
}

fn edit(here: &Here, whole: &Whole) -> AnyView {
    let form = here.form("action");
    let action = &whole.action;
    let version = form.version(action.version);
    // An ended action keeps its state: it is reopened by its own form.
    let state = (!action.state.is_ended()).then(|| {
        let choices = words(&[ActionState::Open, ActionState::InProgress]);
        view! { <Select form=form.clone() name="state" label="State" value=action.state.key() choices=choices /> }
    });
    let newer = form.is_conflict().then(|| newer(action));
    let fields = fields::fields(&form, Some(action), whole.owners.clone());
    view! {
        <section id="edit">
            <h2>"Edit"</h2>
            <PostForm form=form action=action.address() class="narrow">
                {newer}
                <Hidden name="version" value=version />
                {fields}
                {state}
                <Submit label="Save" />
            </PostForm>
        </section>
    }
    .into_any()
}

/// What somebody else made of it in between, beside what was typed.
fn newer(action: &Action) -> AnyView {
    let owner = action.owner.as_ref().map_or("nobody", |(_, name)| name.as_str()).to_owned();
    let day = action.due.map_or_else(|| "none".to_owned(), |due| due.to_string());
    let facts = [
        ("Title", action.title.clone()),
        ("Kind", action.kind.map_or("none", Word::label).to_owned()),
        ("Priority", action.priority.map_or("none", Word::label).to_owned()),
        ("Owner", owner),
        ("Due", day),
        ("State", action.state.label().to_owned()),
    ];
    let pairs = facts.map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> });
    view! {
        <div class="newer">
            <p>"As it is now. Saving puts what stands in the fields in its place."</p>
            <dl class="pairs">{pairs.into_iter().collect_view()}</dl>
        </div>
    }
    .into_any()
}
