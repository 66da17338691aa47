//! `nofault backup`, `restore` and `copy`.

use std::path::PathBuf;

use clap::Args;
use nofault_store::copy::{self, CopyReport};
use nofault_store::{Failure, Target};

use super::say;

#[derive(Debug, Args)]
pub struct File {
    /// One SQLite file, whichever engine is used
    file: PathBuf,
}

#[derive(Debug, Args)]
pub struct Copy {
    /// The database that is copied, such as sqlite:data/nofault.db
    #[arg(long, value_name = "DATABASE")]
    from: String,
    /// The empty one that is filled, such as postgres://user:password@host/name
    #[arg(long, value_name = "DATABASE")]
    to: String,
}

/// # Errors
/// Where the file exists, or the database cannot be read.
pub async fn backup(database: &str, File { file }: File) -> Result<(), Failure> {
    copy::backup(&Target::parse(database)?, &file).await?;
    say::out(format!("Backed up to {}", file.display()));
    Ok(())
}

/// # Errors
/// Where the file is no backup of this version, or the database is not empty.
pub async fn restore(database: &str, File { file }: File) -> Result<(), Failure> {
    let report = copy::restore(&file, &Target::parse(database)?).await?;
    say::out(format!("Restored {}: {}", file.display(), summary(&report)));
    Ok(())
}

/// # Errors
/// Where one cannot be reached, or the second is not empty.
pub async fn copy(Copy { from, to }: Copy) -> Result<(), Failure> {
    let report = copy::copy(&Target::parse(&from)?, &Target::parse(&to)?).await?;
    for table in &report.tables {
        let short = table.checksum.get(..16).unwrap_or_default();
        say::out(format!("{:>9}  {short}  {}", table.rows, table.table));
    }
    say::out(format!("Copied {}", summary(&report)));
    Ok(())
}

fn summary(report: &CopyReport) -> String {
    let rows: u64 = report.tables.iter().map(|table| table.rows).sum();
    format!(
        "{rows} rows of {} tables, the same on both sides. Sessions stay behind: people sign in again.",
        report.tables.len()
    )
}
