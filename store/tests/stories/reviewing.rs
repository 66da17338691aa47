//! A postmortem from draft over review to publication, and to the next one.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::Was;
use nofault_domain::command::incident::{ChangeSeverity, ChangeStatus};
use nofault_domain::command::postmortem::{BeginPostmortem, EditSection, PublishPostmortem};
use nofault_domain::command::privacy::Privacy;
use nofault_domain::command::reviewing::{
    ApprovePostmortem, AskForReview, BackToDraft, CareForPostmortem, NameReviewers, RemoveReviewer,
};
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::postmortem::PostmortemState;
use nofault_domain::refusal::Refusal;
use nofault_store::postmortem::{self, Lists, Postmortem};

use crate::here::{Here, id, refusal, status};

on_both!(
    it_is_reviewed_and_published_twice,
    only_reviewers_approve,
    owner_and_due_date_are_merged,
    the_lists_hold_what_is_to_be_done,
    a_hidden_one_is_in_no_list,
);

const INC: &str = "INC-1";

async fn paper(here: &Here) -> Postmortem {
    let incident = here.incident(Viewer::Operator, IncidentNumber(1)).await;
    let mut reader = here.reader().await;
    postmortem::of_incident(&mut reader.db(), incident.id).await.unwrap().unwrap()
}

async fn write(here: &Here, who: Viewer, version: i64, body: &str) {
    let edit = EditSection {
        incident: INC.to_owned(),
        section: "summary".to_owned(),
        version: version.to_string(),
        body: body.to_owned(),
    };
    here.send(who, edit).await.unwrap();
}

/// INC-1 with a summary.
async fn written(here: &Here, who: Viewer) {
    here.declare(who, "Slow").await;
    here.send(who, BeginPostmortem { incident: INC.to_owned(), ..Default::default() })
        .await
        .unwrap();
    write(here, who, 1, "It was slow.").await;
}

fn name(people: &[Viewer]) -> NameReviewers {
    let people: Vec<_> = people.iter().map(|one| id(*one).to_string()).collect();
    NameReviewers { incident: INC.to_owned(), people: people.join(",") }
}

fn ask() -> AskForReview {
    AskForReview { incident: INC.to_owned() }
}

fn approve(version: i64) -> ApprovePostmortem {
    ApprovePostmortem { incident: INC.to_owned(), version: version.to_string() }
}

async fn publish(here: &Here, who: Viewer) {
    let version = paper(here).await.version.to_string();
    here.send(who, PublishPostmortem { incident: INC.to_owned(), version }).await.unwrap();
}

async fn it_is_reviewed_and_published_twice(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vera = here.person("Vera", Role::Viewer).await;
    here.declare(ada, "Slow").await;
    here.send(ada, BeginPostmortem { incident: INC.to_owned(), ..Default::default() })
        .await
        .unwrap();
    assert_eq!(status(here.send(ada, ask()).await), 422, "nothing is written");
    write(here, ada, 1, "It was slow.").await;
    here.send(ada, name(&[vera])).await.unwrap();
    here.send(ada, name(&[vera])).await.unwrap();
    assert_eq!(paper(here).await.reviewing().count(), 1, "named once");
    here.send(ada, ask()).await.unwrap();
    assert_eq!(status(here.send(ada, ask()).await), 409);
    let present = paper(here).await;
    assert_eq!(present.state(), PostmortemState::InReview);
    // Whatever her role.
    here.send(vera, approve(present.version)).await.unwrap();
    let present = paper(here).await;
    assert!(present.is_approved_by(present.reviewer(id(vera)).unwrap()));
    write(here, ada, 2, "It was very slow.").await;
    let present = paper(here).await;
    assert!(!present.is_approved_by(present.reviewer(id(vera)).unwrap()));
    assert_eq!(status(here.send(vera, approve(present.version - 1)).await), 409);
    // Publishing waits for nobody, and ends the review.
    publish(here, ada).await;
    let present = paper(here).await;
    assert_eq!(present.state(), PostmortemState::Published);
    assert_eq!(present.reviews[0].ended.as_ref().unwrap().1.as_deref(), Some("Ada"));
    write(here, ada, 3, "It was slow for an hour.").await;
    here.send(ada, ask()).await.unwrap();
    assert_eq!(paper(here).await.state(), PostmortemState::InReview);
    here.send(ada, BackToDraft { incident: INC.to_owned() }).await.unwrap();
    assert_eq!(status(here.send(ada, BackToDraft { incident: INC.to_owned() }).await), 409);
    publish(here, ada).await;
    let present = paper(here).await;
    let numbers: Vec<_> = present.publications.iter().map(|one| one.number).collect();
    assert_eq!((numbers, present.reviews.len()), (vec![2, 1], 2));
    let mut reader = here.reader().await;
    let mut texts = Vec::new();
    for publication in &present.publications {
        let sections = postmortem::published(&mut reader.db(), publication.id).await.unwrap();
        texts.push(sections[0].body.clone());
    }
    assert_eq!(texts, ["It was slow for an hour.", "It was very slow."]);
}

async fn only_reviewers_approve(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    let vera = here.person("Vera", Role::Viewer).await;
    written(here, ada).await;
    assert_eq!(status(here.send(vera, ask()).await), 403);
    assert_eq!(status(here.send(vera, name(&[vera])).await), 403);
    here.send(ada, name(&[bo])).await.unwrap();
    let version = paper(here).await.version;
    assert_eq!(status(here.send(bo, approve(version)).await), 409, "not in review");
    here.send(ada, ask()).await.unwrap();
    assert_eq!(status(here.send(ada, approve(version)).await), 403);
    let remove = || RemoveReviewer { incident: INC.to_owned(), person: id(bo).to_string() };
    here.send(ada, remove()).await.unwrap();
    assert_eq!(status(here.send(ada, remove()).await), 404);
    assert_eq!(status(here.send(bo, approve(version)).await), 403);
    let nobody = NameReviewers { incident: INC.to_owned(), people: " ,".to_owned() };
    assert_eq!(refusal(here.send(ada, nobody).await).fields()[0].field, "people");
    // Nobody who cannot sign in.
    let people = "00000000-0000-7000-8000-0000000000ff".to_owned();
    let stranger = NameReviewers { incident: INC.to_owned(), people };
    assert_eq!(refusal(here.send(ada, stranger).await).fields()[0].field, "people");
    // Who may not see the incident cannot be asked to read about it.
    let incident = here.incident(ada, IncidentNumber(1)).await;
    let holders = Some(Vec::new());
    let privacy = Privacy {
        incident: incident.number,
        version: incident.version,
        holders,
        was: Default::default(),
    };
    here.run(ada, privacy).await.unwrap();
    assert_eq!(refusal(here.send(ada, name(&[bo])).await).fields()[0].field, "people");
    assert_eq!(status(here.send(bo, approve(version)).await), 404);
}

async fn owner_and_due_date_are_merged(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    written(here, ada).await;
    let opened = paper(here).await;
    let care = |owner: &str, due: &str| CareForPostmortem {
        incident: INC.to_owned(),
        version: opened.version.to_string(),
        owner: owner.to_owned(),
        was_owner: Was::from(id(ada).to_string().as_str()),
        due: due.to_owned(),
        was_due: Was::from(""),
    };
    let (own, his) = (id(ada).to_string(), id(bo).to_string());
    // Writing goes on meanwhile: another part.
    write(here, bo, 2, "It was very slow.").await;
    here.send(ada, care(&own, "2026-12-01")).await.unwrap();
    here.send(bo, care(&his, "")).await.unwrap();
    let present = paper(here).await;
    assert_eq!(present.owner.as_ref().unwrap().1, "Bo");
    assert_eq!(present.due.unwrap().to_string(), "2026-12-01");
    let late = refusal(here.send(ada, care(&own, "2026-12-02")).await);
    let Refusal::Stale(conflict) = late else { panic!("{late:?}") };
    assert_eq!(conflict.field("due").unwrap().theirs, "2026-12-01");
    let owner = conflict.field("owner").unwrap();
    assert_eq!(owner.read, Some(["Ada".to_owned(), "Bo".to_owned()]), "names, not ids");
    let unknown = care("00000000-0000-7000-8000-0000000000ff", "");
    assert_eq!(refusal(here.send(ada, unknown).await).fields()[0].field, "owner");
}

async fn lists(here: &Here, viewer: Viewer) -> Lists {
    let mut reader = here.reader().await;
    let (now, since) = (here.now(), Instant::from_seconds(0));
    postmortem::lists(&mut reader.db(), viewer, now, since).await.unwrap()
}

/// Declares one of this severity and resolves it.
async fn ended(here: &Here, who: Viewer, title: &str, severity: &str) -> IncidentNumber {
    let number = here.declare(who, title).await;
    let change = ChangeSeverity {
        incident: number.to_string(),
        version: here.version(number).await,
        severity: severity.to_owned(),
        ..Default::default()
    };
    here.send(who, change).await.unwrap();
    let change = ChangeStatus {
        incident: number.to_string(),
        version: here.version(number).await,
        status: "resolved".to_owned(),
        ..Default::default()
    };
    here.send(who, change).await.unwrap();
    number
}

async fn the_lists_hold_what_is_to_be_done(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vera = here.person("Vera", Role::Viewer).await;
    ended(here, ada, "Grave", "sev2").await;
    ended(here, ada, "Small", "sev5").await;
    here.declare(ada, "Going on").await;
    let found = lists(here, ada).await;
    let open: Vec<_> = found.unbegun.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(open, ["Grave"]);
    // 2026-11-18 is a Wednesday; five working days later is the next one.
    assert_eq!(found.today.to_string(), "2026-11-18");
    let due = found.unbegun[0].due.unwrap();
    assert_eq!((due.day.to_string().as_str(), due.typed), ("2026-11-25", false));
    assert!(found.begun.is_empty() && found.published.is_empty());
    here.send(ada, BeginPostmortem { incident: INC.to_owned(), ..Default::default() })
        .await
        .unwrap();
    assert_eq!(paper(here).await.template.unwrap().1, "Full");
    write(here, ada, 1, "It was slow.").await;
    here.send(ada, name(&[vera])).await.unwrap();
    here.send(ada, ask()).await.unwrap();
    let found = lists(here, ada).await;
    assert!(found.unbegun.is_empty());
    assert!(found.begun[0].mine && !found.begun[0].paper.as_ref().unwrap().waits_for_me);
    let hers = lists(here, vera).await;
    assert!(hers.begun[0].mine && hers.begun[0].paper.as_ref().unwrap().waits_for_me);
    here.send(vera, approve(paper(here).await.version)).await.unwrap();
    assert!(!lists(here, vera).await.begun[0].paper.as_ref().unwrap().waits_for_me);
    write(here, ada, 2, "It was very slow.").await;
    assert!(lists(here, vera).await.begun[0].paper.as_ref().unwrap().waits_for_me);
    publish(here, ada).await;
    let found = lists(here, ada).await;
    assert!(found.begun.is_empty());
    assert_eq!(found.published[0].paper.as_ref().unwrap().published.unwrap().1, 1);
}

async fn a_hidden_one_is_in_no_list(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    let [one, two, three] = [
        ended(here, ada, "One", "sev1").await,
        ended(here, ada, "Two", "sev1").await,
        ended(here, ada, "Three", "sev1").await,
    ];
    for number in [one, two] {
        let incident = number.to_string();
        here.send(ada, BeginPostmortem { incident, ..Default::default() }).await.unwrap();
    }
    write(here, ada, 1, "It was slow.").await;
    here.send(ada, name(&[bo])).await.unwrap();
    here.send(ada, ask()).await.unwrap();
    let incident = two.to_string();
    let edit = EditSection {
        incident: incident.clone(),
        section: "summary".to_owned(),
        version: "1".to_owned(),
        body: "Read".to_owned(),
    };
    here.send(ada, edit).await.unwrap();
    let version = "2".to_owned();
    here.send(ada, PublishPostmortem { incident, version }).await.unwrap();
    let sees = |lists: Lists| [lists.begun.len(), lists.published.len(), lists.unbegun.len()];
    assert_eq!(sees(lists(here, bo).await), [1, 1, 1]);
    for number in [one, two, three] {
        let version = here.incident(ada, number).await.version;
        let holders = Some(Vec::new());
        here.run(ada, Privacy { incident: number, version, holders, was: Default::default() })
            .await
            .unwrap();
    }
    assert_eq!(sees(lists(here, ada).await), [1, 1, 1]);
    assert_eq!(sees(lists(here, bo).await), [0, 0, 0]);
}
