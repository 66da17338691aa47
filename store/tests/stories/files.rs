//! Evidence, pins, files of entries, pasted blocks.

use std::collections::BTreeMap;

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::entry::{DeleteEntry, EditEntry, LogEntry, Redact};
use nofault_domain::command::file::{AttachFiles, RedactFile};
use nofault_domain::command::paste::LogBlock;
use nofault_domain::command::pin::PinEntry;
use nofault_domain::entry::EntryKind;
use nofault_domain::file::{MediaType, SentFile};
use nofault_domain::id::CommandId;
use nofault_domain::moment::{Precision, Source};
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_store::timeline::{self, Entry};
use nofault_store::{Target, new_id};

use crate::here::{Here, refusal, status};
use crate::raw;

on_both!(
    what_an_entry_said_of_itself_is_kept,
    a_pin_overwrites_nobody,
    a_pin_survives_a_conflict_about_the_text,
    a_redacted_link_does_not_come_back,
    content_is_kept_once_and_goes_with_its_last_entry,
    an_entry_that_is_only_a_file_may_stay_without_a_text,
    a_removed_file_leaves_no_bytes,
    a_whole_entry_goes_with_its_link_and_files,
    a_block_is_logged_whole_and_once,
);

pub fn sent(name: &str, bytes: &[u8]) -> SentFile {
    SentFile { name: name.to_owned(), bytes: bytes.into() }
}

fn shot(body: &str, files: &[SentFile]) -> LogEntry {
    LogEntry {
        incident: "INC-1".to_owned(),
        body: body.to_owned(),
        files: files.to_vec(),
        ..Default::default()
    }
}

fn edit(version: &str) -> EditEntry {
    EditEntry {
        incident: "INC-1".to_owned(),
        entry: "e1".to_owned(),
        version: version.to_owned(),
        body: "Said".to_owned(),
        at: "2026-11-20 10:00".to_owned(),
        ..Default::default()
    }
}

fn pin(version: &str, pinned: &str) -> PinEntry {
    PinEntry {
        incident: "INC-1".to_owned(),
        entry: "e1".to_owned(),
        version: version.to_owned(),
        pinned: pinned.to_owned(),
    }
}

async fn entries(here: &Here, viewer: Viewer) -> Vec<Entry> {
    let id = here.incident(viewer, IncidentNumber(1)).await.id;
    let mut reader = here.reader().await;
    timeline::entries(&mut reader.db(), id).await.unwrap()
}

async fn what_an_entry_said_of_itself_is_kept(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    here.declare(ada, "Search is down").await;
    let first = LogEntry {
        at: "2026-11-20 10:00".to_owned(),
        evidence: "https://a.example/1".to_owned(),
        pinned: "on".to_owned(),
        ..shot("Said", &[])
    };
    here.send(ada, first).await.unwrap();
    // A form without the new fields leaves them.
    here.send(ada, EditEntry { at: "2026-11-20 10:07".to_owned(), ..edit("1") }).await.unwrap();
    let (kind, none) = ("decision".to_owned(), Some(String::new()));
    let last = EditEntry { kind, evidence: none.clone(), pinned: none, ..edit("2") };
    here.send(ada, last).await.unwrap();
    let entry = entries(here, ada).await.remove(0);
    assert_eq!((entry.evidence.as_str(), entry.pinned, entry.version), ("", false, 3));
    let mut reader = here.reader().await;
    let kept = timeline::facets(&mut reader.db(), entry.id).await.unwrap();
    let told: Vec<_> = kept
        .iter()
        .map(|f| (f.version, f.kind, f.moment.at.rfc3339(), f.evidence.as_str(), f.pinned))
        .collect();
    let (ten, seven) = ("2026-11-20T10:00:00Z".to_owned(), "2026-11-20T10:07:00Z".to_owned());
    let expected = [
        (3, EntryKind::Decision, ten.clone(), "", false),
        (2, EntryKind::Note, seven, "https://a.example/1", true),
        (1, EntryKind::Note, ten, "https://a.example/1", true),
    ];
    assert_eq!(told, expected);
}

async fn a_pin_overwrites_nobody(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vera = here.person("Vera", Role::Viewer).await;
    here.declare(ada, "Search is down").await;
    here.send(ada, shot("First", &[])).await.unwrap();
    assert_eq!(status(here.send(vera, pin("1", "on")).await), 403);
    here.send(ada, EditEntry { body: "Second".to_owned(), ..edit("1") }).await.unwrap();
    // Pressed on a page from before the edit: the edit stays, and so does the pin.
    here.send(ada, pin("1", "on")).await.unwrap();
    let entry = entries(here, ada).await.remove(0);
    assert_eq!((entry.body.as_str(), entry.pinned, entry.version), ("Second", true, 3));
    // Whoever sees it unpinned is told.
    assert_eq!(status(here.send(ada, pin("2", "on")).await), 409);
    here.send(ada, pin("3", "")).await.unwrap();
    // A text from before it was unpinned does not overlap with that: both stand.
    let third = EditEntry { body: "Third".to_owned(), pinned: Some("on".to_owned()), ..edit("3") };
    here.send(ada, third).await.unwrap();
    let entry = entries(here, ada).await.remove(0);
    assert_eq!((entry.body.as_str(), entry.pinned, entry.version), ("Third", false, 5));
    let deletion = DeleteEntry {
        incident: "INC-1".to_owned(),
        entry: "e1".to_owned(),
        version: "5".to_owned(),
    };
    here.send(ada, deletion).await.unwrap();
    assert_eq!(status(here.send(ada, pin("5", "on")).await), 409);
}

async fn a_pin_survives_a_conflict_about_the_text(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    here.declare(ada, "Search is down").await;
    here.send(ada, shot("First", &[])).await.unwrap();
    here.send(bo, pin("1", "on")).await.unwrap();
    here.send(bo, EditEntry { body: "Bo’s".to_owned(), ..edit("2") }).await.unwrap();
    let mine = |version| EditEntry {
        body: "Ada’s".to_owned(),
        pinned: Some(String::new()),
        ..edit(version)
    };
    let Refusal::Stale(conflict) = refusal(here.send(ada, mine("1")).await) else {
        panic!("two texts");
    };
    // What the form then holds: Bo's pin, with which the next save agrees.
    let told = conflict.fields.iter().find(|field| field.name == "pinned").unwrap();
    assert_eq!((told.merged.as_str(), told.both), ("on", false));
}

async fn a_redacted_link_does_not_come_back(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let eve = here.person("Eve", Role::Administrator).await;
    here.declare(ada, "Search is down").await;
    let secret = Some("https://x.example/?t=hunter2&u=1".to_owned());
    here.send(ada, shot("First", &[])).await.unwrap();
    here.send(ada, EditEntry { evidence: secret.clone(), ..edit("1") }).await.unwrap();
    let redact = Redact {
        incident: "INC-1".to_owned(),
        text: "hunter2".to_owned(),
        reason: "A token.".to_owned(),
        ..Default::default()
    };
    here.send(eve, redact).await.unwrap();
    // A form that was open all the time, and one of the version that stands now.
    for version in ["2", "3"] {
        let form = EditEntry { evidence: secret.clone(), body: version.into(), ..edit(version) };
        let _ = here.send(ada, form).await;
        let entry = entries(here, ada).await.remove(0);
        assert!(!entry.evidence.contains("hunter2"), "{version}: {}", entry.evidence);
    }
}

async fn content_is_kept_once_and_goes_with_its_last_entry(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let number = here.declare(eve, "Search is down").await;
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x02\x80\0\0\x01\xe0";
    let press = CommandId(new_id());
    for _ in 0..2 {
        here.send_as(press, eve, shot("", &[sent("a.png", png), sent("b.log", b"x")]))
            .await
            .unwrap();
    }
    let more = AttachFiles {
        incident: "INC-1".to_owned(),
        entry: "e1".to_owned(),
        files: vec![sent("again.png", png)],
    };
    here.send(eve, more).await.unwrap();
    assert_eq!(raw::number(&here.target, "SELECT COUNT(*) FROM file").await, 2);
    let all = entries(here, eve).await;
    assert_eq!(all.len(), 1);
    let files: Vec<_> = all[0].files.iter().map(|f| (f.name.as_str(), f.kind, f.pixels)).collect();
    let pixels = Some((640, 480));
    let expected = [
        ("a.png", MediaType::Png, pixels),
        ("b.log", MediaType::Other, None),
        ("again.png", MediaType::Png, pixels),
    ];
    assert_eq!(files, expected);
    let id = here.incident(eve, number).await.id;
    let redact = |index: usize| RedactFile {
        incident: "INC-1".to_owned(),
        file: all[0].files[index].id.to_string(),
        reason: "A customer is on it.".to_owned(),
    };
    here.send(eve, redact(0)).await.unwrap();
    assert_eq!(status(here.send(eve, redact(0)).await), 409);
    let mut reader = here.reader().await;
    let gone = timeline::file(&mut reader.db(), id, all[0].files[0].id).await;
    assert_eq!(status(gone), 404);
    let left = timeline::file(&mut reader.db(), id, all[0].files[2].id).await.unwrap();
    assert_eq!(left.bytes, png);
    drop(reader);
    here.send(eve, redact(2)).await.unwrap();
    assert_eq!(raw::number(&here.target, "SELECT COUNT(*) FROM file").await, 1);
    let after = entries(here, eve).await.remove(0);
    let removed = after.files[0].removed.clone().unwrap();
    assert_eq!(
        (removed.by.as_deref(), removed.reason.as_str()),
        (Some("Eve"), "A customer is on it.")
    );
    assert_eq!(after.files[0].name, "[redacted]");
}

async fn an_entry_that_is_only_a_file_may_stay_without_a_text(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let number = here.declare(ada, "Search is down").await;
    assert_eq!(status(here.send(ada, shot(" ", &[])).await), 422);
    here.send(ada, shot(" ", &[sent("a.log", b"x")])).await.unwrap();
    here.send(ada, EditEntry { body: String::new(), ..edit("1") }).await.unwrap();
    let many = AttachFiles {
        incident: "INC-1".to_owned(),
        entry: "e1".to_owned(),
        files: vec![sent("b.log", b"y"); 10],
    };
    assert_eq!(status(here.send(ada, many).await), 422);
    let file = entries(here, ada).await[0].files[0].id;
    let deletion = DeleteEntry {
        incident: "INC-1".to_owned(),
        entry: "e1".to_owned(),
        version: "2".to_owned(),
    };
    here.send(ada, deletion).await.unwrap();
    let id = here.incident(ada, number).await.id;
    let mut reader = here.reader().await;
    assert_eq!(status(timeline::file(&mut reader.db(), id, file).await), 404);
}

const SECRET: &[u8] = b"PRIVATE-KEY-4242";

async fn a_removed_file_leaves_no_bytes(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let ada = here.person("Ada", Role::Responder).await;
    here.declare(eve, "Search is down").await;
    let content = SECRET.repeat(2000);
    here.send(ada, shot("Dump", &[sent("dump.bin", &content)])).await.unwrap();
    let redact = || async {
        RedactFile {
            incident: "INC-1".to_owned(),
            file: entries(here, eve).await[0].files[0].id.to_string(),
            reason: "A key".to_owned(),
        }
    };
    assert_eq!(status(here.send(ada, redact().await).await), 403);
    here.send(eve, redact().await).await.unwrap();
    if let Target::Sqlite(_) = &here.target {
        for file in std::fs::read_dir(here.folder.path()).unwrap() {
            let path = file.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            let found = bytes.windows(SECRET.len()).any(|part| part == SECRET);
            assert!(!found, "{} holds it still", path.display());
        }
    }
}

async fn a_whole_entry_goes_with_its_link_and_files(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    here.declare(eve, "Search is down").await;
    let evidence = "https://secret.example".to_owned();
    here.send(eve, LogEntry { evidence, ..shot("Dump", &[sent("secret.log", b"x")]) })
        .await
        .unwrap();
    here.send(eve, pin("1", "on")).await.unwrap();
    let whole = Redact {
        incident: "INC-1".to_owned(),
        entry: "e1".to_owned(),
        reason: "All of it".to_owned(),
        ..Default::default()
    };
    here.send(eve, whole).await.unwrap();
    let texts = raw::texts(&here.target).await;
    assert!(texts.iter().all(|(_, text)| !text.contains("secret")), "{texts:?}");
    assert_eq!(raw::number(&here.target, "SELECT COUNT(*) FROM file").await, 0);
    let entry = entries(here, eve).await.remove(0);
    assert_eq!((entry.version, entry.pinned), (3, true));
}

async fn a_block_is_logged_whole_and_once(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vera = here.person("Vera", Role::Viewer).await;
    here.declare(ada, "Search is down").await;
    let block = |chosen: &str, first: &str| LogBlock {
        incident: "INC-1".to_owned(),
        text: "10:00 rosa: slow\n10:01:30 ben: on it\n\tstill\n10:02 rosa: ok".to_owned(),
        day: "2026-11-20".to_owned(),
        zone: "UTC".to_owned(),
        kind: "observation".to_owned(),
        chosen: chosen.to_owned(),
        times: BTreeMap::from([("at0".to_owned(), first.to_owned())]),
    };
    assert_eq!(status(here.send(vera, block("0", "2026-11-20 09:59")).await), 403);
    assert_eq!(status(here.send(ada, block("0,1", "never")).await), 422);
    assert_eq!(entries(here, ada).await.len(), 0);
    let press = CommandId(new_id());
    for _ in 0..2 {
        let done = here.send_as(press, ada, block("0,1", "2026-11-20 09:59")).await.unwrap();
        assert_eq!(done.address, "/incidents/INC-1#e1");
    }
    let told: Vec<_> = entries(here, ada)
        .await
        .iter()
        .map(|e| {
            (e.kind, e.moment.at.rfc3339(), e.moment.precision, e.moment.source, e.body.clone())
        })
        .collect();
    let (kind, source) = (EntryKind::Observation, Source::Import);
    let expected = [
        (
            kind,
            "2026-11-20T09:59:00Z".to_owned(),
            Precision::Minute,
            source,
            "rosa: slow".to_owned(),
        ),
        (
            kind,
            "2026-11-20T10:01:30Z".to_owned(),
            Precision::Exact,
            source,
            "ben: on it\n\n```\n\tstill\n```".to_owned(),
        ),
    ];
    assert_eq!(told, expected);
    let events = "SELECT COUNT(*) FROM event WHERE name = 'entry.logged'";
    assert_eq!(raw::number(&here.target, events).await, 2);
}
