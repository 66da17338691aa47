//! Impacts, and the milestones that they say.

use axum::Router;
use nofault_domain::command::impact;

use crate::door::door;
use crate::site::Site;

const PAGE: &str = "/incidents/{incident}/impacts";

pub fn routes() -> Router<Site> {
    Router::new()
        .route(PAGE, door::<impact::AddImpact>("new-impact", PAGE))
        .route(
            "/incidents/{incident}/impacts/milestones",
            door::<impact::TakeFromImpacts>("impact-milestone", PAGE),
        )
        .route("/incidents/{incident}/impacts/{impact}", door::<impact::EditImpact>("impact", PAGE))
        .route(
            "/incidents/{incident}/impacts/{impact}/end",
            door::<impact::EndImpact>("impact-end", PAGE),
        )
        .route(
            "/incidents/{incident}/impacts/{impact}/removal",
            door::<impact::RemoveImpact>("impact-removal", PAGE),
        )
}
