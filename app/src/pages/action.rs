//! The page of an action, and adding one.

mod added;
mod ending;
mod factor;
mod fields;
mod idea;
mod new;
mod toil;
mod verify;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::access::Role;
use nofault_domain::action::{ActionState, wording};
use nofault_domain::command::action::OwnerId;
use nofault_domain::evidence::Evidence;
use nofault_domain::number::ActionNumber;
use nofault_domain::period::Day;
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use nofault_store::action::{self, Action, PastClosure, Verification};
use nofault_store::{Failure, catalog, people, review};

pub use added::{Added, added, read as read_added};
pub use new::NewActionPage;

use super::actions::{due, owners};
use crate::here::Here;
use crate::load::load;
use crate::ui::{
    ActionBadge, Choice, Conflicted, Hidden, Page, PostForm, Select, Submit, Time, Was, words,
};

/// All that the page shows.
struct Whole {
    action: Action,
    /// Every time that it ended.
    past: Vec<PastClosure>,
    /// Every answer to whether it worked.
    verifications: Vec<Verification>,
    /// When to ask, were it completed now.
    ask_on: Option<Day>,
    added: Option<Added>,
    owners: Vec<Choice>,
    answered: factor::Answered,
    seen: idea::Seen,
    today: Day,
    /// The reader owns it, themselves or in its team.
    mine: bool,
    /// It makes toil less.
    removes: bool,
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
    let owners = owners(&people, &teams, action.owner.as_ref());
    let answered = factor::read(&mut db, &here, &action).await?;
    let seen = idea::read(&mut db, &here, &action).await?;
    let verifications = action::verifications(&mut db, action.id).await?;
    let ask_on = review::policy(&mut db).await?.rules.verify_days.map(|days| today.plus(days));
    let added = added::read(&mut db, &here, std::slice::from_ref(&action)).await?;
    let removes = nofault_store::toil::removes(&mut db, action.id).await?;
    Ok(Whole {
        action,
        past,
        verifications,
        ask_on,
        added,
        owners,
        answered,
        seen,
        today,
        mine,
        removes,
    })
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
                    {added(&whole.added)}
                    {facts(&whole, responder)}
                    {idea::section(&here, &whole)}
                    {verify::section(&here, &whole)}
                    {may_end.then(|| ending(&here, &whole))}
                    {responder.then(|| factor::form(&here, &whole.action, &whole.answered))}
                    {responder.then(|| toil::form(&here, &whole.action, whole.removes))}
                    {responder.then(|| edit(&here, &whole))}
                </div>
            </Page>
        }
    })
    .into_any()
}

/// An idea is decided on; an action is done or declined.
fn ending(here: &Here, whole: &Whole) -> AnyView {
    if whole.action.state == ActionState::Idea {
        return idea::decide(here, whole);
    }
    let overtaken = idea::overtaken(here, &whole.owners);
    view! { {overtaken}{ending::ending(here, &whole.action, whole.ask_on)} }.into_any()
}

/// What is known.
fn facts(whole: &Whole, responder: bool) -> AnyView {
    let action = &whole.action;
    let incident = action.incident.as_ref().map(|(_, number, title)| {
        let (href, text) = (format!("/incidents/{number}"), format!("{number} {title}"));
        view! { <div><dt>"Incident"</dt><dd><a href=href>{text}</a></dd></div> }
    });
    let owner = action.owner.as_ref().map_or("Nobody yet", |(_, name)| name.as_str()).to_owned();
    let owner = if whole.mine { format!("{owner} (you, or a team of yours)") } else { owner };
    let day = match action.due {
        Some(_) => due(action.due, action.state.is_open(), whole.today),
        None if action.state == ActionState::Idea => "On no day: it is an idea".into_any(),
        None => "No day set".into_any(),
    };
    let pair = |name: &'static str, value: Option<&'static str>| {
        value.map(|value| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
    };
    let success = (!action.success.is_empty()).then(|| {
        view! { <div><dt>"It worked when"</dt><dd>{action.success.clone()}</dd></div> }
    });
    // An import takes any text: only an address is a link.
    let tracker = Evidence::parse(&action.tracker).ok().map(|link| {
        let (href, text) = (link.as_str().to_owned(), link.short());
        view! { <div><dt>"Tracker"</dt><dd><a href=href rel="noreferrer noopener">{text}</a></dd></div> }
    });
    view! {
        <dl class="pairs">
            {incident}
            <div><dt>"Owner"</dt><dd>{owner}</dd></div>
            <div><dt>"Due"</dt><dd>{day}</dd></div>
            {pair("Priority", action.priority.map(Word::label))}
            {pair("Kind", action.kind.map(Word::label))}
            {factor::fact(&whole.answered)}
            {pair("Toil", whole.removes.then_some("Removes toil"))}
            {success}
            {tracker}
            <div><dt>"State"</dt><dd><ActionBadge state=action.state /></dd></div>
            <div><dt>"Written down"</dt><dd><Time at=action.created_at /></dd></div>
        </dl>
        {hint(&action.title, responder || action.state.is_ended())}
        {ending::ended(action)}
        {ending::earlier(whole.past.clone())}
    }
    .into_any()
}

/// Advice on the title; nothing depends on it. Whoever may edit reads it at the field.
fn hint(title: &str, elsewhere: bool) -> AnyView {
    let hint = wording::hint(title).filter(|_| !elsewhere);
    hint.map(|hint| view! { <p class="hint" id="wording">{hint.text()}</p> }).into_any()
}

fn edit(here: &Here, whole: &Whole) -> AnyView {
    let form = here.form("action");
    let action = &whole.action;
    let version = form.version(action.version);
    // An ended action keeps its state, and an idea: they are changed by their own forms.
    let state = action.state.is_open().then(|| {
        let choices = words(&[ActionState::Open, ActionState::InProgress]);
        let state = action.state.key();
        view! {
            <Was form=form.clone() field="state" value=state />
            <Select form=form.clone() name="state" label="State" value=state choices=choices />
        }
    });
    let fields = fields::fields(&form, Some(action), whole.owners.clone(), None);
    view! {
        <section id="edit">
            <h2>"Edit"</h2>
            <PostForm form=form.clone() action=action.address() class="narrow" draft=true>
                <Hidden name="version" value=version />
                {fields}
                {state}
                <Submit label="Save" />
            </PostForm>
            <Conflicted form=form action=action.address() back=action.address() />
        </section>
    }
    .into_any()
}
