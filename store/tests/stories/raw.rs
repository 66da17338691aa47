//! The database without the store: every text that stands in it.

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, PgConnection};

use nofault_store::Target;

const SQLITE: &str = "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c \
    WHERE m.type = 'table' AND c.type = 'TEXT' ORDER BY 1, 2";
const POSTGRES: &str = "SELECT table_name::text, column_name::text FROM information_schema.columns \
    WHERE table_schema = 'public' AND data_type = 'text' ORDER BY 1, 2";

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
