//! The page of the list.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::command::action::OwnerId;
use nofault_domain::factor::in_incidents;
use nofault_domain::hurt::REASON;
use nofault_domain::period::Day;
use nofault_domain::word::Word;
use nofault_store::Failure;
use nofault_store::action::{self, ListRow, Owned, Part, Wanted};
use nofault_store::catalog;
use nofault_store::people;

use super::filter::Whose;
use super::owners::{choice, owners};
use super::verifications;
use super::{ActionsQuery, Standing};
use crate::here::Here;
use crate::load::load;
use crate::ui::{ActionBadge, Choice, DueDay, Empty, Page, Pick, Table, Time, words};

/// Of each part; the others are found by filters.
const MOST: i64 = 100;
/// Of those that ended.
const LAST: i64 = 200;

struct Found {
    query: ActionsQuery,
    rows: Vec<ListRow>,
    today: Day,
    owners: Vec<Choice>,
    services: Vec<Choice>,
    /// Done, and to be asked about.
    waiting: i64,
}

async fn find(here: Here) -> Result<Found, Failure> {
    let query = ActionsQuery::of(&here)?;
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let viewer = here.viewer();
    let today = Day::of(here.now, &catalog::installation(&mut db).await?.zone);
    let owned = match query.owner {
        None => Owned::ByAnybody,
        Some(Whose::Mine) => Owned::ByMe,
        Some(Whose::Of(owner)) => Owned::By(owner),
    };
    let most = if query.state == Standing::Ended { LAST } else { MOST };
    let wanted = Wanted { owned, service: query.service.clone(), most };
    let rows = match query.state {
        Standing::Ended => action::ended(&mut db, viewer, &wanted).await?,
        state => {
            let overdue = state == Standing::Overdue;
            action::hurting(&mut db, viewer, &wanted, overdue, today).await?
        }
    };
    let services = catalog::services(&mut db).await?;
    let (people, all) = (people::everybody(&mut db, viewer).await?, catalog::teams(&mut db).await?);
    // Who left may still own something.
    let asked = match query.owner {
        Some(Whose::Of(owner)) => people
            .iter()
            .find(|person| owner == OwnerId::Person(person.id))
            .map(|person| (owner, person.name.clone())),
        _ => None,
    };
    let people: Vec<_> = people.into_iter().filter(|person| person.left_at.is_none()).collect();
    let owners = owners(&people, &all, asked.as_ref());
    let services = services.into_iter().map(|one| choice(&one.name, &one.name, None)).collect();
    let waiting = action::waiting(&mut db, viewer, today).await?;
    Ok(Found { query, rows, today, owners, services, waiting })
}

#[component]
pub fn ActionsPage() -> AnyView {
    load(find(Here::now()), |here, found| {
        let responder = here.may(Role::Responder);
        let add =
            responder.then(|| view! { <a class="button" href="/actions/new">"Add an action"</a> });
        let aside = view! { <a class="button quiet" href="/actions/ideas">"Ideas"</a>" "{add} };
        view! { <Page title="Actions" aside=aside.into_any()>{shown(found, responder)}</Page> }
    })
    .into_any()
}

/// Where each part stands, and under which name.
const PARTS: [(Part, &str, &str); 4] = [
    (Part::Mine, "mine", "mine"),
    (Part::Teams, "teams", "my teams’"),
    (Part::Overdue, "overdue", "overdue"),
    (Part::Others, "others", "everybody else’s"),
];

fn shown(found: Found, responder: bool) -> AnyView {
    let none = found.rows.is_empty();
    let filtered = found.query.is_filtered();
    let (state, today) = (found.query.state, found.today);
    let title = match state {
        Standing::Open => "Open actions",
        Standing::Overdue => "Overdue actions",
        Standing::Ended => "Ended actions, the last 200",
    };
    let filters = filters(&found);
    let asked = verifications::link(found.waiting);
    let why = (!none && state != Standing::Ended).then(|| view! { <p class="hint">{REASON}</p> });
    let mut rows = found.rows;
    let parts: Vec<_> = PARTS
        .into_iter()
        .filter_map(|(part, id, name)| {
            let its: Vec<ListRow> = rows.extract_if(.., |row| row.part == part).collect();
            let caption = match (state, part) {
                (Standing::Overdue, Part::Overdue) => format!("{title}: everybody else’s"),
                _ => format!("{title}: {name}"),
            };
            (!its.is_empty()).then(|| table(id, caption, its, today, state))
        })
        .collect();
    view! {
        {filters}
        {asked}
        {(none && filtered).then(|| view! {
            <Empty title="Nothing matches"><p><a href="/actions">"Show all open actions"</a></p></Empty>
        })}
        {(none && !filtered).then(|| view! {
            <Empty title="No open actions">
                <p>"An action is something that a review found worth doing: prevent, detect, mitigate."</p>
                {responder.then(|| view! { <p>"Add one at its incident, or "<a href="/actions/new">"by itself"</a>"."</p> })}
            </Empty>
        })}
        {why}
        {parts}
    }
    .into_any()
}

fn table(
    id: &'static str,
    caption: String,
    rows: Vec<ListRow>,
    today: Day,
    state: Standing,
) -> AnyView {
    let of = rows.first().map_or(0, |row| row.of);
    let fewer = state != Standing::Ended && i64::try_from(rows.len()).is_ok_and(|n| n < of);
    let fewer = fewer.then(|| format!("The first {MOST} of {of}: filter for the others."));
    let rows: Vec<_> = rows.into_iter().map(|one| row(one, today)).collect();
    view! {
        <section id=id>
            <h2>{caption.clone()}</h2>
            {fewer.map(|fewer| view! { <p class="hint">{fewer}</p> })}
            <Table
                label=caption.clone()
                class="actions"
                heads=["Number", "Action", "Incident", "Owner", "Due", "Priority", "State"]
            >
                {rows}
            </Table>
        </section>
    }
    .into_any()
}

fn row(action: ListRow, today: Day) -> AnyView {
    let number = action.number.to_string();
    let address = format!("/actions/{number}");
    let severity = action.severity.map(|severity| format!(" {}", severity.label()));
    let incident = action.incident.map(|(number, title)| {
        let href = format!("/incidents/{number}");
        view! {
            <a href=href title=title>{number.to_string()}</a>
            <span class="about">{severity}</span>
        }
    });
    let back = (action.times > 1).then(|| {
        let text = format!(" its factor stood {}", in_incidents(action.times));
        view! { <span class="about">{text}</span> }
    });
    let owner = action.owner.unwrap_or_else(|| "Nobody".to_owned());
    let ended = action.ended.map(|at| view! { <span class="about">" "<Time at=at /></span> });
    view! {
        <tr id=number.clone()>
            <td class="number">{number.clone()}</td>
            <th scope="row"><a href=address>{action.title}</a>{back}</th>
            <td>{incident}</td>
            <td>{owner}</td>
            <td>{due(action.due, action.state.is_open(), today)}</td>
            <td>{action.priority.map(Word::label)}</td>
            <td><ActionBadge state=action.state />{ended}</td>
        </tr>
    }
    .into_any()
}

/// The day; overdue said in words.
pub fn due(due: Option<Day>, open: bool, today: Day) -> AnyView {
    let Some(due) = due else { return ().into_any() };
    let late = (open && due < today).then(|| {
        let text = match today.since(due) {
            1 => "overdue by 1 day".to_owned(),
            days => format!("overdue by {days} days"),
        };
        view! { <span class="overdue">" "{text}</span> }
    });
    view! { <span class="due"><DueDay day=due />{late}</span> }.into_any()
}

fn filters(found: &Found) -> AnyView {
    let mut whose = vec![choice("mine", "Mine and my teams’", None)];
    whose.extend(found.owners.clone());
    let (owner, state) = (found.query.owner_value(), found.query.state.key());
    let service = found.query.service.clone().unwrap_or_default();
    let services = found.services.clone();
    let clear = found
        .query
        .is_filtered()
        .then(|| view! { <a class="button quiet" href="/actions">"Clear"</a> });
    view! {
        <form method="get" action="/actions" class="filters" role="search" aria-label="Filter">
            <Pick name="owner" label="Owner" none="Anybody" value=owner choices=whose />
            <Pick name="state" label="State" value=state choices=words(Standing::ALL) />
            <Pick name="service" label="Service" none="Any service" value=service choices=services />
            <div class="buttons"><button class="button">"Filter"</button>{clear}</div>
        </form>
    }
    .into_any()
}
