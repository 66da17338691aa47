//! Reports that are kept: what each answers, now and again.

use nofault_domain::access::Viewer;
use nofault_domain::instant::Instant;
use nofault_domain::number::KeptNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::report::actions::GroupBy;
use nofault_domain::report::availability::AvailabilityForm;
use nofault_domain::report::changes::ChangesForm;
use nofault_domain::report::counts::CountsForm;
use nofault_domain::report::durations::DurationsForm;
use nofault_domain::report::home::HomeAsked;
use nofault_domain::report::kept::{Address, Answer, Comparison, Of, Report, compare};
use nofault_domain::report::periods::PeriodsForm;
use nofault_domain::zone::Zone;
use nofault_store::report::kept::{self, Kept, PRIVATE, Stand};
use nofault_store::{Failure, Store, catalog};
use serde::Serialize;

use super::actions::{self, ActionsAsked};
use super::budgets::BudgetsAsked;
use super::{
    availability, budget, budgets, changes, counts, durations, factors, home, reviews, toil,
};

/// A report as it is kept: its question, held to the present period; what it says; and up to
/// which event.
#[derive(Debug)]
pub struct Taken {
    pub address: Address,
    pub answer: Answer,
    pub stand: Stand,
}

/// What was kept beside what the same question is answered today.
#[derive(Debug)]
pub struct Beside {
    pub kept: Kept,
    pub answer: Answer,
    /// Why it is not answered today, where it is not.
    pub today: Result<Comparison, Refusal>,
    pub zone: Zone,
}

/// The report of this address, as it is now.
///
/// # Errors
/// Invalid, where it asks for what cannot be kept, or for what is not known.
pub async fn take(
    store: &Store,
    viewer: Viewer,
    now: Instant,
    address: &Address,
) -> Result<Taken, Failure> {
    let mut reader = store.read().await?;
    // Before the figures: what happens meanwhile is not said to be in them.
    let stand = kept::stand(&mut reader.db(), now).await?;
    let zone = catalog::installation(&mut reader.db()).await?.zone;
    drop(reader);
    let address = asked(address)?.pinned(now, &zone);
    let answer = answer(store, viewer, now, &address).await?;
    Ok(Taken { address, answer, stand })
}

/// # Errors
/// Not found.
pub async fn beside(
    store: &Store,
    viewer: Viewer,
    now: Instant,
    number: KeptNumber,
) -> Result<Beside, Failure> {
    let mut reader = store.read().await?;
    let (kept, then) = kept::one(&mut reader.db(), viewer, number).await?;
    let zone = catalog::installation(&mut reader.db()).await?.zone;
    drop(reader);
    let at = if kept.address.report.is_of_a_moment() { kept.at } else { now };
    let today = match answer(store, viewer, at, &kept.address).await {
        Ok(today) => Ok(compare(&then, &today)),
        Err(Failure::Refused(refusal)) => Err(refusal),
        Err(failure) => return Err(failure),
    };
    Ok(Beside { kept, answer: then, today, zone })
}

/// The same question as the report itself asks it.
fn asked(address: &Address) -> Result<Address, Refusal> {
    let pairs = &address.pairs;
    let asked = match address.report {
        Report::Durations => {
            let asked = DurationsForm::of(pairs).parse()?;
            let period = asked.period.map(|period| ("period", period.to_string()));
            asked.pairs().into_iter().chain(period).collect()
        }
        Report::Counts => CountsForm::of(pairs).parse()?.pairs(),
        Report::Changes => ChangesForm::of(pairs).parse()?.pairs(),
        Report::Factors | Report::Reviews => PeriodsForm::of(pairs).parse()?.pairs(),
        Report::Toil => toil::asked(pairs)?.pairs(),
        Report::Actions => {
            let asked = ActionsAsked::parse(|name| address.value(name))?;
            if asked.by == GroupBy::Owner {
                return Err(Refusal::field("address", OWNERS));
            }
            asked.pairs()
        }
        Report::Home => HomeAsked::parse(pairs)?.periods.pairs(),
        // Which days are those of today is for the report to say.
        Report::Availability => {
            let days = ["from", "to"].map(|name| (name, address.value(name).to_owned()));
            days.into_iter().filter(|(_, day)| !day.is_empty()).chain(private(address)?).collect()
        }
        Report::Budget => private(address)?.into_iter().collect(),
        Report::Budgets => BudgetsAsked::parse(|name| address.value(name))?.pairs(),
    };
    let asked = address.asking(asked);
    if asked.private() { Err(Refusal::field("address", PRIVATE)) } else { Ok(asked) }
}

/// Where private incidents are asked for.
fn private(address: &Address) -> Result<Option<(&'static str, String)>, Refusal> {
    let private = budget::private(address.value("private"))?;
    Ok(private.then(|| ("private", "1".to_owned())))
}

/// Whoever leaves may be made nameless, and figures of one person are nobody’s business later.
const OWNERS: &str = "A report by owner cannot be kept: names of people are not. Show it by team or \
    by service first.";

/// Why the report that is shown cannot be kept.
///
/// # Errors
/// As [`take`] has it before anything is read.
pub fn can_be_kept(address: &Address) -> Result<(), Refusal> {
    asked(address).map(drop)
}

/// What a report says: the same JSON as its own file, without titles and names.
async fn answer(
    store: &Store,
    viewer: Viewer,
    at: Instant,
    address: &Address,
) -> Result<Answer, Failure> {
    let pairs = &address.pairs;
    let answer = match address.report {
        Report::Durations => {
            let asked = DurationsForm::of(pairs).parse()?;
            Answer::of(&durations::read(store, viewer, &asked, at).await?.with_incidents())
        }
        Report::Counts => {
            let asked = CountsForm::of(pairs).parse()?;
            let mut found = counts::read(store, viewer, at, &asked).await?;
            // What goes on is watched longer at each look: only what is asked for is kept of it.
            found.report.periods.retain(|one| one.finished);
            Answer::of(&found.report)
        }
        Report::Changes => {
            let asked = ChangesForm::of(pairs).parse()?;
            Answer::of(&changes::read(store, viewer, at, &asked).await?)
        }
        Report::Factors => {
            let asked = PeriodsForm::of(pairs).parse()?;
            Answer::of(&factors::read(store, viewer, at, &asked).await?.report)
        }
        Report::Toil => {
            let asked = toil::asked(pairs)?;
            Answer::of(&toil::read(store, viewer, at, &asked).await?)
        }
        Report::Reviews => {
            let asked = PeriodsForm::of(pairs).parse()?;
            Answer::of(&reviews::read(store, viewer, at, &asked).await?)
        }
        Report::Actions => {
            let asked = ActionsAsked::parse(|name| address.value(name))?;
            Answer::of(&actions::read(store, viewer, at, &asked).await?)
        }
        Report::Home => {
            let asked = HomeAsked::parse(pairs)?;
            Answer::of(&home::read(store, viewer, at, &asked).await?.to_keep())
        }
        Report::Budget => {
            let Of::Slo(slo) = address.of else { return Err(Refusal::NotFound("SLO").into()) };
            Answer::of(&budget::read(store, viewer, at, slo, false).await?)
        }
        Report::Budgets => {
            let mut reader = store.read().await?;
            let asked = BudgetsAsked::parse(|name| address.value(name))?;
            Answer::of(&budgets::read(&mut reader.db(), viewer, at, asked).await?)
        }
        Report::Availability => {
            let Of::Service(service) = address.of else {
                return Err(Refusal::NotFound("service").into());
            };
            let form = AvailabilityForm::of(pairs);
            Answer::of(&availability::read(store, viewer, at, service, &form).await?)
        }
    };
    answer.ok_or_else(|| Failure::Setup("a report cannot be written as JSON".to_owned()))
}

/// A kept report as a file.
#[derive(Serialize)]
pub struct File<'a> {
    kept: KeptNumber,
    title: &'a str,
    report: Report,
    address: String,
    kept_at: Instant,
    event: i64,
    event_at: Instant,
    note: &'a str,
    answer: &'a Answer,
}

impl<'a> File<'a> {
    #[must_use]
    pub fn of(kept: &'a Kept, answer: &'a Answer) -> Self {
        Self {
            kept: kept.number,
            title: &kept.title,
            report: kept.address.report,
            address: kept.address.to_string(),
            kept_at: kept.at,
            event: kept.stand.event,
            event_at: kept.stand.at,
            note: &kept.note,
            answer,
        }
    }
}
