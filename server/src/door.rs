//! The doors of a command: a plain form and an island (and, one day, a program)
//! post the same fields to the same address; `Accept` decides the answer.

mod fields;

use axum::extract::{FromRequest, RawPathParams, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, post};
use axum::{Json, RequestPartsExt};
use http::StatusCode;
use http::request::Parts;
use nofault_app::here::Rejected;
use nofault_domain::access::Viewer;
use nofault_domain::command::{Command, Typing};
use nofault_domain::id::CommandId;
use nofault_domain::refusal::Refusal;
use nofault_domain::zone::Zone;
use nofault_store::people::Session;
use nofault_store::{Failure, Outcome, Perform, new_id};

pub use fields::Fields;

use crate::clock;
use crate::layers::gate::SignedIn;
use crate::render::{self, Extra};
use crate::site::Site;

const TOO_LARGE: &str = "What was sent is too large, or did not arrive whole. Nothing was saved: go back, \
    and what you typed is still in the form.";

/// Where a command's form is: its name, and the page that shows it (with the
/// parts of the command's own address in braces).
#[derive(Debug, Clone, Copy)]
pub struct Form {
    pub name: &'static str,
    pub page: &'static str,
}

/// The door of a command that is parsed and run, and nothing else.
pub fn door<C>(name: &'static str, page: &'static str) -> MethodRouter<Site>
where
    C: Command,
    C::Parsed: Perform + 'static,
{
    post(async move |State(site): State<Site>, request: Request| {
        let sent = match Sent::read(request).await {
            Ok(sent) => sent,
            Err(response) => return response,
        };
        let done = sent.run::<C>(&site).await;
        sent.answer(&site, Form { name, page }, done).await
    })
}

/// What somebody sent to a command's address.
#[derive(Debug)]
pub struct Sent {
    pub parts: Parts,
    pub fields: Fields,
    /// The parts of the address: they win over fields of the same name.
    path: Vec<(String, String)>,
}

impl Sent {
    /// # Errors
    /// The answer to a body that is too large or cannot be read.
    pub async fn read(request: Request) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let path = parts.extract::<RawPathParams>().await.map_err(IntoResponse::into_response)?;
        let path: Vec<_> =
            path.iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        let request = Request::from_parts(parts.clone(), body);
        let bytes = axum::body::Bytes::from_request(request, &())
            .await
            .map_err(|refused| render::bare(refused.status(), "This cannot be taken", TOO_LARGE))?;
        let mut fields = Fields::read(&parts.headers, &bytes).map_err(|message| {
            render::bare(StatusCode::BAD_REQUEST, "This cannot be read", message)
        })?;
        for (key, value) in &path {
            fields.set(key, value);
        }
        Ok(Self { parts, fields, path })
    }

    #[must_use]
    pub fn session(&self) -> Option<&Session> {
        self.parts.extensions.get::<SignedIn>().and_then(|SignedIn(session, _)| session.as_ref())
    }

    /// The hash of the session's token.
    #[must_use]
    pub fn session_hash(&self) -> Option<&[u8]> {
        self.parts.extensions.get::<SignedIn>().and_then(|SignedIn(_, hash)| hash.as_deref())
    }

    /// # Errors
    /// Forbidden, where nobody is signed in.
    pub fn viewer(&self) -> Result<Viewer, Refusal> {
        let session =
            self.session().ok_or_else(|| Refusal::Forbidden("Sign in first.".to_owned()))?;
        Ok(session.viewer())
    }

    /// # Errors
    /// Where the command's fields cannot be taken.
    pub fn parse<C: Command>(&self) -> Result<C::Parsed, Refusal> {
        let zone = self.session().and_then(|session| Zone::parse(&session.zone).ok());
        let typing = Typing { now: clock::now(), zone: zone.unwrap_or_else(Zone::utc) };
        self.fields.read_into::<C>()?.parse(&typing)
    }

    /// The id of this press of the button; a new one where the body has none. It is
    /// the form's id and what was sent: who goes back to a form that the browser kept
    /// and writes something else into it does something else, and loses nothing.
    ///
    /// # Errors
    /// Where it is no id.
    pub fn command(&self) -> Result<CommandId, Refusal> {
        let id = self.fields.read_into::<nofault_domain::command::Envelope>()?.id()?;
        Ok(id.map_or_else(|| CommandId(new_id()), |id| self.fields.press(id)))
    }

    /// Parses and runs.
    ///
    /// # Errors
    /// As the command has them.
    pub async fn run<C>(&self, site: &Site) -> Result<Outcome, Failure>
    where
        C: Command,
        C::Parsed: Perform,
    {
        let (viewer, command, parsed) = (self.viewer()?, self.command()?, self.parse::<C>()?);
        site.store.run(viewer, command, clock::now(), parsed).await
    }

    /// A redirect or JSON; a rejected form comes back with what was typed.
    pub async fn answer(
        &self,
        site: &Site,
        form: Form,
        done: Result<Outcome, Failure>,
    ) -> Response {
        let json = render::wants_json(&self.parts.headers);
        match done {
            Ok(outcome) if json => {
                let Outcome { id, address, version } = outcome;
                Json(serde_json::json!({ "id": id, "address": address, "version": version }))
                    .into_response()
            }
            Ok(outcome) => Redirect::to(&outcome.address).into_response(),
            Err(Failure::Refused(refusal)) if json => render::refused_json(&refusal),
            Err(Failure::Refused(refusal)) => self.rejected(site, form, refusal).await,
            Err(failure) => {
                tracing::error!(%failure, "a command failed");
                let refusal = Refusal::Broken(nofault_app::load::INSIDE.to_owned());
                if json {
                    render::refused_json(&refusal)
                } else {
                    self.rejected(site, form, refusal).await
                }
            }
        }
    }

    /// The form's page, with what was typed.
    async fn rejected(&self, site: &Site, form: Form, refusal: Refusal) -> Response {
        let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
        let path = self.path.iter().fold(form.page.to_owned(), |page, (key, value)| {
            page.replace(&format!("{{{key}}}"), &in_path(value))
        });
        let rejected = Rejected { form: form.name, refusal, values: self.fields.kept() };
        let extra = Extra { rejected: Some(rejected), notice: None };
        render::at(site, &self.parts, &path, extra, status).await
    }
}

/// A text as one part of a path.
fn in_path(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let one =
        |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(one).collect()
}
