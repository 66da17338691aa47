//! Somebody who can sign in sees each private incident, whoever leaves and whatever team changes.

use nofault_domain::id::IncidentId;
use uuid::Uuid;

use crate::Failure;
use crate::work::Work;

statements! {
    // Those who can sign in and then see it.
    SEEN_BY = "SELECT a.person_id FROM account a WHERE a.disabled_at IS NULL AND EXISTS \
        (SELECT 1 FROM incident_access x WHERE x.incident_id = $1 AND (x.holder_id = a.person_id \
        OR x.holder_id IN (SELECT m.team_id FROM team_member m WHERE m.person_id = a.person_id)))";
    // Those in which this person, a team of theirs, or this team is named.
    THROUGH = "SELECT DISTINCT x.incident_id FROM incident_access x JOIN incident i \
        ON i.id = x.incident_id WHERE i.private AND (x.holder_id = $1 OR x.holder_id IN \
        (SELECT m.team_id FROM team_member m WHERE m.person_id = $1))";
}

/// Private incidents that somebody who can sign in saw before a change.
#[derive(Debug)]
pub(crate) struct Seen(Vec<IncidentId>);

impl Work<'_> {
    pub(super) async fn seen_by(&mut self, incident: IncidentId) -> Result<Vec<Uuid>, Failure> {
        let rows: Vec<(Uuid,)> = all!(&mut self.db, SEEN_BY, incident.0)?;
        Ok(rows.into_iter().map(|(person,)| person).collect())
    }

    /// Before a change of this person or team: what it may hide from everybody.
    pub(crate) async fn seen_through(&mut self, holder: Uuid) -> Result<Seen, Failure> {
        let rows: Vec<(Uuid,)> = all!(&mut self.db, THROUGH, holder)?;
        let mut seen = Vec::new();
        for (incident,) in rows {
            if !self.seen_by(IncidentId(incident)).await?.is_empty() {
                seen.push(IncidentId(incident));
            }
        }
        Ok(Seen(seen))
    }

    /// After it: why the change cannot be, where nobody sees one of them any more. Whoever
    /// changes it may not see them either, and hears of their number alone.
    pub(crate) async fn unseen(&mut self, before: Seen) -> Result<Option<String>, Failure> {
        let mut unseen = 0;
        for incident in before.0 {
            unseen += i64::from(self.seen_by(incident).await?.is_empty());
        }
        let what = match unseen {
            0 => return Ok(None),
            1 => "1 private incident".to_owned(),
            many => format!("{many} private incidents"),
        };
        Ok(Some(format!(
            "{what} would be seen by nobody any more who can sign in. Nothing was changed: ask who \
             sees such incidents now to name somebody else on the page “Who may see it” of each."
        )))
    }
}
