//! Who is signed in, and the gate: without a session only the doors are open.

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::{Extensions, HeaderMap, Method, StatusCode, header};
use nofault_app::here::Rejected;
use nofault_domain::access::Viewer;
use nofault_domain::refusal::Refusal;
use nofault_store::people::{self, Session};

use crate::door::{Fields, multipart};
use crate::render::{self, Extra};
use crate::site::Site;
use crate::{clock, token};

/// The largest body that is shown again after a session has ended, in bytes.
const KEPT: usize = crate::routes::FORM;

/// The session of this request, in its extensions.
#[derive(Debug, Clone)]
pub struct SignedIn(pub Option<Session>, pub Option<Vec<u8>>);

impl SignedIn {
    /// The session of a request, where somebody is signed in.
    #[must_use]
    pub fn session(extensions: &Extensions) -> Option<&Session> {
        extensions.get::<Self>().and_then(|Self(session, _)| session.as_ref())
    }

    /// Who sends a request.
    ///
    /// # Errors
    /// Forbidden, where nobody is signed in.
    pub fn viewer(extensions: &Extensions) -> Result<Viewer, Refusal> {
        let session = Self::session(extensions);
        let session = session.ok_or_else(|| Refusal::Forbidden("Sign in first.".to_owned()))?;
        Ok(session.viewer())
    }
}

/// The session token of a request's cookie.
#[must_use]
pub fn cookie(site: &Site, headers: &HeaderMap) -> Option<String> {
    let name = site.deployment.cookie_name();
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// Puts the session into the request.
pub async fn session(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let token = cookie(&site, request.headers());
    let mut signed_in = SignedIn(None, None);
    if let Some(token) = token {
        let hash = token::hash(&token);
        match people::session(&site.store, &hash, clock::now()).await {
            Ok(session) => signed_in = SignedIn(session, Some(hash)),
            Err(failure) => return render::broken(&failure),
        }
    }
    request.extensions_mut().insert(signed_in);
    next.run(request).await
}

/// Lets pass who is signed in. A page asks to sign in and comes back; a form that
/// was sent keeps what was typed.
pub async fn gate(State(site): State<Site>, request: Request, next: Next) -> Response {
    if SignedIn::session(request.extensions()).is_some() {
        return next.run(request).await;
    }
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    if request.method() == Method::GET && !wants_stream(request.headers()) {
        let query = serde_urlencoded::to_string([("next", path)]).unwrap_or_default();
        return Redirect::to(&format!("/sign-in?{query}")).into_response();
    }
    if render::wants_json(request.headers()) || wants_stream(request.headers()) {
        let message = "You are signed out: sign in in another tab, then send it again.";
        let refusal = serde_json::json!({ "message": message, "fields": [] });
        return (StatusCode::UNAUTHORIZED, axum::Json(refusal)).into_response();
    }
    let (parts, body) = request.into_parts();
    let fields = if multipart::is_multipart(&parts.headers) {
        let read = multipart::read(Request::from_parts(parts.clone(), body)).await;
        read.map(|parted| parted.fields).unwrap_or_default()
    } else {
        let body = to_bytes(body, KEPT).await.unwrap_or_default();
        Fields::read(&parts.headers, &body).unwrap_or_default()
    };
    let values = fields.kept();
    let to = serde_urlencoded::to_string([("to", path)]).unwrap_or_default();
    let refusal = Refusal::Forbidden("You are signed out.".to_owned());
    let rejected = Rejected { form: "signed-out", refusal, values };
    let extra = Extra { rejected: Some(rejected), notice: None };
    render::at(&site, &parts, &format!("/signed-out?{to}"), extra, StatusCode::UNAUTHORIZED).await
}

/// A stream that is asked for again after the session has ended: a page is of no use there.
fn wants_stream(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|accept| accept == "text/event-stream")
}
