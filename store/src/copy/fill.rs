//! Filling an empty database from a source, and proving that it went well.

use futures_util::TryStreamExt as _;
use sqlx::AssertSqlSafe;

use super::rows::{AT_ONCE, BYTES_AT_ONCE, insert, rows};
use super::schema::table;
use super::source::Source;
use super::value::{Sum, Value};
use super::{CopyReport, LEFT_OUT, SEEDED, TABLES, TableReport};
use crate::{Db, Failure};

/// A server that was started once leaves a set-up link. Where somebody used it, there are people.
const NEVER_USED: [&str; 3] = [
    "DELETE FROM event WHERE name = 'installation.set_up_opened'",
    "DELETE FROM command WHERE name = 'open set-up'",
    "DELETE FROM invitation WHERE email = '' AND accepted_at IS NULL",
];

pub(super) async fn fill(source: &mut Source, db: &mut Db<'_>) -> Result<CopyReport, Failure> {
    for sql in NEVER_USED {
        change!(&mut *db, sql)?;
    }
    refuse_full(db).await?;
    for name in SEEDED {
        change!(&mut *db, AssertSqlSafe(format!("DELETE FROM {name}")))?;
    }
    let mut tables = Vec::new();
    for name in TABLES {
        tables.push(one_table(source, db, name).await?);
    }
    continue_counting(db).await?;
    Ok(CopyReport { tables })
}

/// Nothing but what the migrations put there; what was removed before comes back with the refusal.
async fn refuse_full(db: &mut Db<'_>) -> Result<(), Failure> {
    for name in TABLES.into_iter().chain(LEFT_OUT) {
        let rows = match name {
            "counter" => "counter WHERE value > 0",
            seeded if SEEDED.contains(&seeded) => continue,
            other => other,
        };
        let sql = format!("SELECT COUNT(*) FROM (SELECT 1 AS one FROM {rows} LIMIT 1) AS held");
        let (held,): (i64,) = one!(&mut *db, AssertSqlSafe(sql))?;
        if held > 0 {
            return Err(Failure::Setup(format!(
                "the target is not empty (its table {name} holds rows): give a new database; nothing was \
                 changed"
            )));
        }
    }
    Ok(())
}

async fn one_table(
    source: &mut Source,
    db: &mut Db<'_>,
    name: &'static str,
) -> Result<TableReport, Failure> {
    let from = table(&mut source.db(), name).await?;
    let to = table(db, name).await?;
    if !from.same_columns(&to) {
        return Err(Failure::Setup(format!("the two tables {name} have other columns")));
    }
    let mut given = Sum::default();
    let mut stream = rows(source.db(), &from);
    let (mut waiting, mut bytes) = (Vec::with_capacity(AT_ONCE), 0);
    while let Some(row) = stream.try_next().await? {
        given.add(&row);
        bytes += row.iter().map(Value::length).sum::<usize>();
        waiting.push(row);
        if waiting.len() == AT_ONCE || bytes >= BYTES_AT_ONCE {
            insert(db, &to, &waiting).await?;
            waiting.clear();
            bytes = 0;
        }
    }
    insert(db, &to, &waiting).await?;
    let mut taken = Sum::default();
    let mut stream = rows(again(db), &to);
    while let Some(row) = stream.try_next().await? {
        taken.add(&row);
    }
    let (rows, taken_rows) = (given.rows, taken.rows);
    let (checksum, taken) = (given.checksum(), taken.checksum());
    if (rows, &checksum) != (taken_rows, &taken) {
        return Err(Failure::Setup(format!(
            "the copy of {name} differs ({rows} rows, then {taken_rows}): nothing was kept"
        )));
    }
    Ok(TableReport { table: name, rows, checksum })
}

fn again<'d>(db: &'d mut Db<'_>) -> Db<'d> {
    match db {
        Db::Sqlite(connection) => Db::Sqlite(connection),
        Db::Postgres(connection) => Db::Postgres(connection),
    }
}

/// The next event's number follows the last one's. SQLite sees to it by itself.
const CONTINUE: &str = "SELECT setval(pg_get_serial_sequence('event', 'id'), COALESCE(MAX(id), 1), \
    MAX(id) IS NOT NULL) FROM event";

async fn continue_counting(db: &mut Db<'_>) -> Result<(), Failure> {
    if let Db::Postgres(connection) = db {
        sqlx::query(CONTINUE).execute(&mut **connection).await?;
    }
    Ok(())
}
