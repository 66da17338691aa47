//! The same of a second incident: its postmortem, its updates, its impacts, its status.

use std::collections::BTreeMap;

use nofault_domain::access::Viewer;
use nofault_domain::command::impact::{AddImpact, EditImpact};
use nofault_domain::command::incident::ChangeStatus;
use nofault_domain::command::postmortem::{BeginPostmortem, EditSection};
use nofault_domain::command::response::{EditUpdate, PostUpdate};
use nofault_domain::entry::ChangedField;
use nofault_domain::id::IncidentId;
use nofault_domain::number::{ImpactNumber, IncidentNumber, UpdateNumber};
use nofault_domain::status::Status;
use nofault_domain::word::Word;
use nofault_store::incident::Incident;
use nofault_store::timeline::Revision;
use nofault_store::{Db, impact, incident, postmortem, response, timeline};

use super::accepted::Accepted;
use super::client::{Client, sheet, with_line};
use super::{AT, after};
use crate::here::Here;

const INCIDENT: &str = "INC-2";
const NUMBER: IncidentNumber = IncidentNumber(2);
/// Of each so many are edited.
const EACH: usize = 4;
const STATUSES: [Status; 3] = [Status::Investigating, Status::Fixing, Status::Monitoring];

/// Something of each, for all to edit.
pub async fn begin(here: &Here, ada: Viewer) {
    here.declare(ada, "Checkout is slow").await;
    let incident = || INCIDENT.to_owned();
    here.send(ada, BeginPostmortem { incident: incident(), template: FULL.to_owned() })
        .await
        .unwrap();
    for section in sections(here).await {
        here.send(ada, edit_section(&section, 1, &sheet())).await.unwrap();
    }
    for number in 1..=EACH {
        let update = PostUpdate { incident: incident(), text: sheet(), ..Default::default() };
        here.send(ada, update).await.unwrap();
        let (service, from) = (format!("service {number}"), AT.to_owned());
        let words = "nobody: 0".to_owned();
        let impact = AddImpact { incident: incident(), service, from, words, ..Default::default() };
        here.send(ada, impact).await.unwrap();
    }
}

/// The keys of those that are edited.
async fn sections(here: &Here) -> Vec<String> {
    let id = here.incident(Viewer::Operator, NUMBER).await.id;
    let found = postmortem::of_incident(&mut here.reader().await.db(), id).await.unwrap();
    found.unwrap().sections.into_iter().take(EACH).map(|section| section.key).collect()
}

/// The template that is shipped as the full one: it has sections enough.
const FULL: &str = "00000000-0000-7000-8000-000000000001";

fn edit_section(section: &str, version: i64, body: &str) -> EditSection {
    EditSection {
        incident: INCIDENT.to_owned(),
        section: section.to_owned(),
        version: version.to_string(),
        body: body.to_owned(),
    }
}

impl Client {
    async fn second(&self, db: &mut Db<'_>) -> Incident {
        incident::by_number(db, self.viewer, NUMBER).await.unwrap()
    }

    pub async fn section(&self, place: usize, line: String) -> (Accepted, usize) {
        let mut reader = self.store.read().await.unwrap();
        let id = self.second(&mut reader.db()).await.id;
        let found = postmortem::of_incident(&mut reader.db(), id).await.unwrap().unwrap();
        drop(reader);
        let found = &found.sections[place % EACH];
        let (mut text, mut version) = (with_line(&found.body, self.number, &line), found.version);
        for faster in 0.. {
            match self.send(edit_section(&found.key, version, &text)).await {
                Ok(outcome) => {
                    let (section, to) = (found.key.clone(), outcome.version);
                    return (Accepted::Section { section, from: version, to, line }, faster);
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

    /// Whoever comes too late looks again, and writes into what stands there then.
    pub async fn update(&self, place: usize, line: String) -> (Accepted, usize) {
        let number = UpdateNumber(i64::try_from(place % EACH).unwrap() + 1);
        for faster in 0.. {
            let mut reader = self.store.read().await.unwrap();
            let id = self.second(&mut reader.db()).await.id;
            let found = response::update(&mut reader.db(), id, number).await.unwrap();
            drop(reader);
            let form = EditUpdate {
                incident: INCIDENT.to_owned(),
                update: number.to_string(),
                version: found.version.to_string(),
                text: with_line(&found.text, self.number, &line),
            };
            if let Ok(outcome) = self.send_once(form).await {
                let (update, from, to) = (number, found.version, outcome.version);
                return (Accepted::Update { update, from, to, line }, faster);
            }
        }
        unreachable!("somebody gets through")
    }

    pub async fn impact(&self, place: usize, line: String) -> (Accepted, usize) {
        let number = ImpactNumber(i64::try_from(place % EACH).unwrap() + 1);
        for faster in 0.. {
            let mut reader = self.store.read().await.unwrap();
            let id = self.second(&mut reader.db()).await.id;
            let found = impact::one(&mut reader.db(), id, number).await.unwrap();
            drop(reader);
            let form = EditImpact {
                incident: INCIDENT.to_owned(),
                impact: number.to_string(),
                version: found.version.to_string(),
                service: found.said.service_name,
                from: AT.to_owned(),
                words: line.clone(),
                ..Default::default()
            };
            if let Ok(outcome) = self.send_once(form).await {
                let (was, to) = (found.said.words, outcome.version);
                return (Accepted::Impact { impact: number, to, was, words: line }, faster);
            }
        }
        unreachable!("somebody gets through")
    }

    /// To another than the one that was seen last.
    pub async fn status(&self, place: usize) -> (Accepted, usize) {
        for faster in 0.. {
            let mut reader = self.store.read().await.unwrap();
            let found = self.second(&mut reader.db()).await;
            drop(reader);
            let others: Vec<Status> =
                STATUSES.into_iter().filter(|status| *status != found.status).collect();
            let status = others[place % others.len()];
            let form = ChangeStatus {
                incident: INCIDENT.to_owned(),
                version: found.version.to_string(),
                status: status.key().to_owned(),
                ..Default::default()
            };
            if let Ok(outcome) = self.send_once(form).await {
                let (was, to) = (found.status, outcome.version);
                return (Accepted::Status { to, was, status }, faster);
            }
        }
        unreachable!("somebody gets through")
    }
}

/// Each version is the one before, as its writer was shown it, with one change of theirs.
pub async fn is_whole(here: &Here, accepted: &[Accepted]) {
    let id = here.incident(Viewer::Operator, NUMBER).await.id;
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let found = postmortem::of_incident(db, id).await.unwrap().unwrap();
    for section in found.sections.iter().take(EACH) {
        let mut texts = timeline::revisions(db, section.id.0).await.unwrap();
        texts.reverse();
        // Begun empty.
        texts_are_whole(&texts[1..], accepted, |one| match one {
            Accepted::Section { section: of, from, to, line } if *of == section.key => {
                Some((*to, (*from, line.as_str())))
            }
            _ => None,
        });
    }
    for update in response::updates(db, id).await.unwrap() {
        let mut texts = timeline::revisions(db, update.id.0).await.unwrap();
        texts.reverse();
        texts_are_whole(&texts, accepted, |one| match one {
            Accepted::Update { update: of, from, to, line } if *of == update.number => {
                Some((*to, (*from, line.as_str())))
            }
            _ => None,
        });
    }
    impacts_are_whole(db, id, accepted).await;
    let told = timeline::entries(db, id).await.unwrap();
    let mut told: Vec<_> = told
        .into_iter()
        .filter_map(|entry| Some((entry.number, entry.change?)))
        .filter(|(_, change)| change.field == ChangedField::Status)
        .collect();
    told.sort_by_key(|(number, _)| *number);
    let told: Vec<_> = told.into_iter().map(|(_, change)| (change.from, change.to)).collect();
    let changes: BTreeMap<i64, (String, String)> = accepted
        .iter()
        .filter_map(|one| match one {
            Accepted::Status { to, was, status } => {
                Some((*to, (was.key().to_owned(), status.key().to_owned())))
            }
            _ => None,
        })
        .collect();
    assert_eq!(told, changes.into_values().collect::<Vec<_>>());
}

fn texts_are_whole<'a>(
    texts: &[Revision],
    accepted: &'a [Accepted],
    of_it: impl Fn(&'a Accepted) -> Option<(i64, (i64, &'a str))>,
) {
    let of_it: BTreeMap<i64, (i64, &str)> = accepted.iter().filter_map(of_it).collect();
    assert_eq!(texts.len(), of_it.len() + 1);
    for pair in texts.windows(2) {
        let (from, line) = of_it[&pair[1].version];
        assert_eq!((pair[0].version, from), (pair[1].version - 1, pair[1].version - 1));
        assert_eq!(pair[1].body, after(&pair[0].body, line));
    }
}

async fn impacts_are_whole(db: &mut Db<'_>, id: IncidentId, accepted: &[Accepted]) {
    let mut said: BTreeMap<(ImpactNumber, i64), String> = BTreeMap::new();
    for (number, version, was) in impact::earlier(db, id).await.unwrap() {
        said.insert((number, version), was.words);
    }
    for now in impact::of_incident(db, id).await.unwrap() {
        said.insert((now.number, now.version), now.said.words);
    }
    let mut edits = 0;
    for one in accepted {
        if let Accepted::Impact { impact, to, was, words } = one {
            assert_eq!((&said[&(*impact, to - 1)], &said[&(*impact, *to)]), (was, words));
            edits += 1;
        }
    }
    assert_eq!(said.len(), edits + EACH, "each version is somebody's");
}
