//! What the address asks of an uploaded file, and what would become of it.

use std::collections::HashMap;

use nofault_domain::id::UploadId;
use nofault_domain::import::{Column, Field, Mapping, Plan, Sheet, plan};
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::zone::Zone;
use nofault_store::Failure;
use nofault_store::import::{self, Upload};

use super::sort::INCIDENTS;
use super::waiting::{apart, asked, waiting};
use crate::here::Here;

/// The mapping as the address, or the rejected confirmation, has it.
#[derive(Debug, Clone)]
pub struct Asked {
    pub upload: Result<UploadId, Refusal>,
    /// A field's name for each column; empty before anything was chosen.
    pub columns: Vec<String>,
    pub zone: String,
}

/// The uploaded file under that mapping.
#[derive(Debug)]
pub struct Mapped {
    pub id: UploadId,
    pub file_name: String,
    pub rows: usize,
    pub columns: Vec<Column>,
    /// The first cell of each column that says something.
    pub samples: Vec<String>,
    pub zone: String,
    /// Why there is no preview.
    pub errors: Vec<String>,
    pub preview: Option<Preview>,
}

#[derive(Debug)]
pub struct Preview {
    pub plan: Plan,
    /// Keys of the incidents that are there already; a number for those that one may see.
    pub existing: HashMap<String, Option<IncidentNumber>>,
}

impl Asked {
    #[must_use]
    pub fn of(here: &Here) -> Self {
        let form = here.form("confirmation");
        let columns = if form.is_rejected() {
            form.value("column", "").split(',').map(str::to_owned).collect()
        } else {
            let columns = here.query.iter().filter(|(name, _)| name == "column");
            columns.map(|(_, value)| value.clone()).collect()
        };
        Self { upload: self::asked(), columns, zone: form.value("zone", here.query("zone")) }
    }
}

/// Reads the file and plans it.
///
/// # Errors
/// Not found, where the file is somebody else's or gone; forbidden for viewers.
pub async fn mapped(here: Here, asked: Asked) -> Result<Mapped, Failure> {
    let (id, upload, zone) = waiting(&here, INCIDENTS.more, asked.upload.clone()).await?;
    let now = here.now;
    let (mut mapped, plan) = apart(move || read(&upload, id, &asked, &zone, now)).await??;
    if let Some(plan) = plan {
        let mut reader = here.store.read().await?;
        let keys = plan.good().map(|row| row.key.as_str());
        let found = import::existing(&mut reader.db(), here.viewer(), keys).await?;
        let existing = found.into_iter().map(|(key, number)| (key.to_owned(), number)).collect();
        mapped.preview = Some(Preview { plan, existing });
    }
    Ok(mapped)
}

fn read(
    upload: &Upload,
    id: UploadId,
    asked: &Asked,
    installation: &Zone,
    now: Instant,
) -> Result<(Mapped, Option<Plan>), Refusal> {
    let sheet =
        Sheet::read(&upload.bytes).map_err(|error| Refusal::field("file", error.to_string()))?;
    let mut errors = Vec::new();
    let zone = Zone::parse_or(&asked.zone, installation);
    let zone = zone.map_err(|error| errors.push(error.to_string())).ok();
    let checked =
        (!asked.columns.is_empty()).then(|| Mapping::by_position(&sheet.headers, &asked.columns));
    let (columns, mapping) = match checked {
        None => (Mapping::suggest(&sheet.headers).columns, None),
        Some(Ok(mapping)) => (mapping.columns.clone(), Some(mapping)),
        Some(Err(mut wrong)) => {
            errors.append(&mut wrong);
            (chosen(&sheet.headers, &asked.columns), None)
        }
    };
    let plan = mapping.zip(zone.as_ref()).map(|(mapping, zone)| plan(&sheet, &mapping, zone, now));
    let samples = (0..sheet.headers.len()).map(|at| sample(&sheet, at)).collect();
    let zone = zone.map_or_else(|| asked.zone.clone(), |zone| zone.name().to_owned());
    let (file_name, rows) = (upload.file_name.clone(), sheet.rows.len());
    Ok((Mapped { id, file_name, rows, columns, samples, zone, errors, preview: None }, plan))
}

/// The columns as they were chosen, though they do not fit together.
fn chosen(headers: &[String], fields: &[String]) -> Vec<Column> {
    let field = |at: usize| fields.get(at).and_then(|name| Field::parse(name).ok());
    let column = |(at, header): (usize, &String)| Column {
        header: header.clone(),
        field: field(at).unwrap_or(Field::Ignored),
        unknown: false,
    };
    headers.iter().enumerate().map(column).collect()
}

fn sample(sheet: &Sheet, at: usize) -> String {
    let cells = sheet.rows.iter().filter_map(|row| row.cells.get(at));
    let Some(cell) = cells.map(|cell| cell.trim()).find(|cell| !cell.is_empty()) else {
        return String::new();
    };
    let shown: String = cell.chars().take(60).collect();
    if shown.len() < cell.len() { format!("{shown}…") } else { shown }
}
