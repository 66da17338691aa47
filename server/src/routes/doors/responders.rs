//! Roles, updates to stakeholders, following.

use axum::Router;
use axum::routing::post;
use nofault_domain::command::response;

use crate::door::door;
use crate::routes::roles;
use crate::site::Site;

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/incidents/{incident}/roles", post(roles::take))
        .route(
            "/incidents/{incident}/roles/{holding}/end",
            door::<response::EndRole>("role-end", "/incidents/{incident}/roles"),
        )
        .route(
            "/incidents/{incident}/updates",
            door::<response::PostUpdate>("update", "/incidents/{incident}/updates"),
        )
        .route(
            "/incidents/{incident}/updates/{update}",
            door::<response::EditUpdate>("update", "/incidents/{incident}/updates/{update}"),
        )
        .route(
            "/incidents/{incident}/follow",
            door::<response::Follow>("follow", "/incidents/{incident}"),
        )
}
