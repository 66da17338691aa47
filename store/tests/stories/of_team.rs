//! Whose team an action counts for: the team’s page says the same as the report on actions.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::action::{AddAction, CompleteAction, MoveAction};
use nofault_domain::command::catalog::SaveTeam;
use nofault_domain::command::privacy::Privacy;
use nofault_domain::number::IncidentNumber;
use nofault_domain::report::actions::{ActionsFilter, GroupBy, build};
use nofault_domain::zone::Zone;
use nofault_store::{action, catalog, report};

use crate::here::{Here, id};
use crate::tally;

on_both!(an_action_counts_for_its_owner_or_the_first_of_their_teams);

async fn team(here: &Here, name: &str, members: &[Viewer]) {
    let members: Vec<_> = members.iter().map(|one| id(*one).to_string()).collect();
    let team = SaveTeam { name: name.to_owned(), members: members.join(","), ..Default::default() };
    here.send(Viewer::Operator, team).await.unwrap();
}

async fn action(here: &Here, by: Viewer, title: &str, owner: String, incident: &str) {
    let (title, incident) = (title.to_owned(), incident.to_owned());
    here.send(by, AddAction { title, owner, incident, ..Default::default() }).await.unwrap();
}

async fn titles(here: &Here, viewer: Viewer, name: &str) -> Vec<String> {
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let team = catalog::teams(db).await.unwrap().into_iter().find(|team| team.name == name);
    let open = action::open_of_team(db, viewer, team.unwrap().id).await.unwrap();
    let mut titles: Vec<_> = open.into_iter().map(|action| action.title).collect();
    titles.sort();
    let facts = report::actions(db, viewer, true).await.unwrap();
    assert_eq!(tally::same(db, viewer, true, None).await, facts.len());
    let filter = ActionsFilter { team: Some(name.to_owned()), ..Default::default() };
    let counted = build(GroupBy::Team, filter, &Zone::utc(), here.now(), facts).total;
    assert_eq!(counted.open, titles.len() as u64, "{name}: {titles:?}");
    titles
}

async fn an_action_counts_for_its_owner_or_the_first_of_their_teams(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    let cy = here.person("Cy", Role::Responder).await;
    // By their names, not by when they were made.
    team(here, "Search", &[ada, bo]).await;
    team(here, "orders", &[ada]).await;
    let person = |viewer| format!("person:{}", id(viewer));
    let orders = {
        let mut reader = here.reader().await;
        let teams = catalog::teams(&mut reader.db()).await.unwrap();
        teams.into_iter().find(|team| team.name == "orders").unwrap().id
    };
    here.declare(ada, "Slow").await;
    here.declare(ada, "Hidden").await;
    action(here, ada, "Of Ada", person(ada), "").await;
    action(here, ada, "Of Bo", person(bo), "INC-1").await;
    action(here, ada, "Of Bo, hidden", person(bo), "INC-2").await;
    action(here, ada, "Of Cy", person(cy), "").await;
    action(here, ada, "Of orders", format!("team:{}", orders.0), "").await;
    action(here, ada, "Of nobody", String::new(), "").await;
    let both = ["Of Ada", "Of orders"];
    assert_eq!(titles(here, ada, "orders").await, both);
    assert_eq!(titles(here, cy, "Search").await, ["Of Bo", "Of Bo, hidden"]);
    let number = IncidentNumber(2);
    let version = here.incident(ada, number).await.version;
    let was = Default::default();
    let privacy = Privacy { incident: number, version, holders: Some(Vec::new()), was };
    here.run(ada, privacy).await.unwrap();
    assert_eq!(titles(here, cy, "Search").await, ["Of Bo"]);
    assert_eq!(titles(here, ada, "Search").await, ["Of Bo", "Of Bo, hidden"]);
    let done = MoveAction {
        action: "A-1".to_owned(),
        version: "1".to_owned(),
        note: "Done".to_owned(),
        ..Default::default()
    };
    here.send(ada, CompleteAction(done)).await.unwrap();
    assert_eq!(titles(here, ada, "orders").await, ["Of orders"]);
}
