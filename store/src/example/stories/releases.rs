//! What the shop releases, and what came of it. Most changes lead to nothing; these are here,
//! too, as a rate is made of all.

use nofault_domain::change::ChangeKind;
use nofault_domain::command::change::{CauseNaming, ChangeContent, NewChange, RecordKept};
use nofault_domain::instant::Instant;
use nofault_domain::moment::Source;
use nofault_domain::number::ChangeNumber;
use nofault_domain::period::Day;
use nofault_domain::text::{Name, Title};

use super::super::clock::{When, after, day, noted};
use super::super::shop::Shop;
use super::super::tell::taken;
use super::ideas::of;
use super::{autumn, checkout, small};
use crate::work::{Perform, Work};
use crate::{Failure, catalog};

/// Releases of a service: the last so many days ago, each so many days after the one before.
struct Train {
    service: &'static str,
    last: i64,
    every: i64,
    /// At this hour and minute.
    at: (i64, i64),
    /// Of the last one.
    major: i64,
    minor: i64,
}

const TRAINS: &[Train] = &[
    Train { service: "checkout", last: 5, every: 7, at: (15, 10), major: 4, minor: 41 },
    Train { service: "web shop", last: 2, every: 7, at: (11, 0), major: 9, minor: 63 },
    Train { service: "search", last: 11, every: 14, at: (10, 30), major: 2, minor: 24 },
    Train { service: "login", last: 16, every: 21, at: (9, 20), major: 3, minor: 17 },
    Train { service: "mobile app", last: 23, every: 28, at: (13, 0), major: 7, minor: 12 },
];

/// As long as the stories go back.
const DAYS: i64 = 270;

/// A change that is told by itself, and the story that it led to.
struct Single {
    service: &'static str,
    kind: ChangeKind,
    title: &'static str,
    when: When,
    caused: Option<&'static str>,
}

const SINGLES: &[Single] = &[
    Single {
        service: "login",
        kind: ChangeKind::Infrastructure,
        title: "Certificates are renewed by the new job",
        when: When::Days(284, 11, 0),
        caused: Some(small::CERTIFICATE.title),
    },
    Single {
        service: "web shop",
        kind: ChangeKind::Flag,
        title: "Drafts of articles may be saved without a price",
        when: When::Days(216, 16, 40),
        caused: Some(small::SEARCH_INDEX.title),
    },
    Single {
        service: "payments gateway",
        kind: ChangeKind::Config,
        title: "The second provider becomes the first for wallets",
        when: When::Days(88, 9, 0),
        caused: None,
    },
    Single {
        service: "search",
        kind: ChangeKind::Config,
        title: "The nightly rebuild of the index moves to 05:00",
        when: When::Days(34, 13, 20),
        caused: Some(autumn::SEARCH_SLOW.title),
    },
];

/// The release of a train that failed: of which service, how many days ago, in which story.
const FAILED: (&str, i64, &str) = ("checkout", 33, checkout::POOL.title);

/// So many days ago these services began to record all of their changes.
const KEPT: [(&str, i64); 3] = [("checkout", 250), ("search", 180), ("web shop", 120)];

/// After the stories, each at its time.
pub(in super::super) async fn record(
    work: &mut Work<'_>,
    shop: &Shop,
    now: Instant,
) -> Result<(), Failure> {
    for train in TRAINS {
        for (turn, days) in (train.last..DAYS).step_by(step(train.every)).enumerate() {
            let back = i64::try_from(turn).unwrap_or(i64::MAX);
            let title = format!("{} {}.{}", train.service, train.major, train.minor - back);
            let at = When::Days(days, train.at.0, train.at.1).before(now);
            let kind = ChangeKind::Release;
            let caused = (FAILED.0, FAILED.1) == (train.service, days);
            let caused = caused.then_some(FAILED.2);
            change(work, shop, (kind, train.service, &title), at, caused).await?;
        }
    }
    for one in SINGLES {
        let at = one.when.before(now);
        change(work, shop, (one.kind, one.service, one.title), at, one.caused).await?;
    }
    work.now = now;
    keep(work, now).await
}

fn step(days: i64) -> usize {
    usize::try_from(days).unwrap_or(1)
}

async fn change(
    work: &mut Work<'_>,
    shop: &Shop,
    (kind, service, title): (ChangeKind, &str, &str),
    at: Instant,
    caused: Option<&str>,
) -> Result<(), Failure> {
    work.now = at;
    let content = ChangeContent {
        kind,
        service: taken(Name::parse(service))?,
        title: taken(Title::parse(title))?,
        link: None,
        moment: noted(at, &shop.zone, Source::Person),
    };
    let recorded = NewChange(content).perform(work).await?;
    let given = recorded.address.rsplit('/').next().unwrap_or_default();
    let number = ChangeNumber::parse(given).ok_or_else(|| Failure::damaged("number", given))?;
    if let Some(story) = caused {
        let incident = of(work, story).await?;
        work.now = after(incident.recorded_at, 60);
        CauseNaming { incident: incident.number, change: number }.perform(work).await?;
    }
    Ok(())
}

async fn keep(work: &mut Work<'_>, now: Instant) -> Result<(), Failure> {
    let services = catalog::services(&mut work.db).await?;
    for (name, days) in KEPT {
        let service = services.iter().find(|one| one.name.eq_ignore_ascii_case(name));
        let Some(service) = service else { continue };
        let since = Some(taken(Day::parse(&day(now, days)))?);
        let (service, version) = (service.id, service.version);
        RecordKept { service, version, since, was: None }.perform(work).await?;
    }
    Ok(())
}
