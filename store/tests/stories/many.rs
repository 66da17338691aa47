//! Sixty-four people edit the same things at once: every accepted edit is in the history,
//! and none of them overwrote one that its writer had not been shown.
//!
//! `NOFAULT_EDITS` says how many edits; where it does not, 10,000.

mod accepted;
mod client;
mod response;

use std::collections::{BTreeMap, BTreeSet};

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::entry::LogEntry;
use nofault_domain::command::incident::ChangeDetails;
use nofault_domain::number::IncidentNumber;
use nofault_store::timeline;

use crate::here::Here;
use crate::raw;
use accepted::Accepted;
use client::{Client, sheet, with_line};

on_both!(nothing_is_overwritten_and_nothing_lost);

const CLIENTS: usize = 64;
const ENTRIES: usize = 32;
const AT: &str = "2026-11-20 10:00";

#[expect(clippy::disallowed_methods, reason = "how long a test may take is no configuration")]
fn edits() -> usize {
    let asked = std::env::var("NOFAULT_EDITS").ok().and_then(|many| many.parse().ok());
    asked.unwrap_or(10_000)
}

async fn nothing_is_overwritten_and_nothing_lost(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    here.declare(ada, "Everything is slow").await;
    for _ in 0..ENTRIES {
        let (incident, body, at) = ("INC-1".to_owned(), sheet(), AT.to_owned());
        here.send(ada, LogEntry { incident, body, at, ..Default::default() }).await.unwrap();
    }
    let first = ChangeDetails {
        incident: "INC-1".to_owned(),
        version: "1".to_owned(),
        title: "Everything is slow".to_owned(),
        kind: "incident".to_owned(),
        summary: sheet(),
        ..Default::default()
    };
    here.send(ada, first).await.unwrap();
    response::begin(here, ada).await;
    let (edits, mut clients) = (edits(), Vec::new());
    for number in 0..CLIENTS {
        let viewer = here.person(&format!("Client{number}"), Role::Responder).await;
        let client = Client { store: here.store.clone(), viewer, number };
        let many = edits / CLIENTS + usize::from(number < edits % CLIENTS);
        clients.push(tokio::spawn(client.work(many)));
    }
    let (mut accepted, mut conflicts) = (Vec::new(), 0);
    for client in clients {
        let (of_one, faster) = client.await.unwrap();
        accepted.extend(of_one);
        conflicts += faster;
    }
    assert_eq!(accepted.len(), edits);
    assert!(conflicts > 0, "they never met");
    entries_are_whole(here, &accepted).await;
    details_are_whole(here, &accepted).await;
    milestones_are_whole(here, &accepted).await;
    response::is_whole(here, &accepted).await;
}

/// Each version of a text is the one before with one line of one client changed.
async fn entries_are_whole(here: &Here, accepted: &[Accepted]) {
    let id = here.incident(Viewer::Operator, IncidentNumber(1)).await.id;
    let mut reader = here.reader().await;
    let all = timeline::entries(&mut reader.db(), id).await.unwrap();
    for entry in &all {
        let mut texts = timeline::revisions(&mut reader.db(), entry.id.0).await.unwrap();
        texts.reverse();
        let of_it: BTreeMap<i64, (i64, &str)> = accepted
            .iter()
            .filter_map(|one| match one {
                Accepted::Entry { entry: of, from, to, line }
                    if i64::try_from(*of).unwrap() + 1 == entry.number.0 =>
                {
                    Some((*to, (*from, line.as_str())))
                }
                _ => None,
            })
            .collect();
        assert_eq!(texts.len(), of_it.len() + 1);
        for pair in texts.windows(2) {
            let (from, line) = of_it[&pair[1].version];
            assert_eq!((pair[0].version, from), (pair[1].version - 1, pair[1].version - 1));
            assert_eq!(pair[1].body, after(&pair[0].body, line));
        }
    }
}

/// What stands there if only this line was changed.
fn after(text: &str, line: &str) -> String {
    let (client, _) = line.split_once(": ").unwrap();
    with_line(text, client.parse().unwrap(), line)
}

async fn details_are_whole(here: &Here, accepted: &[Accepted]) {
    let id = here.incident(Viewer::Operator, IncidentNumber(1)).await.id;
    let mut texts = timeline::revisions(&mut here.reader().await.db(), id.0).await.unwrap();
    texts.reverse();
    // Declared, and given its summary.
    let texts = &texts[1..];
    let of_it: BTreeMap<i64, &Accepted> = accepted
        .iter()
        .filter_map(|one| match one {
            Accepted::Summary { to, .. } | Accepted::Title { to, .. } => Some((*to, one)),
            _ => None,
        })
        .collect();
    assert_eq!(texts.len(), of_it.len() + 1);
    for pair in texts.windows(2) {
        let [(title, summary), now] =
            [0, 1].map(|place| pair[place].body.split_once("\n\n").unwrap());
        match of_it[&pair[1].version] {
            Accepted::Summary { line, .. } => {
                assert_eq!(now, (title, after(summary, line).as_str()));
            }
            Accepted::Title { was, title: new, .. } => {
                assert_eq!((was.as_str(), now), (title, (new.as_str(), summary)));
            }
            other => unreachable!("{other:?}"),
        }
    }
}

/// Each moment that was set was set over the one that its writer had been shown: so none was
/// replaced by two.
async fn milestones_are_whole(here: &Here, accepted: &[Accepted]) {
    let mut replaced = BTreeSet::new();
    let mut set = 0;
    for one in accepted {
        if let Accepted::Milestone { milestone, was, at } = one {
            assert!(replaced.insert((*milestone, was)), "{was} was replaced twice, by {at}");
            set += 1;
        }
    }
    let known = raw::number(
        &here.target,
        "SELECT COUNT(*) FROM (SELECT incident_id FROM milestone UNION ALL \
            SELECT incident_id FROM milestone_revision) m \
            JOIN incident i ON i.id = m.incident_id WHERE i.number = 1",
    )
    .await;
    // And the moment of the declaration.
    assert_eq!(known, set + 1);
}
