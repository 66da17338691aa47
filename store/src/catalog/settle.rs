//! What a team, a service, a severity or the installation is to be, of a form and of what was
//! saved since it was opened.

use std::collections::HashMap;

use nofault_domain::command::catalog::{
    Installation, InstallationBefore, Service, ServiceBefore, SeverityBefore, SeverityNaming, Team,
    TeamBefore,
};
use nofault_domain::conflict::Comparison;
use nofault_domain::id::{PersonId, ServiceId, TeamId};
use nofault_domain::refusal::Refusal;
use nofault_domain::text::{Markdown, Meaning, Name};
use nofault_domain::zone::Zone;
use uuid::Uuid;

use crate::conflict::Alone;
use crate::work::Work;
use crate::{Failure, people};

statements! {
    NEEDS = "SELECT s.name FROM service_dependency d JOIN service s ON s.id = d.depends_on_id \
        WHERE d.service_id = $1 ORDER BY s.name_key";
}

/// The id that a severity has in events: it is told by its level.
pub(super) fn severity_id(level: i64) -> Uuid {
    Uuid::from_u128(u128::from(level.unsigned_abs()))
}

pub(super) async fn team(
    work: &mut Work<'_>,
    (id, seen): (TeamId, i64),
    wanted: Team,
) -> Result<Team, Failure> {
    let all = super::teams(&mut work.db).await?;
    let present = all.into_iter().find(|team| team.id == id).ok_or(Refusal::NotFound("team"))?;
    let (part, was) = (present.version, wanted.was);
    let mut form = Comparison::new(seen, part);
    let name = named(&mut form, part, was.name.as_ref(), &wanted.name, &present.name)?;
    let theirs: Vec<PersonId> = present.members.iter().map(|(id, _)| *id).collect();
    let of = form.three(was.members, part, wanted.members, theirs);
    let names: HashMap<PersonId, String> = people::everybody(&mut work.db, work.viewer)
        .await?
        .into_iter()
        .map(|one| (one.id, one.name))
        .collect();
    let read = |id: &PersonId| names.get(id).cloned().unwrap_or_else(|| "somebody".to_owned());
    let members = form.ids("members", "Members", &of, read);
    work.settled(form, Alone { subject: id.0, version: part, events: "team." }).await?;
    Ok(Team { id: Some((id, part)), name, members, was: TeamBefore::default() })
}

pub(super) async fn service(
    work: &mut Work<'_>,
    (id, seen): (ServiceId, i64),
    wanted: Service,
) -> Result<Service, Failure> {
    let all = super::services(&mut work.db).await?;
    let present = all.into_iter().find(|one| one.id == id).ok_or(Refusal::NotFound("service"))?;
    let (part, was) = (present.version, wanted.was);
    let mut form = Comparison::new(seen, part);
    let name = named(&mut form, part, was.name.as_ref(), &wanted.name, &present.name)?;
    let teams = super::teams(&mut work.db).await?;
    let of = form.three(was.team, part, wanted.team, present.team);
    let read = |team: &Option<TeamId>| {
        let found = teams.iter().find(|one| Some(one.id) == *team);
        found.map_or_else(|| "no team".to_owned(), |team| team.name.clone())
    };
    let sent = |team: &Option<TeamId>| team.map(|team| team.to_string()).unwrap_or_default();
    let team = form.value("team", "Owned by", &of, sent, read);
    let of = form.three(was.tier, part, wanted.tier, present.tier);
    let tier = form.choice("tier", "Tier", &of);
    let of = form.three(was.provider, part, wanted.provider, present.provider);
    let provider = form.tick("provider", "Somebody else runs it", &of);
    let rows: Vec<(String,)> = all!(&mut work.db, NEEDS, id.0)?;
    let theirs = rows.into_iter().map(|(one,)| self::name(one)).collect::<Result<Vec<_>, _>>()?;
    let of = form.three(was.needs, part, wanted.needs, theirs);
    let needs = form.names("needs", "Needs", &of);
    let text = |about: &Option<Markdown>| about.as_ref().map(ToString::to_string);
    let mine = text(&wanted.about).unwrap_or_default();
    let was_about = was.about.as_ref().map(|about| text(about).unwrap_or_default());
    let of = form.three(was_about.as_deref(), part, mine.as_str(), present.about.as_str());
    let about = form.text("about", "About", &of);
    work.settled(form, Alone { subject: id.0, version: part, events: "service." }).await?;
    let about = Markdown::parse_optional(&about).map_err(|_| Failure::damaged("text", about))?;
    let (id, was) = (Some((id, part)), ServiceBefore::default());
    Ok(Service { id, name, team, tier, provider, about, needs, was })
}

pub(super) async fn severity(
    work: &mut Work<'_>,
    wanted: SeverityNaming,
) -> Result<SeverityNaming, Failure> {
    let severity = wanted.severity;
    let all = super::severities(&mut work.db).await?;
    let present = all.into_iter().find(|one| one.severity == severity);
    let present = present.ok_or(Refusal::NotFound("severity"))?;
    let (part, was) = (present.version, wanted.was);
    let mut form = Comparison::new(wanted.version, part);
    let name = named(&mut form, part, was.name.as_ref(), &wanted.name, &present.name)?;
    let text = |meaning: &Option<Meaning>| meaning.as_ref().map(ToString::to_string);
    let mine = text(&wanted.meaning).unwrap_or_default();
    let was_meaning = was.meaning.as_ref().map(|meaning| text(meaning).unwrap_or_default());
    let of = form.three(was_meaning.as_deref(), part, mine.as_str(), present.meaning.as_str());
    let meaning = form.line("meaning", "Meaning", &of);
    let subject = severity_id(severity.level());
    work.settled(form, Alone { subject, version: part, events: "severity." }).await?;
    let meaning =
        Meaning::parse_optional(&meaning).map_err(|_| Failure::damaged("meaning", meaning))?;
    let was = SeverityBefore::default();
    Ok(SeverityNaming { severity, version: part, name, meaning, was })
}

pub(super) async fn installation(
    work: &mut Work<'_>,
    wanted: Installation,
) -> Result<Installation, Failure> {
    let present = super::installation(&mut work.db).await?;
    let (part, was) = (present.version, wanted.was);
    let mut form = Comparison::new(wanted.version, part);
    let name = named(&mut form, part, was.name.as_ref(), &wanted.name, &present.name)?;
    let of = form.three(was.zone, part, wanted.zone, present.zone);
    let read = |zone: &Zone| zone.name().to_owned();
    let zone = form.value("zone", "Time zone", &of, read, read);
    let saved = Alone { subject: Uuid::nil(), version: part, events: "installation." };
    work.settled(form, saved).await?;
    Ok(Installation { version: part, name, zone, was: InstallationBefore::default() })
}

fn named(
    form: &mut Comparison,
    part: i64,
    was: Option<&Name>,
    wanted: &Name,
    present: &str,
) -> Result<Name, Failure> {
    let of = form.three(was.map(Name::as_str), part, wanted.as_str(), present);
    name(form.line("name", "Name", &of))
}

fn name(text: String) -> Result<Name, Failure> {
    Name::parse(&text).map_err(|_| Failure::damaged("name", text))
}
