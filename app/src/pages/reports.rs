//! Reports: how long incidents take, and what became of the actions.

mod actions;
mod asking;
mod budgets;
mod changes;
mod counts;
mod durations;
mod factors;
mod filters;
mod home;
mod kept;
mod methods;
mod reviews;
mod toil;

pub use actions::ActionsReportPage;
pub(in crate::pages) use asking::{Wrong, asking};
pub use budgets::BudgetsPage;
pub(in crate::pages) use budgets::{filter as budgets_filter, table as budgets_table};
pub use changes::ChangesReportPage;
pub use counts::CountsReportPage;
pub use durations::{DurationsPage, quoted as quoted_durations};
pub use factors::FactorsReportPage;
pub use home::ReportsPage;
pub(in crate::pages) use kept::keep;
pub use kept::{KeptReportPage, KeptReportsPage};
pub use methods::{Method, MethodsPage};
pub use reviews::ReviewsReportPage;
pub use toil::ToilReportPage;

/// An address with its query.
fn address(path: &str, pairs: &[(&'static str, String)]) -> String {
    let query = serde_urlencoded::to_string(pairs).unwrap_or_default();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}
