//! Where each budget stands, and what providers did, as somebody asked for it.

use nofault_domain::access::Viewer;
use nofault_domain::budget::{Cost, Source, State, Target};
use nofault_domain::id::TeamId;
use nofault_domain::instant::Instant;
use nofault_domain::refusal::Refusal;
use nofault_store::slo::{self, Slo};
use nofault_store::{Db, Failure, catalog};
use serde::{Serialize, Serializer};

use super::Choices;
use super::budget::{BudgetLine, lines};
use super::providers::{Known, Provider};

/// Of which services, and whether private incidents count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BudgetsAsked {
    /// With those private incidents that the viewer may see.
    pub private: bool,
    /// A service’s name, in any case.
    pub service: Option<String>,
    /// The name of a team that owns services, in any case.
    pub team: Option<String>,
}

impl BudgetsAsked {
    /// From what was typed, by its name; blank is all of them, without private incidents.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] names the choices.
    pub fn parse<'a>(text: impl Fn(&str) -> &'a str) -> Result<Self, Refusal> {
        let name = |name: &str| Some(text(name).trim().to_owned()).filter(|name| !name.is_empty());
        let private = super::budget::private(text("private"))?;
        Ok(Self { private, service: name("service"), team: name("team") })
    }

    /// The same question as the pairs of an address.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs: Vec<_> =
            self.service.clone().map(|name| ("service", name)).into_iter().collect();
        pairs.extend(self.team.clone().map(|name| ("team", name)));
        pairs.extend(self.private.then(|| ("private", "1".to_owned())));
        pairs
    }

    /// Some are left out.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.service.is_some() || self.team.is_some()
    }
}

/// Those of the service, and of the team that owns it, where these are asked for.
pub(super) async fn slos_of(
    db: &mut Db<'_>,
    service: Option<&str>,
    team: Option<&str>,
) -> Result<Vec<Slo>, Failure> {
    let same = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
    let teams: Vec<TeamId> = match team {
        None => Vec::new(),
        Some(name) => {
            let teams = catalog::teams(db).await?.into_iter();
            teams.filter(|team| same(&team.name, name)).map(|team| team.id).collect()
        }
    };
    let mut slos = slo::all(db).await?;
    slos.retain(|slo| {
        service.is_none_or(|name| same(name, &slo.service_name))
            && (team.is_none() || slo.team.is_some_and(|team| teams.contains(&team)))
    });
    Ok(slos)
}

/// All of them.
#[derive(Debug, Clone)]
pub struct BudgetsRead {
    pub asked: BudgetsAsked,
    pub now: Instant,
    pub lines: Vec<BudgetLine>,
    pub retired: Vec<Slo>,
    pub providers: Vec<Provider>,
}

/// # Errors
/// Invalid, where the service or the team is not known.
pub async fn read(
    db: &mut Db<'_>,
    viewer: Viewer,
    now: Instant,
    asked: BudgetsAsked,
) -> Result<BudgetsRead, Failure> {
    let (service, team, private) = (asked.service.as_deref(), asked.team.as_deref(), asked.private);
    Choices::have(&mut *db, service, team).await?;
    let slos = slos_of(&mut *db, service, team).await?;
    let retired = slos.iter().filter(|slo| slo.retired_at.is_some()).cloned().collect();
    let lines = lines(&mut *db, viewer, now, slos, private).await?;
    // Of providers the whole list tells: they stand beside all budgets, not beside some.
    let providers = if asked.is_set() {
        Vec::new()
    } else {
        let known = Known::read(&mut *db).await?;
        known.providers(db, (viewer, now), private).await?
    };
    Ok(BudgetsRead { asked, now, lines, retired, providers })
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
            with_private: self.asked.private,
            budgets_over: self.over(),
            budgets: self.lines.len(),
            slos: self.lines.iter().map(Line::of).collect(),
            providers: self.providers.iter().map(OfProvider::of).collect(),
        }
        .serialize(serializer)
    }
}
