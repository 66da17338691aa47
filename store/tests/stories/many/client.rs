//! One of the many: reads, changes, and sends until it is taken, each time with what it was shown.

use std::collections::BTreeMap;

use nofault_domain::access::Viewer;
use nofault_domain::command::entry::EditEntry;
use nofault_domain::command::incident::{ChangeDetails, SetMilestones};
use nofault_domain::command::{Command, Typing};
use nofault_domain::conflict::Conflict;
use nofault_domain::id::CommandId;
use nofault_domain::instant::Instant;
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::{Moment, Precision, Source};
use nofault_domain::number::{EntryNumber, IncidentNumber};
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use nofault_domain::zone::Zone;
use nofault_store::{Failure, Outcome, Perform, Store, incident, new_id, timeline};

use super::accepted::Accepted;
use super::{AT, CLIENTS, ENTRIES};

#[derive(Clone)]
pub struct Client {
    pub store: Store,
    pub viewer: Viewer,
    pub number: usize,
}

/// A text with a line for each, and a blank one between.
pub fn sheet() -> String {
    (0..CLIENTS).map(|client| format!("{client}: 0")).collect::<Vec<_>>().join("\n\n")
}

pub fn with_line(text: &str, client: usize, line: &str) -> String {
    let begins = format!("{client}: ");
    let one = |old: &str| if old.starts_with(&begins) { line.to_owned() } else { old.to_owned() };
    text.split('\n').map(one).collect::<Vec<_>>().join("\n")
}

impl Client {
    /// What both wrote, where somebody else was faster.
    pub async fn send<C>(&self, form: C) -> Result<Outcome, Conflict>
    where
        C: Command,
        C::Parsed: Perform,
    {
        self.send_once(form).await.map_err(|refusal| match refusal {
            Refusal::Stale(conflict) => *conflict,
            other => panic!("{other}"),
        })
    }

    /// # Errors
    /// Somebody else was faster, or has done the same to the status; any other refusal fails
    /// the story.
    pub async fn send_once<C>(&self, form: C) -> Result<Outcome, Refusal>
    where
        C: Command,
        C::Parsed: Perform,
    {
        let typing = Typing { now: Instant::from_seconds(1_796_000_000), zone: Zone::utc() };
        let parsed = form.parse(&typing).unwrap();
        match self.store.run(self.viewer, CommandId(new_id()), typing.now, parsed).await {
            Ok(outcome) => Ok(outcome),
            Err(Failure::Refused(refusal)) if is_late(&refusal) => Err(refusal),
            Err(other) => panic!("{other}"),
        }
    }

    /// All of this client's edits; how often somebody else was faster.
    pub async fn work(self, many: usize) -> (Vec<Accepted>, usize) {
        let (mut all, mut conflicts) = (Vec::new(), 0);
        for round in 1..=many {
            let line = format!("{}: {round}", self.number);
            let (accepted, faster) = match round % 20 {
                1 => self.summary(line).await,
                6 => self.title(line).await,
                11 | 16 => self.milestone(round).await,
                3 | 13 => self.section(self.number + round, line).await,
                8 => self.update(self.number + round, line).await,
                14 => self.status(round / 20 + self.number).await,
                18 => self.impact(self.number + round, line).await,
                _ => self.entry((self.number + round) % ENTRIES, line).await,
            };
            all.push(accepted);
            conflicts += faster;
        }
        (all, conflicts)
    }

    async fn entry(&self, entry: usize, line: String) -> (Accepted, usize) {
        let mut reader = self.store.read().await.unwrap();
        let found = incident::by_number(&mut reader.db(), self.viewer, IncidentNumber(1)).await;
        let number = EntryNumber(i64::try_from(entry).unwrap() + 1);
        let found = timeline::entry(&mut reader.db(), found.unwrap().id, number).await.unwrap();
        drop(reader);
        let (mut text, mut version) = (with_line(&found.body, self.number, &line), found.version);
        for faster in 0.. {
            let form = EditEntry {
                incident: "INC-1".to_owned(),
                entry: number.to_string(),
                version: version.to_string(),
                body: text.clone(),
                at: AT.to_owned(),
                ..Default::default()
            };
            match self.send(form).await {
                Ok(outcome) => {
                    let (from, to) = (version, outcome.version);
                    return (Accepted::Entry { entry, from, to, line }, faster);
                }
                Err(conflict) => {
                    let body = conflict.field("body").unwrap();
                    assert!(body.clean, "{}", body.merged);
                    (text, version) = (body.merged.clone(), conflict.version);
                }
            }
        }
        unreachable!("somebody gets through")
    }

    async fn opened(&self) -> (ChangeDetails, String) {
        let mut reader = self.store.read().await.unwrap();
        let found = incident::by_number(&mut reader.db(), self.viewer, IncidentNumber(1)).await;
        let found = found.unwrap();
        let form = ChangeDetails {
            incident: "INC-1".to_owned(),
            version: found.version.to_string(),
            title: found.title.clone(),
            kind: "incident".to_owned(),
            summary: found.summary,
            ..Default::default()
        };
        (form, found.title)
    }

    /// Sends it until it is taken, each time with what it was shown: its title stays its own
    /// where it writes one.
    async fn details(&self, own: bool, line: &str) -> (i64, String, usize) {
        let (mut form, mut was) = self.opened().await;
        if own {
            line.clone_into(&mut form.title);
        } else {
            form.summary = with_line(&form.summary, self.number, line);
        }
        for faster in 0.. {
            let sent = ChangeDetails {
                incident: form.incident.clone(),
                version: form.version.clone(),
                title: form.title.clone(),
                kind: form.kind.clone(),
                summary: form.summary.clone(),
                was_title: was.as_str().into(),
                ..Default::default()
            };
            match self.send(sent).await {
                Ok(outcome) => return (outcome.version, was, faster),
                Err(conflict) => {
                    form.version = conflict.version.to_string();
                    if let Some(title) = conflict.field("title") {
                        was.clone_from(&title.theirs);
                        if !own {
                            form.title.clone_from(&title.merged);
                        }
                    }
                    if let Some(summary) = conflict.field("summary") {
                        assert!(summary.clean, "{}", summary.merged);
                        form.summary.clone_from(&summary.merged);
                    }
                }
            }
        }
        unreachable!("somebody gets through")
    }

    async fn summary(&self, line: String) -> (Accepted, usize) {
        let (to, _, faster) = self.details(false, &line).await;
        (Accepted::Summary { to, line }, faster)
    }

    async fn title(&self, title: String) -> (Accepted, usize) {
        let (to, was, faster) = self.details(true, &title).await;
        (Accepted::Title { to, was, title }, faster)
    }

    async fn milestone(&self, round: usize) -> (Accepted, usize) {
        let mut reader = self.store.read().await.unwrap();
        let found = incident::by_number(&mut reader.db(), self.viewer, IncidentNumber(1)).await;
        let found = found.unwrap();
        let known = incident::milestones(&mut reader.db(), found.id).await.unwrap();
        drop(reader);
        let milestone = Milestone::ALL[round % Milestone::ALL.len()];
        let minutes = i64::try_from(self.number * 10_000 + round).unwrap();
        let at = typed(&Moment {
            at: Instant::from_seconds(1_700_000_040 + minutes * 60),
            precision: Precision::Minute,
            zone: Zone::utc(),
            source: Source::Person,
        });
        let of = |name: Milestone| known.iter().find(|(known, _)| *known == name);
        let mut were: BTreeMap<Milestone, String> = Milestone::ALL
            .iter()
            .map(|name| (*name, of(*name).map(|(_, at)| typed(at)).unwrap_or_default()))
            .collect();
        let mut version = found.version;
        for faster in 0.. {
            let form = form(version, &were, milestone, &at);
            match self.send(form).await {
                Ok(_) => {
                    let was = were[&milestone].clone();
                    return (Accepted::Milestone { milestone, was, at }, faster);
                }
                Err(conflict) => {
                    version = conflict.version;
                    for field in conflict.fields {
                        were.insert(Milestone::parse(field.name).unwrap(), field.theirs);
                    }
                }
            }
        }
        unreachable!("somebody gets through")
    }
}

fn is_late(refusal: &Refusal) -> bool {
    refusal.status() == 409 || refusal.fields().iter().any(|error| error.field == "status")
}

fn typed(moment: &Moment) -> String {
    moment.typed_in(&Zone::utc())
}

fn form(
    version: i64,
    were: &BTreeMap<Milestone, String>,
    own: Milestone,
    at: &str,
) -> SetMilestones {
    let now = |name: Milestone| if name == own { at.to_owned() } else { were[&name].clone() };
    let was = |name: Milestone| were[&name].as_str().into();
    SetMilestones {
        incident: "INC-1".to_owned(),
        version: version.to_string(),
        zone: "UTC".to_owned(),
        impact_started: now(Milestone::ImpactStarted),
        detected: now(Milestone::Detected),
        declared: now(Milestone::Declared),
        acknowledged: now(Milestone::Acknowledged),
        mitigated: now(Milestone::Mitigated),
        resolved: now(Milestone::Resolved),
        impact_ended: now(Milestone::ImpactEnded),
        was_impact_started: was(Milestone::ImpactStarted),
        was_detected: was(Milestone::Detected),
        was_declared: was(Milestone::Declared),
        was_acknowledged: was(Milestone::Acknowledged),
        was_mitigated: was(Milestone::Mitigated),
        was_resolved: was(Milestone::Resolved),
        was_impact_ended: was(Milestone::ImpactEnded),
    }
}
