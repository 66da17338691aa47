//! What the fields of reports are called. One that stands here not is called by its own name.

use super::shown::Unit::{self, Days, Minutes, Plain, Seconds, Share, Word};

/// (the end of its place, its name, what it counts), in the order in which they are read.
const LABELS: &[(&str, &str, Unit)] = &[
    ("metric", "Metric", Plain),
    ("kind", "Counted", Word),
    ("count", "Incidents", Plain),
    ("days", "Watched", Days),
    ("finished", "Over", Plain),
    ("rate.per_week", "A week", Plain),
    ("rate.low", "A week, lower end (95 %)", Plain),
    ("rate.high", "A week, upper end (95 %)", Plain),
    ("change.ratio", "Multiple of the rate before", Plain),
    ("change.low", "Multiple of the rate before, lower end", Plain),
    ("change.high", "Multiple of the rate before, upper end", Plain),
    ("change.at_once", "Compared at once", Plain),
    ("without_impact", "No impact written down", Plain),
    ("impact.seconds", "Something was affected", Seconds),
    ("impact.incidents", "Of so many incidents", Plain),
    ("impact.unknown", "Impacts whose fraction nobody said", Plain),
    ("definition", "Formula", Plain),
    ("definition_version", "Version of the definition", Plain),
    ("source", "Source", Word),
    ("by", "By", Plain),
    ("settled_after_days", "Settled after", Days),
    ("zone", "Time zone", Plain),
    ("n", "Known to their end", Plain),
    ("n_open", "Still open", Plain),
    ("median_seconds", "Median", Seconds),
    ("median.low_seconds", "Median, lower end (95 %)", Seconds),
    ("median.high_seconds", "Median, upper end (95 %)", Seconds),
    ("p90_seconds", "90th percentile", Seconds),
    ("p90.low_seconds", "90th percentile, lower end (95 %)", Seconds),
    ("p90.high_seconds", "90th percentile, upper end (95 %)", Seconds),
    ("mean_seconds", "Mean", Seconds),
    ("mean.at_least", "The mean is so much at least", Plain),
    ("mean.longest_seconds", "The longest", Seconds),
    ("mean.longest_share", "The longest, of the sum", Share),
    ("geometric_mean.seconds", "Geometric mean", Seconds),
    ("geometric_mean.low_seconds", "Geometric mean, lower end (95 %)", Seconds),
    ("geometric_mean.high_seconds", "Geometric mean, upper end (95 %)", Seconds),
    ("n_stated", "Stated", Plain),
    ("n_moments", "From moments", Plain),
    ("n_zero", "Not told from zero", Plain),
    ("differing", "Stated and computed differ", Plain),
    ("by_declared", "Placed by when they were declared", Plain),
    ("left_out.missing_moment", "Left out, a moment is missing", Plain),
    ("left_out.out_of_order", "Left out, moments out of order", Plain),
    ("left_out.not_stated", "Left out, none stated", Plain),
    ("left_out.still_open", "Left out, still open, not known since when", Plain),
    ("span", "Time", Plain),
    ("over", "Over budget", Plain),
    ("compared.ratio", "Multiple of before", Plain),
    ("compared.low", "Multiple of before, lower end (95 %)", Plain),
    ("compared.high", "Multiple of before, upper end (95 %)", Plain),
    ("service", "Service", Plain),
    ("name", "SLO", Plain),
    ("version", "Version of the SLO", Plain),
    ("window", "Window", Plain),
    ("from", "From", Plain),
    ("to", "To", Plain),
    ("budgets_over", "Over budget", Plain),
    ("budgets", "Budgets", Plain),
    ("promised", "Promised", Share),
    ("observed", "Observed", Share),
    ("available", "Available", Share),
    ("lost", "Lost", Seconds),
    ("impacts_unknown", "Impacts whose fraction nobody said", Plain),
    ("impacts_open", "Impacts without an end", Plain),
    ("state", "State", Word),
    ("rule.when", "Rule of the policy that holds", Plain),
    ("rule.means", "What it means", Plain),
    ("target", "Target", Share),
    ("budget", "Budget", Seconds),
    ("spent", "Spent", Seconds),
    ("counted_until", "Counted until", Plain),
    ("spent_since_counted", "Spent since, as impacts say it", Seconds),
    ("spent_of_budget", "Spent of the budget", Share),
    ("remaining", "Left", Seconds),
    ("spent_without_exempt", "Spent without what is exempt", Seconds),
    ("spent_without_unknown_fractions", "Spent without unknown fractions", Seconds),
    ("spent_upper", "Spent at most", Seconds),
    ("replayed_windows", "Windows looked back on", Plain),
    ("replayed_exceeding", "Of these over budget", Plain),
    ("recorded", "Recorded", Plain),
    ("counted", "Counted", Plain),
    ("failed", "Failed", Plain),
    ("unsettled", "Not yet settled", Plain),
    ("rate", "Change fail rate", Share),
    ("interval", "Change fail rate, interval (95 %)", Share),
    ("recovery_median_seconds", "Recovery, median", Seconds),
    ("recovery_median_low_seconds", "Recovery, median, lower end (95 %)", Seconds),
    ("recovery_median_high_seconds", "Recovery, median, upper end (95 %)", Seconds),
    ("recovered", "Recovered from", Plain),
    ("changes", "Changes", Plain),
    ("since", "Since", Plain),
    ("before", "Before", Plain),
    ("asked", "Asked for", Plain),
    ("begun", "Begun", Plain),
    ("published", "Published", Plain),
    ("late", "Of these late", Plain),
    ("waiting", "In time still", Plain),
    ("publish_median_seconds", "Time to publish, median", Seconds),
    ("publish_median_low_seconds", "Time to publish, median, lower end (95 %)", Seconds),
    ("publish_median_high_seconds", "Time to publish, median, upper end (95 %)", Seconds),
    ("timed", "Time to publish, of so many published", Plain),
    ("timed_so_far", "Time to publish, of so many not published yet", Plain),
    ("open", "Open", Plain),
    ("overdue", "Overdue", Plain),
    ("done", "Done", Plain),
    ("declined", "Declined", Plain),
    ("ideas", "Ideas", Plain),
    ("median_age_days", "Median age of the open", Days),
    ("oldest_age_days", "Age of the oldest", Days),
    ("still_open", "Still open", Plain),
    ("median_days", "Half are done within", Days),
    ("median_low_days", "Half are done within, lower end (95 %)", Days),
    ("median_high_days", "Half are done within, upper end (95 %)", Days),
    ("until_days", "Told up to", Days),
    ("category.incidents", "incidents", Plain),
    ("category.interval", "on average (95 %)", Plain),
    ("incidents", "Incidents", Plain),
    ("with_factors", "Of these with factors", Plain),
    ("with_trigger", "Of these with a trigger", Plain),
    ("minutes", "Toil", Minutes),
    ("automatable", "Of this could be automated", Minutes),
    ("entries", "Entries", Plain),
    ("working_minutes", "In working hours", Minutes),
    ("evening_minutes", "In evenings and on weekends", Minutes),
    ("night_minutes", "At night", Minutes),
    ("response_open", "Responses not counted, still open", Plain),
    ("response_unknown", "Responses not counted, times not known", Plain),
    ("unknown", "Not known", Plain),
    // Of one incident, action or change.
    ("seconds", "Lasted", Seconds),
    ("severity", "Severity", Plain),
    ("stated_seconds", "Stated", Seconds),
    ("computed_seconds", "From moments", Seconds),
    ("precision_seconds", "Off by so much at most", Seconds),
    ("reason", "Reason", Word),
    ("charged", "Spent", Seconds),
    ("alone", "Spent alone", Seconds),
    ("alone_of_budget", "Spent alone of the budget", Share),
    ("exempt", "Exempt", Plain),
    ("due.review", "Review due", Word),
    ("due.action", "Action due", Word),
    ("due.above_of_budget", "Due above so much of the budget", Share),
    ("due.missing", "Not done of what is due", Plain),
    ("fraction", "Fraction", Share),
    ("due", "Due", Plain),
    ("recovery.state", "Recovery", Word),
    ("recovery.seconds", "Recovered from within", Seconds),
    ("recovery.so_far_seconds", "Recovery so far", Seconds),
];

/// Its name, what it counts, and its place among the others.
pub(super) struct Label {
    pub name: String,
    pub unit: Unit,
    pub rank: usize,
    /// It says how many go on: the figures beside it grow by themselves.
    pub goes_on: bool,
    /// One of many kinds: where there is none of it, nothing is said.
    pub of_kind: bool,
}

/// Of the fields from a section, or from one of a list, to a figure.
pub(super) fn label(fields: &[&str]) -> Label {
    let whole = fields.join(".");
    let ends = |known: &str| whole == known || whole.ends_with(&format!(".{known}"));
    let goes_on = fields.last().is_some_and(|field| GO_ON.contains(field));
    let of_kind = fields.first() == Some(&"category");
    let label = |name, unit, rank| Label { name, unit, rank, goes_on, of_kind };
    let known = LABELS.iter().enumerate().filter(|(_, (known, ..))| ends(known));
    match known.max_by_key(|(_, (known, ..))| known.len()) {
        Some((rank, (_, name, unit))) => label((*name).to_owned(), *unit, rank),
        None => label(spelled(fields), unit_of(&whole), LABELS.len()),
    }
}

/// By how such fields end.
fn unit_of(field: &str) -> Unit {
    let ends = |end: &str| field == end || field.ends_with(&format!("_{end}"));
    match () {
        () if ends("seconds") => Seconds,
        () if ends("minutes") => Minutes,
        () if ends("days") => Days,
        () if ends("share") || ends("rate") => Share,
        () => Plain,
    }
}

/// `still_open_days` is “Still open days”.
fn spelled(fields: &[&str]) -> String {
    let own: Vec<&str> = fields.iter().copied().filter(|field| !through(field)).collect();
    capital(&own.join(", ").replace('_', " "))
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What stands in it is meant.
fn through(field: &str) -> bool {
    matches!(field, "told" | "total" | "category")
}

/// How many go on.
const GO_ON: [&str; 4] = ["n_open", "open", "still_open", "timed_so_far"];

/// What says nothing, or changes with every hour.
const NEVER: [&str; 9] = [
    "address",
    "age_days",
    "age_seconds",
    "created",
    "estimate",
    "slo",
    "so_far_seconds",
    "taken_on",
    "with_private",
];

/// Not told: a curve’s points, what is told already, and what changes with every hour.
pub(super) fn is_left_out(fields: &[&str]) -> bool {
    let ends = |end: &[&str]| fields.ends_with(end);
    let twice = |figure: &str, of: &str| ends(&["told", figure, of]);
    fields
        .iter()
        .any(|field| matches!(*field, "steps" | "formula" | "filter" | "within_from" | "policy"))
        || ["mean", "median", "p90", "geometric_mean"]
            .iter()
            .any(|figure| ["n", "open", "per_cent", "log_sd"].iter().any(|of| twice(figure, of)))
        || ["mean", "median", "p90"].iter().any(|figure| twice(figure, "seconds"))
        || ends(&["micros_ppm"])
        || NEVER.iter().any(|field| ends(&[field]))
}

/// How sure a figure is, or how it came about: where the figure itself differs, that is enough.
pub(super) fn is_detail(fields: &[&str]) -> bool {
    let detail = |field: &&str| {
        matches!(
            *field,
            "told"
                | "interval"
                | "compared"
                | "n_zero"
                | "differing"
                | "by_declared"
                | "n_stated"
                | "n_moments"
                | "median_low_days"
                | "median_high_days"
                | "until_days"
                | "recovery_median_low_seconds"
                | "recovery_median_high_seconds"
                | "publish_median_low_seconds"
                | "publish_median_high_seconds"
                | "precision_seconds"
                | "stated_seconds"
                | "computed_seconds"
                | "spent_without_unknown_fractions"
                | "spent_upper"
        )
    };
    fields.iter().any(detail)
}

/// What the sections that a field holds are called, before their own name.
pub(super) fn section(field: &str, by: &str, name: &str) -> String {
    let before = match field {
        "services" => "Service",
        "budgets" => "Budget of",
        "providers" => "Provider",
        "teams" => "Team",
        "actions_by_team" => "Actions of team",
        "stays" => "How long they stay open:",
        "records" => "All changes recorded:",
        "left_out" => "Left out:",
        _ => "",
    };
    match (before, name) {
        _ if (field, name) == ("groups", "") => "Without one".to_owned(),
        _ if (field, name) == ("actions_by_team", "") => "Actions of no team".to_owned(),
        (_, "") => format!("No {by}"),
        ("", name) => name.to_owned(),
        (before, name) => format!("{before} {name}"),
    }
}

/// Sections of their own: the fields that lead to each, and its name.
const OWN: &[(&[&str], &str)] = &[
    (&["total"], "All together"),
    (&["response"], "When people responded"),
    (&["actions"], "Actions"),
    (&["compared"], "Two periods compared"),
    // Of the home of the reports.
    (&["counts", "period"], "How many incidents"),
    (&["counts", "before"], "How many incidents before"),
    (&["durations", "after"], "How long they took"),
    (&["durations", "before"], "How long they took before"),
    (&["changes"], "Changes"),
    (&["factors"], "Contributing factors"),
    (&["through", "actions"], "Actions as they stood"),
    (&["through", "reviews"], "Reviews"),
    (&["through"], "Actions that ended"),
    (&["toil"], "Toil"),
    (&["toil_before"], "Toil before"),
];

/// The section that is one field, and how many fields lead to it. None where its figures are the
/// report’s own.
pub(super) fn own_section(fields: &[&str]) -> Option<(&'static str, usize)> {
    let found = OWN.iter().filter(|(of, _)| fields.starts_with(of)).max_by_key(|(of, _)| of.len());
    found.map(|(of, name)| (*name, of.len()))
}

/// Where a section stands: what the report says as a whole is read first, and the home in the
/// order of its questions.
pub(super) fn order(field: &str, name: &str) -> (usize, usize) {
    const FIELDS: [&str; 9] =
        ["", "total", "counts", "durations", "budgets", "changes", "factors", "through", "toil"];
    let at = FIELDS.iter().position(|one| *one == field).unwrap_or(FIELDS.len());
    let within = OWN.iter().position(|(of, own)| of[0] == field && *own == name);
    (at, within.filter(|_| at < FIELDS.len()).unwrap_or_default())
}

/// Why these are listed; empty where their kind says it.
pub(super) fn list(fields: &str) -> &str {
    match fields.rsplit('.').next().unwrap_or_default() {
        "included" => "counted",
        "open" => "still open",
        "excluded" => "left out",
        "repeated" => "came back",
        "undated" => "without a date",
        "incidents" | "actions" | "impacts" => "",
        other => other,
    }
}
