//! Pages: one function renders them all, for a GET and for a rejected form alike.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderMap, StatusCode, header};
use leptos::nonce::Nonce;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::ResponseOptions;
use nofault_app::here::{Asked, Here, Rejected};
use nofault_app::load::INSIDE;
use nofault_app::pages::welcome::HashToken;
use nofault_app::shell::shell;
use nofault_domain::refusal::Refusal;
use nofault_domain::zone::Zone;
use nofault_store::{Failure, catalog};

use crate::layers::gate::SignedIn;
use crate::layers::headers::Nonce as RequestNonce;
use crate::site::Site;
use crate::{assets, clock, token};

/// What a page is rendered with, beside its address.
#[derive(Debug, Default)]
pub struct Extra {
    pub rejected: Option<Rejected>,
    /// A sentence to show once.
    pub notice: Option<String>,
}

/// `GET` of any page.
pub async fn page(State(site): State<Site>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    at(&site, &parts, &path, Extra::default(), StatusCode::OK).await
}

/// The page of `path`, for whoever sent `parts`.
pub async fn at(
    site: &Site,
    parts: &Parts,
    path: &str,
    extra: Extra,
    status: StatusCode,
) -> Response {
    match here(site, parts, path, extra).await {
        Ok(here) => shown(here, path, status).await,
        Err(failure) => broken(&failure),
    }
}

/// The page of `path` with what a form asked that changes nothing: a preview.
pub async fn asked(
    site: &Site,
    parts: &Parts,
    path: &str,
    values: Vec<(String, String)>,
) -> Response {
    match here(site, parts, path, Extra::default()).await {
        Ok(here) => shown(Asked { asked: Some(values.into()), ..here }, path, StatusCode::OK).await,
        Err(failure) => broken(&failure),
    }
}

async fn shown(asked: Asked, path: &str, status: StatusCode) -> Response {
    let Ok(request) = Request::builder().uri(path).body(Body::empty()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let here = Here::new(asked);
    let nonce = Nonce::from_value(here.nonce.to_string());
    let provide = move || {
        // Leptos's own scripts carry the number of our policy.
        provide_context(nonce.clone());
        provide_context(here.clone());
        provide_context::<HashToken>(token::hash);
        if status != StatusCode::OK
            && let Some(response) = use_context::<ResponseOptions>()
        {
            response.set_status(status);
        }
    };
    leptos_axum::render_app_async_with_context(provide, shell)(request).await
}

async fn here(site: &Site, parts: &Parts, path: &str, extra: Extra) -> Result<Asked, Failure> {
    let session = SignedIn::session(&parts.extensions).cloned();
    let zone = match &session {
        Some(session) => Zone::parse(&session.zone).unwrap_or_else(|_| Zone::utc()),
        None => catalog::installation(&mut site.store.read().await?.db()).await?.zone,
    };
    let query = path.split_once('?').map_or("", |(_, query)| query);
    Ok(Asked {
        store: site.store.clone(),
        session,
        now: clock::now(),
        zone,
        nonce: parts
            .extensions
            .get::<RequestNonce>()
            .map_or_else(|| "".into(), |RequestNonce(nonce)| nonce.clone()),
        assets: assets::assets(),
        base_url: site.deployment.base_url.as_str().into(),
        path: path.to_owned(),
        query: serde_urlencoded::from_str(query).unwrap_or_default(),
        rejected: extra.rejected.map(Arc::new),
        notice: extra.notice,
        asked: None,
        rules: site.rules.clone(),
    })
}

/// Whether the answer goes to an island or a program: who sends JSON reads it, too.
#[must_use]
pub fn wants_json(headers: &HeaderMap) -> bool {
    let of = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let accept = of(header::ACCEPT);
    let json = accept.contains("application/json")
        || of(header::CONTENT_TYPE).starts_with("application/json");
    json && !accept.contains("text/html")
}

/// As [`bare`], of a request that cannot be read; a program is told it as JSON.
#[must_use]
pub fn unread(headers: &HeaderMap, status: StatusCode, title: &str, message: &str) -> Response {
    if wants_json(headers) {
        return refused_as(status, &Refusal::field("", message));
    }
    bare(status, title, message)
}

/// A refusal as an island or a program reads it.
#[must_use]
pub fn refused_json(refusal: &Refusal) -> Response {
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
    refused_as(status, refusal)
}

/// As [`refused_json`], with a status of its own.
#[must_use]
pub fn refused_as(status: StatusCode, refusal: &Refusal) -> Response {
    let mut body =
        serde_json::json!({ "message": refusal.to_string(), "fields": refusal.fields() });
    if let Refusal::Stale(conflict) = refusal {
        body["conflict"] = serde_json::json!(conflict);
    }
    (status, axum::Json(body)).into_response()
}

/// Something failed inside: the log says what, the person where they stand.
#[must_use]
pub fn broken(failure: &Failure) -> Response {
    tracing::error!(%failure, "a request failed");
    bare(StatusCode::INTERNAL_SERVER_ERROR, "This did not work", INSIDE)
}

/// A page that needs nothing: neither the database nor the style. Its texts are ours.
#[must_use]
pub fn bare(status: StatusCode, title: &str, message: &str) -> Response {
    let page = format!(
        "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title} · Nofault</title>\
         <h1>{title}</h1><p>{message}</p><p><a href=\"/incidents\">Go to the incidents</a></p></html>"
    );
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}
