//! So many incidents with all that reports count, as a busy company has them after two years.

use nofault_domain::access::Viewer;
use nofault_domain::command::action::{AddAction, CompleteAction, MoveAction};
use nofault_domain::command::catalog::{SaveService, SaveTeam};
use nofault_domain::command::change::{KeepRecord, NameCause};
use nofault_domain::command::entry::LogEntry;
use nofault_domain::command::factor::AddFactor;
use nofault_domain::command::impact::AddImpact;
use nofault_domain::command::incident::{ChangeStatus, DeclareIncident};
use nofault_domain::command::postmortem::BeginPostmortem;
use nofault_domain::command::slo::SaveSlo;
use nofault_domain::command::{Command, Typing};
use nofault_domain::id::CommandId;
use nofault_domain::import::{Mapping, Sheet, plan, plan_changes};
use nofault_domain::instant::Instant;
use nofault_domain::zone::Zone;
use nofault_store::change::ChangesBatch;
use nofault_store::import::ImportBatch;
use nofault_store::work::{Rule, Work};
use nofault_store::{Failure, Outcome, Perform, Store, catalog, new_id};

pub const VIEWER: Viewer = Viewer::Operator;
const NOW: i64 = 1_795_000_000;
const SERVICES: i64 = 40;
const TEAMS: i64 = 8;
/// One incident in so many is told by people, not by a file; has an impact; and so on.
const ONE_IN: i64 = 10;
const BATCH: i64 = 10_000;

pub fn now() -> Instant {
    Instant::from_seconds(NOW)
}

/// Ten minutes apart, back from now: 100,000 are two years.
fn began(number: i64) -> i64 {
    NOW - number * 600 - 864_000
}

fn at(seconds: i64) -> String {
    Instant::from_seconds(seconds).rfc3339()
}

fn service(number: i64) -> String {
    format!("service {}", number % SERVICES)
}

/// Many commands in one transaction.
struct All<P>(Vec<(Instant, P)>);

impl<P: Perform> Perform for All<P> {
    const NAME: &'static str = P::NAME;

    fn rule(&self) -> Rule {
        Rule::Anybody
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let mut last = None;
        for (at, one) in self.0 {
            work.now = at;
            last = Some(one.perform(work).await?);
        }
        Ok(last.expect("at least one"))
    }
}

async fn run<P: Perform>(store: &Store, parsed: P) -> Outcome {
    store.run(VIEWER, CommandId(new_id()), now(), parsed).await.unwrap()
}

/// Each at its time, in seconds.
async fn all<C>(store: &Store, forms: impl Iterator<Item = (i64, C)>)
where
    C: Command,
    C::Parsed: Perform,
{
    let parse = |(seconds, form): (i64, C)| {
        let now = Instant::from_seconds(seconds);
        (now, form.parse(&Typing { now, zone: Zone::utc() }).unwrap())
    };
    let parsed: Vec<_> = forms.map(parse).collect();
    if !parsed.is_empty() {
        run(store, All(parsed)).await;
    }
}

pub async fn fill(store: &Store, incidents: i64) {
    let told = incidents / ONE_IN;
    import(store, incidents - told).await;
    own(store).await;
    declare(store, incidents - told, told).await;
    spend(store, incidents).await;
    change(store, incidents).await;
    review(store, incidents - told, told).await;
}

async fn import(store: &Store, incidents: i64) {
    for first in (0..incidents).step_by(usize::try_from(BATCH).unwrap()) {
        let mut text =
            "reference,title,severity,services,impact_started_at,detected_at,resolved_at\n"
                .to_owned();
        for number in first..incidents.min(first + BATCH) {
            let (start, length) = (began(number), 60 * (20 + number % 300));
            text += &format!(
                "R-{number},Outage {number} of a thing,{},{},{},{},{}\n",
                number % 5 + 1,
                service(number),
                at(start),
                at(start + 300),
                at(start + length)
            );
        }
        let sheet = Sheet::read(text.as_bytes()).unwrap();
        let mapping = Mapping::guess(&sheet.headers, &[]).unwrap();
        let rows = plan(&sheet, &mapping, &Zone::utc(), now()).good().cloned().collect();
        run(store, ImportBatch { file_name: "past.csv".to_owned(), rows }).await;
    }
}

/// Each service by a team, in turn.
async fn own(store: &Store) {
    all(
        store,
        (0..TEAMS)
            .map(|number| (NOW, SaveTeam { name: format!("Team {number}"), ..Default::default() })),
    )
    .await;
    let mut reader = store.read().await.unwrap();
    let services = catalog::services(&mut reader.db()).await.unwrap();
    let teams = catalog::teams(&mut reader.db()).await.unwrap();
    drop(reader);
    let owned = services.iter().zip(teams.iter().cycle()).map(|(service, team)| {
        let form = SaveService {
            service: service.id.to_string(),
            version: service.version.to_string(),
            name: service.name.clone(),
            team: team.id.to_string(),
            ..Default::default()
        };
        (NOW, form)
    });
    all(store, owned).await;
}

/// Numbered after those of the file.
async fn declare(store: &Store, before: i64, incidents: i64) {
    let start = |place: i64| began(place * ONE_IN);
    all(
        store,
        (0..incidents).map(|place| {
            let form = DeclareIncident {
                title: format!("Outage {place} that people told of"),
                severity: format!("sev{}", place % 5 + 1),
                services: service(place),
                impact_started: at(start(place)),
                ..Default::default()
            };
            (start(place), form)
        }),
    )
    .await;
    all(
        store,
        (0..incidents).map(|place| {
            let end = start(place) + 60 * (20 + place % 300);
            let form = ChangeStatus {
                incident: format!("INC-{}", before + place + 1),
                version: "1".to_owned(),
                status: "resolved".to_owned(),
                at: at(end),
                ..Default::default()
            };
            (end, form)
        }),
    )
    .await;
}

/// Impacts, budgets, factors and toil.
async fn spend(store: &Store, incidents: i64) {
    let some = || (0..incidents).step_by(usize::try_from(ONE_IN).unwrap());
    let incident = |number: i64| format!("INC-{}", number + 1);
    all(
        store,
        some().map(|number| {
            let form = AddImpact {
                incident: incident(number),
                service: service(number / ONE_IN),
                from: at(began(number)),
                to: at(began(number) + 60 * (5 + number % 55)),
                fraction: format!("{}%", 1 + number % 100),
                ..Default::default()
            };
            (NOW, form)
        }),
    )
    .await;
    all(
        store,
        some().map(|number| {
            let form = AddFactor {
                incident: incident(number),
                title: format!("Cause of kind {}", number / ONE_IN % 200),
                category: "monitoring".to_owned(),
                ..Default::default()
            };
            (NOW, form)
        }),
    )
    .await;
    all(
        store,
        some().map(|number| {
            let form = LogEntry {
                incident: incident(number),
                body: "Restarted it by hand".to_owned(),
                at: at(began(number) + 600),
                minutes: (5 + number % 90).to_string(),
                automatable: "on".to_owned(),
                ..Default::default()
            };
            (NOW, form)
        }),
    )
    .await;
    let services = catalog::services(&mut store.read().await.unwrap().db()).await.unwrap();
    all(
        store,
        services.iter().take(10).map(|service| {
            let form = SaveSlo {
                service: service.id.to_string(),
                name: "Availability".to_owned(),
                target: "99.9 %".to_owned(),
                window: "rolling".to_owned(),
                days: "30".to_owned(),
                zone: "UTC".to_owned(),
                ..Default::default()
            };
            (NOW, form)
        }),
    )
    .await;
}

/// One change for each five incidents; one in ten of them failed.
async fn change(store: &Store, incidents: i64) {
    let changes = (incidents / 5).max(1);
    let mut text = "service,title,at,reference\n".to_owned();
    for number in 0..changes {
        let at = at(began(number * 5) - 60);
        text += &format!("{},Release {number},{at},C-{number}\n", service(number * 5));
    }
    let sheet = Sheet::read(text.as_bytes()).unwrap();
    let rows = plan_changes(&sheet, &Zone::utc(), now()).unwrap().plan.good().cloned().collect();
    run(store, ChangesBatch { file_name: "changes.csv".to_owned(), rows }).await;
    let failed = (0..changes).step_by(usize::try_from(ONE_IN).unwrap());
    all(
        store,
        failed.map(|number| {
            let incident = format!("INC-{}", number * 5 + 1);
            (NOW, NameCause { incident, change: format!("CH-{}", number + 1) })
        }),
    )
    .await;
    let services = catalog::services(&mut store.read().await.unwrap().db()).await.unwrap();
    all(
        store,
        services.iter().map(|service| {
            let form = KeepRecord {
                service: service.id.to_string(),
                version: service.version.to_string(),
                since: "2020-01-01".to_owned(),
                ..Default::default()
            };
            (NOW, form)
        }),
    )
    .await;
}

/// Postmortems and actions of those that people told of; half of the actions are done.
async fn review(store: &Store, before: i64, incidents: i64) {
    let incident = |place: i64| format!("INC-{}", before + place + 1);
    all(
        store,
        (0..incidents).step_by(2).map(|place| {
            (NOW, BeginPostmortem { incident: incident(place), ..Default::default() })
        }),
    )
    .await;
    all(
        store,
        (0..incidents).map(|place| {
            let form = AddAction {
                incident: incident(place),
                title: format!("Mend the thing {place}"),
                priority: format!("p{}", place % 5),
                due: at(NOW - place * 3600).chars().take(10).collect(),
                ..Default::default()
            };
            (began(place * ONE_IN), form)
        }),
    )
    .await;
    all(
        store,
        (0..incidents).step_by(2).map(|place| {
            let form = MoveAction {
                action: format!("A-{}", place + 1),
                version: "1".to_owned(),
                note: "Mended".to_owned(),
                ..Default::default()
            };
            (began(place * ONE_IN) + 864_000, CompleteAction(form))
        }),
    )
    .await;
}
