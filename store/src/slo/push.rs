//! Good and total on their way in: the same interval again replaces what it said, and no
//! instant is counted twice.

use nofault_domain::command::count::{CountRemoval, CountsPush};
use nofault_domain::event::Subject;
use nofault_domain::instant::Instant;
use nofault_domain::moment::show;
use nofault_domain::refusal::Refusal;
use uuid::Uuid;

use super::save::{allowed, may_change};
use super::{address, one};
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, new_id};

statements! {
    // Those that are there do not overlap: only the next that ends after the beginning can.
    OVERLAPPING = "SELECT n.from_at, n.to_at FROM (SELECT c.from_at, c.to_at FROM slo_count c \
        WHERE c.slo_id = $1 AND c.to_at > $2 AND NOT (c.from_at = $2 AND c.to_at = $3) \
        ORDER BY c.to_at LIMIT 1) n WHERE n.from_at < $3";
    PUT = "INSERT INTO slo_count (id, slo_id, from_at, to_at, good, total, source, at, by_person) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (slo_id, from_at, to_at) \
        DO UPDATE SET good = excluded.good, total = excluded.total, source = excluded.source, \
        at = excluded.at, by_person = excluded.by_person \
        WHERE slo_count.good <> excluded.good OR slo_count.total <> excluded.total \
        OR slo_count.source <> excluded.source";
    KNOWN = "SELECT id FROM slo_count WHERE id = $1 AND slo_id = $2";
    REMOVE = "DELETE FROM slo_count WHERE id = $1";
}

/// More that overlap are only counted.
const SHOWN: usize = 5;

impl Perform for CountsPush {
    const NAME: &'static str = "push counts";

    /// Whether they may is asked where the service is known.
    fn rule(&self) -> Rule {
        Rule::Anybody
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let slo = one(&mut work.db, self.slo).await?;
        allowed(may_change(&mut work.db, work.viewer, slo.team).await?)?;
        let zone = &slo.promise.zone;
        let shown = |from: i64, to: i64| {
            let at = |micros| show(Instant::from_micros(micros), zone);
            format!("{} – {}", at(from), at(to))
        };
        let (mut wrong, mut others) = (Vec::new(), 0);
        let source = self.source.as_ref().map_or("", |source| source.as_str());
        let (at, by) = (work.now.micros(), work.person());
        for count in &self.counts {
            let (from, to) = (count.from.micros(), count.to.micros());
            let met: Option<(i64, i64)> = first!(&mut work.db, OVERLAPPING, slo.id.0, from, to)?;
            match met {
                Some((other, until)) if wrong.len() < SHOWN => {
                    let (own, other) = (shown(from, to), shown(other, until));
                    wrong.push(format!("{own} overlaps {other}, which is there already."));
                }
                Some(_) => others += 1,
                None if wrong.is_empty() => {
                    let (good, total) = (count.good, count.total);
                    change!(
                        &mut work.db,
                        PUT,
                        new_id(),
                        slo.id.0,
                        from,
                        to,
                        good,
                        total,
                        source,
                        at,
                        by
                    )?;
                }
                None => {}
            }
        }
        if !wrong.is_empty() {
            let more = if others > 0 { format!(" And {others} more.") } else { String::new() };
            let said = format!(
                "Nothing was taken: an instant is counted once. {}{more} Send the same interval to \
                 replace it, or remove it first.",
                wrong.join(" ")
            );
            return Err(Refusal::field("rows", said).into());
        }
        work.event("slo.counted", Subject::Slo, slo.id.0, slo.version, None).await?;
        let address = format!("{}#counts", address(slo.id));
        Ok(Outcome { id: slo.id.0, address, version: slo.version })
    }
}

impl Perform for CountRemoval {
    const NAME: &'static str = "remove counts";

    /// Whether they may is asked where the service is known.
    fn rule(&self) -> Rule {
        Rule::Anybody
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let slo = one(&mut work.db, self.slo).await?;
        allowed(may_change(&mut work.db, work.viewer, slo.team).await?)?;
        let known: Option<(Uuid,)> = first!(&mut work.db, KNOWN, self.count.0, slo.id.0)?;
        if known.is_none() {
            let gone = "That row of counts is not there any more.";
            return Err(Refusal::Conflict(gone.to_owned()).into());
        }
        change!(&mut work.db, REMOVE, self.count.0)?;
        work.event("slo.count_removed", Subject::Slo, slo.id.0, slo.version, None).await?;
        let address = format!("{}#counts", address(slo.id));
        Ok(Outcome { id: self.count.0, address, version: slo.version })
    }
}
