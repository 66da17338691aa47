//! Two rows of one file that are the same incident.

use std::collections::HashMap;

use super::cell::CellError;
use super::plan::Planned;

/// Makes an error of every row whose key an earlier row has.
pub(super) fn refuse(rows: &mut [Planned]) {
    let mut seen: HashMap<String, (u64, String)> = HashMap::new();
    for row in rows {
        let Ok(incident) = &row.result else { continue };
        let content = incident.content();
        let Some((line, earlier)) = seen.get(&incident.key) else {
            seen.insert(incident.key.clone(), (row.line, content));
            continue;
        };
        let (column, given) = match &incident.reference {
            Some(reference) => ("reference", reference.as_str()),
            None => ("title", incident.title.as_str()),
        };
        let reason = if *earlier == content {
            format!("the row is the same as line {line}: take one of them out")
        } else if incident.reference.is_some() {
            format!("line {line} has this reference too, and says something else")
        } else {
            format!(
                "line {line} has the same title and times, and differs in the rest: give both rows a \
                 reference, or take one of them out"
            )
        };
        row.result = Err(vec![CellError::new(row.line, column, given, reason)]);
    }
}
