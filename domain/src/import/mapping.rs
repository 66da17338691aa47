//! Which column means what.

use super::field::{Field, fold};

/// One column of the file and its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub header: String,
    pub field: Field,
    /// Nobody chose to ignore it: its name is no field's. A person should see it.
    pub unknown: bool,
}

/// A meaning for each column, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    pub columns: Vec<Column>,
}

impl Mapping {
    /// What the headers say by themselves; of two columns with one meaning the first has it.
    /// For a form to begin with: it may still lack a title.
    #[must_use]
    pub fn suggest(headers: &[String]) -> Self {
        let mut columns: Vec<Column> = Vec::new();
        for header in headers {
            let parsed = Field::parse(header).ok();
            let taken = parsed.as_ref().is_some_and(|field| {
                !field.adds_up() && columns.iter().any(|column| column.field == *field)
            });
            let field = parsed.filter(|_| !taken);
            let unknown = field.is_none();
            columns.push(Column {
                header: header.clone(),
                field: field.unwrap_or(Field::Ignored),
                unknown,
            });
        }
        Self { columns }
    }

    /// What the headers say, but where `overrides` (column, field) say otherwise.
    ///
    /// # Errors
    /// A sentence for each override that cannot be followed, and for each field that two
    /// columns have or that is missing.
    pub fn guess(headers: &[String], overrides: &[(String, String)]) -> Result<Self, Vec<String>> {
        let mut chosen: Vec<Option<Field>> = vec![None; headers.len()];
        let mut errors = Vec::new();
        for (column, given) in overrides {
            let found = find(headers, column);
            let field = Field::parse(given);
            match (found, field) {
                (Err(error), _) => errors.push(error),
                (_, Err(error)) => errors.push(format!("Column “{column}”: {error}.")),
                (Ok(at), Ok(field)) => match chosen.get_mut(at) {
                    Some(slot @ None) => *slot = Some(field),
                    _ => errors.push(format!("Column “{column}” is mapped twice.")),
                },
            }
        }
        let columns = headers.iter().zip(chosen).map(|(header, chosen)| {
            let field = chosen.map_or_else(|| Field::parse(header).ok(), Some);
            let unknown = field.is_none();
            Column { header: header.clone(), field: field.unwrap_or(Field::Ignored), unknown }
        });
        Self { columns: columns.collect() }.checked(errors)
    }

    /// A field's name for each column, by its place: what a form sends back, where two columns
    /// may have one name.
    ///
    /// # Errors
    /// As [`Mapping::guess`].
    pub fn by_position(headers: &[String], fields: &[String]) -> Result<Self, Vec<String>> {
        let mut errors = Vec::new();
        let mut columns = Vec::new();
        for (at, header) in headers.iter().enumerate() {
            let field =
                Field::parse(fields.get(at).map_or("", String::as_str)).unwrap_or_else(|error| {
                    errors.push(format!("Column “{header}”: {error}."));
                    Field::Ignored
                });
            columns.push(Column { header: header.clone(), field, unknown: false });
        }
        Self { columns }.checked(errors)
    }

    /// The columns that no name or choice gives a meaning, and that are therefore not read.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().filter(|column| column.unknown).map(|column| column.header.as_str())
    }

    /// The columns of one meaning, with their places.
    pub(super) fn of<'a>(&'a self, field: &'a Field) -> impl Iterator<Item = (usize, &'a str)> {
        let all = self.columns.iter().enumerate().filter(move |(_, column)| column.field == *field);
        all.map(|(at, column)| (at, column.header.as_str()))
    }

    fn checked(self, mut errors: Vec<String>) -> Result<Self, Vec<String>> {
        for (at, column) in self.columns.iter().enumerate() {
            let mut earlier = self.columns.iter().take(at);
            let same = earlier.find(|other| other.field == column.field && !column.field.adds_up());
            if let Some(other) = same {
                errors.push(format!(
                    "Columns “{}” and “{}” are both {}: map one of them to ignore.",
                    other.header,
                    column.header,
                    column.field.name()
                ));
            }
        }
        if errors.is_empty() && self.of(&Field::Title).next().is_none() {
            errors.push(format!("No column is the title, which every incident needs: map one to title. The columns are {}.", names(self.columns.iter().map(|column| &column.header))));
        }
        if errors.is_empty() { Ok(self) } else { Err(errors) }
    }
}

/// `column=field` as typed on the command line. The last `=` divides: no field's name holds one.
///
/// # Errors
/// A sentence that says the form.
pub fn parse_override(given: &str) -> Result<(String, String), String> {
    given
        .rsplit_once('=')
        .map(|(column, field)| (column.trim().to_owned(), field.trim().to_owned()))
        .filter(|(column, _)| !column.is_empty())
        .ok_or_else(|| {
            format!(
                "“{given}” is no mapping: write column=field, such as started=impact_started_at."
            )
        })
}

/// The place of a column: by its very name, else by its name in any case.
fn find(headers: &[String], column: &str) -> Result<usize, String> {
    let places = |same: &dyn Fn(&String) -> bool| {
        let all = headers.iter().enumerate().filter(|(_, header)| same(header));
        all.map(|(at, _)| at).collect::<Vec<_>>()
    };
    let mut found = places(&|header| header == column.trim());
    if found.is_empty() {
        found = places(&|header| fold(header) == fold(column));
    }
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(format!(
            "There is no column “{column}”. The columns are {}.",
            names(headers.iter())
        )),
        _ => Err(format!(
            "There is more than one column “{column}”: give them different names first."
        )),
    }
}

fn names<'a>(headers: impl Iterator<Item = &'a String>) -> String {
    headers.map(|header| format!("“{header}”")).collect::<Vec<_>>().join(", ")
}
