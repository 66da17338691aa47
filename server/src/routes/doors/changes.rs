//! Changes: recorded, corrected, named as causes; and toil.

use axum::Router;
use nofault_domain::command::{change, toil};

use crate::door::door;
use crate::site::Site;

const PAGE: &str = "/changes/{change}";

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/changes", door::<change::RecordChange>("change", "/changes/new"))
        .route(PAGE, door::<change::EditChange>("change", PAGE))
        .route("/changes/{change}/removal", door::<change::RemoveChange>("change-removal", PAGE))
        .route("/changes/{change}/return", door::<change::ReturnChange>("change-return", PAGE))
        .route(
            "/services/{service}/record",
            door::<change::KeepRecord>("record", "/services/{service}"),
        )
        .route(
            "/incidents/{incident}/causes",
            door::<change::NameCause>("cause", "/incidents/{incident}"),
        )
        .route(
            "/incidents/{incident}/causes/{change}/removal",
            door::<change::RemoveCause>("cause-removal", "/incidents/{incident}"),
        )
        .route(
            "/incidents/{incident}/entries/{entry}/toil",
            door::<toil::ChangeToil>("toil", "/incidents/{incident}/entries/{entry}"),
        )
        .route("/actions/{action}/toil", door::<toil::MarkToil>("toil", "/actions/{action}"))
}
