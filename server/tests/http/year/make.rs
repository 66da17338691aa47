//! The year through the store: a file of incidents, and what people do to them.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::account::{Email, NewInvitation};
use nofault_domain::command::catalog::{ChangeInstallation, SaveService, SaveTeam};
use nofault_domain::command::incident::{ChangeStatus, DeclareIncident};
use nofault_domain::command::privacy::Privacy;
use nofault_domain::command::triage::MergeIncident;
use nofault_domain::command::{Command, Typing};
use nofault_domain::id::{CommandId, PersonId, ServiceId};
use nofault_domain::import::{Mapping, Sheet, plan};
use nofault_domain::instant::Instant;
use nofault_domain::moment::{Moment, Precision, Source};
use nofault_domain::number::IncidentNumber;
use nofault_domain::text::Name;
use nofault_domain::zone::Zone;
use nofault_store::import::ImportBatch;
use nofault_store::people::{InvitationSent, Joined};
use nofault_store::{Outcome, Perform, Store, incident, new_id};

use super::calendar::ZONE;
use super::truth::{HALVED, How, LOGIN, MAIL, One, PAID, Truth, look_back};

/// When everybody looks back.
pub fn now() -> Instant {
    Instant::from_seconds(look_back())
}

pub fn zone() -> Zone {
    Zone::parse(ZONE).unwrap()
}

pub fn exactly(seconds: i64) -> Moment {
    let at = Instant::from_seconds(seconds);
    Moment { at, precision: Precision::Exact, zone: zone(), source: Source::Person }
}

pub struct Year {
    pub store: Store,
    pub truth: Truth,
    /// Sees the private ones.
    pub ada: Viewer,
    pub bo: Viewer,
    pub paid: ServiceId,
    pub halved: ServiceId,
}

impl Year {
    /// With its incidents, none of them merged or private yet.
    pub async fn new(store: Store) -> Self {
        let nobody = (Viewer::Operator, ServiceId(new_id()));
        let (ada, paid) = nobody;
        let truth = Truth::new();
        let mut year = Self { store, truth, ada, bo: ada, paid, halved: paid };
        year.ada = year.person("Ada").await;
        year.bo = year.person("Bo").await;
        let (version, name, zone) = ("1".to_owned(), "Truth".to_owned(), ZONE.to_owned());
        let form = ChangeInstallation { version, name, zone, ..Default::default() };
        year.send(Viewer::Operator, now(), form).await;
        let team = SaveTeam { name: "Access".to_owned(), ..Default::default() };
        let team = year.send(Viewer::Operator, now(), team).await.id.to_string();
        year.service(LOGIN, &team).await;
        year.paid = year.service(PAID, "").await;
        year.halved = year.service(HALVED, "").await;
        year.import().await;
        for one in year.truth.of(MAIL) {
            year.declare(one).await;
        }
        year
    }

    pub async fn run<P: Perform>(&self, viewer: Viewer, at: Instant, parsed: P) -> Outcome {
        self.store.run(viewer, CommandId(new_id()), at, parsed).await.unwrap()
    }

    pub async fn send<C>(&self, viewer: Viewer, at: Instant, form: C) -> Outcome
    where
        C: Command,
        C::Parsed: Perform,
    {
        let parsed = form.parse(&Typing { now: at, zone: zone() }).unwrap();
        self.run(viewer, at, parsed).await
    }

    async fn person(&self, name: &str) -> Viewer {
        let email = Email::parse(&format!("{name}@example.org")).unwrap();
        let (name, role) = (Name::parse(name).unwrap(), Role::Responder);
        let token_hash = new_id().as_bytes().to_vec();
        let invitation = NewInvitation { name: name.clone(), email: email.clone(), role };
        let sent = InvitationSent { invitation, token_hash: token_hash.clone() };
        self.run(Viewer::Operator, now(), sent).await;
        let joined = Joined { token_hash, name, email, password_hash: String::new(), zone: None };
        let id = PersonId(self.run(Viewer::System, now(), joined).await.id);
        Viewer::Person { id, role }
    }

    async fn service(&self, name: &str, team: &str) -> ServiceId {
        let (name, team) = (name.to_owned(), team.to_owned());
        let form = SaveService { name, team, ..Default::default() };
        ServiceId(self.send(Viewer::Operator, now(), form).await.id)
    }

    async fn import(&self) {
        let mut text = "reference,title,severity,status,kind,services,declared_at,\
            impact_started_at,resolved_at\n"
            .to_owned();
        for one in self.truth.all.iter().filter(|one| one.service != MAIL) {
            text.push_str(&row(one));
        }
        let sheet = Sheet::read(text.as_bytes()).unwrap();
        let mapping = Mapping::guess(&sheet.headers, &[]).unwrap();
        let rows: Vec<_> = plan(&sheet, &mapping, &zone(), now()).good().cloned().collect();
        assert_eq!(rows.len(), text.lines().count() - 1);
        let file_name = "year.csv".to_owned();
        self.run(self.ada, now(), ImportBatch { file_name, rows }).await;
    }

    async fn declare(&self, one: &One) {
        let start = Instant::from_seconds(one.start);
        let form = DeclareIncident {
            title: format!("Letters {}", one.number),
            severity: format!("sev{}", one.severity),
            kind: if one.how == How::Drill { "drill" } else { "incident" }.to_owned(),
            services: MAIL.to_owned(),
            impact_started: start.rfc3339(),
            ..Default::default()
        };
        let declared = self.send(self.ada, start, form).await.address;
        assert_eq!(declared, format!("/incidents/INC-{}", one.number));
        let end = Instant::from_seconds(one.end().unwrap());
        let status = if one.how == How::Declined { "declined" } else { "resolved" };
        let form = ChangeStatus {
            incident: format!("INC-{}", one.number),
            version: "1".to_owned(),
            status: status.to_owned(),
            at: end.rfc3339(),
            comment: "So it was.".to_owned(),
            ..Default::default()
        };
        self.send(self.ada, end, form).await;
    }

    /// What people do last: nothing can be added to some of these afterwards.
    pub async fn merge_and_hide(&self) {
        for one in &self.truth.all {
            match one.how {
                How::Merged => self.merge(one).await,
                How::Private => self.hide(one).await,
                _ => {}
            }
        }
    }

    /// Into which a merged one went.
    pub fn goes_on_in(&self, one: &One) -> &One {
        let severity = if one.service == HALVED { 2 } else { 3 };
        self.truth.first(one.service, one.month(), severity)
    }

    async fn merge(&self, one: &One) {
        let form = MergeIncident {
            incident: format!("INC-{}", one.number),
            version: self.version(one.number).await.to_string(),
            into: format!("INC-{}", self.goes_on_in(one).number),
            ..Default::default()
        };
        self.send(self.ada, now(), form).await;
    }

    async fn hide(&self, one: &One) {
        let (incident, version) = (IncidentNumber(one.number), self.version(one.number).await);
        let holders = Some(Vec::new());
        let privacy = Privacy { incident, version, holders, was: Default::default() };
        self.run(self.ada, now(), privacy).await;
    }

    async fn version(&self, number: i64) -> i64 {
        let mut reader = self.store.read().await.unwrap();
        let number = IncidentNumber(number);
        incident::by_number(&mut reader.db(), self.ada, number).await.unwrap().version
    }
}

fn row(one: &One) -> String {
    let (kind, status) = match one.how {
        How::Drill => ("drill", "closed"),
        How::NearMiss => ("near_miss", "closed"),
        How::Triage => ("incident", "triage"),
        How::Declined => ("incident", "declined"),
        How::Canceled => ("incident", "canceled"),
        How::Counts if one.lasted.is_none() => ("incident", "fixing"),
        How::Counts | How::Merged | How::Private => ("incident", "resolved"),
    };
    let at = |seconds: i64| Instant::from_seconds(seconds).rfc3339();
    let (start, end) = (at(one.start), one.end().map(at).unwrap_or_default());
    let declared = if one.service == LOGIN { start.as_str() } else { "" };
    let One { number, severity, service, .. } = one;
    format!(
        "R-{number},{service} {number},sev{severity},{status},{kind},{service},{declared},{start},{end}\n"
    )
}
