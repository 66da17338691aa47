//! The database that is copied: one snapshot of it, and never a change to it.

use std::path::Path;
use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection, SqliteConnection};

use crate::open::{POSTGRES, SQLITE};
use crate::{Db, Failure, Target};

/// A read transaction.
pub(super) enum Source {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

const VERSIONS: &str = "SELECT version FROM _sqlx_migrations WHERE success ORDER BY version";
const NONE: &str = "this is no Nofault database";

impl Source {
    pub(super) async fn open(from: &Target) -> Result<Self, Failure> {
        let mut source = match from {
            Target::Sqlite(path) => Self::Sqlite(open_file(path).await?),
            Target::Postgres(url) => {
                let options = PgConnectOptions::from_str(url).map_err(|_| {
                    Failure::Setup("the Postgres address cannot be read".to_owned())
                })?;
                Self::Postgres(options.application_name("nofault copy").connect().await?)
            }
        };
        match &mut source {
            Self::Sqlite(connection) => sqlx::query("BEGIN").execute(connection).await.map(drop)?,
            Self::Postgres(connection) => {
                sqlx::query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .execute(connection)
                    .await
                    .map(drop)?;
            }
        }
        source.check().await?;
        Ok(source)
    }

    pub(super) fn db(&mut self) -> Db<'_> {
        match self {
            Self::Sqlite(connection) => Db::Sqlite(connection),
            Self::Postgres(connection) => Db::Postgres(connection),
        }
    }

    /// Only a database of this very version is understood: it is not migrated, as it is not changed.
    async fn check(&mut self) -> Result<(), Failure> {
        let ours: Vec<i64> = match self {
            Self::Sqlite(_) => SQLITE.iter().map(|step| step.version).collect(),
            Self::Postgres(_) => POSTGRES.iter().map(|step| step.version).collect(),
        };
        let rows: Result<Vec<(i64,)>, sqlx::Error> = all!(&mut self.db(), VERSIONS);
        let theirs: Vec<i64> = match rows {
            Ok(rows) => rows.into_iter().map(|(version,)| version).collect(),
            Err(sqlx::Error::Database(_)) => return Err(Failure::Setup(NONE.to_owned())),
            Err(error) => return Err(error.into()),
        };
        match theirs.last().cmp(&ours.last()) {
            std::cmp::Ordering::Equal => Ok(()),
            std::cmp::Ordering::Greater => Err(Failure::Setup(
                "the database was written by a newer Nofault: use that one".to_owned(),
            )),
            std::cmp::Ordering::Less => Err(Failure::Setup(
                "the database was written by an older Nofault: run `nofault migrate` on it, or on a copy \
                 of the file, first"
                    .to_owned(),
            )),
        }
    }

    pub(super) async fn close(self) {
        // Nothing was written: how it ends does not matter.
        let _ = match self {
            Self::Sqlite(connection) => connection.close().await,
            Self::Postgres(connection) => connection.close().await,
        };
    }
}

async fn open_file(path: &Path) -> Result<SqliteConnection, Failure> {
    if !path.is_file() {
        return Err(Failure::Setup(format!("there is no file {}", path.display())));
    }
    let options = SqliteConnectOptions::new().filename(path).read_only(true);
    options.connect().await.map_err(|error| match error {
        sqlx::Error::Database(_) => Failure::Setup(NONE.to_owned()),
        error => error.into(),
    })
}
