//! What a page knows of its request: who looks, when, from where, and the form
//! that was just rejected.

mod form;

pub use form::Form;

use std::sync::Arc;

use leptos::prelude::*;
use nofault_domain::access::{Role, Viewer};
use nofault_domain::blameless::Rules;
use nofault_domain::instant::Instant;
use nofault_domain::refusal::Refusal;
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

/// One request, as its page sees it. Every time on a page asks for it: cheap to clone.
#[derive(Clone)]
pub struct Here(Arc<Asked>);

/// What there is to know of a request.
pub struct Asked {
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
    /// The fields of a form that asks and changes nothing, where this page is its answer.
    pub asked: Option<Arc<[(String, String)]>>,
    /// Of hints on wording.
    pub rules: Arc<Rules>,
}

impl std::ops::Deref for Here {
    type Target = Asked;

    fn deref(&self) -> &Asked {
        &self.0
    }
}

impl Here {
    #[must_use]
    pub fn new(asked: Asked) -> Self {
        Self(Arc::new(asked))
    }

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

    /// Single keys do something, and lines that begin with a slash.
    #[must_use]
    pub fn keys(&self) -> bool {
        self.session.as_ref().is_some_and(|session| session.keys)
    }

    /// The query's value of this name; empty where there is none.
    #[must_use]
    pub fn query(&self, name: &str) -> &str {
        let found = self.query.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// What was typed into a form that asks, or the form of this name that was not taken.
    #[must_use]
    pub fn typed(&self, form: &str) -> Option<&[(String, String)]> {
        let rejected = self.rejected.as_ref().filter(|rejected| rejected.form == form);
        self.asked.as_deref().or_else(|| rejected.map(|rejected| rejected.values.as_slice()))
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
