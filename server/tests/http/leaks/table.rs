//! Every address that tells figures of many incidents, in every form.

/// What stands on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// Numbers: a drill, and what came to nothing, are in none of them.
    Figures,
    /// What there is, one by one: a drill is named there as a drill.
    Lists,
}

pub struct Row {
    /// With `{service}` and the like, and a query.
    pub address: &'static str,
    pub says: Says,
    /// Whoever may see private incidents adds them by `private=1`.
    pub filter: bool,
}

const fn figures(address: &'static str) -> Row {
    Row { address, says: Says::Figures, filter: true }
}

const fn lists(address: &'static str) -> Row {
    Row { address, says: Says::Lists, filter: false }
}

pub const ROWS: &[Row] = &[
    figures("/reports"),
    figures("/reports?from=2026-11&service=Web"),
    figures("/reports.json"),
    // What is answered today beside what was kept.
    Row { filter: false, ..figures("/reports/kept/{kept}") },
    lists("/reports/kept/{kept}/answer.json"),
    Row { filter: false, ..figures("/reports/kept/{kept}?home") },
    Row { filter: false, ..figures("/reports/kept/{kept}?budgets") },
    Row { filter: false, ..figures("/reports/kept/{kept}?availability") },
    lists("/reports/kept"),
    figures("/reports/durations"),
    figures("/reports/durations?by=month&kind=all"),
    figures("/reports/durations?by=month&period=2026-10&before=2026-10&after=2026-11"),
    figures("/reports/durations?metric=time-to-detect&severity=sev1&service=Web"),
    figures("/reports/durations.csv?by=month"),
    figures("/reports/durations.csv?by=month&period=2026-10&rows=incidents"),
    figures("/reports/durations.json?by=month&period=2026-10"),
    figures(
        "/reports/durations?by=month&before=2026-10&after=2026-11&slice=service&with=time-to-detect",
    ),
    figures(
        "/reports/durations.csv?by=month&before=2026-10&after=2026-11&slice=severity&rows=compared",
    ),
    figures("/reports/counts"),
    figures("/reports/counts?by=month&service=Web&kind=all&period=2026-10"),
    figures("/reports/counts.csv"),
    figures("/reports/counts.csv?rows=weeks"),
    figures("/reports/counts.csv?rows=incidents"),
    figures("/reports/counts.json?by=quarter"),
    figures("/reports/actions"),
    figures("/reports/actions?by=service&service=Web&priority=p0"),
    figures("/reports/actions.csv?by=owner"),
    figures("/reports/actions.csv?rows=actions"),
    figures("/reports/actions.csv?rows=stays"),
    figures("/reports/actions.json?by=service"),
    figures("/reports/budgets"),
    figures("/reports/changes?by=month"),
    figures("/reports/changes.csv"),
    figures("/reports/changes.csv?rows=failed"),
    figures("/reports/changes.json?service=Web"),
    figures("/reports/factors"),
    figures("/reports/factors?by=month&service=Web"),
    figures("/reports/factors.csv?by=month"),
    figures("/reports/factors.json"),
    figures("/reports/reviews"),
    figures("/reports/reviews.csv?by=month"),
    figures("/reports/reviews.json?service=Web"),
    figures("/reports/toil"),
    figures("/reports/toil?by=quarter&service=Web"),
    figures("/reports/toil.csv"),
    figures("/reports/toil.csv?rows=response"),
    figures("/reports/toil.json"),
    figures("/slos/{slo}"),
    figures("/slos/{slo}/budget.json"),
    figures("/services/{service}/availability"),
    figures("/services/{service}/availability?from=2026-11-01&to=2026-11-17"),
    figures("/digest"),
    figures("/digest?week=2026-W45"),
    figures("/digest.txt"),
    figures("/digest.txt?week=2026-W45"),
    // Whoever may see a private one finds it there, and counts it by the filter.
    Row { filter: true, ..lists("/actions/ideas") },
    Row { filter: true, ..lists("/factors") },
    Row { filter: true, ..lists("/factors/F-1") },
    // Who may see it always does; for the others it is nowhere.
    Row { filter: false, ..figures("/actions") },
    Row { filter: false, ..figures("/actions?state=overdue") },
    Row { filter: false, ..figures("/actions?state=ended") },
    Row { filter: false, ..figures("/actions/verifications") },
    // A report that is quoted never counts it.
    Row { filter: false, ..figures("/incidents/INC-1") },
    Row { filter: false, ..figures("/incidents/INC-1/postmortem") },
    // How figures are made, and none.
    lists("/reports/methods"),
    lists("/incidents"),
    lists("/incidents?status=open"),
    lists("/incidents/INC-2/factors"),
    // Nobody is told of a private one in these.
    Row { filter: false, ..figures("/services") },
    lists("/services/{service}"),
    // Who may see it finds it there.
    Row { filter: false, ..figures("/teams/{team}") },
    // What is promised, and forms.
    lists("/slos/new"),
    lists("/slos/import"),
    lists("/slos/openslo.yaml"),
    lists("/slos/{slo}/openslo.yaml"),
    lists("/changes"),
    lists("/changes/CH-1"),
    lists("/changes/CH-2"),
    lists("/postmortems"),
    lists("/teams"),
    lists("/people"),
];
