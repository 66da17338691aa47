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
                <Route path=path!("/incidents/:incident/changes") view=pages::incident::ChangesPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/details") view=pages::incident::DetailsPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/factors") view=pages::incident::FactorsPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/impacts") view=pages::incident::ImpactsPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/milestones") view=pages::incident::MilestonesPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/merge") view=pages::incident::MergePage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/privacy") view=pages::incident::PrivacyPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/entries/:entry") view=pages::incident::EntryPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/files/:file/redaction") view=pages::incident::RemoveFilePage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/paste") view=pages::incident::PastePage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/redactions/new") view=pages::incident::RedactPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/roles") view=pages::incident::RolesPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/handover") view=pages::incident::HandoverPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/updates") view=pages::incident::UpdatesPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/updates/:update") view=pages::incident::UpdatePage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/reader") view=pages::incident::ReaderPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/review") view=pages::incident::ReviewPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/postmortem") view=pages::postmortem::PostmortemPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/postmortem/names") view=pages::postmortem::NamesPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/postmortem/publications/:publication") view=pages::postmortem::PublicationPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/postmortem/sections/:section") view=pages::postmortem::SectionPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/postmortem/sections/:section/history") view=pages::postmortem::HistoryPage ssr=SsrMode::Async />
                <Route path=path!("/incidents/:incident/actions/new") view=pages::action::NewActionPage ssr=SsrMode::Async />
                <Route path=path!("/actions") view=pages::actions::ActionsPage ssr=SsrMode::Async />
                <Route path=path!("/actions/ideas") view=pages::actions::IdeasPage ssr=SsrMode::Async />
                <Route path=path!("/actions/new") view=pages::action::NewActionPage ssr=SsrMode::Async />
                <Route path=path!("/actions/verifications") view=pages::actions::VerificationsPage ssr=SsrMode::Async />
                <Route path=path!("/actions/:action") view=pages::action::ActionPage ssr=SsrMode::Async />
                <Route path=path!("/changes") view=pages::changes::ChangesPage ssr=SsrMode::Async />
                <Route path=path!("/changes/new") view=pages::changes::NewChangePage ssr=SsrMode::Async />
                <Route path=path!("/changes/import") view=pages::changes::ImportPage ssr=SsrMode::Async />
                <Route path=path!("/changes/imports/:upload") view=pages::changes::PreviewPage ssr=SsrMode::Async />
                <Route path=path!("/changes/:change") view=pages::change::ChangePage ssr=SsrMode::Async />
                <Route path=path!("/factors") view=pages::factors::FactorsPage ssr=SsrMode::Async />
                <Route path=path!("/factors/:factor") view=pages::factor::FactorPage ssr=SsrMode::Async />
                <Route path=path!("/postmortems") view=pages::postmortems::PostmortemsPage ssr=SsrMode::Async />
                <Route path=path!("/reports") view=pages::reports::ReportsPage ssr=SsrMode::Async />
                <Route path=path!("/reports/durations") view=pages::reports::DurationsPage ssr=SsrMode::Async />
                <Route path=path!("/reports/actions") view=pages::reports::ActionsReportPage ssr=SsrMode::Async />
                <Route path=path!("/reports/budgets") view=pages::reports::BudgetsPage ssr=SsrMode::Async />
                <Route path=path!("/reports/changes") view=pages::reports::ChangesReportPage ssr=SsrMode::Async />
                <Route path=path!("/reports/counts") view=pages::reports::CountsReportPage ssr=SsrMode::Async />
                <Route path=path!("/reports/methods") view=pages::reports::MethodsPage ssr=SsrMode::Async />
                <Route path=path!("/reports/factors") view=pages::reports::FactorsReportPage ssr=SsrMode::Async />
                <Route path=path!("/reports/kept") view=pages::reports::KeptReportsPage ssr=SsrMode::Async />
                <Route path=path!("/reports/kept/:kept") view=pages::reports::KeptReportPage ssr=SsrMode::Async />
                <Route path=path!("/reports/reviews") view=pages::reports::ReviewsReportPage ssr=SsrMode::Async />
                <Route path=path!("/reports/toil") view=pages::reports::ToilReportPage ssr=SsrMode::Async />
                <Route path=path!("/digest") view=pages::digest::DigestPage ssr=SsrMode::Async />
                <Route path=path!("/imports/new") view=pages::imports::UploadPage ssr=SsrMode::Async />
                <Route path=path!("/imports/:upload/mapping") view=pages::imports::MappingPage ssr=SsrMode::Async />
                <Route path=path!("/imports/:upload/postmortem") view=pages::imports::ArrivingPage ssr=SsrMode::Async />
                <Route path=path!("/imports/:batch") view=pages::imports::BatchPage ssr=SsrMode::Async />
                <Route path=path!("/settings") view=pages::settings::SettingsPage ssr=SsrMode::Async />
                <Route path=path!("/review-policy") view=pages::review_policy::ReviewPolicyPage ssr=SsrMode::Async />
                <Route path=path!("/settings/metrics") view=pages::metrics::MetricsPage ssr=SsrMode::Async />
                <Route path=path!("/settings/metrics/:metric") view=pages::metrics::MetricPage ssr=SsrMode::Async />
                <Route path=path!("/templates") view=pages::templates::TemplatesPage ssr=SsrMode::Async />
                <Route path=path!("/templates/new") view=pages::templates::NewTemplatePage ssr=SsrMode::Async />
                <Route path=path!("/templates/:template") view=pages::templates::TemplatePage ssr=SsrMode::Async />
                <Route path=path!("/people") view=pages::people::PeoplePage ssr=SsrMode::Async />
                <Route path=path!("/people/:person") view=pages::person::PersonPage ssr=SsrMode::Async />
                <Route path=path!("/teams") view=pages::teams::TeamsPage ssr=SsrMode::Async />
                <Route path=path!("/services") view=pages::services::ServicesPage ssr=SsrMode::Async />
                <Route path=path!("/teams/:team") view=pages::team::TeamPage ssr=SsrMode::Async />
                <Route path=path!("/services/:service") view=pages::service::ServicePage ssr=SsrMode::Async />
                <Route path=path!("/services/:service/availability") view=pages::service::AvailabilityPage ssr=SsrMode::Async />
                <Route path=path!("/slos/new") view=pages::slo::NewSloPage ssr=SsrMode::Async />
                <Route path=path!("/slos/import") view=pages::slo::ImportPage ssr=SsrMode::Async />
                <Route path=path!("/slos/:slo") view=pages::slo::SloPage ssr=SsrMode::Async />
                <Route path=path!("/profile") view=pages::profile::ProfilePage ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}
