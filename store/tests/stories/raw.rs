//! The database without the store: every text that stands in it.

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, PgConnection};

use nofault_store::Target;

const SQLITE: &str = "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c \
    WHERE m.type = 'table' AND c.type = 'TEXT' ORDER BY 1, 2";
const POSTGRES: &str = "SELECT table_name::text, column_name::text FROM information_schema.columns \
    WHERE table_schema = 'public' AND data_type = 'text' AND table_name IN \
    (SELECT tablename FROM pg_tables WHERE schemaname = 'public') ORDER BY 1, 2";

/// (table.column, text)
pub async fn texts(target: &Target) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let select = |(table, column): &(String, String)| {
        let sql = format!("SELECT \"{column}\" FROM \"{table}\" WHERE \"{column}\" IS NOT NULL");
        (format!("{table}.{column}"), AssertSqlSafe(sql))
    };
    match target {
        Target::Sqlite(path) => {
            let options = SqliteConnectOptions::new().filename(path);
            let mut connection = options.connect().await.unwrap();
            let columns: Vec<(String, String)> =
                sqlx::query_as(SQLITE).fetch_all(&mut connection).await.unwrap();
            for (place, sql) in columns.iter().map(select) {
                let rows: Vec<(String,)> =
                    sqlx::query_as(sql).fetch_all(&mut connection).await.unwrap();
                found.extend(rows.into_iter().map(|(text,)| (place.clone(), text)));
            }
            connection.close().await.unwrap();
        }
        Target::Postgres(url) => {
            let mut connection = PgConnection::connect(url).await.unwrap();
            let columns: Vec<(String, String)> =
                sqlx::query_as(POSTGRES).fetch_all(&mut connection).await.unwrap();
            for (place, sql) in columns.iter().map(select) {
                let rows: Vec<(String,)> =
                    sqlx::query_as(sql).fetch_all(&mut connection).await.unwrap();
                found.extend(rows.into_iter().map(|(text,)| (place.clone(), text)));
            }
            connection.close().await.unwrap();
        }
    }
    found
}

/// Every column that holds texts, as table.column.
pub async fn columns(target: &Target) -> Vec<String> {
    let columns: Vec<(String, String)> = match target {
        Target::Sqlite(path) => {
            let options = SqliteConnectOptions::new().filename(path);
            let mut connection = options.connect().await.unwrap();
            sqlx::query_as(SQLITE).fetch_all(&mut connection).await.unwrap()
        }
        Target::Postgres(url) => {
            let mut connection = PgConnection::connect(url).await.unwrap();
            sqlx::query_as(POSTGRES).fetch_all(&mut connection).await.unwrap()
        }
    };
    let own = columns.into_iter().filter(|(table, _)| table != "_sqlx_migrations");
    own.map(|(table, column)| format!("{table}.{column}")).collect()
}

/// Past the store: how many rows it changed.
pub async fn change(target: &Target, sql: String) -> u64 {
    match target {
        Target::Sqlite(path) => {
            let options = SqliteConnectOptions::new().filename(path);
            let mut connection = options.connect().await.unwrap();
            let done = sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
            done.rows_affected()
        }
        Target::Postgres(url) => {
            let mut connection = PgConnection::connect(url).await.unwrap();
            let done = sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
            done.rows_affected()
        }
    }
}

/// One number.
pub async fn number(target: &Target, sql: &'static str) -> i64 {
    match target {
        Target::Sqlite(path) => {
            let options = SqliteConnectOptions::new().filename(path);
            let mut connection = options.connect().await.unwrap();
            sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
        }
        Target::Postgres(url) => {
            let mut connection = PgConnection::connect(url).await.unwrap();
            sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
        }
    }
}
