//! `nofault postmortem import`.

use std::path::{Path, PathBuf};

use clap::Args;
use nofault_domain::access::Viewer;
use nofault_domain::document::{Arriving, MOST_BYTES, Tally, arriving};
use nofault_domain::id::{BatchId, CommandId};
use nofault_domain::zone::Zone;
use nofault_store::document::{DocumentBatch, Fate, fates};
use nofault_store::{Failure, Store, import, new_id};

use super::wrong;
use crate::clock;
use crate::command_line::import::zone;
use crate::command_line::say;

#[derive(Debug, Args)]
pub struct Import {
    /// Markdown, and folders with Markdown in them
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The zone of times without one [default: the installation's]
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// Say file by file what was understood, and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// # Errors
/// A line that says what is wrong; nothing was imported then.
pub async fn run(store: &Store, asked: &Import) -> Result<(), Failure> {
    let zone = zone(store, asked.zone.as_deref()).await?;
    let mut files = Vec::new();
    for path in &asked.files {
        gather(path, &mut files)?;
    }
    let (mut names, mut documents, mut bad) = (Vec::new(), Vec::new(), 0);
    for file in &files {
        match read(file, &zone) {
            Ok(document) => {
                names.push(file.display().to_string());
                documents.push(document);
            }
            Err(why) => {
                say::note(format!("{}: {why}", file.display()));
                bad += 1;
            }
        }
    }
    let fates = fates(&mut store.read().await?.db(), Viewer::Operator, &documents).await?;
    let mut tally = Tally::default();
    for ((name, document), fate) in names.iter().zip(&documents).zip(&fates) {
        tally.add(document.understood());
        if asked.dry_run {
            say::out(format!("{name}: {}", told(document, *fate)));
        }
        for warning in document.warnings() {
            say::note(format!("{name}: {warning}"));
        }
    }
    say::out(tally);
    if bad > 0 {
        let files = if bad == 1 { "file" } else { "files" };
        return Err(wrong(format!("{bad} {files} cannot be read: nothing was imported")));
    }
    let there = fates.iter().filter(|fate| matches!(fate, Fate::There(_))).count();
    if asked.dry_run {
        let new = documents.len() - there;
        say::out(format!("{new} new, {there} already there; nothing was changed (dry run)"));
        return Ok(());
    }
    let batch = DocumentBatch { file_name: called(&files), documents };
    let command = CommandId(new_id());
    let outcome = store.run(Viewer::Operator, command, clock::now(), batch).await?;
    let id = BatchId(outcome.id);
    let done = import::batch(&mut store.read().await?.db(), Viewer::Operator, id).await?;
    say::out(format!("{} new, {} already there", done.created, done.existing));
    Ok(())
}

/// A file, or every Markdown file of a folder, in the order of their names.
fn gather(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let failed = |error| wrong(format!("{} cannot be read: {error}", path.display()));
    let entries = std::fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut paths: Vec<_> =
        entries.map_err(failed)?.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let markdown = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("md"));
        if markdown || path.is_dir() {
            gather(&path, files)?;
        }
    }
    Ok(())
}

/// Not more than can be taken, whatever the file.
fn read(file: &Path, zone: &Zone) -> Result<Arriving, String> {
    use std::io::Read;
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    std::fs::File::open(file)
        .and_then(|file| file.take(most + 1).read_to_end(&mut bytes))
        .map_err(|error| format!("it cannot be read: {error}"))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    arriving(&bytes, &name, zone)
}

fn called(files: &[PathBuf]) -> String {
    match files {
        [file] => file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        many => format!("{} files", many.len()),
    }
}

/// What was understood of a file, in a line.
fn told(document: &Arriving, fate: Fate) -> String {
    let becomes = match fate {
        Fate::There(Some(number)) => format!("already there as {number}"),
        Fate::There(None) => "already there".to_owned(),
        Fate::New { keeps: Some(number) } => format!("new as {number}"),
        Fate::New { keeps: None } => "new, with the next number".to_owned(),
    };
    let found = document.understood();
    let date = found.date.map_or_else(|| "no date".to_owned(), |date| date.to_string());
    let sections = match document {
        Arriving::Ours(ours) => {
            ours.sections.iter().map(|one| one.key.to_string()).collect::<Vec<_>>()
        }
        Arriving::Theirs(theirs) => theirs.sections.iter().map(|one| one.key.to_string()).collect(),
    };
    format!(
        "{becomes}: {} · {date} · {} rows · {} actions · sections: {}",
        document.title(),
        found.rows,
        found.actions,
        sections.join(", ")
    )
}
