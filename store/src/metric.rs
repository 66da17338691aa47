//! Duration metrics, as administrators define them: every version stays, so that a figure
//! can name the one that it used.

mod save;

use nofault_domain::id::MetricId;
use nofault_domain::instant::Instant;
use nofault_domain::metric::{Between, Definition, Metric};
use nofault_domain::refusal::Refusal;
use uuid::Uuid;

use crate::failure::word;
use crate::{Db, Failure};

pub(crate) use save::STATEMENTS as SAVE_STATEMENTS;

/// A metric as one of its versions has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetricVersion {
    pub id: MetricId,
    pub metric: Metric,
    pub version: i64,
    pub between: Between,
    pub at: Instant,
    /// None is Nofault itself.
    pub by: Option<String>,
}

impl MetricVersion {
    #[must_use]
    pub fn definition(&self) -> Definition {
        Definition { metric: self.metric.clone(), says: Some((self.version, self.between)) }
    }

    #[must_use]
    pub fn address(&self) -> String {
        address(&self.metric)
    }
}

fn address(metric: &Metric) -> String {
    format!("/settings/metrics/{metric}")
}

statements! {
    ALL = "SELECT m.id, m.name, v.version, v.from_milestone, v.to_milestone, v.at, p.name \
        FROM metric m JOIN metric_version v ON v.metric_id = m.id AND v.version = m.version \
        LEFT JOIN person p ON p.id = v.by_person ORDER BY m.position, m.name";
    VERSIONS = "SELECT m.id, m.name, v.version, v.from_milestone, v.to_milestone, v.at, p.name \
        FROM metric m JOIN metric_version v ON v.metric_id = m.id \
        LEFT JOIN person p ON p.id = v.by_person WHERE m.name = $1 ORDER BY v.version DESC";
}

type Row = (Uuid, String, i64, String, String, i64, Option<String>);

fn read((id, name, version, from, to, at, by): Row) -> Result<MetricVersion, Failure> {
    Ok(MetricVersion {
        id: MetricId(id),
        metric: Metric::parse(&name).map_err(|_| Failure::damaged("metric", name))?,
        version,
        between: Between { from: word(&from)?, to: word(&to)? },
        at: Instant::from_micros(at),
        by,
    })
}

/// Every metric that milestones define, as it is defined now, in their order.
///
/// # Errors
/// [`Failure::Database`].
pub async fn all(db: &mut Db<'_>) -> Result<Vec<MetricVersion>, Failure> {
    let rows: Vec<Row> = all!(db, ALL)?;
    rows.into_iter().map(read).collect()
}

/// The same without who and when.
///
/// # Errors
/// [`Failure::Database`].
pub async fn definitions(db: &mut Db<'_>) -> Result<Vec<Definition>, Failure> {
    Ok(all(db).await?.iter().map(MetricVersion::definition).collect())
}

/// Every version of a metric, the present one first.
///
/// # Errors
/// Not found where no milestones define it.
pub async fn versions(db: &mut Db<'_>, metric: &Metric) -> Result<Vec<MetricVersion>, Failure> {
    let rows: Vec<Row> = all!(db, VERSIONS, metric.as_str())?;
    if rows.is_empty() {
        return Err(Refusal::NotFound("metric").into());
    }
    rows.into_iter().map(read).collect()
}
