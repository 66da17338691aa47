//! Every page and its address.

use leptos::prelude::*;
use leptos_router::SsrMode;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::load::NotFoundPage;
use crate::pages::{self, incident, incidents, postmortem};

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
                <Route path=path!("/incidents/:incident/details") view=incident::DetailsPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/milestones") view=incident::MilestonesPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/entries/:entry") view=incident::EntryPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/redactions/new") view=incident::RedactPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/postmortem") view=postmortem::PostmortemPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/postmortem/sections/:section") view=postmortem::SectionPage ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}
