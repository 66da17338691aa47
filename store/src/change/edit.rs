//! Correcting a change, removing one that was none, putting it back.

use nofault_domain::access::Role;
use nofault_domain::command::change::{ChangeContent, ChangeEdit, ChangeRemoval, ChangeReturn};
use nofault_domain::conflict::Comparison;
use nofault_domain::event::Subject;
use nofault_domain::evidence::Evidence;
use nofault_domain::id::{ChangeId, IncidentId};
use nofault_domain::refusal::Refusal;
use nofault_domain::text::{Name, Title};
use nofault_domain::word::Word;
use uuid::Uuid;

use super::{Change, by_number};
use crate::conflict::Alone;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, catalog};

statements! {
    SET = "UPDATE change SET kind = $2, service_id = $3, title = $4, link = $5, at = $6, \
        precision = $7, zone = $8, source = $9, version = version + 1 WHERE id = $1";
    SET_REMOVED = "UPDATE change SET removed_at = $2, removed_by = $3, version = version + 1 \
        WHERE id = $1";
    // The newest ones: more pages than these are not open at once.
    CAUSED = "SELECT incident_id FROM incident_change WHERE change_id = $1 \
        AND removed_at IS NULL ORDER BY incident_id DESC LIMIT 50";
}

fn alone(change: &Change) -> Alone {
    Alone { subject: change.id.0, version: change.version, events: "change." }
}

impl Perform for ChangeEdit {
    const NAME: &'static str = "edit change";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let before = by_number(&mut work.db, self.change).await?;
        let content = settle(work, &before, self).await?;
        let service = catalog::service_named(work, &content.service).await?;
        let moment = &content.moment;
        change!(
            &mut work.db,
            SET,
            before.id.0,
            content.kind.key(),
            service.0,
            content.title.as_str(),
            content.link.as_ref().map_or("", |link| link.as_str()),
            moment.at.micros(),
            moment.precision.key(),
            moment.zone.name(),
            moment.source.key()
        )?;
        work.change_changed("change.edited", &before).await
    }
}

/// What it is to say, field by field against what was saved since the form was opened.
async fn settle(
    work: &mut Work<'_>,
    before: &Change,
    wanted: ChangeEdit,
) -> Result<ChangeContent, Failure> {
    let (part, was, zone) = (before.version, wanted.was, wanted.zone);
    let ChangeContent { kind, service, title, link, moment } = wanted.content;
    let mut form = Comparison::new(wanted.version, part);
    let of = form.three(was.kind, part, kind, before.kind);
    let kind = form.word("kind", "Kind", &of);
    let was_service = was.service.as_ref().map(Name::as_str);
    let of = form.three(was_service, part, service.as_str(), before.service_name.as_str());
    let service = form.line("service", "Service", &of);
    let was_title = was.title.as_ref().map(Title::as_str);
    let of = form.three(was_title, part, title.as_str(), before.title.as_str());
    let title = form.line("title", "Title", &of);
    let text = |link: &Option<Evidence>| link.as_ref().map_or("", Evidence::as_str).to_owned();
    let (mine, was_link) = (text(&link), was.link.as_ref().map(text));
    let of = form.three(was_link.as_deref(), part, mine.as_str(), before.link.as_str());
    let link = form.line("link", "Link", &of);
    let of =
        form.three(was.moment.map(Some), part, Some(moment.clone()), Some(before.moment.clone()));
    let moment = form.moment("at", "When", &of, &zone).unwrap_or(moment);
    work.settled(form, alone(before)).await?;
    let service = Name::parse(&service).map_err(|_| Failure::damaged("name", service))?;
    let title = Title::parse(&title).map_err(|_| Failure::damaged("title", title))?;
    // A redaction may have left no address.
    let link = Evidence::parse(&link).ok();
    Ok(ChangeContent { kind, service, title, link, moment })
}

impl Perform for ChangeRemoval {
    const NAME: &'static str = "remove change";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let before = by_number(&mut work.db, self.change).await?;
        work.unchanged(self.version, alone(&before)).await?;
        if before.removed.is_some() {
            let gone = "It is removed already.".to_owned();
            return Err(Refusal::Conflict(gone).into());
        }
        let (at, by) = (work.now.micros(), work.person());
        change!(&mut work.db, SET_REMOVED, before.id.0, Some(at), by)?;
        work.change_changed("change.removed", &before).await
    }
}

impl Perform for ChangeReturn {
    const NAME: &'static str = "put change back";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let before = by_number(&mut work.db, self.0.change).await?;
        work.unchanged(self.0.version, alone(&before)).await?;
        if before.removed.is_none() {
            let there = "It stands among the changes already.".to_owned();
            return Err(Refusal::Conflict(there).into());
        }
        change!(&mut work.db, SET_REMOVED, before.id.0, None::<i64>, None::<Uuid>)?;
        work.change_changed("change.returned", &before).await
    }
}

impl Work<'_> {
    /// The pages of the incidents that it caused are to show what it is now: each is told of by
    /// an event of its own, which only those hear of who see that incident.
    async fn change_changed(
        &mut self,
        event: &'static str,
        before: &Change,
    ) -> Result<Outcome, Failure> {
        let (id, version) = (before.id, before.version + 1);
        self.tell_of_change(event, id, version).await?;
        Ok(Outcome { id: id.0, address: before.address(), version })
    }

    /// The same of a change that was redacted with an incident.
    pub(crate) async fn tell_of_change(
        &mut self,
        event: &'static str,
        change: ChangeId,
        version: i64,
    ) -> Result<(), Failure> {
        self.event(event, Subject::Change, change.0, version, None).await?;
        let rows: Vec<(Uuid,)> = all!(&mut self.db, CAUSED, change.0)?;
        for (incident,) in rows {
            let incident = Some(IncidentId(incident));
            self.event(event, Subject::Change, change.0, version, incident).await?;
        }
        Ok(())
    }
}
