//! Recording a change.

use nofault_domain::access::Role;
use nofault_domain::command::change::{ChangeContent, NewChange};
use nofault_domain::event::Subject;
use nofault_domain::id::{ChangeId, ServiceId};
use nofault_domain::number::ChangeNumber;
use nofault_domain::word::Word;

use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, catalog, new_id};

statements! {
    INSERT = "INSERT INTO change (id, number, kind, service_id, title, link, at, precision, zone, \
        source, import_key, batch_id, recorded_at, recorded_by, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1)";
}

impl Perform for NewChange {
    const NAME: &'static str = "record change";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let service = catalog::service_named(work, &self.0.service).await?;
        let number = ChangeNumber(work.next("change").await?);
        let id = work.insert_change(number, service, &self.0, None).await?;
        work.event("change.recorded", Subject::Change, id.0, 1, None).await?;
        Ok(Outcome { id: id.0, address: super::address(number), version: 1 })
    }
}

impl Work<'_> {
    pub(super) async fn insert_change(
        &mut self,
        number: ChangeNumber,
        service: ServiceId,
        content: &ChangeContent,
        key: Option<&str>,
    ) -> Result<ChangeId, Failure> {
        let (id, at, by) = (new_id(), self.now.micros(), self.person());
        let moment = &content.moment;
        change!(
            &mut self.db,
            INSERT,
            id,
            number.0,
            content.kind.key(),
            service.0,
            content.title.as_str(),
            content.link.as_ref().map_or("", |link| link.as_str()),
            moment.at.micros(),
            moment.precision.key(),
            moment.zone.name(),
            moment.source.key(),
            key,
            self.batch.map(|batch| batch.0),
            at,
            by
        )?;
        Ok(ChangeId(id))
    }
}
