//! Markdown as it will be shown. Nothing is stored.

use axum::Form;
use axum::extract::{Extension, State};
use axum::response::Html;
use nofault_app::markdown::{self, Links};
use nofault_domain::text::Markdown;
use nofault_store::Failure;

use crate::layers::gate::SignedIn;
use crate::site::Site;

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Preview {
    body: String,
}

pub async fn preview(
    State(site): State<Site>,
    Extension(SignedIn(session, _)): Extension<SignedIn>,
    Form(preview): Form<Preview>,
) -> Html<String> {
    let text = match Markdown::parse(&preview.body) {
        Ok(text) => text,
        Err(error) => return Html(format!("<p>{error}</p>")),
    };
    let links = match session {
        Some(session) => mentioned(&site, session.viewer(), text.as_str()).await,
        None => Ok(Links::new()),
    };
    let links = links.unwrap_or_else(|failure| {
        tracing::warn!(%failure, "a preview goes without its links");
        Links::new()
    });
    Html(markdown::render_with(text.as_str(), &links))
}

async fn mentioned(
    site: &Site,
    viewer: nofault_domain::access::Viewer,
    text: &str,
) -> Result<Links, Failure> {
    let mut reader = site.store.read().await?;
    nofault_app::pages::links(&mut reader.db(), viewer, text).await
}
