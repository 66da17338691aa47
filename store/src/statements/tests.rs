//! Every statement is understood by both engines, and none is forgotten.

use std::collections::BTreeSet;
use std::path::Path;

use nofault_domain::incident::Kind;
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;
use sqlx::postgres::PgTypeInfo;
use sqlx::{AssertSqlSafe, Executor as _, Postgres, SqlSafeStr as _, Type};
use uuid::Uuid;

use crate::copy::{LEFT_OUT, TABLES};
use crate::incident::{Cursor, Filter, texts};
use crate::open::Pool;
use crate::{Store, Target};

#[path = "../../tests/stories/place.rs"]
mod place;

/// The list's statements are put together from its filter.
fn lists() -> Vec<(String, String)> {
    let at = Instant::from_seconds(0);
    let whole = Filter {
        statuses: vec![Status::Triage, Status::Closed],
        severity: Some(Severity::Sev1),
        kind: Some(Kind::Drill),
        service: Some("api".to_owned()),
        from: Some(at),
        to: Some(at),
        words: "a b c d".to_owned(),
        followed: true,
    };
    let one = Filter { words: "a".to_owned(), ..Filter::default() };
    let number = IncidentNumber(1);
    let cursors = [None, Some(true), Some(false)]
        .map(|older| older.map(|older| Cursor { older, at, number }));
    let mut all = Vec::new();
    for filter in [Filter::default(), one, whole] {
        for cursor in cursors {
            let (page, total) = texts(&filter, cursor);
            let name = format!("list of {filter:?} at {cursor:?}");
            all.extend([(name.clone(), page), (name, total)]);
        }
    }
    all
}

/// The parameters of the list, which are bound whether a filter uses them or not.
fn parameters() -> [PgTypeInfo; 13] {
    let number = <i64 as Type<Postgres>>::type_info;
    let text = <String as Type<Postgres>>::type_info;
    let (yes, id) = (<bool as Type<Postgres>>::type_info(), <Uuid as Type<Postgres>>::type_info());
    let (words, place) = ([text(), text(), text(), text()], [number(), number()]);
    let [a, b, c, d] = words;
    let [at, last] = place;
    [yes, id, number(), text(), number(), number(), text(), a, b, c, d, at, last]
}

async fn prepare(store: &Store, sql: &str, types: &[PgTypeInfo]) -> Result<(), sqlx::Error> {
    let sql = AssertSqlSafe(sql.to_owned()).into_sql_str();
    match &store.pool {
        Pool::Sqlite { writer, .. } => writer.acquire().await?.prepare(sql).await.map(drop),
        Pool::Postgres(pool) => pool.acquire().await?.prepare_with(sql, types).await.map(drop),
    }
}

async fn prepare_all(store: &Store) {
    for (file, name, sql) in super::all() {
        let prepared = prepare(store, sql, &[]).await;
        assert!(prepared.is_ok(), "{name} in {file}.rs: {prepared:?}\n{sql}");
    }
    for titles in crate::report::texts() {
        let prepared = prepare(store, &titles, &[]).await;
        assert!(prepared.is_ok(), "{titles}: {prepared:?}");
    }
    for (name, sql) in lists() {
        let prepared = prepare(store, &sql, &parameters()).await;
        assert!(prepared.is_ok(), "{name}: {prepared:?}\n{sql}");
    }
}

async fn tables(store: &Store) -> BTreeSet<String> {
    let (sqlite, postgres) = (
        "SELECT name FROM sqlite_master WHERE type = 'table'",
        "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'",
    );
    let rows: Vec<(String,)> = match &store.pool {
        Pool::Sqlite { writer, .. } => sqlx::query_as(sqlite).fetch_all(writer).await.unwrap(),
        Pool::Postgres(pool) => sqlx::query_as(postgres).fetch_all(pool).await.unwrap(),
    };
    let names = rows.into_iter().map(|(name,)| name);
    let own = |name: &String| !name.starts_with("sqlite_") && name != "_sqlx_migrations";
    names.filter(own).collect()
}

async fn look(store: Store) {
    prepare_all(&store).await;
    let listed: BTreeSet<String> = TABLES.into_iter().chain(LEFT_OUT).map(str::to_owned).collect();
    assert_eq!(tables(&store).await, listed, "copy.rs names every table");
    store.close().await;
}

#[tokio::test]
async fn sqlite_understands_every_statement() {
    let folder = place::Folder::new();
    let store = Store::open(&Target::Sqlite(folder.file("nofault.db"))).await;
    look(store.unwrap()).await;
    assert!(folder.path().exists());
}

#[tokio::test]
async fn postgres_understands_every_statement() {
    let database = place::Database::new().await;
    let store = Store::open(&Target::Postgres(database.url())).await;
    look(store.unwrap()).await;
    database.remove().await;
}

const NAMING_A_PERSON: &str = "SELECT m.name, f.\"from\" FROM sqlite_master m, \
    pragma_foreign_key_list(m.name) f WHERE m.type = 'table' \
    AND f.\"table\" IN ('person', 'account')";

/// Both schemas have the same columns: copying from one to the other has tests of that.
#[tokio::test]
async fn no_column_that_names_a_person_is_forgotten_by_a_merge() {
    use crate::people::statements_of::{OTHER_REFERENCES, REFERENCES};
    let folder = place::Folder::new();
    let store = Store::open(&Target::Sqlite(folder.file("nofault.db"))).await.unwrap();
    let Pool::Sqlite { writer, .. } = &store.pool else { panic!("SQLite was asked for") };
    let rows: Vec<(String, String)> =
        sqlx::query_as(NAMING_A_PERSON).fetch_all(writer).await.unwrap();
    let found: BTreeSet<String> = rows.iter().map(|(t, c)| format!("{t}.{c}")).collect();
    // UPDATE table SET column …
    let moved = REFERENCES.iter().map(|(_, sql)| {
        let words: Vec<_> = sql.split_whitespace().collect();
        format!("{}.{}", words[1], words[3])
    });
    let others = OTHER_REFERENCES.iter().map(|(table, column)| format!("{table}.{column}"));
    assert_eq!(found, moved.chain(others).collect());
    store.close().await;
}

#[test]
fn every_file_with_statements_is_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeSet::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if std::fs::read_to_string(&path).unwrap().contains("\nstatements! {") {
                let name = path.strip_prefix(&root).unwrap().with_extension("");
                found.insert(name.to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    let listed: BTreeSet<String> =
        super::all().into_iter().map(|(file, ..)| file.to_owned()).collect();
    assert_eq!(found, listed);
}
