//! What reports are cut by: privacy, a service, a team, and between when. Of each cut the same.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::catalog::{SaveService, SaveTeam};
use nofault_domain::command::entry::LogEntry;
use nofault_domain::command::factor::AddFactor;
use nofault_domain::command::incident::DeclareIncident;
use nofault_domain::period::Period;
use nofault_domain::report::span::Span;
use nofault_domain::zone::Zone;
use nofault_store::report::{self, FactsFilter};
use nofault_store::{Scope, factor, metric, toil};

use crate::here::Here;

on_both!(a_report_holds_what_is_asked_for, what_came_back_stood_in_one_before);

async fn declare(here: &Here, viewer: Viewer, form: [&str; 4]) {
    let [title, kind, services, impact_started] = form.map(str::to_owned);
    let private = if title == "Breach" { "on" } else { "" }.to_owned();
    let form = DeclareIncident {
        title,
        kind,
        services,
        impact_started,
        private,
        severity: "sev2".to_owned(),
        ..Default::default()
    };
    here.send(viewer, form).await.unwrap();
}

/// Of Web, which Shop owns, and of Mail, in September and October 2026.
async fn two_months(here: &Here, viewer: Viewer) {
    let team = SaveTeam { name: "Shop".to_owned(), ..Default::default() };
    let team = here.send(Viewer::Operator, team).await.unwrap().id.to_string();
    let web = SaveService { name: "Web".to_owned(), team, ..Default::default() };
    here.send(Viewer::Operator, web).await.unwrap();
    for form in [
        ["First", "", "Web", "2026-09-10 10:00"],
        ["Second", "", "Web", "2026-10-10 10:00"],
        ["Third", "", "Mail", "2026-10-11 10:00"],
        ["Fire drill", "drill", "Web", "2026-10-12 10:00"],
        ["Nearly", "near_miss", "Web", "2026-10-13 10:00"],
        ["Breach", "", "Web", "2026-10-14 10:00"],
    ] {
        declare(here, viewer, form).await;
    }
}

fn october() -> Scope {
    let october = Span::from(Period::parse("2026-10").unwrap());
    Scope::default().during(october, &Zone::utc())
}

async fn a_report_holds_what_is_asked_for(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let dan = here.person("Dan", Role::Responder).await;
    two_months(here, ada).await;
    for number in 1..=6 {
        let log = LogEntry {
            incident: format!("INC-{number}"),
            body: "Restarted".to_owned(),
            minutes: "10".to_owned(),
            at: "2026-10-20 10:00".to_owned(),
            ..Default::default()
        };
        here.send(ada, log).await.unwrap();
    }
    let name = |name: &str| Some(name.to_owned());
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let definition = metric::definitions(db).await.unwrap().remove(0);
    for (viewer, scope, begun, toil_of) in [
        (ada, october(), vec![2, 3], 4),
        (ada, Scope { private: true, ..october() }, vec![2, 3, 6], 5),
        (dan, Scope { private: true, ..october() }, vec![2, 3], 4),
        (ada, Scope { team: name(" SHOP"), ..october() }, vec![2], 3),
        (ada, Scope { service: name("mail"), ..october() }, vec![3], 1),
        (ada, Scope { service: name("Mail"), team: name("Shop"), ..october() }, vec![], 0),
        (ada, Scope { from: None, ..october() }, vec![1, 2, 3], 4),
    ] {
        let sum = toil::sum(db, viewer, &scope).await.unwrap();
        assert_eq!((sum.entries, sum.minutes), (toil_of, 10 * i64::try_from(toil_of).unwrap()));
        // A near miss counts there; what contributed to it is to be known.
        let incidents = factor::counted(db, viewer, &scope).await.unwrap();
        let near =
            FactsFilter { only_near_misses: true, scope: scope.clone(), ..Default::default() };
        let near = report::durations(db, viewer, &definition, &near).await.unwrap().dated;
        assert_eq!(incidents.len(), begun.len() + near.len(), "{scope:?}");
        let Scope { from, to, .. } = scope;
        let scope = Scope { from: None, to: None, ..scope };
        let filter = FactsFilter { scope, ..Default::default() };
        let lasted = report::durations(db, viewer, &definition, &filter).await.unwrap().dated;
        let inside = lasted.iter().filter(|one| {
            from.is_none_or(|from| one.belongs_at >= from)
                && to.is_none_or(|to| one.belongs_at < to)
        });
        assert_eq!(inside.map(|one| one.incident.0).collect::<Vec<_>>(), begun);
    }
}

async fn what_came_back_stood_in_one_before(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let dan = here.person("Dan", Role::Responder).await;
    two_months(here, ada).await;
    for (number, title) in [
        (1, "No canary"),
        (2, "No canary"),
        (6, "No canary"),
        (3, "New"),
        (6, "Secret"),
        (4, "New"),
    ] {
        let add = AddFactor {
            incident: format!("INC-{number}"),
            title: title.to_owned(),
            category: "change".to_owned(),
            ..Default::default()
        };
        here.send(ada, add).await.unwrap();
    }
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    for (viewer, private, with, incidents) in
        [(ada, false, 2, 1), (ada, true, 3, 2), (dan, true, 2, 1)]
    {
        let back = factor::back(db, viewer, &Scope { private, ..october() }).await.unwrap();
        assert_eq!(back.with_factors, with);
        let found: Vec<_> = back
            .factors
            .iter()
            .map(|one| (one.title.as_str(), one.incidents, one.earlier))
            .collect();
        assert_eq!(found, [("No canary", incidents, 1)]);
    }
}
