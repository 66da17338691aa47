//! The rows of a table, one after the other; and rows put into one, many at once.

use std::pin::Pin;

use futures_util::{Stream, StreamExt as _};
use sqlx::AssertSqlSafe;

use super::schema::Table;
use super::value::{Value, of_postgres, of_sqlite, to_postgres, to_sqlite};
use crate::{Db, Failure};

/// Rows in one statement: the engines take at most 32,766 parameters.
pub(super) const AT_ONCE: usize = 200;
/// Rows that hold files wait in memory for no more than this.
pub(super) const BYTES_AT_ONCE: usize = 8 * 1024 * 1024;

pub(super) type Rows<'d> = Pin<Box<dyn Stream<Item = Result<Vec<Value>, Failure>> + Send + 'd>>;

/// Every row in the order of its key.
pub(super) fn rows<'d>(db: Db<'d>, table: &'d Table) -> Rows<'d> {
    // The names in it are the schema's own.
    let sql = AssertSqlSafe(table.select(&db));
    match db {
        Db::Sqlite(connection) => {
            let rows = sqlx::query(sql).fetch(connection);
            Box::pin(rows.map(|row| of_sqlite(&row?, &table.columns)))
        }
        Db::Postgres(connection) => {
            let rows = sqlx::query(sql).fetch(connection);
            Box::pin(rows.map(|row| of_postgres(&row?, &table.columns)))
        }
    }
}

pub(super) async fn insert(
    db: &mut Db<'_>,
    table: &Table,
    rows: &[Vec<Value>],
) -> Result<(), Failure> {
    if rows.is_empty() {
        return Ok(());
    }
    let sql = AssertSqlSafe(table.insert(rows.len()));
    match db {
        Db::Sqlite(connection) => {
            let query = rows.iter().flatten().fold(sqlx::query(sql), to_sqlite);
            query.execute(&mut **connection).await?;
        }
        Db::Postgres(connection) => {
            let mut query = sqlx::query(sql);
            for row in rows {
                for (value, column) in row.iter().zip(&table.columns) {
                    query = to_postgres(query, value, column.kind)?;
                }
            }
            query.execute(&mut **connection).await?;
        }
    }
    Ok(())
}
