//! The doors of a command: a plain form and an island (and, one day, a program)
//! post the same fields to the same address; `Accept` decides the answer.

mod fields;
pub mod multipart;

use axum::extract::{FromRequest, RawPathParams, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, post};
use axum::{Json, RequestPartsExt};
use http::StatusCode;
use http::request::Parts;
use nofault_app::address::in_path;
use nofault_app::here::Rejected;
use nofault_domain::access::Viewer;
use nofault_domain::command::{Command, Typing};
use nofault_domain::file::SentFile;
use nofault_domain::id::CommandId;
use nofault_domain::refusal::Refusal;
use nofault_domain::zone::Zone;
use nofault_store::people::Session;
use nofault_store::{Failure, Outcome, Perform, new_id};

pub use fields::Fields;
use multipart::Parted;

use crate::clock;
use crate::layers::gate::SignedIn;
use crate::render::{self, Extra};
use crate::site::Site;

const TOO_LARGE: &str = "What was sent is too large, or did not arrive whole. Nothing was saved: go back, \
    and what you typed is still in the form.";

/// What a browser kept for longer than this is dated back by this, in seconds: 31 days.
const LONGEST_WAIT: i64 = 31 * 24 * 3600;

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
    /// That came with the form, or why they cannot be taken.
    files: Result<Vec<SentFile>, Refusal>,
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
        let headers = parts.headers.clone();
        let unread = |message| {
            render::unread(&headers, StatusCode::BAD_REQUEST, "This cannot be read", message)
        };
        let (mut fields, files) = if multipart::is_multipart(&parts.headers) {
            let Parted { fields, files } = multipart::read(request).await.map_err(unread)?;
            (fields, files)
        } else {
            let bytes = axum::body::Bytes::from_request(request, &()).await.map_err(|refused| {
                render::unread(&headers, refused.status(), "This cannot be taken", TOO_LARGE)
            })?;
            (Fields::read(&parts.headers, &bytes).map_err(unread)?, Ok(Vec::new()))
        };
        for (key, value) in &path {
            fields.set(key, value);
        }
        Ok(Self { parts, fields, files, path })
    }

    #[must_use]
    pub fn session(&self) -> Option<&Session> {
        SignedIn::session(&self.parts.extensions)
    }

    /// The hash of the session's token.
    #[must_use]
    pub fn session_hash(&self) -> Option<&[u8]> {
        self.parts.extensions.get::<SignedIn>().and_then(|SignedIn(_, hash)| hash.as_deref())
    }

    /// # Errors
    /// Forbidden, where nobody is signed in.
    pub fn viewer(&self) -> Result<Viewer, Refusal> {
        SignedIn::viewer(&self.parts.extensions)
    }

    /// # Errors
    /// Where the command's fields cannot be taken.
    pub fn parse<C: Command>(&self) -> Result<C::Parsed, Refusal> {
        self.parse_from::<C>(&self.fields)
    }

    fn parse_from<C: Command>(&self, fields: &Fields) -> Result<C::Parsed, Refusal> {
        let mut command = fields.read_into::<C>()?;
        command.attach(self.files.clone()?);
        command.parse(&self.typing())
    }

    /// Whether files came with it.
    #[must_use]
    pub fn has_files(&self) -> bool {
        self.files.as_ref().is_ok_and(|files| !files.is_empty())
    }

    /// The person's zone, and when it was typed: what waited for a network says for how
    /// long (field `waited`, seconds by the browser's own clock), so that “now” and “5 min
    /// ago” mean what they meant, however wrong that clock is.
    #[must_use]
    pub fn typing(&self) -> Typing {
        let zone = self.session().and_then(|session| Zone::parse(&session.zone).ok());
        let waited = self.fields.get("waited").parse::<i64>().unwrap_or(0).clamp(0, LONGEST_WAIT);
        let now = clock::now().plus_micros(-waited * 1_000_000);
        Typing { now, zone: zone.unwrap_or_else(Zone::utc) }
    }

    /// Whether it waited in the browser before it was sent, longer than a slow line takes.
    #[must_use]
    pub fn waited(&self) -> bool {
        self.fields.get("waited").parse::<i64>().is_ok_and(|seconds| seconds > 30)
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
        self.run_with::<C>(site, &self.fields).await
    }

    /// Parses and runs other fields than those that were sent, as this press of the button.
    ///
    /// # Errors
    /// As the command has them.
    pub async fn run_with<C>(&self, site: &Site, fields: &Fields) -> Result<Outcome, Failure>
    where
        C: Command,
        C::Parsed: Perform,
    {
        let (viewer, command) = (self.viewer()?, self.command()?);
        let parsed = self.parse_from::<C>(fields)?;
        site.store.run(viewer, command, clock::now(), parsed).await
    }

    /// A redirect or JSON; a rejected form comes back with what was typed.
    pub async fn answer(
        &self,
        site: &Site,
        form: Form,
        done: Result<Outcome, Failure>,
    ) -> Response {
        self.answer_with(site, form, done, None).await
    }

    /// As [`Sent::answer`]; JSON says this, too.
    pub async fn answer_with(
        &self,
        site: &Site,
        form: Form,
        done: Result<Outcome, Failure>,
        also: Option<(&'static str, String)>,
    ) -> Response {
        let json = render::wants_json(&self.parts.headers);
        match done {
            Ok(outcome) if json => {
                let Outcome { id, address, version } = outcome;
                let mut said =
                    serde_json::json!({ "id": id, "address": address, "version": version });
                if let Some((name, value)) = also {
                    said[name] = value.into();
                }
                Json(said).into_response()
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
