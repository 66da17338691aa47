//! Every page and its address.

use leptos::prelude::*;
use leptos_router::SsrMode;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::load::NotFoundPage;
use crate::pages::{self, incident, incidents};

/// The application: the page of the address.
#[component]
pub fn App() -> impl IntoView {
    view! {
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/sign-in") view=pages::sign_in::SignInPage ssr=SsrMode::Async />
                <Route path=path!("/signed-out") view=pages::sign_in::SignedOutPage ssr=SsrMode::Async />
                <Route path=path!("/welcome/:token") view=pages::welcome::WelcomePage ssr=SsrMode::Async />
                <Route path=path!("/incidents") view=incidents::IncidentsPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/new") view=incidents::DeclarePage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident") view=incident::IncidentPage ssr=SsrMode::Async />
                <Route path=path!("/imports/new") view=pages::imports::UploadPage ssr=SsrMode::Async />
                <Route path=path!("/imports/:upload/mapping") view=pages::imports::MappingPage ssr=SsrMode::Async />
                <Route path=path!("/imports/:batch") view=pages::imports::BatchPage ssr=SsrMode::Async />
                <Route path=path!("/settings") view=pages::settings::SettingsPage ssr=SsrMode::Async />
                <Route path=path!("/people") view=pages::people::PeoplePage ssr=SsrMode::Async />
                <Route path=path!("/teams") view=pages::teams::TeamsPage ssr=SsrMode::Async />
                <Route path=path!("/services") view=pages::services::ServicesPage ssr=SsrMode::Async />
                <Route path=path!("/profile") view=pages::profile::ProfilePage ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}
