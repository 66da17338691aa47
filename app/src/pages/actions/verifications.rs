//! The done actions of which it is time to say whether they worked.

use leptos::prelude::*;
use nofault_domain::action::lasting;
use nofault_domain::command::action::OwnerId;
use nofault_domain::id::{PersonId, TeamId};
use nofault_domain::period::Day;
use nofault_store::action::{self, Action};
use nofault_store::{Failure, catalog, review};

use crate::here::Here;
use crate::load::load;
use crate::ui::{DueDay, Empty, Page, Table, Time};

/// Of each part.
const MOST: usize = 100;

struct Found {
    /// Mine and my teams', and everybody else's; those asked the longest first.
    parts: [(&'static str, &'static str, Vec<Action>); 2],
    /// Days from a completion to the question, where the policy asks at all.
    after: Option<i64>,
    today: Day,
}

async fn find(here: Here) -> Result<Found, Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let viewer = here.viewer();
    let today = Day::of(here.now, &catalog::installation(&mut db).await?.zone);
    let all = action::to_verify(&mut db, viewer, today).await?;
    let me = viewer.person();
    let teams = match me {
        Some(me) => catalog::teams_of(&mut db, me).await?,
        None => Vec::new(),
    };
    let (mine, others) = all.into_iter().partition(|one| is_mine(one, me, &teams));
    let after = review::policy(&mut db).await?.rules.verify_days;
    let parts = [("mine", "Mine and my teams’", mine), ("others", "Everybody else’s", others)];
    Ok(Found { parts, after, today })
}

fn is_mine(action: &Action, me: Option<PersonId>, teams: &[TeamId]) -> bool {
    match action.owner {
        Some((OwnerId::Person(owner), _)) => me == Some(owner),
        Some((OwnerId::Team(team), _)) => teams.contains(&team),
        None => false,
    }
}

#[component]
pub fn VerificationsPage() -> AnyView {
    load(find(Here::now()), |_, Found { parts, after, today }| {
        let over = view! { <a href="/actions">"Actions"</a> }.into_any();
        let none = parts.iter().all(|(.., actions)| actions.is_empty());
        let tables = parts.map(|(id, name, actions)| {
            (!actions.is_empty()).then(|| table(id, name, actions, today))
        });
        view! {
            <Page title="Did they work?" over=over>
                <p class="hint">"Actions that are done, and whose day has come to say whether they did what they were to do."</p>
                {none.then(|| empty(after))}
                {tables.into_iter().collect_view()}
            </Page>
        }
    })
    .into_any()
}

fn empty(after: Option<i64>) -> AnyView {
    let when = match after {
        Some(days) => format!(
            "An action is asked about {} after it was done, unless another day was chosen.",
            lasting(days)
        ),
        None => {
            "The policy asks about no action; a day can be chosen when one is completed.".to_owned()
        }
    };
    view! {
        <Empty title="Nothing to ask today">
            <p>{when}" "<a href="/review-policy">"The policy"</a></p>
        </Empty>
    }
    .into_any()
}

fn table(id: &'static str, name: &'static str, actions: Vec<Action>, today: Day) -> AnyView {
    let of = actions.len();
    let fewer = (of > MOST).then(|| format!("The first {MOST} of {of}."));
    let rows: Vec<_> = actions.into_iter().take(MOST).map(|one| row(one, today)).collect();
    view! {
        <section id=id>
            <h2>{name}</h2>
            {fewer.map(|fewer| view! { <p class="hint">{fewer}</p> })}
            <Table
                label=name
                class="actions"
                heads=["Number", "Action", "Incident", "Owner", "Done", "Asked since"]
            >
                {rows}
            </Table>
        </section>
    }
    .into_any()
}

fn row(action: Action, today: Day) -> AnyView {
    let number = action.number.to_string();
    let address = format!("{}#verify", action.address());
    let incident = action.incident.map(|(_, number, title)| {
        let href = format!("/incidents/{number}");
        view! { <a href=href title=title>{number.to_string()}</a> }
    });
    let owner = action.owner.map_or_else(|| "Nobody".to_owned(), |(_, name)| name);
    let success = (!action.success.is_empty()).then(
        || view! { <span class="about">{format!(" It was to be so: {}", action.success)}</span> },
    );
    let done = action.closure.as_ref().map(|closure| view! { <Time at=closure.at /> });
    let asked = action.closure.as_ref().and_then(|closure| closure.verify_on).map(|day| {
        let late = (day < today).then(|| format!(" {}", lasting(today.since(day))));
        view! { <DueDay day=day /><span class="about">{late}</span> }
    });
    view! {
        <tr id=number.clone()>
            <td class="number">{number.clone()}</td>
            <th scope="row"><a href=address>{action.title}</a>{success}</th>
            <td>{incident}</td>
            <td>{owner}</td>
            <td>{done}</td>
            <td>{asked}</td>
        </tr>
    }
    .into_any()
}

/// On the list of actions: how many wait.
pub fn link(waiting: i64) -> AnyView {
    let text = match waiting {
        0 => "Did they work? Nothing to ask today".to_owned(),
        1 => "Did it work? 1 done action waits for an answer".to_owned(),
        many => format!("Did they work? {many} done actions wait for an answer"),
    };
    view! { <p class="links"><a href="/actions/verifications">{text}</a></p> }.into_any()
}
