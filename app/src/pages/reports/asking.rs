//! A report that is asked for by its address. Where the question cannot be read, its page keeps
//! the form with what was typed, and says at each field what is wrong.

use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use nofault_domain::refusal::{FieldError, Refusal};
use nofault_store::Failure;

use crate::here::Here;
use crate::load::load;
use crate::report::Choices;

/// What of a question could not be read, by field.
#[derive(Debug, Clone, Default)]
pub struct Wrong(Vec<FieldError>);

/// What a page shows of a report that somebody asked for.
pub struct Asked<C, T> {
    /// What its form offers, whatever was asked.
    pub offers: C,
    pub wrong: Wrong,
    /// None where the question could not be read.
    pub found: Option<T>,
}

/// Loads what the form offers and what was asked for, then shows both.
pub fn asking<C, T, V>(
    offers: impl Future<Output = Result<C, Failure>> + Send + 'static,
    found: impl Future<Output = Result<T, Failure>> + Send + 'static,
    show: impl FnOnce(Here, Asked<C, T>) -> V + Send + 'static,
) -> AnyView
where
    C: Send + 'static,
    T: Send + 'static,
    V: IntoView + 'static,
{
    let response = use_context::<ResponseOptions>();
    let data = async move { Asked::of(offers.await?, found.await) };
    load(data, move |here, asked| {
        if let (None, Some(response)) = (&asked.found, response) {
            response.set_status(StatusCode::UNPROCESSABLE_ENTITY);
        }
        show(here, asked)
    })
    .into_any()
}

/// The services and teams that a form offers.
pub fn choices() -> impl Future<Output = Result<Choices, Failure>> + Send + 'static {
    let here = Here::now();
    async move { Choices::all(&here.store).await }
}

impl<C, T> Asked<C, T> {
    fn of(offers: C, found: Result<T, Failure>) -> Result<Self, Failure> {
        match found {
            Ok(found) => Ok(Self { offers, wrong: Wrong::default(), found: Some(found) }),
            Err(Failure::Refused(Refusal::Invalid(wrong))) => {
                Ok(Self { offers, wrong: Wrong(wrong), found: None })
            }
            Err(other) => Err(other),
        }
    }

    /// What was found; else that the form above says why nothing was.
    pub fn shown(&self, show: impl FnOnce(&T) -> AnyView) -> AnyView {
        match &self.found {
            Some(found) => show(found),
            None => unreadable(),
        }
    }
}

/// Stands beneath the form.
pub fn unreadable() -> AnyView {
    view! {
        <p class="error summary" role="alert">"This address cannot be read: what is wrong stands at each field above."</p>
    }
    .into_any()
}

impl Wrong {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Why what was asked at a field is not answered.
    pub fn at(&self, name: &str) -> Option<String> {
        let found: Vec<_> = self.messages(|field| field == name).collect();
        (!found.is_empty()).then(|| found.join(" "))
    }

    /// What is wrong with anything but these fields of the form: it stands beneath them.
    pub fn beside(&self, fields: &[&str]) -> Vec<AnyView> {
        self.messages(|field| !fields.contains(&field))
            .map(|message| view! { <p class="error">{message.to_owned()}</p> }.into_any())
            .collect()
    }

    fn messages(&self, of: impl Fn(&str) -> bool) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |one| of(&one.field)).map(|one| one.message.as_str())
    }
}
