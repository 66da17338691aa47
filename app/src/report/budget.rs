//! A budget as somebody asked for it: what was spent, by what, what may come, and what its
//! policy says.

mod json;
mod large;
mod stands;

use std::collections::{BTreeSet, HashMap};

use nofault_domain::access::Viewer;
use nofault_domain::budget::{
    Again, Budget, Cost, Course, Coverage, Piece, Recovery, Replay, Spending, again, recovery,
    replay,
};
use nofault_domain::id::SloId;
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::report;
use nofault_store::slo::{self, CountRow, Exempt, Hit, Reading, Slo};
use nofault_store::{Db, Failure, Store, review};

pub use large::{LargeOne, of_incident};
pub use stands::{Held, Stands};

/// So many windows are looked back on.
const WINDOWS: usize = 12;

/// A budget, and all that is said of it.
#[derive(Debug, Clone)]
pub struct BudgetRead {
    pub slo: Slo,
    /// With those private incidents that the viewer may see.
    pub private: bool,
    /// As impacts say it.
    pub budget: Budget,
    pub coverage: Coverage,
    pub spending: Spending,
    /// The latest counts.
    pub counts: Vec<CountRow>,
    /// What was spent without the incidents that are exempt; none where none is.
    pub held: Option<Cost>,
    /// That fall into the window.
    pub hits: Vec<Hit>,
    pub exempt: Vec<Exempt>,
    /// The installation's share from which on one incident asks for a review, in parts per
    /// million: it applies where the policy has no rule on one incident.
    pub installation: Option<i64>,
    /// The incidents of which something is due, and what became of it.
    pub large: Vec<LargeOne>,
    /// None of a calendar window, nor where it was counted.
    pub recovery: Option<Recovery>,
    pub replay: Replay,
    pub again: Option<Again>,
}

/// What a list says of a budget.
#[derive(Debug, Clone)]
pub struct BudgetLine {
    pub slo: Slo,
    pub budget: Budget,
    pub spending: Spending,
    /// As [`BudgetRead::held`].
    pub held: Option<Cost>,
}

/// What was typed into the filter.
///
/// # Errors
/// [`Refusal::Invalid`] names the choices.
pub fn private(given: &str) -> Result<bool, Refusal> {
    report::private(given).map_err(|wrong| Refusal::field("private", wrong))
}

/// # Errors
/// Not found, where there is no such SLO.
pub async fn read(
    store: &Store,
    viewer: Viewer,
    now: Instant,
    id: SloId,
    private: bool,
) -> Result<BudgetRead, Failure> {
    let mut reader = store.read().await?;
    let mut db = reader.db();
    let slo = slo::one(&mut db, id).await?;
    let since = slo.promise.reaches_back(now, WINDOWS);
    let asked = Reading { service: slo.service, since, private };
    let mut hits = slo::hits(&mut db, viewer, asked).await?;
    let pieces: Vec<Piece> = hits.iter().map(|hit| hit.piece).collect();
    let course = Course::of(&pieces, now);
    let budget = Budget::of(&slo.promise, &pieces, &course, now);
    let coverage = slo::coverage(&mut db, &slo, now).await?;
    let spending = slo.promise.spending(&course, &coverage, now);
    let counts = slo::latest(&mut db, id).await?;
    let exempt = slo::exemptions(&mut db, viewer, id, private).await?;
    let record = slo::service_on_record_since(&mut db, viewer, asked.service, private).await?;
    let installation = review::policy(&mut db).await?.rules.full_budget;
    let exempted: BTreeSet<IncidentNumber> = exempt.iter().map(|one| one.incident).collect();
    let large = large::all(&mut db, viewer, &slo, &budget, installation, &exempted).await?;
    let frame = budget.frame;
    let inside = |hit: &Hit| hit.piece.to.is_none_or(|to| to > frame.from) && hit.piece.from < now;
    hits.retain(inside);
    Ok(BudgetRead {
        held: held(&pieces, &exempted, &course, &spending, now),
        // When what was counted leaves the window is not known.
        recovery: match spending.counted_until {
            Some(_) => None,
            None => recovery(&slo.promise, &course, now),
        },
        replay: replay(&slo.promise, &pieces, &course, &spending, record.unwrap_or(now), now),
        again: again(&slo.promise, &pieces, &budget),
        slo,
        private,
        budget,
        coverage,
        spending,
        counts,
        hits,
        exempt,
        installation,
        large,
    })
}

fn held(
    pieces: &[Piece],
    exempt: &BTreeSet<IncidentNumber>,
    course: &Course,
    spending: &Spending,
    now: Instant,
) -> Option<Cost> {
    let held: Vec<Piece> =
        pieces.iter().copied().filter(|one| !exempt.contains(&one.incident)).collect();
    (held.len() < pieces.len()).then(|| spending.without(course, &Course::of(&held, now)))
}

/// Each of these that holds, as a list says it.
///
/// # Errors
/// [`Failure::Database`].
pub async fn lines(
    db: &mut Db<'_>,
    viewer: Viewer,
    now: Instant,
    slos: Vec<Slo>,
    private: bool,
) -> Result<Vec<BudgetLine>, Failure> {
    let lines = lines_at(db, viewer, &[now], slos, private).await?;
    Ok(lines.into_iter().next().unwrap_or_default())
}

/// The same at each of some moments, of what is known now.
///
/// # Errors
/// [`Failure::Database`].
pub async fn lines_at(
    db: &mut Db<'_>,
    viewer: Viewer,
    moments: &[Instant],
    mut slos: Vec<Slo>,
    private: bool,
) -> Result<Vec<Vec<BudgetLine>>, Failure> {
    slos.retain(|slo| slo.retired_at.is_none());
    let begins = moments.iter().flat_map(|at| slos.iter().map(|slo| slo.promise.counted_from(*at)));
    let Some(since) = begins.min() else { return Ok(vec![Vec::new(); moments.len()]) };
    let services: BTreeSet<_> = slos.iter().map(|slo| slo.service.0).collect();
    let pieces = match slos.as_slice() {
        [one, ..] if services.len() == 1 => {
            let asked = Reading { service: one.service, since, private };
            let hits = slo::hits(&mut *db, viewer, asked).await?;
            HashMap::from([(one.service, hits.iter().map(|hit| hit.piece).collect::<Vec<_>>())])
        }
        _ => slo::hits_of_all(&mut *db, viewer, since, private).await?,
    };
    let counted = slo::counted(&mut *db).await?;
    let exempted = slo::exempted(&mut *db, viewer, private).await?;
    let none = BTreeSet::new();
    let mut all = Vec::new();
    for now in moments.iter().copied() {
        let mut lines = Vec::new();
        for slo in &slos {
            let from = slo.promise.counted_from(now);
            let pieces = pieces.get(&slo.service).map_or(&[][..], Vec::as_slice);
            // What ended before is no part of this window.
            let inside = pieces.iter().filter(|one| one.to.is_none_or(|to| to > from));
            let pieces: Vec<Piece> = inside.copied().collect();
            let exempt = exempted.get(&slo.id).unwrap_or(&none);
            let course = Course::of(&pieces, now);
            let budget = Budget::of(&slo.promise, &pieces, &course, now);
            let coverage = if counted.contains(&slo.id) {
                slo::coverage(&mut *db, slo, now).await?
            } else {
                slo::uncounted(slo, now)
            };
            let spending = slo.promise.spending(&course, &coverage, now);
            let held = held(&pieces, exempt, &course, &spending, now);
            lines.push(BudgetLine { held, budget, spending, slo: slo.clone() });
        }
        all.push(lines);
    }
    Ok(all)
}

impl BudgetRead {
    /// The titles of the incidents in the window.
    #[must_use]
    pub fn titles(&self) -> HashMap<IncidentNumber, &str> {
        self.hits.iter().map(|hit| (hit.piece.incident, hit.title.as_str())).collect()
    }

    #[must_use]
    pub fn is_exempt(&self, incident: IncidentNumber) -> bool {
        self.exempt.iter().any(|one| one.incident == incident)
    }

    #[must_use]
    pub fn stands(&self) -> Stands {
        Stands::of(&self.slo.policy, self.against())
    }

    /// What the policy looks at.
    #[must_use]
    pub fn against(&self) -> Held {
        Held::of(self.spending, self.held)
    }
}

impl BudgetLine {
    #[must_use]
    pub fn stands(&self) -> Stands {
        Stands::of(&self.slo.policy, Held::of(self.spending, self.held))
    }
}
