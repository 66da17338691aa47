//! Opening either engine: pools, pragmas, migrations.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::pool::PoolOptions;
use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Executor as _, Postgres, Sqlite};

use crate::live::Signals;
use crate::{Failure, Reader};

pub(crate) static SQLITE: Migrator = sqlx::migrate!("../migrations/sqlite");
pub(crate) static POSTGRES: Migrator = sqlx::migrate!("../migrations/postgres");

/// The first SQLite without the WAL bug that can lose committed writes.
const SQLITE_LEAST: i32 = 3_051_003;

/// Which database to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    Sqlite(PathBuf),
    Postgres(String),
}

impl Target {
    /// Understands `postgres://…`, `postgresql://…`, `sqlite:PATH`.
    ///
    /// # Errors
    /// [`Failure::Setup`] names the two forms.
    pub fn parse(url: &str) -> Result<Self, Failure> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(url.to_owned()));
        }
        match url.strip_prefix("sqlite:") {
            Some(path) if !path.trim_start_matches('/').is_empty() => {
                Ok(Self::Sqlite(PathBuf::from(path.strip_prefix("//").unwrap_or(path))))
            }
            _ => Err(Failure::Setup(format!(
                "“{}” is no database: give sqlite:PATH or postgres://…",
                url.split('@').next_back().unwrap_or_default()
            ))),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// The database of an installation. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) pool: Pool,
    pub(crate) signals: Signals,
}

#[derive(Debug, Clone)]
pub(crate) enum Pool {
    /// One writer, and readers that cannot write.
    Sqlite {
        writer: sqlx::Pool<Sqlite>,
        readers: sqlx::Pool<Sqlite>,
    },
    Postgres(sqlx::Pool<Postgres>),
}

impl Store {
    /// Opens and migrates.
    ///
    /// # Errors
    /// [`Failure::Setup`] where the operator has to do something, such as on a database
    /// of a newer version; [`Failure::Database`] where it cannot be reached.
    pub async fn open(target: &Target) -> Result<Self, Failure> {
        match target {
            Target::Sqlite(path) => open_sqlite(path).await,
            Target::Postgres(url) => open_postgres(url).await,
        }
    }

    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.pool {
            Pool::Sqlite { .. } => Engine::Sqlite,
            Pool::Postgres(_) => Engine::Postgres,
        }
    }

    /// A connection to read on.
    ///
    /// # Errors
    /// [`Failure::Database`] where none is to be had in time.
    pub async fn read(&self) -> Result<Reader, Failure> {
        Ok(match &self.pool {
            Pool::Sqlite { readers, .. } => Reader::Sqlite(readers.acquire().await?),
            Pool::Postgres(pool) => Reader::Postgres(pool.acquire().await?),
        })
    }

    /// A second connection to read on, where one waits for work: whoever holds a first may not wait
    /// for it.
    #[must_use]
    pub fn spare(&self) -> Option<Reader> {
        match &self.pool {
            Pool::Sqlite { readers, .. } => readers.try_acquire().map(Reader::Sqlite),
            Pool::Postgres(pool) => pool.try_acquire().map(Reader::Postgres),
        }
    }

    /// Ends every connection; on SQLite the write-ahead log is folded into the file.
    pub async fn close(&self) {
        match &self.pool {
            Pool::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Pool::Postgres(pool) => pool.close().await,
        }
    }
}

async fn open_sqlite(path: &Path) -> Result<Store, Failure> {
    check_sqlite()?;
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        private_folder(folder).map_err(|error| {
            Failure::Setup(format!("the data folder {} cannot be made: {error}", folder.display()))
        })?;
    }
    // SQLite gives the write-ahead log and its index the rights of the file.
    match private_file(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            return Err(Failure::Setup(format!("{} cannot be made: {error}", path.display())));
        }
        _ => {}
    }
    let options = sqlite_options(path);
    let writer = PoolOptions::<Sqlite>::new()
        .max_connections(1)
        .acquire_timeout(Duration::from_secs(30))
        .connect_with(options.clone())
        .await?;
    // sqlx's own lock around migrations does nothing on SQLite.
    let lock = lock_file(path)?;
    SQLITE.run(&writer).await?;
    drop(lock);
    let readers = PoolOptions::<Sqlite>::new()
        .max_connections(4)
        .min_connections(2)
        .acquire_timeout(Duration::from_secs(30))
        .connect_with(options.read_only(true))
        .await?;
    Ok(Store { pool: Pool::Sqlite { writer, readers }, signals: Signals::default() })
}

pub(crate) fn sqlite_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        // What was acknowledged survives a power cut.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(30))
        // Redacted text is overwritten in the file, not only unlinked.
        .pragma("secure_delete", "ON")
        // As on Postgres: LIKE minds capitals. Where they should not matter, a lower-case key is searched.
        .pragma("case_sensitive_like", "ON")
        .pragma("mmap_size", "268435456")
        .optimize_on_close(true, None)
        .statement_cache_capacity(256)
}

/// A folder that is there already keeps its rights.
fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A new empty file that only its owner reads: it will hold the hashes of passwords.
pub(crate) fn private_file(path: &Path) -> io::Result<()> {
    for_owner(File::options().create_new(true).write(true)).open(path).map(drop)
}

fn for_owner(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

fn lock_file(path: &Path) -> Result<File, Failure> {
    let mut name = path.as_os_str().to_owned();
    name.push(".migration-lock");
    let file = for_owner(File::options().create(true).append(true)).open(&name);
    let locked = file.and_then(|file| file.lock().map(|()| file));
    locked.map_err(|error| {
        Failure::Setup(format!("{} cannot be locked: {error}", Path::new(&name).display()))
    })
}

fn check_sqlite() -> Result<(), Failure> {
    if libsqlite3_sys::SQLITE_VERSION_NUMBER >= SQLITE_LEAST {
        return Ok(());
    }
    Err(Failure::Setup(
        "this build has a SQLite older than 3.51.3, which can lose writes".to_owned(),
    ))
}

async fn open_postgres(url: &str) -> Result<Store, Failure> {
    let options = PgConnectOptions::from_str(url)
        .map_err(|_| Failure::Setup("the Postgres address cannot be read".to_owned()))?
        .application_name("nofault");
    let pool = PoolOptions::<Postgres>::new()
        .max_connections(16)
        .min_connections(2)
        .acquire_timeout(Duration::from_secs(30))
        // One statement serves every filter, so its plan is made for what is asked: the one for
        // all takes six times as long for a service. Compiling takes longer than what it saves.
        // What is kept fits into memory, where to look a row up is not four times as dear as to
        // read on, as Postgres has it for disks: it read every incident to find a hundred. And a
        // question is too short to be worth the start of processes, which others wait for.
        .after_connect(|connection, _| {
            Box::pin(async move {
                connection
                    .execute(
                        "SET plan_cache_mode = force_custom_plan; SET jit = off; \
                         SET random_page_cost = 1.1; SET max_parallel_workers_per_gather = 0",
                    )
                    .await?;
                Ok(())
            })
        })
        .connect_with(options)
        .await?;
    POSTGRES.run(&pool).await?;
    Ok(Store { pool: Pool::Postgres(pool), signals: Signals::default() })
}
