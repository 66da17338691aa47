//! How we are doing: each report read once, for one span and the one before it.

mod json;
mod keep;
mod parts;
mod standing;

pub use keep::ToKeep;
pub use parts::Part;

use nofault_domain::access::Viewer;
use nofault_domain::instant::Instant;
use nofault_domain::period::{Day, Period};
use nofault_domain::report::actions::{Tallied, Tally};
use nofault_domain::report::changes::{ChangesForm, ChangesReport};
use nofault_domain::report::counts::{Answer, Begun};
use nofault_domain::report::durations::{DurationsForm, DurationsReport, Figures, Spans, spans};
use nofault_domain::report::home::{Back, Budgets, Headline, HomeAsked, Through};
use nofault_domain::report::periods::PeriodsAsked;
use nofault_domain::report::reviews;
use nofault_domain::report::span::Span;
use nofault_domain::report::toil::Sum;
use nofault_domain::severity::Severity;
use nofault_domain::zone::Zone;
use nofault_store::{Db, Failure, Scope, Store, catalog, example, factor, report, review, toil};

use super::{Choices, changes, counts, durations};

/// More incidents are on pages of their own.
pub const LISTED: usize = 16;
/// And more actions.
pub const ACTIONS: usize = 8;

/// What is told.
#[derive(Debug, Clone)]
pub struct Home {
    pub span: Span,
    pub zone: Zone,
    pub now: Instant,
    pub headline: Headline,
    /// By time to resolve, of periods of the span’s length.
    pub durations: DurationsReport,
    pub lasting: Spans,
    /// At the end of the span, where it is over, and today.
    pub budgets: Vec<Budgets>,
    pub changes: ChangesReport,
    pub back: Back,
    pub actions: Tally,
    /// So many of those that are overdue, then of those that ended in the span.
    pub behind: Vec<(Tallied, String)>,
    pub reviews: reviews::Figures,
    pub through: Through,
    /// Of the span, and of the one before it.
    pub toil: [Sum; 2],
    pub counts: Answer,
    /// The most severe of those that began.
    pub incidents: Vec<(Begun, String)>,
    /// Nobody wrote down an incident yet.
    pub is_new: bool,
}

impl Home {
    /// There is nothing to tell of, whatever is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.is_new && self.actions.is_empty() && self.changes.total.recorded == 0
    }
}

/// # Errors
/// Invalid, where the service or the team is not known.
pub async fn read(
    store: &Store,
    viewer: Viewer,
    now: Instant,
    asked: &HomeAsked,
) -> Result<Home, Failure> {
    let mut reader = store.read().await?;
    let mut db = reader.db();
    let zone = catalog::installation(&mut db).await?.zone;
    let question = &asked.periods;
    Choices::have(&mut db, question.service.as_deref(), question.team.as_deref()).await?;
    let span = asked.span(now, &zone);
    let scope = Scope::of(question, &zone).during(span, &zone);
    let past = scope.during(span.before(), &zone);

    let changes_asked = ChangesForm::of(&owned(&asked.of(span))).parse()?;
    let (kept, done) = both!(
        store,
        db,
        async {
            let lasting = lasting(&mut *db, viewer, now, &zone, asked.of(span), span).await?;
            let budgets = standing::budgets(&mut *db, viewer, now, &zone, question, span).await?;
            let changes = changes::of(&mut *db, viewer, now, &zone, &changes_asked).await?;
            let back = factor::back(&mut *db, viewer, &scope).await?;
            let is_new = example::is_empty(&mut *db).await?;
            Ok::<_, Failure>((lasting, budgets, changes, back, is_new))
        }
        .await,
        async {
            let (private, service) = (question.private, question.service.as_deref());
            let actions = report::tallied(&mut *db, viewer, private, service).await?;
            let reviews = review::facts(&mut *db, viewer, &scope, &zone, now).await?;
            let toil = toil::sum(&mut *db, viewer, &scope).await?;
            let toil = [toil, toil::sum(&mut *db, viewer, &past).await?];
            let counts = counts::of_span(&mut *db, viewer, now, &zone, question, span).await?;
            Ok::<_, Failure>((actions, reviews, toil, counts))
        }
        .await
    );
    let ((report, lasting), budgets, changes, back, is_new) = kept?;
    let (facts, reviews, toil, counts) = done?;
    let actions = Tally::of(question.team.as_deref(), &zone, now, facts);
    let reviews = reviews::build(&asked.of(span), &zone, now, &reviews).total;
    let through = Through::of(&actions, &reviews, span);
    let incidents = worst(&mut db, viewer, &counts).await?;
    let behind = behind(&mut db, viewer, &actions, span).await?;
    let headline = Headline {
        span,
        goes_on: !span.is_over(now, &zone),
        incidents: [counts.before.count, counts.period.count],
        lengths: [&lasting.before, &lasting.after].map(lengths),
        count: counts.change.as_ref().map(|change| change.verdict).map_err(|untold| *untold),
        lasting: lasting.change.verdict,
        budgets: Budgets::headline(&budgets, &zone),
        overdue: through.actions.overdue,
    };
    Ok(Home {
        span,
        zone,
        now,
        headline,
        durations: report,
        lasting,
        budgets,
        changes,
        back,
        actions,
        behind,
        reviews,
        through,
        toil,
        counts,
        incidents,
        is_new,
    })
}

/// Of how many it is known how long they took, or that they still go on.
fn lengths(figures: &Figures) -> usize {
    usize::try_from(figures.counts.n + figures.counts.n_open).unwrap_or(usize::MAX)
}

/// With their titles.
async fn worst(
    db: &mut Db<'_>,
    viewer: Viewer,
    counts: &Answer,
) -> Result<Vec<(Begun, String)>, Failure> {
    let mut worst = counts.period.incidents.clone();
    worst.sort_by_key(|one| (one.severity.map_or(i64::MAX, Severity::level), one.at, one.incident));
    worst.truncate(LISTED);
    let numbers: Vec<_> = worst.iter().map(|one| one.incident).collect();
    let mut titles = report::titles(db, viewer, &numbers).await?;
    let titled = |one: Begun| (one, titles.remove(&one.incident).unwrap_or_default());
    Ok(worst.into_iter().map(titled).collect())
}

/// With their titles.
async fn behind(
    db: &mut Db<'_>,
    viewer: Viewer,
    actions: &Tally,
    span: Span,
) -> Result<Vec<(Tallied, String)>, Failure> {
    let some: Vec<_> = actions.behind(span).into_iter().take(ACTIONS).cloned().collect();
    let numbers: Vec<_> = some.iter().map(|one| one.number).collect();
    let mut titles = report::action_titles(db, viewer, &numbers).await?;
    let titled = |one: Tallied| {
        let title = titles.remove(&one.number).unwrap_or_default();
        (one, title)
    };
    Ok(some.into_iter().map(titled).collect())
}

/// The span’s question as an address has it.
fn owned(asked: &PeriodsAsked) -> Vec<(String, String)> {
    asked.pairs().into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// How much lengths differ is taken from two years, as the report on durations takes it, where the
/// two spans alone do not tell.
const HISTORY_DAYS: i64 = 731;

async fn lasting(
    db: &mut Db<'_>,
    viewer: Viewer,
    now: Instant,
    zone: &Zone,
    asked: PeriodsAsked,
    span: Span,
) -> Result<(DurationsReport, Spans), Failure> {
    let mut question = DurationsForm::of(&owned(&asked)).parse()?;
    question.from = Some(span.before().first());
    let report = durations::of(&mut *db, viewer, &question, now).await?.report;
    let told = spans(&report, span);
    if told.change.smallest.as_ref().is_ok_and(|smallest| !smallest.from_history) {
        return Ok((report, told));
    }
    let history = Day::of(span.end(zone), zone).plus(-HISTORY_DAYS).start(zone);
    let history = history.map(|at| Period::of(at, zone, asked.by));
    question.from = history.map(|first| first.min(span.before().first()));
    let report = durations::of(db, viewer, &question, now).await?.report;
    let told = spans(&report, span);
    Ok((report, told))
}
