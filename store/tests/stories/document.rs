//! Postmortems as Markdown: out of one database, into another, and out again.

mod any;

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::action::{AddAction, CompleteAction, MoveAction, VerifyAction};
use nofault_domain::command::factor::{AddFactor, AnswerFactor};
use nofault_domain::command::impact::AddImpact;
use nofault_domain::command::postmortem::{BeginPostmortem, EditSection, PublishPostmortem};
use nofault_domain::command::response::PostUpdate;
use nofault_domain::command::reviewing::NameReviewers;
use nofault_domain::document::{self, Arriving, Document, Factor, Review, arriving};
use nofault_domain::id::{BatchId, FactorId, IncidentId};
use nofault_domain::number::{FactorNumber, IncidentNumber};
use nofault_domain::status::Status;
use nofault_domain::text::{Label, Markdown, Name, Title};
use nofault_domain::zone::Zone;
use nofault_store::document::{DocumentBatch, Fate, fates, numbers, postmortem};
use nofault_store::example::ExampleData;
use nofault_store::{Failure, action, factor, import, incident, new_id, timeline};

use crate::here::{Here, id, refusal, status};
use crate::raw;

use any::any_texts_and_moments_come_back;

on_both!(
    exported_and_imported_it_is_the_same,
    what_is_there_stays_as_it_is,
    numbers_that_are_taken_are_the_next,
    a_reader_takes_home_what_was_published,
    a_private_one_belongs_to_whoever_brings_it,
    others_come_in_once,
    any_texts_and_moments_come_back,
);

/// The texts of every postmortem, by number.
async fn exported(here: &Here, viewer: Viewer) -> Vec<String> {
    let mut reader = here.reader().await;
    let mut texts = Vec::new();
    for number in numbers(&mut reader.db(), viewer).await.unwrap() {
        let document = postmortem(&mut reader.db(), viewer, number).await.unwrap();
        texts.push(document::write(&document).unwrap());
    }
    texts
}

fn batch<T: AsRef<str>>(texts: &[T]) -> DocumentBatch {
    let read =
        |text: &T| arriving(text.as_ref().as_bytes(), "2024-05-06-a.md", &Zone::utc()).unwrap();
    DocumentBatch { file_name: "all".to_owned(), documents: texts.iter().map(read).collect() }
}

/// A published postmortem whose draft went on.
async fn written(here: &Here, viewer: Viewer) -> IncidentNumber {
    let number = here.declare(viewer, "Disk full").await;
    let incident = number.to_string();
    here.send(viewer, BeginPostmortem { incident: incident.clone(), ..Default::default() })
        .await
        .unwrap();
    for (version, body, published) in [("1", "Published words", "2"), ("2", "Later words", "")] {
        let edit = EditSection {
            incident: incident.clone(),
            section: "summary".to_owned(),
            version: version.to_owned(),
            body: body.to_owned(),
        };
        here.send(viewer, edit).await.unwrap();
        if !published.is_empty() {
            let publish =
                PublishPostmortem { incident: incident.clone(), version: published.to_owned() };
            here.send(viewer, publish).await.unwrap();
        }
    }
    number
}

async fn whole(here: &Here, number: IncidentNumber) -> Document {
    postmortem(&mut here.reader().await.db(), Viewer::Operator, number).await.unwrap()
}

async fn exported_and_imported_it_is_the_same(here: &Here) {
    let there = Here::sqlite().await;
    let ada = there.person("Ada", Role::Administrator).await;
    there.run(ada, ExampleData).await.unwrap();
    let last = written(&there, ada).await;
    // And what has no form yet: a factor that an action answers, a review that goes on.
    let mut document = whole(&there, last).await;
    let published = document.sections.iter().find(|one| one.key.as_str() == "summary").unwrap();
    assert_eq!(published.texts.len(), 2);
    document.id = IncidentId(new_id());
    document.number = IncidentNumber(70);
    document.factors.push(Factor {
        id: FactorId(new_id()),
        number: FactorNumber(40),
        title: Title::parse("No alert on queue depth").unwrap(),
        category: Label::parse("detection").unwrap(),
        about: Markdown::parse_optional("+++\nNone.").unwrap(),
        contributed: true,
        trigger: false,
        note: Markdown::parse_optional("Twice.").unwrap(),
    });
    let paper = document.postmortem.as_mut().unwrap();
    paper.owner = Some(Name::parse("Somebody new").unwrap());
    paper.review = Some(Review { id: new_id(), at: there.now(), by: paper.owner.clone() });
    tell_more(&there, ada, last).await;
    let mut texts = exported(&there, ada).await;
    assert_eq!(texts.len(), 5);
    for part in [
        "[[updates]]",
        "verdict = \"did_not\"",
        "[[postmortem.reviewers]]",
        "[[factors]]",
        "[[impacts]]",
    ] {
        assert!(texts[4].contains(part), "{part} is not in {}", texts[4]);
    }
    texts.push(document::write(&document).unwrap());
    let outcome = here.run(Viewer::Operator, batch(&texts)).await.unwrap();
    let again = exported(here, Viewer::Operator).await;
    assert_eq!(again.len(), texts.len());
    for (text, again) in texts.iter().zip(&again) {
        // Ids of parts that another incident has here already are new ones: the copy's.
        if !text.contains("INC-70") {
            assert_eq!(again, text);
        }
    }
    let copied = whole(here, IncidentNumber(70)).await;
    assert_eq!(copied.factors, document.factors);
    assert_eq!(copied.postmortem.as_ref().unwrap().owner, document.postmortem.unwrap().owner);
    assert!(copied.postmortem.unwrap().review.is_some());
    // It is announced once, and numbers go on behind those that came.
    let done = import::batch(&mut here.reader().await.db(), Viewer::Operator, BatchId(outcome.id))
        .await
        .unwrap();
    assert_eq!(usize::try_from(done.created).unwrap(), texts.len());
    let events = "SELECT COUNT(*) FROM event WHERE batch_id IS NOT NULL";
    assert_eq!(raw::number(&here.target, events).await, 1);
    let bo = here.person("Bo", Role::Responder).await;
    assert_eq!(here.declare(bo, "Next").await, IncidentNumber(71));
    // From this engine into a third place as well.
    let third = Here::sqlite().await;
    third.run(Viewer::Operator, batch(&again)).await.unwrap();
    assert_eq!(exported(&third, Viewer::Operator).await, again);
    third.end().await;
    there.end().await;
}

/// What else a file holds: an update, an impact, a reviewer, an action that answers a factor,
/// was done and did not work.
async fn tell_more(here: &Here, ada: Viewer, number: IncidentNumber) {
    let incident = number.to_string();
    let update = PostUpdate {
        incident: incident.clone(),
        text: "We are *on it*.\n\n<!-- end -->".to_owned(),
        next: "30 min".to_owned(),
        ..Default::default()
    };
    here.send(ada, update).await.unwrap();
    let impact = AddImpact {
        incident: incident.clone(),
        service: "disk".to_owned(),
        from: "2026-11-10 08:00".to_owned(),
        fraction: "33.3333 %".to_owned(),
        ..Default::default()
    };
    here.send(ada, impact).await.unwrap();
    let people = id(ada).to_string();
    here.send(ada, NameReviewers { incident: incident.clone(), people }).await.unwrap();
    let factor = AddFactor {
        incident: incident.clone(),
        title: "Nobody looks at the disk".to_owned(),
        category: "monitoring".to_owned(),
        about: "No alert,\nno graph.".to_owned(),
        note: "Again.".to_owned(),
        trigger: "on".to_owned(),
        ..Default::default()
    };
    here.send(ada, factor).await.unwrap();
    let action = AddAction {
        incident,
        title: "Alert at 80 %".to_owned(),
        priority: "p1".to_owned(),
        ..Default::default()
    };
    here.send(ada, action).await.unwrap();
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let of = here.incident(ada, number).await.id;
    let links = factor::links(db, ada, of).await.unwrap();
    let found = action::of_incident(db, ada, of).await.unwrap();
    drop(reader);
    assert!(links[0].trigger);
    let (factor, action) = (links[0].number.to_string(), found[0].number.to_string());
    let answer = AnswerFactor {
        action: action.clone(),
        version: "1".to_owned(),
        factor,
        ..Default::default()
    };
    here.send(ada, answer).await.unwrap();
    let done = MoveAction { action: action.clone(), version: "2".to_owned(), ..Default::default() };
    here.send(ada, CompleteAction(done)).await.unwrap();
    let verdict = VerifyAction {
        action,
        version: "3".to_owned(),
        verdict: "did_not".to_owned(),
        note: "It was\nnever sent.".to_owned(),
        reopen: String::new(),
    };
    here.send(ada, verdict).await.unwrap();
}

async fn what_is_there_stays_as_it_is(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vic = here.person("Vic", Role::Viewer).await;
    let number = written(here, ada).await;
    let text = document::write(&whole(here, number).await).unwrap();
    assert_eq!(status(here.run(vic, batch(&[&text])).await), 403);
    let changed = text.replace("Later words", "Other words");
    let files = batch(&[&changed, &changed]);
    let found = fates(&mut here.reader().await.db(), ada, &files.documents).await.unwrap();
    assert_eq!(found, [Fate::There(Some(number)); 2]);
    let outcome = here.run(ada, files).await.unwrap();
    let done =
        import::batch(&mut here.reader().await.db(), ada, BatchId(outcome.id)).await.unwrap();
    assert_eq!((done.created, done.existing), (0, 2));
    assert_eq!(document::write(&whole(here, number).await).unwrap(), text);
}

async fn numbers_that_are_taken_are_the_next(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let number = written(here, ada).await;
    let mut document = whole(here, number).await;
    document.id = IncidentId(new_id());
    let text = document::write(&document).unwrap();
    let files = batch(&[&text]);
    let found = fates(&mut here.reader().await.db(), ada, &files.documents).await.unwrap();
    assert_eq!(found, [Fate::New { keeps: None }]);
    here.run(ada, files).await.unwrap();
    let copy = whole(here, IncidentNumber(2)).await;
    assert_eq!((copy.id, &copy.title), (document.id, &document.title));
    assert_eq!(copy.sections.len(), document.sections.len());
    // A number that nobody could have reached makes no hole.
    document.id = IncidentId(new_id());
    document.number = IncidentNumber(i64::MAX);
    here.run(ada, batch(&[document::write(&document).unwrap()])).await.unwrap();
    assert_eq!(whole(here, IncidentNumber(3)).await.id, document.id);
    // It went on elsewhere, and that is not in the file.
    document.id = IncidentId(new_id());
    document.status = Status::Merged;
    let merged = here.run(ada, batch(&[document::write(&document).unwrap()])).await;
    assert!(refusal(merged).to_string().contains("was merged into another"));
}

async fn a_reader_takes_home_what_was_published(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vic = here.person("Vic", Role::Viewer).await;
    let number = written(here, ada).await;
    let text = async |viewer| -> Result<String, Failure> {
        let document = postmortem(&mut here.reader().await.db(), viewer, number).await?;
        Ok(document::write(&document).unwrap())
    };
    let draft = text(ada).await.unwrap();
    assert!(draft.contains("Later words") && draft.contains("Published words"));
    let public = text(vic).await.unwrap();
    assert!(public.contains("Published words") && !public.contains("Later words"), "{public}");
    let second = here.declare(ada, "Unpublished").await;
    here.send(ada, BeginPostmortem { incident: second.to_string(), ..Default::default() })
        .await
        .unwrap();
    let mut reader = here.reader().await;
    assert_eq!(status(postmortem(&mut reader.db(), vic, second).await), 404);
    assert!(postmortem(&mut reader.db(), ada, second).await.is_ok());
    let none = postmortem(&mut reader.db(), ada, IncidentNumber(9)).await;
    assert_eq!(status(none), 404);
}

async fn a_private_one_belongs_to_whoever_brings_it(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Administrator).await;
    let mut document = whole(here, written(here, ada).await).await;
    document.id = IncidentId(new_id());
    document.number = IncidentNumber(5);
    document.private = true;
    let text = document::write(&document).unwrap();
    let operator = here.run(Viewer::Operator, batch(&[&text])).await;
    assert!(refusal(operator).to_string().contains("INC-5 is private"));
    here.run(ada, batch(&[&text])).await.unwrap();
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    assert!(incident::by_number(db, ada, IncidentNumber(5)).await.unwrap().private);
    assert_eq!(status(postmortem(db, bo, IncidentNumber(5)).await), 404);
    assert_eq!(numbers(db, bo).await.unwrap().len(), 1);
    let files = batch(&[&text]);
    assert_eq!(fates(db, bo, &files.documents).await.unwrap(), [Fate::There(None)]);
}

const THEIRS: &str = "# 2024-05-06, Queue full\n\n## Summary\n\nIt was full.\n\n## Timeline\n\n\
    - 14:03 - Alert\n- ~14:30: Drained\n\n## Action items\n\n1. [x] Add an alert\n2. Buy more\n";

async fn others_come_in_once(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let first = here.run(ada, batch(&[THEIRS])).await.unwrap();
    let corrected = THEIRS.replace("It was full.", "It was quite full.");
    let again = here.run(ada, batch(&[THEIRS, &corrected])).await.unwrap();
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    for (outcome, counts) in [(first, (1, 0)), (again, (0, 2))] {
        let done = import::batch(db, ada, BatchId(outcome.id)).await.unwrap();
        assert_eq!((done.created, done.existing), counts);
    }
    let one = incident::by_number(db, ada, IncidentNumber(1)).await.unwrap();
    assert_eq!(
        (one.title.as_str(), one.at.rfc3339().as_str()),
        ("Queue full", "2024-05-06T12:00:00Z")
    );
    let entries = timeline::entries(db, one.id).await.unwrap();
    let shown: Vec<_> = entries.iter().map(|one| one.moment.shown_in(&Zone::utc())).collect();
    assert_eq!(shown, ["2024-05-06 14:03 UTC", "~2024-05-06 14:30 UTC"]);
    let actions = action::of_incident(db, ada, one.id).await.unwrap();
    let states: Vec<_> = actions.iter().map(|one| one.state.is_ended()).collect();
    assert_eq!(states, [true, false]);
    let document = postmortem(db, ada, IncidentNumber(1)).await.unwrap();
    let text = document::write(&document).unwrap();
    assert!(text.contains("## Summary\n") && text.contains("It was full."), "{text}");
    let arriving = arriving(text.as_bytes(), "x.md", &Zone::utc()).unwrap();
    assert!(matches!(arriving, Arriving::Ours(ours) if *ours == document));
}
