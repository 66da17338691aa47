//! `nofault report`: the reports at the command line, for whoever holds the data.

mod table;

use std::io::Write;

use clap::{Args, Subcommand};
use nofault_app::report::actions::{self, ActionsAsked};
use nofault_app::report::durations::{self, Durations};
use nofault_domain::access::Viewer;
use nofault_domain::report::durations::DurationsForm;
use nofault_store::{Failure, Store};

use crate::clock;

#[derive(Debug, Subcommand)]
pub enum Report {
    /// How long incidents take, by week, month, quarter, half-year or year
    Durations(Box<DurationsArgs>),
    /// What became of the actions: open, overdue, done, declined
    Actions(ActionsArgs),
}

#[derive(Debug, Args)]
pub struct DurationsArgs {
    /// time-to-detect, time-to-acknowledge, time-to-mitigate, time-to-resolve, or any that was stated
    #[arg(long, default_value = "time-to-resolve")]
    metric: String,
    /// Of the metric's definition; the present one where it is left out
    #[arg(long, default_value = "")]
    version: String,
    /// week, month, quarter, half or year
    #[arg(long, default_value = "quarter")]
    by: String,
    /// Only incidents whose highest severity was this one, such as sev1
    #[arg(long, default_value = "")]
    severity: String,
    /// Only incidents of this service
    #[arg(long, default_value = "")]
    service: String,
    /// Only incidents of services of this team
    #[arg(long, default_value = "")]
    team: String,
    /// incident, near-miss or all
    #[arg(long, default_value = "incident")]
    kind: String,
    /// stated-first, stated or moments
    #[arg(long, default_value = "stated-first")]
    source: String,
    /// The first period, such as 2020-Q1
    #[arg(long, default_value = "", value_name = "PERIOD")]
    from: String,
    /// The last period, such as 2021
    #[arg(long, default_value = "", value_name = "PERIOD")]
    to: String,
    /// The earlier of two periods that are compared; alone, with the one after it
    #[arg(long, default_value = "", value_name = "PERIOD")]
    before: String,
    /// The later of two periods that are compared; alone, with the one before it
    #[arg(long, default_value = "", value_name = "PERIOD")]
    after: String,
    /// Compare each severity, service or team by itself; --csv then prints the comparisons
    #[arg(long, default_value = "", value_name = "KIND")]
    slice: String,
    /// Compare this metric, too, such as time-to-detect, or time-to-detect.1 by the first version of
    /// its definition; may be repeated; --csv then prints the comparisons
    #[arg(long, value_name = "METRIC")]
    with: Vec<String>,
    /// With private incidents
    #[arg(long)]
    private: bool,
    #[command(flatten)]
    format: Format,
}

#[derive(Debug, Args)]
pub struct ActionsArgs {
    /// owner, team, service or all
    #[arg(long, default_value = "team")]
    by: String,
    /// Only actions of this priority, such as p0; or none
    #[arg(long, default_value = "")]
    priority: String,
    /// Only actions of this service
    #[arg(long, default_value = "")]
    service: String,
    /// Only actions of this team
    #[arg(long, default_value = "")]
    team: String,
    /// With actions of private incidents
    #[arg(long)]
    private: bool,
    #[command(flatten)]
    format: Format,
}

/// A table to read, unless said.
#[derive(Debug, Args)]
struct Format {
    /// As JSON, with exact figures
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// As CSV, with exact figures
    #[arg(long)]
    csv: bool,
}

/// # Errors
/// Where the question or the database cannot be read.
pub async fn report(store: &Store, report: Report) -> Result<(), Failure> {
    let text = match report {
        Report::Durations(args) => durations(store, *args).await?,
        Report::Actions(args) => actions(store, args).await?,
    };
    // Whoever reads only the first lines closes the pipe: nothing is wrong then.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    Ok(())
}

async fn durations(store: &Store, args: DurationsArgs) -> Result<String, Failure> {
    let form = DurationsForm {
        metric: args.metric,
        version: args.version,
        by: args.by,
        severity: args.severity,
        service: args.service,
        team: args.team,
        kind: args.kind,
        source: args.source,
        from: args.from,
        to: args.to,
        before: args.before,
        after: args.after,
        slice: args.slice,
        with: args.with,
        private: private(args.private).to_owned(),
        ..DurationsForm::default()
    };
    let asked = match form.parse() {
        Ok(asked) => asked,
        Err(refusal) if refusal.fields().iter().any(|error| error.field == "metric") => {
            let known = durations::metrics(store).await?;
            let known: Vec<String> = known.iter().map(ToString::to_string).collect();
            return Err(Failure::Setup(format!("{refusal} Known: {}.", known.join(", "))));
        }
        Err(refusal) => return Err(refusal.into()),
    };
    if asked.at_once().is_none() && (asked.slice.is_some() || !asked.with.is_empty()) {
        return Err(Failure::Setup(NO_PERIODS.to_owned()));
    }
    let found: Durations = durations::read(store, Viewer::Operator, &asked, clock::now()).await?;
    Ok(match args.format {
        Format { json: true, .. } => json(&found),
        Format { csv: true, .. } => match &found.compared_at_once {
            Some(compared) => compared.to_csv(),
            None => found.report.to_csv(),
        },
        Format { .. } => table::durations(&asked, &found),
    })
}

/// The page shows fields for both; here nothing else would say it.
const NO_PERIODS: &str = "--slice and --with compare two periods. Say which, such as --before \
    2020-Q1 --after 2020-Q2.";

async fn actions(store: &Store, args: ActionsArgs) -> Result<String, Failure> {
    let asked = ActionsAsked::parse(|name| match name {
        "by" => args.by.as_str(),
        "priority" => args.priority.as_str(),
        "service" => args.service.as_str(),
        "team" => args.team.as_str(),
        "private" => private(args.private),
        _ => "",
    })?;
    let found = actions::read(store, Viewer::Operator, clock::now(), &asked).await?;
    Ok(match args.format {
        Format { json: true, .. } => json(&found),
        Format { csv: true, .. } => found.to_csv(),
        Format { .. } => table::actions(&found),
    })
}

fn private(given: bool) -> &'static str {
    if given { "1" } else { "" }
}

fn json(report: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(report).map(|text| text + "\n").unwrap_or_default()
}
