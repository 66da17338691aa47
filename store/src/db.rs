//! One SQL text, both engines: a connection of either, and the four ways to ask it.

use sqlx::pool::PoolConnection;
use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection};

/// A connection of either engine, inside a transaction or not.
#[derive(Debug)]
pub enum Db<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

/// A connection for reading, from the pool.
#[derive(Debug)]
pub enum Reader {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

impl Reader {
    pub fn db(&mut self) -> Db<'_> {
        match self {
            Self::Sqlite(connection) => Db::Sqlite(connection),
            Self::Postgres(connection) => Db::Postgres(connection),
        }
    }
}

/// Names the SQL texts of a file: a constant each, and `STATEMENTS` with all of
/// them, which a test prepares on both engines.
macro_rules! statements {
    ($($name:ident = $sql:expr;)+) => {
        $(const $name: &str = $sql;)+
        pub(crate) const STATEMENTS: &[(&str, &str)] = &[$((stringify!($name), $name),)+];
    };
}

macro_rules! ask {
    ($how:ident, $fetch:ident, $db:expr, $sql:expr $(, $bind:expr)*) => {
        match $db {
            $crate::db::Db::Sqlite(connection) => {
                sqlx::$how($sql)$(.bind($bind))*.$fetch(&mut **connection).await
            }
            $crate::db::Db::Postgres(connection) => {
                sqlx::$how($sql)$(.bind($bind))*.$fetch(&mut **connection).await
            }
        }
    };
}

/// Every row, as tuples or `FromRow` structs.
macro_rules! all {
    ($db:expr, $sql:expr $(, $bind:expr)* $(,)?) => { ask!(query_as, fetch_all, $db, $sql $(, $bind)*) };
}

/// The row, or none.
macro_rules! first {
    ($db:expr, $sql:expr $(, $bind:expr)* $(,)?) => { ask!(query_as, fetch_optional, $db, $sql $(, $bind)*) };
}

/// The row that must be there.
macro_rules! one {
    ($db:expr, $sql:expr $(, $bind:expr)* $(,)?) => { ask!(query_as, fetch_one, $db, $sql $(, $bind)*) };
}

/// The number of rows that it changed.
macro_rules! change {
    ($db:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $db {
            $crate::db::Db::Sqlite(connection) => sqlx::query($sql)$(.bind($bind))*
                .execute(&mut **connection).await.map(|done| done.rows_affected()),
            $crate::db::Db::Postgres(connection) => sqlx::query($sql)$(.bind($bind))*
                .execute(&mut **connection).await.map(|done| done.rows_affected()),
        }
    };
}
