//! Putting something away, and taking it back.

use leptos::prelude::*;

use crate::here::Here;
use crate::ui::{Hidden, PostForm, Submit};

/// One of both ways: its form, the noun of its door, and what it does.
pub struct Way {
    pub form: &'static str,
    pub noun: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
}

/// What is put away, or taken back.
pub struct PutAway {
    pub id: &'static str,
    pub address: String,
    pub version: i64,
    pub is_away: bool,
    /// The reader may.
    pub may: bool,
}

impl PutAway {
    /// The form of the way that is open now.
    pub fn form(self, here: &Here, away: Way, back: Way) -> AnyView {
        let (way, other) = if self.is_away { (back, away) } else { (away, back) };
        let form = here.form(way.form);
        // The other of both was overtaken: say so here.
        let overtaken = here
            .form(other.form)
            .summary()
            .map(|word| view! { <p class="error summary" role="alert">{word}</p> });
        if !self.may && !form.is_rejected() {
            return overtaken.into_any();
        }
        let action = format!("{}/{}", self.address, way.noun);
        view! {
            <section id=self.id>
                {overtaken}
                <PostForm form=form action=action class="compact">
                    <Hidden name="version" value=self.version.to_string() />
                    <p class="hint">{way.hint}</p>
                    <Submit label=way.label />
                </PostForm>
            </section>
        }
        .into_any()
    }
}
