//! Every page and its address.

use leptos::prelude::*;
use leptos_router::SsrMode;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::load::NotFoundPage;
use crate::pages::{self, action, actions, incident, incidents, reports};

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
                <Route path=path!("/incidents/:incident/actions/new") view=action::NewActionPage ssr=SsrMode::Async />
                <Route path=path!("/actions") view=actions::ActionsPage ssr=SsrMode::Async />
                <Route path=path!("/actions/new") view=action::NewActionPage ssr=SsrMode::Async />
                <Route path=path!("/actions/:action") view=action::ActionPage ssr=SsrMode::Async />
                <Route path=path!("/reports") view=reports::ReportsPage ssr=SsrMode::Async />
                <Route path=path!("/reports/durations") view=reports::DurationsPage ssr=SsrMode::Async />
                <Route path=path!("/reports/actions") view=reports::ActionsReportPage ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}
