//! Describing a factor better, for all the incidents that share it.

use nofault_domain::access::Role;
use nofault_domain::command::factor::FactorEdit;
use nofault_domain::conflict::{Comparison, Conflict};
use nofault_domain::event::Subject;
use nofault_domain::id::{FactorId, IncidentId};
use nofault_domain::instant::Instant;
use nofault_domain::refusal::Refusal;
use nofault_domain::similar::key;
use nofault_domain::text::{About, Title};
use nofault_domain::word::Word;
use uuid::Uuid;

use super::{by_number, by_title};
use crate::Failure;
use crate::work::{Outcome, Perform, Rule, Work};

statements! {
    SET = "UPDATE factor SET title = $2, title_key = $3, category = $4, about = $5, \
        version = version + 1 WHERE id = $1";
    // The newest ones: more pages than these are not open at once.
    STANDS_IN = "SELECT incident_id FROM incident_factor WHERE factor_id = $1 \
        AND removed_at IS NULL ORDER BY incident_id DESC LIMIT 50";
    EDITED = "SELECT v.at, p.name FROM event v LEFT JOIN person p ON p.id = v.person_id \
        WHERE v.incident_id IS NULL AND v.subject_id = $1 AND v.version = $2 \
        ORDER BY v.id DESC LIMIT 1";
}

impl Perform for FactorEdit {
    const NAME: &'static str = "edit factor";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let before = by_number(&mut work.db, work.viewer, self.factor).await?;
        let (id, present) = (before.id, before.version);
        let mut form = Comparison::new(self.version, present);
        let was = self.was.title.as_ref().map(Title::as_str);
        let of = form.three(was, present, self.title.as_str(), before.title.as_str());
        let title = form.line("title", "Title", &of);
        let of = form.three(self.was.category, present, self.category, before.category);
        let category = form.word("category", "Category", &of);
        let text = |about: &Option<About>| about.as_ref().map_or("", About::as_str).to_owned();
        let (mine, was) = (text(&self.about), self.was.about.as_ref().map(text));
        let of = form.three(was.as_deref(), present, mine.as_str(), before.about.as_str());
        let about = form.text("about", "Description", &of);
        if let Some(fields) = form.conflicts()? {
            let (by, at) = work.edited_by(id, present).await?;
            return Err(Refusal::from(Conflict { fields, version: present, by, at }).into());
        }
        let same = by_title(&mut work.db, work.viewer, &title).await?;
        if let Some(other) = same.filter(|other| other.id != id) {
            let taken = format!("{} is called that already: link that one instead.", other.number);
            return Err(Refusal::field("title", taken).into());
        }
        change!(&mut work.db, SET, id.0, title.as_str(), key(&title), category.key(), about)?;
        let version = present + 1;
        work.event("factor.edited", Subject::Factor, id.0, version, None).await?;
        work.tell_incidents(id, version).await?;
        Ok(Outcome { id: id.0, address: before.address(), version })
    }
}

impl Work<'_> {
    /// The pages of the incidents in which a factor stands are to show what it is now: each
    /// is told of by an event of its own, which only those hear of who see that incident.
    pub(crate) async fn tell_incidents(
        &mut self,
        factor: FactorId,
        version: i64,
    ) -> Result<(), Failure> {
        let rows: Vec<(Uuid,)> = all!(&mut self.db, STANDS_IN, factor.0)?;
        for (incident,) in rows {
            let incident = Some(IncidentId(incident));
            self.event("factor.edited", Subject::Factor, factor.0, version, incident).await?;
        }
        Ok(())
    }

    /// Who described it as it is, and when.
    async fn edited_by(
        &mut self,
        factor: FactorId,
        version: i64,
    ) -> Result<(Option<String>, Instant), Failure> {
        let row: Option<(i64, Option<String>)> = first!(&mut self.db, EDITED, factor.0, version)?;
        Ok(row.map_or((None, self.now), |(at, by)| (by, Instant::from_micros(at))))
    }
}
