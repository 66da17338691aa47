//! What a line that begins with a slash may say: for the composer to complete, and as
//! help beneath it.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::command::slash::HELP;
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;
use nofault_domain::word::Word;
use nofault_store::catalog::{self, SeverityName};
use nofault_store::{Db, Failure, people};

use super::Whole;
use crate::here::Here;

/// So many services are suggested.
const MOST: usize = 200;

/// The names that may follow a command.
#[derive(Debug, Clone, Default)]
pub struct Commands {
    people: Vec<String>,
    services: Vec<String>,
}

/// # Errors
/// As the store has them.
pub async fn read(db: &mut Db<'_>, here: &Here) -> Result<Commands, Failure> {
    if !here.keys() || !here.may(Role::Responder) {
        return Ok(Commands::default());
    }
    let services = catalog::services(&mut *db).await?;
    Ok(Commands {
        people: people::names(db).await?,
        services: services.into_iter().take(MOST).map(|service| service.name).collect(),
    })
}

/// A line for each completion, with what it does behind a tab; blank where a slash is a
/// letter like any other.
pub fn lines(here: &Here, whole: &Whole) -> String {
    if !here.keys() {
        return String::new();
    }
    let severity = |one: &SeverityName| {
        format!("/sev {}\t{} – {}", one.severity.level(), Severity::label(one.severity), one.name)
    };
    let service = |name: &String| match name.contains(' ') {
        true => format!("/impact \"{name}\" \t"),
        false => format!("/impact {name} \t"),
    };
    let Commands { people, services } = &whole.commands;
    let mut lines: Vec<_> =
        HELP.iter().map(|help| format!("{} \t{}", help.word, help.about)).collect();
    lines.extend(
        Status::CHOICES.iter().map(|one| format!("/status {}\t{}", one.key(), one.label())),
    );
    lines.extend(whole.severities.iter().map(severity));
    lines.extend(people.iter().map(|name| format!("/lead @{name}\t")));
    lines.extend(services.iter().map(service));
    lines.join("\n")
}

/// All commands, folded away beneath the composer.
pub fn help(here: &Here) -> AnyView {
    let one = |help: &nofault_domain::command::slash::Help| {
        view! {
            <div>
                <dt><code>{help.word}" "{help.rest}</code></dt>
                <dd>{help.about}</dd>
            </div>
        }
    };
    here.keys()
        .then(|| {
            view! {
                <details class="commands">
                    <summary>"Commands"</summary>
                    <p class="hint">
                        "An entry that begins so does what the form does. Anything else is text; "
                        <code>"//"</code>" logs a text that begins with a slash."
                    </p>
                    <dl class="pairs">{HELP.iter().map(one).collect_view()}</dl>
                </details>
            }
        })
        .into_any()
}
