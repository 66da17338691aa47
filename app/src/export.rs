//! An incident as data, whole: for its file, and for the operator's folder. `docs/export.md`
//! says what stands in it; what changes its shape raises [`VERSION`].

mod action;
mod cause;
mod factor;
mod response;
mod review;
mod timeline;

use nofault_domain::access::Viewer;
use nofault_domain::incident::{Entered, Kind};
use nofault_domain::instant::Instant;
use nofault_domain::metric::Metric;
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::{self, Precision, Source};
use nofault_domain::number::{EntryNumber, IncidentNumber};
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;
use nofault_domain::zone::Zone;
use nofault_store::incident::{self, Incident};
use nofault_store::timeline::RedactionTrace;
use nofault_store::{Db, Failure, Store, response as told};
use serde::Serialize;

pub use action::{Action, Again};
pub use factor::Factor;
pub use response::{Impact, Role, Update};
pub use review::{Postmortem, Review};
pub use timeline::{Entry, File};

/// Raised by whatever a reader of earlier ones would misunderstand; fields may be added without.
pub const VERSION: u32 = 1;
const FORMAT: &str = "nofault.incident";

/// All that a viewer may see of an incident, as it stands now.
#[derive(Debug, Serialize)]
pub struct Export {
    format: &'static str,
    version: u32,
    exported_at: Instant,
    address: String,
    incident: Facts,
    services: Vec<String>,
    labels: Vec<String>,
    milestones: Vec<Set>,
    stated_durations: Vec<Stated>,
    impacts: Vec<Impact>,
    roles: Vec<Role>,
    updates: Vec<Update>,
    changes: Vec<cause::Change>,
    pub timeline: Vec<Entry>,
    factors: Vec<Factor>,
    actions: Vec<Action>,
    /// Ideas that came up before, and here again.
    seen_again: Vec<Again>,
    review: Review,
    postmortem: Option<Postmortem>,
    merged_into: Option<Other>,
    merged_parts: Vec<Other>,
    redactions: Vec<Redaction>,
}

#[derive(Debug, Serialize)]
struct Facts {
    number: IncidentNumber,
    title: String,
    summary: String,
    kind: Kind,
    status: Status,
    severity: Option<Severity>,
    severity_highest: Option<Severity>,
    entered: Entered,
    private: bool,
    home_zone: String,
    reference: Option<String>,
    recorded_at: Instant,
    revision: i64,
}

/// A moment with all that is known of it.
#[derive(Debug, Serialize)]
pub struct Moment {
    at: Instant,
    precision: Precision,
    zone: Zone,
    source: Source,
}

impl From<moment::Moment> for Moment {
    fn from(moment: moment::Moment) -> Self {
        let moment::Moment { at, precision, zone, source } = moment;
        Self { at, precision, zone, source }
    }
}

#[derive(Debug, Serialize)]
struct Set {
    name: Milestone,
    moment: Moment,
}

#[derive(Debug, Serialize)]
struct Stated {
    metric: Metric,
    seconds: f64,
}

#[derive(Debug, Serialize)]
struct Other {
    number: IncidentNumber,
    title: String,
}

/// That text was removed; never which.
#[derive(Debug, Serialize)]
struct Redaction {
    entry: Option<EntryNumber>,
    places: i64,
    reason: String,
    at: Instant,
    by: Option<String>,
}

/// When and by whom something was removed.
#[derive(Debug, Serialize)]
pub struct Gone {
    at: Instant,
    by: Option<String>,
}

impl From<(Instant, Option<String>)> for Gone {
    fn from((at, by): (Instant, Option<String>)) -> Self {
        Self { at, by }
    }
}

/// What is asked for: `base_url` stands before every address in it.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    pub viewer: Viewer,
    pub number: IncidentNumber,
    pub now: Instant,
    pub base_url: &'a str,
}

/// # Errors
/// Not found, the same for one that is hidden as for none.
pub async fn read(store: &Store, wanted: Wanted<'_>) -> Result<Export, Failure> {
    let mut reader = store.read().await?;
    let db = &mut reader.db();
    let viewer = wanted.viewer;
    let incident = incident::by_number(db, viewer, wanted.number).await?;
    let id = incident.id;
    let set = |(name, moment): (Milestone, moment::Moment)| Set { name, moment: moment.into() };
    let stated = |(metric, length): (Metric, nofault_domain::duration::Duration)| Stated {
        metric,
        seconds: length.seconds(),
    };
    let address = format!("{}{}", wanted.base_url, incident.address());
    let names = told::names(db, id).await?;
    Ok(Export {
        format: FORMAT,
        version: VERSION,
        exported_at: wanted.now,
        services: incident::services(db, id).await?,
        labels: incident::labels(db, id).await?,
        milestones: incident::milestones(db, id).await?.into_iter().map(set).collect(),
        stated_durations: incident::stated(db, id).await?.into_iter().map(stated).collect(),
        impacts: response::impacts(db, id).await?,
        roles: response::roles(db, id).await?,
        updates: response::updates(db, id).await?,
        changes: cause::changes(db, id, wanted.base_url).await?,
        timeline: timeline::entries(db, id, &address, &names).await?,
        factors: factor::factors(db, viewer, id, wanted.base_url).await?,
        actions: action::actions(db, viewer, id, wanted.base_url).await?,
        seen_again: action::seen_again(db, viewer, id).await?,
        review: review::level(db, &incident, wanted.now).await?,
        postmortem: review::postmortem(db, viewer, &incident, wanted.now).await?,
        merged_into: merged_into(db, viewer, &incident).await?,
        merged_parts: merged_parts(db, viewer, &incident).await?,
        redactions: redactions(nofault_store::timeline::redactions(db, id).await?),
        address,
        incident: facts(incident),
    })
}

fn facts(incident: Incident) -> Facts {
    Facts {
        number: incident.number,
        title: incident.title,
        summary: incident.summary,
        kind: incident.kind,
        status: incident.status,
        severity: incident.severity,
        severity_highest: incident.severity_highest,
        entered: incident.entered,
        private: incident.private,
        home_zone: incident.home_zone,
        reference: incident.reference,
        recorded_at: incident.recorded_at,
        revision: incident.version,
    }
}

async fn merged_into(
    db: &mut Db<'_>,
    viewer: Viewer,
    incident: &Incident,
) -> Result<Option<Other>, Failure> {
    if incident.merged_into.is_none() {
        return Ok(None);
    }
    let into = incident::merged_into(db, viewer, incident.id).await?;
    Ok(into.map(|(number, title)| Other { number, title }))
}

async fn merged_parts(
    db: &mut Db<'_>,
    viewer: Viewer,
    incident: &Incident,
) -> Result<Vec<Other>, Failure> {
    let parts = incident::merged_parts(db, viewer, incident.id).await?;
    Ok(parts.into_iter().map(|part| Other { number: part.number, title: part.title }).collect())
}

fn redactions(traces: Vec<RedactionTrace>) -> Vec<Redaction> {
    let one = |trace: RedactionTrace| Redaction {
        entry: trace.entry,
        places: trace.places,
        reason: trace.reason,
        at: trace.at,
        by: trace.by,
    };
    traces.into_iter().map(one).collect()
}
