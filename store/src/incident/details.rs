//! Changing the title, kind, services, labels, home zone and summary.

use nofault_domain::access::Role;
use nofault_domain::command::incident::Details;
use nofault_domain::conflict::Comparison;
use nofault_domain::event::Subject;
use nofault_domain::id::IncidentId;
use nofault_domain::incident::Kind;
use nofault_domain::text::{Label, Name, TextError, Title};
use nofault_domain::word::Word;
use nofault_domain::zone::Zone;

use super::{Incident, Part};
use crate::Failure;
use crate::work::{Outcome, Perform, Rule, Work};

statements! {
    SET = "UPDATE incident SET title = $2, title_key = $3, kind = $4, summary = $5, \
        home_zone = $6 WHERE id = $1";
    CLEAR_SERVICES = "DELETE FROM incident_service WHERE incident_id = $1";
    CLEAR_LABELS = "DELETE FROM incident_label WHERE incident_id = $1";
}

impl Perform for Details {
    const NAME: &'static str = "change details";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = super::by_number(&mut work.db, work.viewer, self.incident).await?;
        let id = incident.id;
        let Settled { title, kind, services, labels, home_zone, summary } =
            settled(work, &incident, &self).await?;
        let (title, summary, kind) = (title.as_str(), summary.as_str(), kind.key());
        let title_key = title.to_lowercase();
        change!(&mut work.db, SET, id.0, title, title_key, kind, summary, home_zone.as_str())?;
        change!(&mut work.db, CLEAR_SERVICES, id.0)?;
        change!(&mut work.db, CLEAR_LABELS, id.0)?;
        work.add_services(id, &services, incident.private).await?;
        work.add_labels(id, &labels).await?;
        let version = work.bump_parts(id, &[Part::Details]).await?;
        work.revise_details(id, version, title, summary).await?;
        work.event("incident.details_changed", Subject::Incident, id.0, version, Some(id)).await?;
        Ok(Outcome { id: id.0, address: incident.address(), version })
    }
}

/// What to save of a form and of what was saved since it was opened.
struct Settled {
    title: String,
    kind: Kind,
    services: Vec<Name>,
    labels: Vec<Label>,
    home_zone: String,
    summary: String,
}

async fn settled(
    work: &mut Work<'_>,
    incident: &Incident,
    wanted: &Details,
) -> Result<Settled, Failure> {
    let (id, part, was) = (incident.id, incident.parts.details, &wanted.was);
    let mut form = Comparison::new(wanted.version, incident.version);
    let opened = work.opened_with(&form, id.0).await?;
    let opened = opened.as_deref().and_then(|text| text.split_once("\n\n"));
    let services = read(super::services(&mut work.db, id).await?, Name::parse)?;
    let labels = read(super::labels(&mut work.db, id).await?, Label::parse)?;

    let was_title = was.title.as_ref().map(Title::as_str).or(opened.map(|(title, _)| title));
    let of = form.three(was_title, part, wanted.title.as_str(), incident.title.as_str());
    let title = form.line("title", "Title", &of);
    let of = form.three(was.kind, part, wanted.kind, incident.kind);
    let kind = form.word("kind", "Kind", &of);
    let of = form.three(was.services.clone(), part, wanted.services.clone(), services);
    let services = form.names("services", "Services", &of);
    let of = form.three(was.labels.clone(), part, wanted.labels.clone(), labels);
    let labels = form.names("labels", "Labels", &of);
    let stays = incident.home_zone.as_str();
    let was_zone = was.home_zone.as_ref().map(Zone::name);
    let zone = wanted.home_zone.as_ref().map_or(stays, Zone::name);
    let of = form.three(was_zone, part, zone, stays);
    let home_zone = form.line("home_zone", "Home zone", &of);
    let summary = wanted.summary.as_ref().map_or("", |summary| summary.as_str());
    let was_summary = opened.map(|(_, summary)| summary);
    let of = form.three(was_summary, part, summary, incident.summary.as_str());
    let summary = form.text("summary", "Summary", &of);

    work.settled(form, incident.saved(Part::Details)).await?;
    Ok(Settled { title, kind, services, labels, home_zone, summary })
}

fn read<T>(
    names: Vec<String>,
    parse: impl Fn(&str) -> Result<T, TextError>,
) -> Result<Vec<T>, Failure> {
    let one = |name: String| parse(&name).map_err(|_| Failure::damaged("name", name));
    names.into_iter().map(one).collect()
}

impl Work<'_> {
    /// Keeps what the incident says from this version on.
    pub(super) async fn revise_details(
        &mut self,
        incident: IncidentId,
        version: i64,
        title: &str,
        summary: &str,
    ) -> Result<(), Failure> {
        self.revise(incident.0, version, incident, &format!("{title}\n\n{summary}")).await
    }
}
