//! Logging an entry; and, where its text begins with a slash and a known word, what a
//! form does: the word says which command, the text fills in its fields.

mod late;

use axum::extract::{Request, State};
use axum::response::Response;
use http::StatusCode;
use nofault_domain::access::Role;
use nofault_domain::command::Command;
use nofault_domain::command::action::AddAction;
use nofault_domain::command::entry::LogEntry;
use nofault_domain::command::impact::AddImpact;
use nofault_domain::command::incident::{ChangeSeverity, ChangeStatus};
use nofault_domain::command::response::{PostUpdate, TakeRole};
use nofault_domain::command::slash::{Said, Slash, Verb};
use nofault_domain::command::triage::SetMilestone;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::{FieldError, Refusal};
use nofault_domain::zone::Zone;
use nofault_store::people::{self, Named};
use nofault_store::{Failure, Outcome, Perform, catalog};

use crate::door::{Fields, Form, Sent};
use crate::render;
use crate::routes::roles;
use crate::site::Site;

const FORM: Form = Form { name: "entry", page: "/incidents/{incident}" };

/// So often the present version is read anew, where others change it at the same time.
const TRIES: usize = 5;

/// `POST /incidents/INC-1/entries`.
pub async fn log(State(site): State<Site>, request: Request) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    if let Some(refused) = of_another(&sent) {
        return refused;
    }
    let done = said(&site, &sent).await;
    let relieved = if is_line(&sent) { roles::relieved(&site, &sent, &done).await } else { None };
    sent.answer_with(&site, FORM, done, relieved).await
}

/// What a browser kept for one person is not logged under another's name.
fn of_another(sent: &Sent) -> Option<Response> {
    let (writer, person) = (sent.fields.get("writer"), sent.session()?.person.to_string());
    (!writer.is_empty() && writer != person).then(|| {
        let message = "Somebody else is signed in now: sign in as who wrote it.";
        render::refused_as(StatusCode::UNAUTHORIZED, &Refusal::Forbidden(message.to_owned()))
    })
}

/// Whether it may be a command.
fn is_line(sent: &Sent) -> bool {
    sent.fields.get("body").starts_with('/')
}

async fn said(site: &Site, sent: &Sent) -> Result<Outcome, Failure> {
    // What was done once is done, whatever was changed or renamed since.
    if is_line(sent)
        && let Some(outcome) = site.store.outcome(sent.viewer()?, sent.command()?).await?
    {
        return Ok(outcome);
    }
    let keys = sent.session().is_some_and(|session| session.keys);
    let mut typing = sent.typing();
    // Times of the line are read as those of the form.
    if let Ok(zone) = Zone::parse(sent.fields.get("zone")) {
        typing.zone = zone;
    }
    let text = sent.fields.get("body");
    let said = if keys { Said::read(text, &typing)? } else { Said::Text };
    match said {
        Said::Text => sent.run::<LogEntry>(site).await,
        Said::Escaped(text) => {
            let mut fields = sent.fields.clone();
            fields.set("body", &text);
            sent.run_with::<LogEntry>(site, &fields).await
        }
        Said::Command(_) if sent.has_files() => {
            let message = "A command takes no files: log them as an entry, then write the command.";
            Err(Refusal::field("body", message).into())
        }
        Said::Command(_) if holds_more(sent) => {
            let message = "A command keeps no link and no minutes, and is no key moment: take them \
                away, or log them as an entry, then write the command.";
            Err(Refusal::field("body", message).into())
        }
        Said::Command(slash) => {
            if !sent.viewer()?.has(Role::Responder) {
                return sent.run::<LogEntry>(site).await;
            }
            let fields = fields(site, sent, &slash).await?;
            carry_out(site, sent, &slash, fields).await.map_err(|failure| at_text(failure, &slash))
        }
    }
}

/// What belongs to an entry stood beside the text.
fn holds_more(sent: &Sent) -> bool {
    let pinned = sent.fields.get("pinned").split(',').any(|one| one.trim() == "on");
    let typed = |field| !sent.fields.get(field).trim().is_empty();
    pinned || ["evidence", "minutes", "automatable"].into_iter().any(typed)
}

/// The form's fields: what stood beside the text, and what the text says.
async fn fields(site: &Site, sent: &Sent, slash: &Slash) -> Result<Fields, Failure> {
    let mut fields = Fields::default();
    for beside in ["incident", "zone", "at"] {
        fields.set(beside, sent.fields.get(beside));
    }
    for (name, value) in &slash.fields {
        fields.set(name, value);
    }
    if slash.verb == Verb::Impact && fields.get("from").is_empty() {
        let beside = fields.get("at").trim().to_owned();
        fields.set("from", if beside.is_empty() { "now" } else { &beside });
    }
    if slash.verb == Verb::Impact {
        known_service(site, fields.get("service")).await?;
    }
    if let Some((field, name)) = &slash.named {
        let mut reader = site.store.read().await?;
        let owner = *field == "owner";
        let value = match people::named(&mut reader.db(), name, owner).await? {
            Named::Person(id) if owner => format!("person:{id}"),
            Named::Person(id) => id.to_string(),
            Named::Team(id) => format!("team:{id}"),
        };
        fields.set(field, &value);
    }
    Ok(fields)
}

/// A form makes a new service of a new name; in a line, one letter makes a new name.
async fn known_service(site: &Site, name: &str) -> Result<(), Failure> {
    let wanted = name.trim().to_lowercase();
    let services = catalog::services(&mut site.store.read().await?.db()).await?;
    if services.iter().any(|service| service.name.to_lowercase() == wanted) {
        return Ok(());
    }
    let message = format!("No service is called “{name}”. The page of impacts can add it.");
    Err(Refusal::field("service", message).into())
}

/// Which form each word fills in.
async fn carry_out(
    site: &Site,
    sent: &Sent,
    slash: &Slash,
    fields: Fields,
) -> Result<Outcome, Failure> {
    let number = late::standing(site, sent, slash.verb).await?;
    match slash.verb {
        Verb::Severity => at_present::<ChangeSeverity>(site, sent, number, fields).await,
        Verb::Status => at_present::<ChangeStatus>(site, sent, number, fields).await,
        Verb::Milestone(_) => at_present::<SetMilestone>(site, sent, number, fields).await,
        Verb::Action => sent.run_with::<AddAction>(site, &fields).await,
        Verb::Lead => sent.run_with::<TakeRole>(site, &fields).await,
        Verb::Impact => sent.run_with::<AddImpact>(site, &fields).await,
        Verb::Update => sent.run_with::<PostUpdate>(site, &fields).await,
        Verb::Toil => sent.run_with::<LogEntry>(site, &fields).await,
    }
}

/// A line says an absolute thing: it is meant of the incident as it is now.
async fn at_present<C>(
    site: &Site,
    sent: &Sent,
    number: IncidentNumber,
    mut fields: Fields,
) -> Result<Outcome, Failure>
where
    C: Command,
    C::Parsed: Perform,
{
    let mut tries = 0;
    loop {
        tries += 1;
        let version = {
            let mut reader = site.store.read().await?;
            late::by_itself(&mut reader.db(), sent.viewer()?, number).await?.version
        };
        fields.set("version", &version.to_string());
        match sent.run_with::<C>(site, &fields).await {
            Err(Failure::Refused(Refusal::Stale(_))) if tries < TRIES => {}
            done => return done,
        }
    }
}

/// A field of the form that the text filled in is a part of the text.
fn at_text(failure: Failure, slash: &Slash) -> Failure {
    let Failure::Refused(Refusal::Invalid(fields)) = failure else {
        return failure;
    };
    let beside = |field: &str| {
        ["at", "zone"].contains(&field) && slash.fields.iter().all(|(name, _)| *name != field)
    };
    let at_text = |error: FieldError| match beside(&error.field) {
        true => error,
        false => FieldError { field: "body".to_owned(), ..error },
    };
    Refusal::Invalid(fields.into_iter().map(at_text).collect()).into()
}
