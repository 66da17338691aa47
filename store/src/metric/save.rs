//! Adding a metric, and defining it anew: that is another version.

use nofault_domain::access::Role;
use nofault_domain::command::metric::MetricSaving;
use nofault_domain::conflict::Comparison;
use nofault_domain::event::Subject;
use nofault_domain::metric::Between;
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use uuid::Uuid;

use super::address;
use crate::conflict::Alone;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, new_id};

statements! {
    NAMED = "SELECT id FROM metric WHERE name = $1";
    INSERT = "INSERT INTO metric (id, name, position, version) \
        SELECT $1, $2, COALESCE(MAX(m.position), 0) + 1, 1 FROM metric m";
    SET = "UPDATE metric SET version = version + 1 WHERE id = $1";
    ADD_VERSION = "INSERT INTO metric_version (metric_id, version, from_milestone, to_milestone, at, \
        by_person) VALUES ($1, $2, $3, $4, $5, $6)";
}

impl Perform for MetricSaving {
    const NAME: &'static str = "save metric";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let address = address(&self.metric);
        let (id, version, between) = match self.seen {
            None => {
                let same: Option<(Uuid,)> = first!(&mut work.db, NAMED, self.metric.as_str())?;
                if same.is_some() {
                    let taken = "There is a metric of this name already.";
                    return Err(Refusal::field("name", taken).into());
                }
                let id = new_id();
                change!(&mut work.db, INSERT, id, self.metric.as_str())?;
                (id, 1, self.between)
            }
            Some(seen) => {
                let (id, version, between) = together(work, seen, &self).await?;
                change!(&mut work.db, SET, id)?;
                (id, version + 1, between)
            }
        };
        let (at, by) = (work.now.micros(), work.person());
        let (from, to) = (between.from.key(), between.to.key());
        change!(&mut work.db, ADD_VERSION, id, version, from, to, at, by)?;
        work.event("metric.saved", Subject::Metric, id, version, None).await?;
        Ok(Outcome { id, address, version })
    }
}

/// What was chosen together with what is saved, where nobody would be overwritten.
async fn together(
    work: &mut Work<'_>,
    seen: i64,
    wanted: &MetricSaving,
) -> Result<(Uuid, i64, Between), Failure> {
    let mut versions = super::versions(&mut work.db, &wanted.metric).await?;
    let saved = versions.swap_remove(0);
    let version = saved.version;
    let mut form = Comparison::new(seen, version);
    let from = form.three(wanted.was_from, version, wanted.between.from, saved.between.from);
    let from = form.word("from", "From", &from);
    let to = form.three(wanted.was_to, version, wanted.between.to, saved.between.to);
    let to = form.word("to", "To", &to);
    work.settled(form, Alone { subject: saved.id.0, version, events: "metric." }).await?;
    if from == to {
        let same = "Together with what was saved meanwhile both would be the same milestone.";
        return Err(Refusal::field("to", same).into());
    }
    Ok((saved.id.0, version, Between { from, to }))
}
