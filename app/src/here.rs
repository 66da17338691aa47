//! What a page knows of its request: who looks, when, from where, and the form
//! that was just rejected.

use std::sync::Arc;

use leptos::prelude::*;
use nofault_domain::access::{Role, Viewer};
use nofault_domain::instant::Instant;
use nofault_domain::refusal::{FieldError, Refusal};
use nofault_domain::zone::Zone;
use nofault_store::Store;
use nofault_store::people::Session;

/// Where the browser finds the style and the islands; empty where they were not built.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    pub css: Option<&'static str>,
    pub js: Option<&'static str>,
    pub wasm: Option<&'static str>,
    pub icon: Option<&'static str>,
}

/// A form that was not taken: what was typed, and why not.
#[derive(Debug, Clone)]
pub struct Rejected {
    /// The form's name on its page.
    pub form: &'static str,
    pub refusal: Refusal,
    /// Every field as it was sent, passwords excepted.
    pub values: Vec<(String, String)>,
}

/// One request, as its page sees it.
#[derive(Clone)]
pub struct Here {
    pub store: Store,
    /// None before signing in.
    pub session: Option<Session>,
    pub now: Instant,
    /// The reader's zone, else the installation's.
    pub zone: Zone,
    pub nonce: Arc<str>,
    pub assets: Assets,
    /// Where others reach this installation, without a slash at its end.
    pub base_url: Arc<str>,
    /// The address asked for: path and query.
    pub path: String,
    pub query: Vec<(String, String)>,
    pub rejected: Option<Arc<Rejected>>,
    /// A sentence to show once, such as an invitation's link.
    pub notice: Option<String>,
}

impl Here {
    /// That of the request being rendered.
    ///
    /// # Panics
    /// Never: the one function that renders provides it.
    #[must_use]
    pub fn now() -> Self {
        expect_context::<Self>()
    }

    #[must_use]
    pub fn viewer(&self) -> Viewer {
        match &self.session {
            Some(session) => session.viewer(),
            // Sees what everybody sees, which is nothing: every page but the doors is gated.
            None => Viewer::Person {
                id: nofault_domain::id::PersonId(uuid::Uuid::nil()),
                role: Role::Viewer,
            },
        }
    }

    #[must_use]
    pub fn may(&self, role: Role) -> bool {
        self.session.as_ref().is_some_and(|session| session.role >= role)
    }

    /// The query's value of this name; empty where there is none.
    #[must_use]
    pub fn query(&self, name: &str) -> &str {
        let found = self.query.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// The state of a form of this page.
    #[must_use]
    pub fn form(&self, name: &'static str) -> Form {
        Form::new(self.rejected.clone().filter(|rejected| rejected.form == name))
    }

    /// As [`Here::form`], where a page has one form for each of many things: the one
    /// whose field `key` was sent as `id`.
    #[must_use]
    pub fn form_of(&self, name: &'static str, key: &str, id: &str) -> Form {
        let is_this = |rejected: &Arc<Rejected>| {
            let mut values = rejected.values.iter();
            rejected.form == name && values.any(|(name, value)| name == key && value == id)
        };
        Form::new(self.rejected.clone().filter(is_this))
    }
}

/// A form's state: the id of this press of its button, and what came of the last one.
#[derive(Debug, Clone)]
pub struct Form {
    pub command: String,
    rejected: Option<Arc<Rejected>>,
}

impl Form {
    fn new(rejected: Option<Arc<Rejected>>) -> Self {
        let mut form = Self { command: nofault_store::new_id().to_string(), rejected };
        if form.is_broken() {
            // It may have been done after all: the same id does it once.
            form.command = form.value("command", form.command.clone());
        }
        form
    }

    /// What was typed into the field, else what it begins with.
    #[must_use]
    pub fn value(&self, field: &str, begins_with: impl Into<String>) -> String {
        let typed = self
            .rejected
            .as_ref()
            .and_then(|rejected| rejected.values.iter().find(|(name, _)| name == field));
        typed.map_or_else(|| begins_with.into(), |(_, value)| value.clone())
    }

    #[must_use]
    pub fn error(&self, field: &str) -> Option<String> {
        let rejected = self.rejected.as_ref()?;
        let found = rejected.refusal.fields().iter().find(|error| error.field == field);
        found.map(|error| error.message.clone())
    }

    /// What is said above the form: the refusal, where it is about no single field.
    #[must_use]
    pub fn summary(&self) -> Option<String> {
        let refusal = &self.rejected.as_ref()?.refusal;
        match refusal {
            Refusal::Invalid(fields) => Some(match fields.as_slice() {
                [FieldError { message, .. }] => message.clone(),
                many => format!("{} fields need another look.", many.len()),
            }),
            other => Some(other.to_string()),
        }
    }

    /// The version that the form saw; after a conflict the present one, which then stands beside.
    #[must_use]
    pub fn version(&self, present: i64) -> String {
        let present = present.to_string();
        if self.is_conflict() { present } else { self.value("version", present) }
    }

    #[must_use]
    pub fn is_rejected(&self) -> bool {
        self.rejected.is_some()
    }

    fn is_broken(&self) -> bool {
        let refusal = self.rejected.as_ref().map(|rejected| &rejected.refusal);
        matches!(refusal, Some(Refusal::Broken(_)))
    }

    /// Somebody else was faster: the newer version has to be shown beside.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        let refusal = self.rejected.as_ref().map(|rejected| &rejected.refusal);
        matches!(refusal, Some(Refusal::Conflict(_)))
    }
}
