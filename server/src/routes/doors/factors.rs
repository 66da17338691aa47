//! Contributing factors: of an incident, by themselves, and answered by actions.

use axum::Router;
use nofault_domain::command::factor;

use crate::door::door;
use crate::site::Site;

const PAGE: &str = "/incidents/{incident}/factors";

pub fn routes() -> Router<Site> {
    Router::new()
        .route(PAGE, door::<factor::AddFactor>("new-factor", PAGE))
        .route(
            "/incidents/{incident}/factors/{factor}",
            door::<factor::EditFactorNote>("factor-note", PAGE),
        )
        .route(
            "/incidents/{incident}/factors/{factor}/trigger",
            door::<factor::MarkTrigger>("factor-trigger", PAGE),
        )
        .route(
            "/incidents/{incident}/factors/{factor}/removal",
            door::<factor::RemoveFactor>("factor-removal", PAGE),
        )
        .route(
            "/incidents/{incident}/factors/{factor}/return",
            door::<factor::ReturnFactor>("factor-return", PAGE),
        )
        .route("/factors/{factor}", door::<factor::EditFactor>("factor", "/factors/{factor}"))
        .route(
            "/actions/{action}/factor",
            door::<factor::AnswerFactor>("answer", "/actions/{action}"),
        )
}
