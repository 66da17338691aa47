//! What columns a table has, asked of the engine.

use crate::{Db, Failure};

/// A table as both engines know it.
#[derive(Debug)]
pub(super) struct Table {
    pub name: &'static str,
    /// By name.
    pub columns: Vec<Column>,
}

#[derive(Debug, Clone)]
pub(super) struct Column {
    pub name: String,
    pub kind: Kind,
    /// Its place in the primary key, from 1; or 0.
    pub key: i64,
}

/// How the engine holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Integer,
    Boolean,
    Text,
    Bytes,
    Uuid,
}

const SQLITE: &str = "SELECT name, type, pk FROM pragma_table_info($1) ORDER BY name";
const POSTGRES: &str = "SELECT c.column_name::text, c.data_type::text, \
    COALESCE(k.ordinal_position, 0)::bigint FROM information_schema.columns c \
    LEFT JOIN (information_schema.key_column_usage k JOIN information_schema.table_constraints t \
    ON t.constraint_name = k.constraint_name AND t.table_schema = k.table_schema \
    AND t.table_name = k.table_name AND t.constraint_type = 'PRIMARY KEY') \
    ON k.table_schema = c.table_schema AND k.table_name = c.table_name \
    AND k.column_name = c.column_name \
    WHERE c.table_schema = current_schema() AND c.table_name = $1 \
    ORDER BY c.column_name COLLATE \"C\"";

pub(super) async fn table(db: &mut Db<'_>, name: &'static str) -> Result<Table, Failure> {
    let sql = match db {
        Db::Sqlite(_) => SQLITE,
        Db::Postgres(_) => POSTGRES,
    };
    let rows: Vec<(String, String, i64)> = all!(db, sql, name)?;
    let column = |(name, kind, key): (String, String, i64)| {
        let kind = Kind::of(&kind).ok_or_else(|| Failure::damaged("column type", kind))?;
        Ok(Column { name, kind, key })
    };
    let columns = rows.into_iter().map(column).collect::<Result<_, Failure>>()?;
    Ok(Table { name, columns })
}

impl Kind {
    fn of(declared: &str) -> Option<Self> {
        Some(match declared {
            "INTEGER" | "bigint" => Self::Integer,
            "boolean" => Self::Boolean,
            "TEXT" | "text" => Self::Text,
            "BLOB" | "bytea" => Self::Bytes,
            "uuid" => Self::Uuid,
            _ => return None,
        })
    }
}

impl Table {
    pub(super) fn names(&self) -> String {
        let quoted: Vec<_> = self.columns.iter().map(Column::quoted).collect();
        quoted.join(", ")
    }

    /// Every row in the order of its key, which both engines sort alike: by bytes.
    pub(super) fn select(&self, db: &Db<'_>) -> String {
        let mut key: Vec<_> = self.columns.iter().filter(|column| column.key > 0).collect();
        key.sort_by_key(|column| column.key);
        let bytewise = |column: &&Column| match (db, column.kind) {
            (Db::Postgres(_), Kind::Text) => format!("{} COLLATE \"C\"", column.quoted()),
            _ => column.quoted(),
        };
        let order: Vec<_> = key.iter().map(bytewise).collect();
        let (names, table, order) = (self.names(), self.name, order.join(", "));
        format!("SELECT {names} FROM {table} ORDER BY {order}")
    }

    /// So many rows at once.
    pub(super) fn insert(&self, rows: usize) -> String {
        let width = self.columns.len();
        let row = |row: usize| {
            let places: Vec<_> = (1..=width).map(|at| format!("${}", row * width + at)).collect();
            format!("({})", places.join(", "))
        };
        let rows: Vec<_> = (0..rows).map(row).collect();
        let (names, table, rows) = (self.names(), self.name, rows.join(", "));
        format!("INSERT INTO {table} ({names}) VALUES {rows}")
    }

    pub(super) fn same_columns(&self, other: &Self) -> bool {
        let names = |table: &Self| table.columns.iter().map(|c| c.name.clone()).collect::<Vec<_>>();
        names(self) == names(other)
    }
}

impl Column {
    fn quoted(&self) -> String {
        format!("\"{}\"", self.name)
    }
}
