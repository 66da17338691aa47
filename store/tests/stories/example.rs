//! The example data is whole, and only for an empty installation.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::factor::Category;
use nofault_domain::instant::Instant;
use nofault_domain::metric::{Definition, Metric};
use nofault_domain::number::IncidentNumber;
use nofault_domain::period::{By, Period};
use nofault_domain::zone::Zone;
use nofault_store::example::{ExampleData, is_empty};
use nofault_store::incident::{Filter, page};
use nofault_store::report::{FactsFilter, durations};
use nofault_store::{Scope, action, factor, incident, postmortem, response, slo};

use crate::here::{Here, status};

on_both!(an_empty_installation_is_filled_once);

async fn an_empty_installation_is_filled_once(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let ada = here.person("Ada", Role::Responder).await;
    assert_eq!(status(here.run(ada, ExampleData).await), 403);
    here.run(eve, ExampleData).await.unwrap();
    assert_eq!(status(here.run(eve, ExampleData).await), 409);
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    assert!(!is_empty(db).await.unwrap());
    let listing = page(db, ada, &Filter::default(), None).await.unwrap();
    assert_eq!(listing.items.len(), 9);
    assert_eq!(listing.items.iter().filter(|item| item.status.is_open()).count(), 1);
    let metric = Definition::shipped(Metric::parse("time-to-resolve").unwrap());
    let found = durations(db, ada, &metric, &FactsFilter::default()).await.unwrap();
    let mut quarters: Vec<_> = found
        .dated
        .iter()
        .map(|one| Period::of(one.belongs_at, &Zone::utc(), By::Quarter).to_string())
        .collect();
    quarters.dedup();
    assert!(quarters.len() >= 3, "{quarters:?}");
    let open = action::list(db, ada, action::Which::Open).await.unwrap();
    let ended = action::list(db, ada, action::Which::Ended).await.unwrap();
    assert_eq!((open.len(), ended.len()), (6, 5));
    let ideas = action::ideas(db, ada, false).await.unwrap();
    let seen: Vec<_> = ideas.iter().map(|idea| (idea.seen(false), idea.stood.len())).collect();
    assert_eq!(seen, [(4, 4), (3, 4), (2, 2)], "the drill is named, and not counted");
    for item in &listing.items {
        let one = incident::by_number(db, Viewer::Operator, item.number).await.unwrap();
        assert_eq!(incident::labels(db, one.id).await.unwrap(), ["example"]);
        assert!(one.recorded_at <= here.now());
    }
    let ninth = incident::by_number(db, ada, IncidentNumber(9)).await.unwrap();
    let lead = response::holdings(db, ninth.id).await.unwrap();
    let told = response::latest(db, ninth.id).await.unwrap().unwrap();
    assert_eq!((lead.len(), told.number.0), (3, 2));
    let sixth = incident::by_number(db, ada, IncidentNumber(6)).await.unwrap();
    let paper = postmortem::of_incident(db, sixth.id).await.unwrap().unwrap();
    assert_eq!(paper.publications.len(), 1);
    // The timeline fills itself.
    let blank = |section: &&postmortem::Section| section.body.is_empty();
    let blank: Vec<_> = paper.sections.iter().filter(blank).map(|one| one.key.as_str()).collect();
    assert_eq!(blank, ["timeline"]);
    assert!(!paper.is_ahead());
    // What came back, and what had been done about it.
    let eighth = incident::by_number(db, ada, IncidentNumber(8)).await.unwrap();
    let again = factor::links(db, ada, eighth.id).await.unwrap();
    assert_eq!(again.iter().map(|link| link.earlier).collect::<Vec<_>>(), [1]);
    let triggers = factor::triggers(db, ada, &Scope::default()).await.unwrap();
    let mut triggers: Vec<_> = triggers.iter().map(|one| one.category).collect();
    triggers.sort();
    assert_eq!(triggers, [Category::Configuration, Category::Dependency]);
    let answers = factor::of_factors(db, eighth.id).await.unwrap();
    assert_eq!(answers.iter().map(|one| one.state.is_ended()).collect::<Vec<_>>(), [true, false]);
    assert!(paper.reviewing().all(|reviewer| paper.is_approved_by(reviewer)));
    let lists = postmortem::lists(db, eve, here.now(), Instant::from_seconds(0)).await.unwrap();
    let begun: Vec<_> = lists.begun.iter().map(|one| one.number.0).collect();
    assert_eq!(begun, [8, 7]);
    assert!(lists.begun[0].paper.as_ref().unwrap().waits_for_me);
    assert!(lists.begun[1].due.unwrap().day < lists.today, "one is overdue");
    let slos = slo::all(db).await.unwrap();
    assert_eq!(slos.len(), 4);
    let gateway = slos.iter().find(|one| one.service_name == "payments gateway").unwrap();
    let since = Instant::from_seconds(0);
    let asked = slo::Reading { service: gateway.service, since, private: false };
    let hits = slo::hits(db, ada, asked).await.unwrap();
    assert!(!hits.is_empty(), "its budget has something to show");
}
