//! Every page and its address.

use leptos::prelude::*;
use leptos_router::SsrMode;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::load::NotFoundPage;
use crate::pages;

/// The application: the page of the address.
#[component]
pub fn App() -> impl IntoView {
    view! {
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/sign-in") view=pages::sign_in::SignInPage ssr=SsrMode::Async />
                <Route path=path!("/signed-out") view=pages::sign_in::SignedOutPage ssr=SsrMode::Async />
                <Route path=path!("/welcome/:token") view=pages::welcome::WelcomePage ssr=SsrMode::Async />
                <Route path=path!("/incidents") view=pages::incidents::IncidentsPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/new") view=pages::incidents::DeclarePage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident") view=pages::incident::IncidentPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/details") view=pages::incident::DetailsPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/milestones") view=pages::incident::MilestonesPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/entries/:entry") view=pages::incident::EntryPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/redactions/new") view=pages::incident::RedactPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/postmortem") view=pages::postmortem::PostmortemPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/postmortem/sections/:section") view=pages::postmortem::SectionPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/actions/new") view=pages::action::NewActionPage ssr=SsrMode::Async />
                <Route path=path!("/actions") view=pages::actions::ActionsPage ssr=SsrMode::Async />
                <Route path=path!("/actions/new") view=pages::action::NewActionPage ssr=SsrMode::Async />
                <Route path=path!("/actions/:action") view=pages::action::ActionPage ssr=SsrMode::Async />
                <Route path=path!("/reports") view=pages::reports::ReportsPage ssr=SsrMode::Async />
                <Route path=path!("/reports/durations") view=pages::reports::DurationsPage ssr=SsrMode::Async />
                <Route path=path!("/reports/actions") view=pages::reports::ActionsReportPage ssr=SsrMode::Async />
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
