//! The durations report reads what the incidents say, whatever is done to them, and nothing
//! that somebody may not see.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::action::OwnerId;
use nofault_domain::command::incident::{
    ChangeDetails, ChangeSeverity, ChangeStatus, DeclareIncident, SetMilestones,
};
use nofault_domain::command::metric::SaveMetric;
use nofault_domain::command::privacy::Privacy;
use nofault_domain::incident::Kind;
use nofault_domain::metric::{Between, Definition, Metric};
use nofault_domain::milestone::Milestone;
use nofault_domain::number::IncidentNumber;
use nofault_domain::report::durations::{Known, Observation};
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;
use nofault_store::Scope;
use nofault_store::incident;
use nofault_store::metric;
use nofault_store::report::{self, FactsFilter, Observations};

use crate::here::{Here, id, refusal, status};
use crate::import::csv;
use crate::merge::merge;
use crate::raw;

on_both!(
    what_is_read_fast_is_what_the_incidents_say,
    a_number_never_tells_of_what_is_hidden,
    a_metric_is_defined_anew,
);

/// The same numbers in every run.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn of<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.throw(from.len() as u64) as usize]
    }

    /// Blank, exact, to the minute, about, a whole day, or long ago.
    fn moment(&mut self) -> String {
        let (day, hour, second) = (1 + self.throw(20), self.throw(24), self.throw(60));
        match self.throw(6) {
            0 => String::new(),
            1 => format!("2026-11-{day:02} {hour:02}:10:{second:02}"),
            2 => format!("2026-11-{day:02} {hour:02}:10"),
            3 => format!("~2026-11-{day:02} {hour:02}:10"),
            4 => format!("1971-11-{day:02} {hour:02}:10"),
            _ => format!("2025-11-{day:02} {hour:02}:10"),
        }
    }
}

/// Something that is done to an incident; what is refused changes nothing.
async fn edit(here: &Here, dice: &mut Dice, ada: Viewer, number: IncidentNumber) {
    let (incident, version) = (number.to_string(), here.version(number).await);
    let done = match dice.throw(7) {
        0 | 1 => {
            let form = SetMilestones {
                incident,
                version,
                impact_started: dice.moment(),
                detected: dice.moment(),
                declared: dice.moment(),
                acknowledged: dice.moment(),
                mitigated: dice.moment(),
                resolved: dice.moment(),
                impact_ended: dice.moment(),
                ..Default::default()
            };
            here.send(ada, form).await
        }
        2 | 3 => {
            let status = dice.of(&["triage", "fixing", "monitoring", "resolved", "declined"]);
            let (status, comment) = (status.to_owned(), "So it is.".to_owned());
            here.send(
                ada,
                ChangeStatus { incident, version, status, comment, ..Default::default() },
            )
            .await
        }
        4 => {
            let severity = dice.of(&["sev1", "sev3", ""]).to_owned();
            here.send(ada, ChangeSeverity { incident, version, severity, ..Default::default() })
                .await
        }
        5 => {
            let kind = dice.of(&["incident", "near_miss", "drill"]).to_owned();
            let services = dice.of(&["", "api", "api, web"]).to_owned();
            let title = "Another".to_owned();
            let form =
                ChangeDetails { incident, version, title, kind, services, ..Default::default() };
            here.send(ada, form).await
        }
        _ => {
            let holders = (dice.throw(2) == 0).then(|| vec![OwnerId::Person(id(ada))]);
            let version = version.parse().unwrap();
            let form = Privacy { incident: number, version, holders, was: Default::default() };
            here.run(ada, form).await
        }
    };
    if let Err(failure) = done {
        assert!(matches!(failure, nofault_store::Failure::Refused(_)), "{failure:?}");
    }
}

/// What the report reads, from the incidents one by one.
async fn slowly(
    here: &Here,
    viewer: Viewer,
    definition: &Definition,
    filter: &FactsFilter,
) -> Observations {
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let mut found = Observations { dated: Vec::new(), undated: Vec::new() };
    for number in incident::numbers(db, viewer).await.unwrap() {
        let one = incident::by_number(db, viewer, number).await.unwrap();
        let left_out = [Status::Triage, Status::Declined, Status::Merged, Status::Canceled];
        let kind = match one.kind {
            Kind::Incident => !filter.only_near_misses,
            Kind::NearMiss => filter.near_misses || filter.only_near_misses,
            Kind::Drill => false,
        };
        let services = incident::services(db, one.id).await.unwrap();
        if !kind
            || left_out.contains(&one.status)
            || (one.private && !filter.scope.private)
            || filter.severity.is_some_and(|worst| one.severity_highest != Some(worst))
            || filter.scope.service.as_ref().is_some_and(|wanted| !services.contains(wanted))
        {
            continue;
        }
        let milestones = incident::milestones(db, one.id).await.unwrap();
        let of = |wanted: Milestone| {
            let found = milestones.iter().find(|(name, _)| *name == wanted);
            found.map(|(_, moment)| Known { at: moment.at, precision: moment.precision })
        };
        let started = of(Milestone::ImpactStarted);
        let Some(belongs) = started.or(of(Milestone::Declared)) else {
            found.undated.push(number);
            continue;
        };
        let stated = incident::stated(db, one.id).await.unwrap();
        let stated = stated.into_iter().find(|(name, _)| *name == definition.metric);
        found.dated.push(Observation {
            incident: number,
            belongs_at: belongs.at,
            by_declared: started.is_none(),
            from: definition.between().and_then(|ends| of(ends.from)),
            to: definition.between().and_then(|ends| of(ends.to)),
            open: one.status.is_open(),
            severity: one.severity_highest,
            stated: stated.map(|(_, length)| length),
        });
    }
    found
}

fn defined(name: &str, from: Milestone, to: Milestone) -> Definition {
    let metric = Metric::parse(name).unwrap();
    Definition { metric, says: Some((1, Between { from, to })) }
}

async fn what_is_read_fast_is_what_the_incidents_say(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let dan = here.person("Dan", Role::Viewer).await;
    let mut dice = Dice(42);
    let past = "title,reference,impact_started_at,resolved_at,severity,services,time_to_resolve\n\
        Old,X-1,2020-01-01T10:00Z,2020-01-01T11:00Z,sev1,api,2h\n\
        Older,X-2,,,sev3,web,45m\n";
    here.run(ada, csv(past)).await.unwrap();
    for kind in ["incident", "near_miss", "drill", "incident", "incident", "incident"] {
        let (title, kind) = ("One".to_owned(), kind.to_owned());
        let (services, impact_started) = ("api".to_owned(), dice.moment());
        let form = DeclareIncident { title, kind, services, impact_started, ..Default::default() };
        here.send(ada, form).await.unwrap();
    }
    let definitions = [
        Definition::shipped(Metric::parse("time-to-resolve").unwrap()),
        defined("time-to-end", Milestone::Acknowledged, Milestone::ImpactEnded),
        defined("time-to-mend", Milestone::Detected, Milestone::Mitigated),
        Definition { metric: Metric::parse("time-to-resolve").unwrap(), says: None },
    ];
    let private = Scope { private: true, ..Scope::default() };
    let service = Scope { service: Some("api".to_owned()), ..Scope::default() };
    let filters = [
        FactsFilter::default(),
        FactsFilter { near_misses: true, scope: private.clone(), ..Default::default() },
        FactsFilter { only_near_misses: true, scope: private, ..Default::default() },
        FactsFilter { severity: Some(Severity::Sev1), scope: service, ..Default::default() },
    ];
    let mut seen = [0, 0];
    for round in 0..60 {
        let number = IncidentNumber(1 + dice.throw(8).cast_signed());
        edit(here, &mut dice, ada, number).await;
        if round == 30 {
            let into = here.send(ada, merge(here, IncidentNumber(7), "INC-8").await).await;
            assert!(into.is_ok() || status(into) == 409);
        }
        let definition = &definitions[round % definitions.len()];
        for (viewer, filter) in [ada, dan, Viewer::Operator]
            .into_iter()
            .flat_map(|viewer| filters.iter().map(move |filter| (viewer, filter)))
        {
            let mut reader = here.reader().await;
            let fast =
                report::durations(&mut reader.db(), viewer, definition, filter).await.unwrap();
            drop(reader);
            let slow = slowly(here, viewer, definition, filter).await;
            let mut dated = fast.dated;
            dated.sort_unstable_by_key(|one| one.incident);
            assert_eq!(dated, slow.dated, "round {round}, {filter:?}");
            assert_eq!(fast.undated, slow.undated, "round {round}, {filter:?}");
            seen[0] += slow.dated.len();
            seen[1] += fast.undated.len();
        }
    }
    assert!(seen[0] > 100 && seen[1] > 10, "too little was compared: {seen:?}");
    // Whoever writes past the store is followed, too; and making it anew gives the same.
    let all = "SELECT COUNT(*) FROM incident_fact f JOIN incident_fact_now n ON n.id = f.id \
        AND n.at = f.at AND n.number = f.number AND n.private = f.private AND n.counted = f.counted \
        AND n.reviewable = f.reviewable AND n.zone = f.zone AND n.services = f.services \
        AND n.impacts = f.impacts AND n.open = f.open AND n.head = f.head AND n.milestones = f.milestones \
        AND COALESCE(n.severity_highest, 0) = COALESCE(f.severity_highest, 0)";
    assert_eq!(raw::number(&here.target, all).await, 8);
    let sql = "DELETE FROM milestone WHERE name = 'declared'";
    assert!(raw::change(&here.target, sql.to_owned()).await > 0);
    assert_eq!(raw::number(&here.target, all).await, 8);
}

/// As the page reads it.
async fn numbers(here: &Here, viewer: Viewer, private: bool) -> Vec<i64> {
    let scope = Scope { private, ..Scope::default() };
    let filter = FactsFilter { near_misses: true, scope, ..Default::default() };
    let definition = Definition::shipped(Metric::parse("time-to-resolve").unwrap());
    let mut reader = here.reader().await;
    let found = report::durations(&mut reader.db(), viewer, &definition, &filter).await.unwrap();
    let mut dated: Vec<_> = found.dated.iter().map(|one| one.incident.0).collect();
    dated.sort_unstable();
    dated.into_iter().chain(found.undated.iter().map(|one| one.0)).collect()
}

async fn a_number_never_tells_of_what_is_hidden(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let dan = here.person("Dan", Role::Administrator).await;
    let text = "title,reference,kind,status,impact_started_at,resolved_at,time_to_whisper\n\
        Seen,X-1,incident,resolved,2026-11-01T10:00Z,2026-11-01T11:00Z,\n\
        Drill,X-2,drill,resolved,2026-11-01T10:00Z,2026-11-01T11:00Z,\n\
        Declined,X-3,incident,declined,2026-11-01T10:00Z,2026-11-01T11:00Z,\n\
        Hidden,X-4,incident,resolved,2026-11-01T10:00Z,2026-11-01T11:00Z,5m\n";
    here.run(ada, csv(text)).await.unwrap();
    let number = IncidentNumber(4);
    let version = here.incident(ada, number).await.version;
    let holders = Some(vec![OwnerId::Person(id(ada))]);
    let hide = Privacy { incident: number, version, holders, was: Default::default() };
    here.run(ada, hide).await.unwrap();
    for (viewer, private, seen) in [
        (dan, false, vec![1]),
        (dan, true, vec![1]),
        (ada, false, vec![1]),
        (ada, true, vec![1, 4]),
    ] {
        assert_eq!(numbers(here, viewer, private).await, seen, "{viewer:?} {private}");
    }
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let all: Vec<_> = (1..=4).map(IncidentNumber).collect();
    let titles = report::titles(db, dan, &all).await.unwrap();
    assert_eq!((titles.len(), titles.get(&number)), (3, None));
    assert_eq!(report::titles(db, ada, &all).await.unwrap()[&number], "Hidden");
    assert!(report::stated(db).await.unwrap().is_empty());
}

async fn a_metric_is_defined_anew(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    let ada = here.person("Ada", Role::Responder).await;
    let form = |name: &str, from: &str, to: &str| SaveMetric {
        name: name.to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        ..Default::default()
    };
    assert_eq!(status(here.send(ada, form("Time to mend", "declared", "resolved")).await), 403);
    here.send(eve, form("Time to mend", "declared", "resolved")).await.unwrap();
    let taken = here.send(eve, form("time-to-mend", "declared", "resolved")).await;
    assert_eq!(refusal(taken).fields()[0].field, "name");
    let edit = |from: &str, to: &str, version: &str| SaveMetric {
        metric: "time-to-mend".to_owned(),
        version: version.to_owned(),
        ..form("", from, to)
    };
    let done = here.send(eve, edit("detected", "resolved", "1")).await.unwrap();
    assert_eq!((done.version, done.address.as_str()), (2, "/settings/metrics/time-to-mend"));
    assert_eq!(status(here.send(eve, edit("declared", "mitigated", "1")).await), 409);
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    let metric = Metric::parse("time-to-mend").unwrap();
    let versions = metric::versions(db, &metric).await.unwrap();
    let says: Vec<_> = versions.iter().map(|one| one.between.to_string()).collect();
    assert_eq!(says, ["resolved − detected", "resolved − declared"]);
    assert_eq!(versions[0].by.as_deref(), Some("Eve"));
    let names: Vec<_> =
        metric::definitions(db).await.unwrap().iter().map(|one| one.metric.to_string()).collect();
    let shipped = Metric::shipped().into_iter().map(|one| one.to_string());
    assert_eq!(names, shipped.chain(["time-to-mend".to_owned()]).collect::<Vec<_>>());
    for one in metric::definitions(db).await.unwrap().into_iter().take(4) {
        assert_eq!(one, Definition::shipped(one.metric.clone()), "the migration says the same");
    }
}
