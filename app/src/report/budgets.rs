//! Where each budget stands, and what providers did, as somebody asked for it.

use nofault_domain::access::Viewer;
use nofault_domain::budget::{Cost, Source, State, Target};
use nofault_domain::instant::Instant;
use nofault_store::slo::{self, Slo};
use nofault_store::{Db, Failure};
use serde::{Serialize, Serializer};

use super::budget::{BudgetLine, lines};
use super::providers::{Known, Provider};

/// All of them.
#[derive(Debug, Clone)]
pub struct BudgetsRead {
    /// With those private incidents that the viewer may see.
    pub private: bool,
    pub now: Instant,
    pub lines: Vec<BudgetLine>,
    pub retired: Vec<Slo>,
    pub providers: Vec<Provider>,
}

/// # Errors
/// [`Failure::Database`].
pub async fn read(
    db: &mut Db<'_>,
    viewer: Viewer,
    now: Instant,
    private: bool,
) -> Result<BudgetsRead, Failure> {
    let slos = slo::all(&mut *db).await?;
    let retired = slos.iter().filter(|slo| slo.retired_at.is_some()).cloned().collect();
    let lines = lines(&mut *db, viewer, now, slos, private).await?;
    let known = Known::read(&mut *db).await?;
    let providers = known.providers(db, (viewer, now), private).await?;
    Ok(BudgetsRead { private, now, lines, retired, providers })
}

impl BudgetsRead {
    /// How many are overspent.
    #[must_use]
    pub fn over(&self) -> usize {
        self.lines.iter().filter(|line| line.spending.state() == State::Over).count()
    }
}

#[derive(Serialize)]
struct Line {
    /// With its service.
    slo: String,
    version: i64,
    target: Target,
    window: String,
    from: Instant,
    to: Instant,
    state: State,
    exempt: bool,
    source: Source,
    budget: Cost,
    spent: Cost,
    remaining: Cost,
    spent_of_budget: f64,
}

impl Line {
    #[expect(clippy::cast_precision_loss, reason = "a share to look at; the costs are exact")]
    fn of(line: &BudgetLine) -> Self {
        let (slo, spending, stands) = (&line.slo, line.spending, line.stands());
        Self {
            slo: slo.full_name(),
            version: slo.version,
            target: slo.promise.target,
            window: slo.promise.window.to_string(),
            from: spending.frame.from,
            to: spending.frame.to,
            state: stands.state,
            exempt: stands.exempt,
            source: spending.source,
            budget: spending.allowed,
            spent: spending.spent,
            remaining: spending.remaining(),
            spent_of_budget: spending.parts() as f64 / 1e6,
        }
    }
}

#[derive(Serialize)]
struct OfProvider<'a> {
    service: &'a str,
    promised: Option<Target>,
    observed: Option<f64>,
    lost: Option<Cost>,
    window: String,
    /// How many failed in that time.
    incidents: usize,
}

impl<'a> OfProvider<'a> {
    fn of(one: &'a Provider) -> Self {
        Self {
            service: &one.service.name,
            promised: one.promised.as_ref().map(|slo| slo.promise.target),
            observed: one.observed.map(|observed| observed.share()),
            lost: one.observed.map(|observed| observed.lost),
            window: one.window_on_record(),
            incidents: one.incidents.len(),
        }
    }
}

/// As it is kept.
impl Serialize for BudgetsRead {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Shown<'a> {
            now: Instant,
            with_private: bool,
            budgets_over: usize,
            budgets: usize,
            slos: Vec<Line>,
            providers: Vec<OfProvider<'a>>,
        }
        Shown {
            now: self.now,
            with_private: self.private,
            budgets_over: self.over(),
            budgets: self.lines.len(),
            slos: self.lines.iter().map(Line::of).collect(),
            providers: self.providers.iter().map(OfProvider::of).collect(),
        }
        .serialize(serializer)
    }
}
