//! Since when all changes of a service are recorded: without it no rate is made of them.

use nofault_domain::access::Role;
use nofault_domain::command::change::RecordKept;
use nofault_domain::conflict::Comparison;
use nofault_domain::event::Subject;
use nofault_domain::id::ServiceId;
use nofault_domain::period::Day;
use nofault_domain::refusal::Refusal;

use crate::conflict::Alone;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure};

statements! {
    SINCE = "SELECT changes_since, version FROM service WHERE id = $1";
    SET_SINCE = "UPDATE service SET changes_since = $2, version = version + 1 WHERE id = $1";
}

/// The day since which all changes of a service are recorded; none where they are not.
///
/// # Errors
/// Not found.
pub async fn recorded_since(db: &mut Db<'_>, service: ServiceId) -> Result<Option<Day>, Failure> {
    Ok(read(db, service).await?.0)
}

async fn read(db: &mut Db<'_>, service: ServiceId) -> Result<(Option<Day>, i64), Failure> {
    let row: Option<(Option<String>, i64)> = first!(db, SINCE, service.0)?;
    let (since, version) = row.ok_or(Refusal::NotFound("service"))?;
    Ok((day(since)?, version))
}

pub(crate) fn day(stored: Option<String>) -> Result<Option<Day>, Failure> {
    let day = |day: String| Day::parse(&day).map_err(|_| Failure::damaged("date", day));
    stored.map(day).transpose()
}

impl Perform for RecordKept {
    const NAME: &'static str = "keep record of changes";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let (present, part) = read(&mut work.db, self.service).await?;
        let mut form = Comparison::new(self.version, part);
        let of = form.three(self.was, part, self.since, present);
        let sent = |day: &Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let shown = |day: &Option<Day>| day.map_or("not all".to_owned(), |day| day.to_string());
        let since = form.value("since", "All its changes are recorded since", &of, sent, shown);
        let id = self.service.0;
        work.settled(form, Alone { subject: id, version: part, events: "service." }).await?;
        change!(&mut work.db, SET_SINCE, id, since.map(|day| day.to_string()))?;
        let version = part + 1;
        work.event("service.changes_recorded", Subject::Service, id, version, None).await?;
        Ok(Outcome { id, address: format!("/services/{id}#changes"), version })
    }
}
