//! Telling a story: each step is the command that somebody would have sent, at its time.

use nofault_domain::command::entry::NewEntry;
use nofault_domain::command::impact::{ImpactContent, NewImpact};
use nofault_domain::command::incident::{Declaration, SeverityChange, StatusChange};
use nofault_domain::command::postmortem::{PostmortemBeginning, Publication, SectionEdit};
use nofault_domain::command::response::{NewUpdate, RoleTaking, Who};
use nofault_domain::entry::EntryKind;
use nofault_domain::impact::{Fraction, Span};
use nofault_domain::instant::Instant;
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::{Moment, Source};
use nofault_domain::number::IncidentNumber;
use nofault_domain::promise::Promise;
use nofault_domain::status::Status;
use nofault_domain::text::{Label, Markdown, Name, Reason, Title};
use nofault_domain::toil::Toil;
use nofault_domain::zone::Zone;

use super::clock::{after, noted};
use super::review;
use super::shop::Shop;
use super::stories::{Hit, Paper, Step, Story, factors};
use super::tasks;
use crate::incident::{self, Incident};
use crate::work::{Perform, Work};
use crate::{Failure, postmortem};

/// The examples are texts of this program: one that its own parser refuses is a fault of it.
pub(super) fn taken<T, E: std::fmt::Display>(parsed: Result<T, E>) -> Result<T, Failure> {
    parsed.map_err(|error| Failure::damaged("example", error))
}

pub(super) async fn tell(
    work: &mut Work<'_>,
    story: &Story,
    shop: &Shop,
    now: Instant,
) -> Result<(), Failure> {
    let declared = story.declared.before(now);
    work.now = declared;
    let number = declare(work, story, shop).await?;
    for (minutes, step) in story.steps {
        work.now = after(declared, *minutes);
        let at = Moment::exact(work.now, shop.zone.clone(), Source::Person);
        take(work, number, *step, at, declared).await?;
    }
    let ended = work.now;
    for task in story.tasks {
        work.now = ended;
        tasks::add(work, number, task, shop, now).await?;
    }
    if let Some(paper) = &story.paper {
        work.now = after(ended, paper.days_after * 24 * 60);
        write(work, number, paper, shop, now).await?;
    }
    factors::name(work, number, story.title).await
}

async fn declare(
    work: &mut Work<'_>,
    story: &Story,
    shop: &Shop,
) -> Result<IncidentNumber, Failure> {
    let services = story.services.iter().map(|name| taken(Name::parse(name)));
    let started =
        story.started.map(|minutes| noted(after(work.now, -minutes), &shop.zone, Source::Person));
    let declaration = Declaration {
        title: taken(Title::parse(story.title))?,
        kind: story.kind,
        status: Status::Investigating,
        private: false,
        severity: Some(story.severity),
        services: services.collect::<Result<_, _>>()?,
        impact_started: started,
        summary: taken(Markdown::parse_optional(story.summary))?,
        zone: shop.zone.clone(),
    };
    let outcome = declaration.perform(work).await?;
    let given = outcome.address.rsplit('/').next().unwrap_or_default();
    let number = IncidentNumber::parse(given).ok_or_else(|| Failure::damaged("number", given))?;
    let id = nofault_domain::id::IncidentId(outcome.id);
    work.add_labels(id, &[taken(Label::parse(super::LABEL))?]).await?;
    if let Some(minutes) = story.detected {
        let detected = noted(after(work.now, -minutes), &shop.zone, Source::Alert);
        work.set_milestone(id, Milestone::Detected, &detected).await?;
    }
    Ok(number)
}

async fn current(work: &mut Work<'_>, number: IncidentNumber) -> Result<Incident, Failure> {
    incident::by_number(&mut work.db, work.viewer, number).await
}

async fn take(
    work: &mut Work<'_>,
    number: IncidentNumber,
    step: Step,
    at: Moment,
    declared: Instant,
) -> Result<(), Failure> {
    let incident = current(work, number).await?;
    match step {
        Step::Log(kind, body) => log(work, number, Said::plain(kind, body), at).await?,
        Step::Pin(kind, body) => {
            let said = Said { pinned: true, ..Said::plain(kind, body) };
            log(work, number, said, at).await?;
        }
        Step::Toil(minutes, automatable, body) => {
            let toil = Some(Toil { minutes, automatable });
            let said = Said { toil, ..Said::plain(EntryKind::ActionTaken, body) };
            log(work, number, said, at).await?;
        }
        Step::Hit(hit) => affect(work, number, hit, declared, &at.zone).await?,
        Step::Status(status, comment) => {
            let change = StatusChange {
                incident: number,
                version: incident.version,
                status,
                at,
                impact_started: None,
                comment: taken(Markdown::parse_optional(comment))?,
            };
            change.perform(work).await?;
        }
        Step::Severity(severity, comment) => {
            let change = SeverityChange {
                incident: number,
                version: incident.version,
                severity: Some(severity),
                comment: taken(Markdown::parse_optional(comment))?,
                at,
            };
            change.perform(work).await?;
        }
        Step::Role(role, name) => {
            let person = Who::Named(taken(Name::parse(name))?);
            let taking = RoleTaking { incident: number, role, person, at, instead_of: None };
            taking.perform(work).await?;
        }
        Step::Update(text, next) => {
            let text = taken(Markdown::parse(text))?;
            let next = taken(Promise::parse(next, &at.zone, work.now))?;
            NewUpdate { incident: number, text, next }.perform(work).await?;
        }
    }
    Ok(())
}

/// What an entry says.
struct Said {
    kind: EntryKind,
    body: &'static str,
    pinned: bool,
    toil: Option<Toil>,
}

impl Said {
    fn plain(kind: EntryKind, body: &'static str) -> Self {
        Self { kind, body, pinned: false, toil: None }
    }
}

async fn log(
    work: &mut Work<'_>,
    incident: IncidentNumber,
    said: Said,
    at: Moment,
) -> Result<(), Failure> {
    let Said { kind, body, pinned, toil } = said;
    let body = Some(taken(Markdown::parse(body))?);
    let entry =
        NewEntry { incident, kind, body, at, evidence: None, pinned, toil, files: Vec::new() };
    entry.perform(work).await.map(drop)
}

async fn affect(
    work: &mut Work<'_>,
    incident: IncidentNumber,
    hit: &Hit,
    declared: Instant,
    zone: &Zone,
) -> Result<(), Failure> {
    let moment = |minutes| noted(after(declared, minutes), zone, Source::Person);
    let content = ImpactContent {
        service: taken(Name::parse(hit.service))?,
        span: Span { from: moment(hit.from), to: hit.to.map(moment) },
        fraction: hit.fraction.and_then(Fraction::from_millionths),
        words: taken(Reason::parse_optional(hit.words))?,
    };
    NewImpact { incident, content }.perform(work).await.map(drop)
}

async fn write(
    work: &mut Work<'_>,
    incident: IncidentNumber,
    paper: &Paper,
    shop: &Shop,
    now: Instant,
) -> Result<(), Failure> {
    review::say_level(work, incident, &paper.way).await?;
    PostmortemBeginning { incident, template: None }.perform(work).await?;
    let id = current(work, incident).await?.id;
    for (section, body) in paper.sections {
        let edit = SectionEdit {
            incident,
            section: (*section).to_owned(),
            version: 1,
            body: taken(Markdown::parse_optional(body))?,
        };
        edit.perform(work).await?;
    }
    work.now = after(work.now, 60);
    review::go(work, incident, &paper.way, shop, now).await?;
    let written = postmortem::of_incident(&mut work.db, id).await?;
    match written.filter(|_| paper.published) {
        Some(written) => {
            let version = written.version;
            Publication { incident, version }.perform(work).await.map(drop)
        }
        None => Ok(()),
    }
}
