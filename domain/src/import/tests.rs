mod files;
mod maps;
mod plans;
mod properties;

use super::*;

fn sheet(text: &str) -> Sheet {
    Sheet::read(text.as_bytes()).unwrap()
}

/// Planned with the mapping that the headers give, in UTC, at the end of 2025.
fn planned(text: &str) -> Plan {
    let sheet = sheet(text);
    let mapping = Mapping::guess(&sheet.headers, &[]).unwrap();
    plan(&sheet, &mapping, &Zone::utc(), Instant::from_seconds(1_767_225_600))
}

/// The one row that can be taken.
fn good(text: &str) -> IncidentRow {
    planned(text).rows.remove(0).result.unwrap()
}

/// Every bad cell as it is said.
fn bad(text: &str) -> Vec<String> {
    planned(text).errors().map(ToString::to_string).collect()
}
