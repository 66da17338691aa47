//! Every address. Doors are nouns; pages are the application's.

mod digest;
mod doors;
mod entries;
mod exports;
mod factors;
mod feeds;
mod files;
mod health;
mod imports;
mod invitation;
mod live;
pub(crate) mod postmortem;
mod preview;
mod profile;
mod reports;
mod roles;
mod session;
mod settings;
mod shown_once;
mod welcome;
mod wording;

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Redirect;
use axum::routing::{get, post};
use http::StatusCode;
use leptos_axum::generate_route_list;
use nofault_app::routes::App;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;

use crate::layers::{gate, headers};
use crate::site::Site;
use crate::{assets, render};

/// The largest form, in bytes.
/// The longest text is 100,000 characters, each up to twelve bytes in a form.
pub const FORM: usize = 2 * 1024 * 1024;

/// A large import on a slow line takes longest.
const LONGEST: Duration = Duration::from_secs(120);

/// The whole of what the world can reach.
pub fn router(site: Site) -> Router {
    let gated = Router::new()
        .route("/", get(|| async { Redirect::to("/incidents") }))
        .merge(doors::routes())
        .merge(reports())
        .merge(reports::kept::routes())
        .merge(settings::routes())
        .merge(exports::routes())
        .merge(imports::routes())
        .merge(live::routes())
        .route("/digest.txt", get(digest::text))
        .route("/factors/suggestions", get(factors::suggestions))
        .merge(feeds::routes())
        .merge(files::routes())
        .merge(wording::routes())
        .merge(postmortem::routes())
        .route("/preview", post(preview::preview))
        .merge(pages(|path| !is_open(path)))
        .fallback(render::page)
        // A form's address, opened by hand after its page was shown there: not found, in words.
        .method_not_allowed_fallback(render::page)
        .layer(from_fn_with_state(site.clone(), gate::gate));
    let open = Router::new()
        .route("/feeds/{file}", get(feeds::read))
        .route("/sign-in", post(session::sign_in))
        .route("/sign-out", post(session::sign_out))
        .route("/welcome/{token}", post(welcome::welcome))
        .merge(pages(is_open));
    let site_of_layers = site.clone();
    gated
        .merge(open)
        .layer(from_fn_with_state(site.clone(), gate::session))
        .layer(DefaultBodyLimit::max(FORM))
        .merge(built())
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        // A body that does not come, or work that does not end, holds nothing for long.
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, LONGEST))
        .layer(csrf(&site))
        .layer(from_fn_with_state(site_of_layers, headers::headers))
        .layer(from_fn(crate::layers::log::log))
        .with_state(site)
}

/// The files of the reports; their pages are the application's.
fn reports() -> Router<Site> {
    Router::new()
        .route("/reports.json", get(reports::home::json))
        .route("/reports/durations.csv", get(reports::durations_csv))
        .route("/reports/durations.json", get(reports::durations_json))
        .route("/reports/actions.csv", get(reports::actions_csv))
        .route("/reports/actions.json", get(reports::actions_json))
        .route("/slos/{slo}/budget.json", get(reports::budget_json))
        .route("/slos/openslo.yaml", get(reports::openslo::all))
        .route("/slos/{slo}/openslo.yaml", get(reports::openslo::one))
        .route("/reports/reviews.csv", get(reports::reviews::csv))
        .route("/reports/reviews.json", get(reports::reviews::json))
        .route("/reports/toil.csv", get(reports::toil::csv))
        .route("/reports/toil.json", get(reports::toil::json))
        .route("/reports/factors.csv", get(reports::factors::csv))
        .route("/reports/factors.json", get(reports::factors::json))
        .route("/reports/counts.csv", get(reports::counts::csv))
        .route("/reports/counts.json", get(reports::counts::json))
        .route("/reports/changes.csv", get(reports::changes::csv))
        .route("/reports/changes.json", get(reports::changes::json))
}

/// The pages that are shown before signing in.
fn is_open(path: &str) -> bool {
    path == "/sign-in" || path == "/signed-out" || path.starts_with("/welcome/")
}

/// The application's pages whose address is `wanted`.
fn pages(wanted: impl Fn(&str) -> bool) -> Router<Site> {
    let routes = generate_route_list(App);
    let paths = routes.iter().map(|route| route.path().to_owned()).filter(|path| wanted(path));
    paths.fold(Router::new(), |router, path| router.route(&path, get(render::page)))
}

/// What the browser part is made of.
fn built() -> Router<Site> {
    assets::paths().fold(Router::new(), |router, path| router.route(path, get(assets::serve)))
}

/// Other sites' pages cannot post here.
fn csrf(site: &Site) -> CsrfLayer {
    let layer = CsrfLayer::new();
    match layer.clone().add_trusted_origin(&site.deployment.base_url) {
        Ok(layer) => layer,
        Err(error) => {
            tracing::warn!(%error, "the base URL is no origin");
            layer
        }
    }
}
