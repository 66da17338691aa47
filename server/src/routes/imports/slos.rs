//! A file of OpenSLO, looked at. Nothing is stored: the confirmation reads the same text again.

use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::post;
use nofault_domain::command::openslo::PreviewSlos;
use nofault_store::{Failure, Outcome};

use crate::door::{Form, Sent};
use crate::render;
use crate::site::Site;

const PREVIEW: Form = Form { name: "slo-preview", page: "/slos/import" };

pub fn routes() -> Router<Site> {
    Router::new().route("/slos/import/preview", post(preview))
}

async fn preview(State(site): State<Site>, request: Request) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    match sent.parse::<PreviewSlos>() {
        Ok(read) => {
            let values =
                vec![("text".to_owned(), read.text), ("file_name".to_owned(), read.file_name)];
            render::asked(&site, &sent.parts, PREVIEW.page, values).await
        }
        Err(refusal) => {
            let refused: Result<Outcome, Failure> = Err(refusal.into());
            sent.answer(&site, PREVIEW, refused).await
        }
    }
}
