//! Reports: how long incidents take, and what became of the actions.

mod actions;
mod durations;
mod home;

pub use actions::ActionsReportPage;
pub use durations::DurationsPage;
pub use home::ReportsPage;

/// An address with its query.
fn address(path: &str, pairs: &[(&'static str, String)]) -> String {
    let query = serde_urlencoded::to_string(pairs).unwrap_or_default();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}
