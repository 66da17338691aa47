//! A secret that was pasted is gone from everywhere, and who removed it stands there.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::action::{AddAction, CompleteAction, MoveAction};
use nofault_domain::command::entry::{EditEntry, LogEntry, Redact};
use nofault_domain::command::impact::AddImpact;
use nofault_domain::command::incident::{ChangeDetails, ChangeStatus};
use nofault_domain::command::postmortem::{BeginPostmortem, EditSection, PublishPostmortem};
use nofault_domain::command::response::{EditUpdate, PostUpdate};
use nofault_store::{Target, postmortem, timeline};

use nofault_domain::number::IncidentNumber;
use nofault_store::import::{self, ImportBatch};

use crate::files::sent;
use crate::here::{Here, id, status};
use crate::import::csv;
use crate::raw;

on_both!(
    a_secret_goes_everywhere,
    an_entry_goes_with_all_it_ever_said,
    a_form_from_before_cannot_bring_it_back,
    a_file_cannot_bring_it_back,
    links_and_files_do_not_keep_it,
);

pub const SECRET: &str = "Tok_en%5f\\2b9";

pub fn redact() -> Redact {
    Redact {
        incident: "INC-1".to_owned(),
        text: SECRET.to_owned(),
        reason: "A token was pasted.".to_owned(),
        ..Default::default()
    }
}

fn log() -> LogEntry {
    LogEntry {
        incident: "INC-1".to_owned(),
        body: format!("Tried with {SECRET}, twice: {SECRET}"),
        ..Default::default()
    }
}

/// In a link, in the link that it had before, in a file's name and in a file.
pub async fn spread_files(here: &Here, ada: Viewer) {
    // A link holds no backslash, a file's name no folder.
    let link = format!("https://a.example/{LEAKED}");
    let mut shown = LogEntry { body: "See".to_owned(), evidence: link.clone(), ..log() };
    shown.files = vec![
        sent(&format!("{LEAKED}.png"), b"\x89PNG\r\n\x1a\n"),
        sent("app.log", format!("12:00 {LEAKED}\n").as_bytes()),
        sent("other.log", b"12:00 nothing"),
    ];
    let entry = here.send(ada, shown).await.unwrap().address;
    let edit = |version: &str, evidence: String| EditEntry {
        incident: "INC-1".to_owned(),
        entry: entry.rsplit('#').next().unwrap().to_owned(),
        version: version.to_owned(),
        body: "See".to_owned(),
        at: "now".to_owned(),
        evidence: Some(evidence),
        ..Default::default()
    };
    here.send(ada, edit("1", format!("{link}/2"))).await.unwrap();
}

pub async fn spread(here: &Here, ada: Viewer) {
    let number = here.declare(ada, &format!("Token {SECRET} leaked")).await;
    let incident = number.to_string();
    here.send(ada, log()).await.unwrap();
    let body = "Nothing to see".to_owned();
    let (entry, version) = ("e1".to_owned(), "1".to_owned());
    let edit = EditEntry {
        incident: incident.clone(),
        entry,
        version,
        body,
        at: "now".to_owned(),
        ..Default::default()
    };
    here.send(ada, edit).await.unwrap();
    let details = ChangeDetails {
        incident: incident.clone(),
        version: here.version(number).await,
        title: format!("Token {SECRET} leaked"),
        kind: "incident".to_owned(),
        services: String::new(),
        labels: format!("security, {SECRET}"),
        summary: format!("It was {SECRET}."),
        ..Default::default()
    };
    here.send(ada, details).await.unwrap();
    let comment = format!("Withdrew {SECRET}");
    let version = here.version(number).await;
    let to = ChangeStatus {
        incident: incident.clone(),
        version,
        status: "fixing".to_owned(),
        comment,
        ..Default::default()
    };
    here.send(ada, to).await.unwrap();
    let action = AddAction {
        incident: incident.clone(),
        title: format!("Rotate {SECRET}"),
        ..Default::default()
    };
    here.send(ada, action).await.unwrap();
    let (action, version) = ("A-1".to_owned(), "1".to_owned());
    let done =
        MoveAction { action, version, note: format!("{SECRET} is void"), ..Default::default() };
    here.send(ada, CompleteAction(done)).await.unwrap();
    let post = PostUpdate {
        incident: incident.clone(),
        text: format!("The token {SECRET} leaked"),
        ..Default::default()
    };
    here.send(ada, post).await.unwrap();
    here.send(ada, BeginPostmortem { incident: incident.clone(), ..Default::default() })
        .await
        .unwrap();
    for (version, body) in [("1", format!("We lost {SECRET}")), ("2", "We lost a token".to_owned())]
    {
        let (section, version) = ("summary".to_owned(), version.to_owned());
        let edit = EditSection { incident: incident.clone(), section, version, body };
        here.send(ada, edit).await.unwrap();
    }
    let publish = PublishPostmortem { incident: incident.clone(), version: "3".to_owned() };
    here.send(ada, publish).await.unwrap();
    let (service, words) = ("vault".to_owned(), format!("Opened by {SECRET}"));
    here.send(ada, AddImpact { incident, service, words, ..Default::default() }).await.unwrap();
}

async fn a_secret_goes_everywhere(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let eve = here.person("Eve", Role::Administrator).await;
    spread(here, ada).await;
    // A text that looks the same to LIKE stays.
    let near = LogEntry { body: SECRET.replace('_', "X"), ..log() };
    here.send(ada, near).await.unwrap();
    assert_eq!(status(here.send(ada, redact()).await), 403);
    let standing = |texts: &[(String, String)]| {
        let small = SECRET.to_lowercase();
        let places = texts.iter().filter(|(_, text)| text.to_lowercase().contains(&small));
        places.map(|(place, _)| place.clone()).collect::<Vec<_>>()
    };
    assert!(standing(&raw::texts(&here.target).await).len() >= 9);
    here.send(eve, redact()).await.unwrap();
    assert_eq!(standing(&raw::texts(&here.target).await), Vec::<String>::new());
    assert_eq!(status(here.send(eve, redact()).await), 422);
    let nothing = Redact { text: "a\0b".to_owned(), ..redact() };
    assert_eq!(status(here.send(eve, nothing).await), 422);

    let number = nofault_domain::number::IncidentNumber(1);
    let incident = here.incident(ada, number).await;
    assert_eq!(incident.title, "Token [redacted] leaked");
    let mut reader = here.reader().await;
    let traces = timeline::redactions(&mut reader.db(), incident.id).await.unwrap();
    assert_eq!(traces.len(), 1);
    assert_eq!(traces[0].by.as_deref(), Some("Eve"));
    assert_eq!(traces[0].reason, "A token was pasted.");
    assert!(traces[0].places >= 7);
    let entries = timeline::entries(&mut reader.db(), incident.id).await.unwrap();
    assert!(entries.iter().any(|entry| entry.body.contains("TokXen")));
    assert!(postmortem::of_incident(&mut reader.db(), incident.id).await.unwrap().is_some());
    drop(reader);
    if let Target::Sqlite(path) = &here.target {
        // While people are at work, and after the last has gone.
        no_bytes_hold_it(here.folder.path());
        here.store.close().await;
        no_bytes_hold_it(here.folder.path());
        assert!(path.exists());
    }
}

fn no_bytes_hold_it(folder: &std::path::Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let found =
            bytes.windows(SECRET.len()).any(|part| part.eq_ignore_ascii_case(SECRET.as_bytes()));
        assert!(!found, "{} holds it still", path.display());
    }
}

async fn an_entry_goes_with_all_it_ever_said(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let number = here.declare(eve, "Search is down").await;
    here.send(eve, log()).await.unwrap();
    let whole = Redact { text: String::new(), entry: "e1".to_owned(), ..redact() };
    here.send(eve, whole).await.unwrap();
    let texts = raw::texts(&here.target).await;
    assert!(!texts.iter().any(|(_, text)| text.contains(SECRET)));
    let incident = here.incident(eve, number).await;
    let mut reader = here.reader().await;
    let traces = timeline::redactions(&mut reader.db(), incident.id).await.unwrap();
    assert_eq!(traces[0].entry.map(|entry| entry.0), Some(1));
}

async fn a_form_from_before_cannot_bring_it_back(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let number = here.declare(eve, "Search is down").await;
    here.send(eve, log()).await.unwrap();
    let text = log().body;
    let incident = number.to_string();
    let post = PostUpdate { incident: incident.clone(), text: text.clone(), ..Default::default() };
    here.send(eve, post).await.unwrap();
    here.send(eve, redact()).await.unwrap();
    let again = |version: &str| EditUpdate {
        incident: incident.clone(),
        update: "U-1".to_owned(),
        version: version.to_owned(),
        text: text.clone(),
    };
    assert_eq!(status(here.send(eve, again("1")).await), 409);
    here.send(eve, again("2")).await.unwrap();
    let edit = |version: &str| EditEntry {
        incident: number.to_string(),
        entry: "e1".to_owned(),
        version: version.to_owned(),
        body: log().body,
        at: "now".to_owned(),
        ..Default::default()
    };
    assert_eq!(status(here.send(eve, edit("1")).await), 409);
    here.send(eve, edit("2")).await.unwrap();
}

/// One that may stand in a file's name: without a backslash.
const LEAKED: &str = "Tok_en%5f-2b9";

async fn a_file_cannot_bring_it_back(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let file = |title: &str| {
        format!("title,reference,services\n{title},{LEAKED},mail\nFull disk {LEAKED},,mail\n")
    };
    let batch = || ImportBatch { file_name: format!("{LEAKED}.csv"), ..csv(&file("Late letters")) };
    here.run(eve, batch()).await.unwrap();
    let save = async |name: &str, bytes: String| {
        let at = here.now();
        import::save_upload(&here.store, id(eve), name, bytes.into_bytes(), at).await.unwrap()
    };
    let with = save("past.csv", file("Late letters")).await;
    let named = save(&format!("{LEAKED}.csv"), "title\nA\n".to_owned()).await;
    let without = save("other.csv", "title\nA\n".to_owned()).await;
    for incident in ["INC-1", "INC-2"] {
        let redact = Redact { incident: incident.to_owned(), text: LEAKED.to_owned(), ..redact() };
        here.send(eve, redact).await.unwrap();
    }
    let texts = raw::texts(&here.target).await;
    assert!(texts.iter().all(|(_, text)| !text.contains(LEAKED)), "{texts:?}");
    let mut reader = here.reader().await;
    for (upload, found) in [(with, false), (named, false), (without, true)] {
        let upload = import::upload(&mut reader.db(), id(eve), upload, here.now()).await;
        assert_eq!(upload.is_ok(), found);
    }
    // It is known still: nothing comes twice, and nothing comes back.
    let rows = batch().rows;
    let keys = || rows.iter().map(|row| row.key.as_str());
    let existing = import::existing(&mut reader.db(), eve, keys()).await.unwrap();
    let mut numbers: Vec<_> = keys().map(|key| existing[key]).collect();
    numbers.sort();
    assert_eq!(numbers, [Some(IncidentNumber(1)), Some(IncidentNumber(2))]);
    drop(reader);
    here.run(eve, csv(&file("Late letters"))).await.unwrap();
    assert_eq!(raw::number(&here.target, "SELECT COUNT(*) FROM incident").await, 2);
    let texts = raw::texts(&here.target).await;
    assert!(texts.iter().all(|(_, text)| !text.contains(LEAKED)));
}

async fn links_and_files_do_not_keep_it(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let number = here.declare(eve, "Search is down").await;
    spread_files(here, eve).await;
    let redact = Redact { text: LEAKED.to_owned(), ..redact() };
    here.send(eve, redact).await.unwrap();
    let texts = raw::texts(&here.target).await;
    assert!(texts.iter().all(|(_, text)| !text.contains(LEAKED)), "{texts:?}");
    let incident = here.incident(eve, number).await;
    let mut reader = here.reader().await;
    let entry = timeline::entries(&mut reader.db(), incident.id).await.unwrap().remove(0);
    assert_eq!(entry.evidence, "https://a.example/[redacted]/2");
    let facets = timeline::facets(&mut reader.db(), entry.id).await.unwrap();
    let links: Vec<_> = facets.iter().map(|facets| facets.evidence.as_str()).collect();
    let now = "https://a.example/[redacted]/2";
    assert_eq!(links, [now, now, "https://a.example/[redacted]"]);
    let files: Vec<_> =
        entry.files.iter().map(|file| (file.name.as_str(), file.removed.is_some())).collect();
    assert_eq!(files, [("[redacted].png", false), ("[redacted]", true), ("other.log", false)]);
    assert_eq!(raw::number(&here.target, "SELECT COUNT(*) FROM file").await, 2);
}
