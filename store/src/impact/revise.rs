//! Keeping what an impact said, and letting it say something else.

use nofault_domain::id::ServiceId;
use nofault_domain::impact::{Fraction, Span};
use nofault_domain::word::Word;

use super::Impact;
use crate::Failure;
use crate::work::Work;

statements! {
    KEEP = "INSERT INTO impact_revision (impact_id, version, service_id, fraction, words, from_at, \
        from_precision, from_zone, from_source, to_at, to_precision, to_zone, to_source, \
        recorded_at, recorded_by) SELECT m.id, m.version, m.service_id, m.fraction, m.words, \
        m.from_at, m.from_precision, m.from_zone, m.from_source, m.to_at, m.to_precision, \
        m.to_zone, m.to_source, m.recorded_at, m.recorded_by FROM impact m WHERE m.id = $1";
    SET = "UPDATE impact SET service_id = $2, fraction = $3, words = $4, from_at = $5, \
        from_precision = $6, from_zone = $7, from_source = $8, to_at = $9, to_precision = $10, \
        to_zone = $11, to_source = $12, recorded_at = $13, recorded_by = $14, \
        version = version + 1 WHERE id = $1";
}

impl Work<'_> {
    /// Its new version.
    pub(super) async fn revise_impact(
        &mut self,
        before: &Impact,
        service: ServiceId,
        fraction: Option<Fraction>,
        words: &str,
        span: &Span,
    ) -> Result<i64, Failure> {
        change!(&mut self.db, KEEP, before.id.0)?;
        let (at, by) = (self.now.micros(), self.person());
        let (from, to) = (&span.from, span.to.as_ref());
        change!(
            &mut self.db,
            SET,
            before.id.0,
            service.0,
            fraction.map(Fraction::millionths),
            words,
            from.at.micros(),
            from.precision.key(),
            from.zone.name(),
            from.source.key(),
            to.map(|to| to.at.micros()),
            to.map(|to| to.precision.key()),
            to.map(|to| to.zone.name()),
            to.map(|to| to.source.key()),
            at,
            by
        )?;
        Ok(before.version + 1)
    }
}
