//! Every text of the schema is reached by a redaction, or it is said here why it need not be.

use std::collections::BTreeSet;

use nofault_domain::access::Role;
use nofault_domain::command::entry::Redact;
use nofault_domain::command::factor::AddFactor;
use nofault_domain::factor::Category;
use nofault_domain::word::Word;
use nofault_store::{factor, import};

use nofault_domain::number::FactorNumber;

use crate::change::{name, record};
use crate::here::{Here, id};
use crate::raw;
use crate::redaction::{SECRET, redact, spread, spread_files};

on_both!(every_text_is_reached_or_need_not_be, a_shared_factor_loses_it_everywhere);

/// Of an incident, and of what hangs on it.
const REACHED: [&str; 28] = [
    "action.success",
    "action.title",
    "action.tracker",
    "action_closure.note",
    "attachment.name",
    "attachment.reason",
    "change.link",
    "change.title",
    "comment.passage",
    "entry.evidence",
    "entry_revision.evidence",
    "factor.about",
    "factor.title",
    "impact.words",
    "impact_revision.words",
    "import_batch.file_name",
    "incident.reference",
    "incident.summary",
    "incident.title",
    "incident_factor.note",
    "incident_label.label",
    "incident_review.reason",
    "redaction.reason",
    "revision.body",
    "section.guidance",
    "section.title",
    "slo_exemption.reason",
    "verification.note",
];

/// Made of another text: small letters, or its words.
const DERIVED: [&str; 2] = ["factor.title_key", "incident.title_key"];

/// Removed as a whole: by [`spread`] and the story of files.
const REMOVED: [&str; 1] = ["upload.file_name"];

/// (reason, columns)
const EXEMPT: &[(&str, &[&str])] = &[
    (
        "a word of a closed vocabulary, or a name that the program gave",
        &[
            "account.role",
            "action.kind",
            "action.priority",
            "action.state",
            "action_closure.state",
            "attachment.media_type",
            "change.kind",
            "change.precision",
            "change.source",
            "command.actor",
            "command.address",
            "command.name",
            "counter.name",
            "entry.changed_field",
            "entry.kind",
            "entry.precision",
            "entry.source",
            "entry_revision.kind",
            "entry_revision.precision",
            "entry_revision.source",
            "event.actor",
            "event.name",
            "event.subject",
            "factor.category",
            "feed.whose",
            "hint_dismissal.rule",
            "impact.from_precision",
            "impact.from_source",
            "impact.to_precision",
            "impact.to_source",
            "impact_revision.from_precision",
            "impact_revision.from_source",
            "impact_revision.to_precision",
            "impact_revision.to_source",
            "incident.entered",
            "incident.kind",
            "incident.status",
            "incident_review.level",
            "invitation.role",
            "metric_version.from_milestone",
            "metric_version.to_milestone",
            "milestone.name",
            "milestone.precision",
            "milestone.source",
            "milestone_revision.name",
            "milestone_revision.precision",
            "milestone_revision.source",
            "role_holding.from_precision",
            "role_holding.from_source",
            "role_holding.role",
            "role_holding.to_precision",
            "role_holding.to_source",
            "section.key",
            "slo.kind",
            "slo.promises",
            "stakeholder_update.status",
            "template.kind",
            "template.level",
            "template_section.key",
            "verification.verdict",
        ],
    ),
    (
        "what a change changed from and to: words of vocabularies, ids, moments",
        &["entry.changed_from", "entry.changed_to"],
    ),
    (
        "a day, or a time zone",
        &[
            "action.due",
            "action_closure.verify_on",
            "change.zone",
            "entry.zone",
            "entry_revision.zone",
            "impact.from_zone",
            "impact.to_zone",
            "impact_revision.from_zone",
            "impact_revision.to_zone",
            "incident.home_zone",
            "incident_fact.zone",
            "installation.zone",
            "milestone.zone",
            "milestone_revision.zone",
            "person.zone",
            "postmortem.due",
            "role_holding.from_zone",
            "role_holding.to_zone",
            "slo.zone",
            "service.changes_since",
            "stakeholder_update.next_zone",
        ],
    ),
    (
        "a fingerprint, from which no text can be read",
        &["account.password_hash", "change.import_key", "incident.import_key"],
    ),
    (
        "no text of an incident: it is changed on its own page",
        &[
            "account.email",
            "installation.name",
            "invitation.email",
            "invitation.name",
            "kept_report.note",
            "kept_report.title",
            "person.name",
            "person.name_key",
            "service.about",
            "service.name",
            "service.name_key",
            "severity.meaning",
            "severity.name",
            "slo.name",
            "slo.name_key",
            "slo.object_name",
            "slo.policy",
            "slo_count.source",
            "team.name",
            "team.name_key",
            "template.name",
            "template.name_key",
            "template_section.guidance",
            "template_section.title",
        ],
    ),
    (
        "the name of a metric, by which a whole column of an import is read",
        &["metric.name", "stated_duration.metric"],
    ),
    (
        "numbers and moments, made of others",
        &[
            "incident_fact.head",
            "incident_fact.impacts",
            "incident_fact.milestones",
            "incident_fact.services",
        ],
    ),
    (
        "figures and numbers without titles, and what was asked for: words and names of services and teams",
        &["kept_report.address", "kept_report.answer"],
    ),
];

/// A row in each table, by the store where it can make one, else past it.
async fn fill(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let eve = here.person("Eve", Role::Administrator).await;
    spread(here, ada).await;
    spread_files(here, ada).await;
    let add = AddFactor {
        incident: "INC-1".to_owned(),
        title: "No alert".to_owned(),
        category: Category::Monitoring.key().to_owned(),
        ..Default::default()
    };
    here.send(ada, add).await.unwrap();
    here.send(ada, record("Web", "4.2", "")).await.unwrap();
    here.send(ada, name(1, 1)).await.unwrap();
    let first = Redact { text: "Nothing to see".to_owned(), ..redact() };
    here.send(eve, first).await.unwrap();
    import::save_upload(&here.store, id(eve), "past.csv", b"title\nA\n".to_vec(), here.now())
        .await
        .unwrap();
    for sql in [
        "DELETE FROM incident_label WHERE label = 'security'",
        "INSERT INTO comment (id, incident_id, section_id, number, passage, at, version) \
         SELECT m.id, m.incident_id, s.id, 1, '', 0, 1 FROM section s \
         JOIN postmortem m ON m.id = s.postmortem_id WHERE s.key = 'summary'",
        "INSERT INTO revision (subject_id, version, incident_id, body, at, redacted) \
         SELECT m.id, 1, m.incident_id, 'A word', 0, 0 FROM postmortem m",
        "INSERT INTO verification (id, action_id, closure_id, verdict, note, at) \
         SELECT c.id, c.action_id, c.id, 'worked', '', 0 FROM action_closure c",
        "INSERT INTO incident_review (incident_id, level, reason, data_lost, at, version) \
         SELECT i.id, 'full', '', FALSE, 0, 1 FROM incident i",
        "INSERT INTO slo (id, service_id, name, name_key, target, kind, zone, policy, created_at, version) \
         SELECT s.id, s.id, 'A', 'a', 999000, 'month', 'UTC', '', 0, 1 FROM service s",
        "INSERT INTO slo_exemption (id, slo_id, incident_id, reason, at, version) \
         SELECT i.id, l.id, i.id, '', 0, 1 FROM incident i JOIN slo l \
         ON l.id = (SELECT o.id FROM slo o ORDER BY o.id LIMIT 1)",
        "INSERT INTO import_batch (id, file_name, at, created, existing) \
         SELECT i.id, '', 0, 1, 0 FROM incident i",
        "UPDATE incident SET batch_id = id",
        "INSERT INTO impact_revision (impact_id, version, service_id, words, from_at, from_precision, \
         from_zone, from_source, recorded_at) SELECT m.id, 0, m.service_id, m.words, m.from_at, \
         m.from_precision, m.from_zone, m.from_source, m.recorded_at FROM impact m",
    ] {
        assert!(raw::change(&here.target, sql.to_owned()).await > 0, "{sql}");
    }
}

async fn every_text_is_reached_or_need_not_be(here: &Here) {
    let exempt = EXEMPT.iter().flat_map(|(_, columns)| columns.iter());
    let known: Vec<&str> =
        REACHED.iter().chain(&DERIVED).chain(&REMOVED).chain(exempt).copied().collect();
    let all: BTreeSet<String> = known.iter().map(|column| (*column).to_owned()).collect();
    assert_eq!(all.len(), known.len(), "a column stands in two lists");
    let found: BTreeSet<String> = raw::columns(&here.target).await.into_iter().collect();
    assert_eq!(found, all, "every text is reached, or it is said why it need not be");

    fill(here).await;
    for column in REACHED {
        let (table, name) = column.split_once('.').unwrap();
        let sql = format!("UPDATE {table} SET {name} = 'It was {SECRET}.'");
        assert!(raw::change(&here.target, sql).await > 0, "{column} has no row");
    }
    let eve = here.person("Ines", Role::Administrator).await;
    here.send(eve, redact()).await.unwrap();
    let texts = raw::texts(&here.target).await;
    let small = SECRET.to_lowercase();
    let holds = |(_, text): &&(String, String)| text.to_lowercase().contains(&small);
    let standing: Vec<_> = texts.iter().filter(holds).collect();
    assert!(standing.is_empty(), "{standing:?}");
    // A form on the comment from before cannot bring it back.
    assert_eq!(raw::number(&here.target, "SELECT version FROM comment").await, 2);
    // A label that holds it is taken away; each of the others says that something was there.
    for column in REACHED.iter().filter(|column| **column != "incident_label.label") {
        let says =
            |(place, text): &(String, String)| place == column && text.contains("[redacted]");
        assert!(texts.iter().any(says), "{column}");
    }
    let keys: Vec<_> = texts.iter().filter(|(place, _)| place == "factor.title_key").collect();
    assert_eq!(keys.len(), 1);
    assert_eq!(keys[0].1, "it was redacted");
}

async fn a_shared_factor_loses_it_everywhere(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let eve = here.person("Eve", Role::Administrator).await;
    let title = format!("The token {SECRET} is in the log");
    for (number, note) in
        [("INC-1", format!("Twice {SECRET}")), ("INC-2", format!("Once {SECRET}"))]
    {
        here.declare(ada, "Slow").await;
        let add = AddFactor {
            incident: number.to_owned(),
            title: title.clone(),
            category: "security".to_owned(),
            about: format!("It is {SECRET}."),
            note,
            ..Default::default()
        };
        here.send(ada, add).await.unwrap();
    }
    here.send(eve, redact()).await.unwrap();
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let one = factor::by_number(db, ada, FactorNumber(1)).await.unwrap();
    assert_eq!(one.title, "The token [redacted] is in the log");
    assert_eq!((one.about.as_str(), one.version), ("It is [redacted].", 2));
    // What the other incident says of it is the other incident's.
    let second =
        nofault_store::incident::by_number(db, ada, nofault_domain::number::IncidentNumber(2));
    let second = second.await.unwrap();
    let links = factor::links(db, ada, second.id).await.unwrap();
    assert_eq!(links[0].note, format!("Once {SECRET}"));
    drop(reader);
    // The note here, and the factor in both.
    let places = "SELECT places FROM redaction";
    assert_eq!(raw::number(&here.target, places).await, 3);
}
