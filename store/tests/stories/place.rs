//! Where a test's database is: a folder, or a database of its own on the test Postgres.

use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::atomic::{AtomicUsize, Ordering};

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, PgConnection};

static COUNT: AtomicUsize = AtomicUsize::new(0);

fn name() -> String {
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("nofault_test_{}_{count}", std::process::id())
}

/// A new folder, gone at the end.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        let folder = std::env::temp_dir().join(name());
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder for the test");
        Self(folder)
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A new database; [`Database::remove`] removes it.
pub struct Database(String);

impl Database {
    pub async fn new() -> Self {
        let name = name();
        let mut server = server().await;
        for sql in [
            format!("DROP DATABASE IF EXISTS {name}"),
            format!("CREATE DATABASE {name} TEMPLATE template0"),
        ] {
            sqlx::query(AssertSqlSafe(sql)).execute(&mut server).await.unwrap();
        }
        server.close().await.unwrap();
        Self(name)
    }

    pub fn url(&self) -> String {
        options().database(&self.0).to_url_lossy().to_string()
    }

    pub async fn remove(self) {
        let mut server = server().await;
        let sql = format!("DROP DATABASE {} WITH (FORCE)", self.0);
        sqlx::query(AssertSqlSafe(sql)).execute(&mut server).await.unwrap();
        server.close().await.unwrap();
    }
}

async fn server() -> PgConnection {
    let options = options().database("postgres");
    options.connect().await.expect("the test Postgres answers")
}

#[expect(clippy::disallowed_methods, reason = "where the tests find their Postgres")]
fn options() -> PgConnectOptions {
    let url = std::env::var("NOFAULT_TEST_POSTGRES").unwrap_or_default();
    assert!(
        !url.is_empty(),
        "there is no Postgres to test on: run `cargo xtask test`, or set NOFAULT_TEST_POSTGRES to the \
         address of one, such as postgres://postgres@127.0.0.1:5432/postgres"
    );
    PgConnectOptions::from_str(&url).expect("NOFAULT_TEST_POSTGRES is an address")
}
