//! Entries with their files, pins, pasted blocks.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::post;
use nofault_domain::command::{file, paste, pin};

use crate::door::{door, multipart};
use crate::routes::entries;
use crate::site::Site;

pub fn routes() -> Router<Site> {
    let with_files = || DefaultBodyLimit::max(multipart::MOST);
    Router::new()
        .route("/incidents/{incident}/entries", post(entries::log).layer(with_files()))
        .route(
            "/incidents/{incident}/entries/{entry}/files",
            door::<file::AttachFiles>("files", "/incidents/{incident}/entries/{entry}")
                .layer(with_files()),
        )
        .route(
            "/incidents/{incident}/entries/{entry}/pin",
            door::<pin::PinEntry>("pin", "/incidents/{incident}"),
        )
        .route(
            "/incidents/{incident}/files/{file}/redaction",
            door::<file::RedactFile>(
                "file-redaction",
                "/incidents/{incident}/files/{file}/redaction",
            ),
        )
        .route(
            "/incidents/{incident}/paste",
            door::<paste::LogBlock>("paste", "/incidents/{incident}/paste"),
        )
}
