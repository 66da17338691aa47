//! Markdown as it will be shown. Nothing is stored.

use axum::Form;
use axum::response::Html;
use nofault_app::markdown;
use nofault_domain::text::Markdown;

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Preview {
    body: String,
}

pub async fn preview(Form(preview): Form<Preview>) -> Html<String> {
    Html(match Markdown::parse(&preview.body) {
        Ok(text) => markdown::render(text.as_str()),
        Err(error) => format!("<p>{error}</p>"),
    })
}
