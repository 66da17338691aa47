//! A value on its way, and the form in which both engines' values are compared.

use sha2::{Digest as _, Sha256};
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Postgres, Row as _, Sqlite, TypeInfo as _, ValueRef as _};
use uuid::Uuid;

use super::schema::{Column, Kind};
use crate::Failure;
use crate::digest::hex;

/// SQLite's four; Postgres's booleans are integers here, its UUIDs bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Null,
    Integer(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl Value {
    /// Of text and bytes.
    pub(super) fn length(&self) -> usize {
        match self {
            Self::Null | Self::Integer(_) => 0,
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
        }
    }
}

pub(super) fn of_sqlite(row: &SqliteRow, columns: &[Column]) -> Result<Vec<Value>, Failure> {
    let value = |at: usize| -> Result<Value, Failure> {
        let raw = row.try_get_raw(at)?;
        if raw.is_null() {
            return Ok(Value::Null);
        }
        Ok(match raw.type_info().name() {
            "TEXT" => Value::Text(row.try_get_unchecked(at)?),
            "BLOB" => Value::Bytes(row.try_get_unchecked(at)?),
            _ => Value::Integer(row.try_get_unchecked(at)?),
        })
    };
    (0..columns.len()).map(value).collect()
}

pub(super) fn of_postgres(row: &PgRow, columns: &[Column]) -> Result<Vec<Value>, Failure> {
    let value = |(at, column): (usize, &Column)| -> Result<Value, Failure> {
        let value = match column.kind {
            Kind::Integer => row.try_get::<Option<i64>, _>(at)?.map(Value::Integer),
            Kind::Boolean => {
                row.try_get::<Option<bool>, _>(at)?.map(|yes| Value::Integer(yes.into()))
            }
            Kind::Text => row.try_get::<Option<String>, _>(at)?.map(Value::Text),
            Kind::Bytes => row.try_get::<Option<Vec<u8>>, _>(at)?.map(Value::Bytes),
            Kind::Uuid => {
                row.try_get::<Option<Uuid>, _>(at)?.map(|id| Value::Bytes(id.as_bytes().to_vec()))
            }
        };
        Ok(value.unwrap_or(Value::Null))
    };
    columns.iter().enumerate().map(value).collect()
}

type SqliteQuery<'q> = Query<'q, Sqlite, SqliteArguments>;
type PostgresQuery<'q> = Query<'q, Postgres, PgArguments>;

pub(super) fn to_sqlite<'q>(query: SqliteQuery<'q>, value: &'q Value) -> SqliteQuery<'q> {
    match value {
        Value::Null => query.bind(None::<i64>),
        Value::Integer(number) => query.bind(*number),
        Value::Text(text) => query.bind(text.as_str()),
        Value::Bytes(bytes) => query.bind(bytes.as_slice()),
    }
}

pub(super) fn to_postgres<'q>(
    query: PostgresQuery<'q>,
    value: &'q Value,
    kind: Kind,
) -> Result<PostgresQuery<'q>, Failure> {
    Ok(match (kind, value) {
        (Kind::Integer, Value::Null) => query.bind(None::<i64>),
        (Kind::Integer, Value::Integer(number)) => query.bind(*number),
        (Kind::Boolean, Value::Null) => query.bind(None::<bool>),
        (Kind::Boolean, Value::Integer(number)) => query.bind(*number != 0),
        (Kind::Text, Value::Null) => query.bind(None::<&str>),
        (Kind::Text, Value::Text(text)) => query.bind(text.as_str()),
        (Kind::Bytes, Value::Null) => query.bind(None::<&[u8]>),
        (Kind::Bytes, Value::Bytes(bytes)) => query.bind(bytes.as_slice()),
        (Kind::Uuid, Value::Null) => query.bind(None::<Uuid>),
        (Kind::Uuid, Value::Bytes(bytes)) => query
            .bind(Uuid::from_slice(bytes).map_err(|_| Failure::damaged("id", "of no 16 bytes"))?),
        (kind, _) => return Err(Failure::damaged("value", format!("that is no {kind:?}"))),
    })
}

/// How many rows there are, and what they say.
#[derive(Default)]
pub(super) struct Sum {
    pub rows: u64,
    hash: Sha256,
}

impl Sum {
    pub(super) fn add(&mut self, row: &[Value]) {
        self.rows += 1;
        for value in row {
            match value {
                Value::Null => self.part(b'0', &[]),
                Value::Integer(number) => self.part(b'i', &number.to_be_bytes()),
                Value::Text(text) => self.part(b't', text.as_bytes()),
                Value::Bytes(bytes) => self.part(b'b', bytes),
            }
        }
    }

    fn part(&mut self, kind: u8, bytes: &[u8]) {
        self.hash.update([kind]);
        self.hash.update(bytes.len().to_be_bytes());
        self.hash.update(bytes);
    }

    pub(super) fn checksum(self) -> String {
        hex(&self.hash.finalize())
    }
}
