//! An installation in which every report has something to tell, and an incident as loud as any.

use http::{StatusCode, header};
use nofault_domain::access::{Role, Viewer};
use nofault_domain::number::IncidentNumber;
use nofault_store::{catalog, incident, slo};

use crate::app::{TestApp, User};

pub struct World {
    /// Makes all of it.
    pub ada: User,
    /// Sees what everybody sees.
    pub bo: User,
    /// An administrator.
    pub eve: User,
    parts: Vec<(&'static str, String)>,
}

/// Of a form that has to be taken: where it leads.
async fn post(user: &User, door: &str, form: &[(&str, &str)]) -> String {
    let answer = user.post(door, form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{door}: {}", answer.body);
    answer.headers[header::LOCATION].to_str().unwrap().to_owned()
}

const ZONE: (&str, &str) = ("zone", "UTC");

impl World {
    pub async fn new(app: &TestApp) -> Self {
        let ada = app.user("Ada", Role::Responder).await;
        let bo = app.user("Bo", Role::Responder).await;
        let eve = app.user("Eve", Role::Administrator).await;
        // Nobody is of it.
        let team = eve.island("/teams", &[("name", "Core")]).await.json();
        let team = team["id"].as_str().unwrap().to_owned();
        let form = [("name", "Web"), ("team", team.as_str())];
        post(&eve, "/services", &form).await;
        for (title, at) in [("Web 1", "2026-10-06 09:55"), ("Web 2", "2026-10-30 07:55")] {
            let form =
                [("kind", "release"), ("service", "Web"), ("title", title), ("at", at), ZONE];
            post(&ada, "/changes", &form).await;
        }
        for (title, from, to) in [
            ("One", "2026-10-06 10:00", "2026-10-06 11:00"),
            ("Two", "2026-11-05 10:00", "2026-11-05 10:20"),
            ("Three", "2026-11-11 10:00", "2026-11-11 12:00"),
        ] {
            happened(app, &ada, [title, "incident", "", "sev3"], (from, to)).await;
        }
        // Still open: what everybody sees of what goes on.
        let form = [("title", "Four"), ("services", "Web"), ("severity", "sev4"), ZONE];
        post(&ada, "/incidents", &form).await;
        post(&ada, "/incidents/INC-1/causes", &[("change", "CH-1")]).await;
        // How long actions stay open is told of five and more.
        for incident in ["/incidents/INC-1", "/incidents/INC-2", "/incidents/INC-3"] {
            follow_up(&ada, incident).await;
        }
        let report = [("body", "Compare:\n\n/reports/durations?by=month\n"), ZONE];
        post(&ada, "/incidents/INC-1/entries", &report).await;
        post(&ada, "/incidents/INC-1/postmortem", &[]).await;
        let body = "It was slow.\n\n/reports/durations?by=month\n";
        let summary = [("version", "1"), ("body", body), ("was_body", "")];
        post(&ada, "/incidents/INC-1/postmortem/sections/summary", &summary).await;
        let (service, slo) = (service(app).await, define(app, &eve).await);
        let form = [("version", "1"), ("since", "2026-10-01"), ("was_since", "")];
        post(&eve, &format!("/services/{service}/record"), &form).await;
        let form = [("address", "/reports/durations?by=month"), ("title", "As it was")];
        let kept = post(&ada, "/reports/kept", &form).await;
        let kept = kept.rsplit('/').next().unwrap().to_owned();
        let mut parts = vec![];
        let availability = format!("/services/{service}/availability");
        for (part, address) in [
            ("{kept}?home", "/reports?from=2026-11"),
            ("{kept}?budgets", "/reports/budgets"),
            ("{kept}?availability", &availability),
        ] {
            let form = [("address", address), ("title", "As it was")];
            let kept = post(&ada, "/reports/kept", &form).await;
            parts.push((part, kept.rsplit('/').next().unwrap().to_owned()));
        }
        parts.extend([("{service}", service), ("{slo}", slo), ("{kept}", kept), ("{team}", team)]);
        Self { ada, bo, eve, parts }
    }

    pub fn filled(&self, address: &str) -> String {
        self.parts.iter().fold(address.to_owned(), |text, (part, is)| text.replace(part, is))
    }

    /// As a drill ends, or what was none.
    pub async fn end(&self, app: &TestApp, incident: &str, status: &str) {
        let version = version(app, incident).await;
        let form = [("version", version.as_str()), ("status", status), ("comment", "So it was.")];
        post(&self.ada, &format!("{incident}/status"), &form).await;
    }
}

async fn version(app: &TestApp, incident: &str) -> String {
    let number = IncidentNumber::parse(incident.rsplit('/').next().unwrap()).unwrap();
    let mut reader = app.store.read().await.unwrap();
    let found = incident::by_number(&mut reader.db(), Viewer::System, number).await.unwrap();
    found.version.to_string()
}

async fn service(app: &TestApp) -> String {
    let mut reader = app.store.read().await.unwrap();
    let all = catalog::services(&mut reader.db()).await.unwrap();
    all.iter().find(|one| one.name == "Web").unwrap().id.to_string()
}

async fn define(app: &TestApp, ada: &User) -> String {
    let service = service(app).await;
    let form = [
        ("service", service.as_str()),
        ("name", "Availability"),
        ("target", "99.9"),
        ("window", "rolling"),
        ("days", "30"),
        ZONE,
    ];
    post(ada, "/slos", &form).await;
    let mut reader = app.store.read().await.unwrap();
    slo::all(&mut reader.db()).await.unwrap()[0].id.to_string()
}

/// What it is: its title, its kind, `on` where it is private, its severity.
type What = [&'static str; 4];

/// An incident with everything that a report counts; where it is.
async fn happened(app: &TestApp, user: &User, what: What, (from, to): (&str, &str)) -> String {
    let [title, kind, private, severity] = what;
    let form = [
        ("title", title),
        ("kind", kind),
        ("private", private),
        ("severity", severity),
        ("services", "Web"),
        ("impact_started", from),
        ZONE,
    ];
    let incident = post(user, "/incidents", &form).await;
    let minutes = if severity == "sev1" { "9999" } else { "20" };
    let impact = [("service", "Web"), ("from", from), ("to", to), ("fraction", "all"), ZONE];
    let entry =
        [("body", "By hand"), ("at", from), ("minutes", minutes), ("automatable", "on"), ZONE];
    let factor = [("title", "No alert on queues"), ("category", "monitoring"), ("trigger", "on")];
    let all: [(&str, &[(&str, &str)]); 3] =
        [("impacts", &impact), ("entries", &entry), ("factors", &factor)];
    for (door, form) in all {
        post(user, &format!("{incident}/{door}"), form).await;
    }
    for (door, status) in
        [("milestones/detected", ""), ("milestones/acknowledged", ""), ("status", "resolved")]
    {
        let (version, at) =
            (version(app, &incident).await, if status.is_empty() { from } else { to });
        let form = [("version", version.as_str()), ("status", status), ("at", at), ZONE];
        post(user, &format!("{incident}/{door}"), &form).await;
    }
    incident
}

/// One that goes on, and its impact with it.
pub async fn going_on(user: &User, [title, kind, private]: [&'static str; 3]) {
    let form = [
        ("title", title),
        ("kind", kind),
        ("private", private),
        ("severity", "sev1"),
        ("services", "Web"),
        ZONE,
    ];
    let incident = post(user, "/incidents", &form).await;
    let impact = [("service", "Web"), ("from", "2026-11-18 11:00"), ("fraction", "all"), ZONE];
    post(user, &format!("{incident}/impacts"), &impact).await;
}

/// A week at the worst severity, caused by a change that nobody blamed before; where it is.
pub async fn loud(app: &TestApp, user: &User, [title, kind, private]: [&'static str; 3]) -> String {
    let week = ("2026-10-30 08:00", "2026-11-06 08:00");
    let incident = happened(app, user, [title, kind, private, "sev1"], week).await;
    post(user, &format!("{incident}/causes"), &[("change", "CH-2")]).await;
    let form = [("title", "The vault stood open"), ("category", "security")];
    post(user, &format!("{incident}/factors"), &form).await;
    incident
}

/// One action that is overdue and removes toil, one that is done, and an idea. What comes of a
/// drill is to be done like anything else: these are for what counts, or is private.
pub async fn follow_up(user: &User, incident: &str) {
    for (title, due, idea) in
        [("Late", "2026-11-16", ""), ("Done", "2026-11-16", ""), ("Idea", "", "on")]
    {
        let form = [("title", title), ("priority", "p0"), ("due", due), ("idea", idea)];
        let added = post(user, &format!("{incident}/actions"), &form).await;
        let action = format!("/actions/{}", added.rsplit('#').next().unwrap());
        match title {
            "Late" => {
                let form = [("version", "1"), ("removes", "on"), ("was_removes", "")];
                post(user, &format!("{action}/toil"), &form).await;
                let form = [("version", "2"), ("factor", "F-1"), ("was_factor", "")];
                post(user, &format!("{action}/factor"), &form).await;
            }
            "Done" => {
                let form = [("version", "1"), ("note", "It is."), ("verify_on", "2026-11-18")];
                post(user, &format!("{action}/completion"), &form).await;
            }
            _ => {}
        }
    }
}
