//! Backup, restore, and the way from one engine to the other.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::entry::LogEntry;
use nofault_domain::command::privacy::Privacy;
use nofault_store::copy::{backup, copy, restore};
use nofault_store::example::ExampleData;
use nofault_store::incident::by_number;
use nofault_store::{Failure, Store, Target};

use crate::files::sent;
use crate::here::Here;
use crate::kept::report;
use crate::place::Database;
use crate::raw;

on_both!(
    a_backup_while_people_write_is_valid,
    there_and_back_it_is_the_same,
    what_is_not_empty_is_refused,
    a_server_that_was_only_started_is_empty,
    what_it_writes_is_its_owners,
    what_is_no_backup_is_refused,
);

async fn fill(here: &Here) {
    let eve = here.person("Eve", Role::Administrator).await;
    here.run(eve, ExampleData).await.unwrap();
    let number = here.declare(eve, "Line one\u{2028}Ünïcödé 🦀").await;
    let mut shot = LogEntry { incident: number.to_string(), ..Default::default() };
    shot.files = vec![sent("ü.png", b"\x89PNG\r\n\x1a\n"), sent("b.log", &[0, 0xff, b'\''])];
    here.send(eve, shot).await.unwrap();
    let privacy = Privacy {
        incident: number,
        version: 1,
        holders: Some(Vec::new()),
        was: Default::default(),
    };
    here.run(eve, privacy).await.unwrap();
    here.run(eve, report("/reports/toil?by=month&to=2026-11", "{\"n\":1}")).await.unwrap();
}

async fn a_backup_while_people_write_is_valid(here: &Here) {
    fill(here).await;
    let file = here.folder.file("backup.db");
    let writing = async {
        for number in 0..60 {
            here.declare(Viewer::Operator, &format!("Meanwhile {number}")).await;
        }
    };
    let (done, ()) = tokio::join!(backup(&here.target, &file), writing);
    done.unwrap();
    let again = backup(&here.target, &file).await;
    assert!(matches!(again, Err(Failure::Setup(_))), "{again:?}");
    let target = Target::Sqlite(here.folder.file("restored/nofault.db"));
    let report = restore(&file, &target).await.unwrap();
    let incidents = report.tables.iter().find(|table| table.table == "incident").unwrap();
    assert!((10..=70).contains(&incidents.rows));
    // What it holds is whole: every command with its events, and it goes on from there.
    let store = Store::open(&target).await.unwrap();
    let command = nofault_domain::id::CommandId(nofault_store::new_id());
    let form = nofault_domain::command::incident::DeclareIncident {
        title: "Next".to_owned(),
        ..Default::default()
    };
    let parsed = nofault_domain::command::Command::parse(form, &here.typing()).unwrap();
    let outcome = store.run(Viewer::Operator, command, here.now(), parsed).await.unwrap();
    assert_eq!(outcome.address, format!("/incidents/INC-{}", incidents.rows + 1));
    store.close().await;
    for left in ["backup.db.part", "backup.db.part.migration-lock", "backup.db-wal"] {
        assert!(!here.folder.file(left).exists(), "{left} was left");
    }
}

async fn there_and_back_it_is_the_same(here: &Here) {
    fill(here).await;
    let (middle, end) = (Database::new().await, Target::Sqlite(here.folder.file("end.db")));
    let postgres = Target::Postgres(middle.url());
    let there = copy(&here.target, &postgres).await.unwrap();
    let back = copy(&postgres, &end).await.unwrap();
    assert_eq!(there, back);
    assert!(there.tables.iter().map(|table| table.rows).sum::<u64>() > 300);
    let mut before = raw::texts(&here.target).await;
    let mut after = raw::texts(&end).await;
    for texts in [&mut before, &mut after] {
        texts.retain(|(place, _)| !place.starts_with('_') && !place.starts_with("sqlite"));
        texts.sort();
    }
    assert_eq!(before, after);
    assert_eq!(
        raw::number(
            &end,
            "SELECT COUNT(*) FROM file WHERE hash IN \
        (SELECT hash FROM attachment)"
        )
        .await,
        2
    );
    // Events are counted on from the last.
    let last = raw::number(&postgres, "SELECT MAX(id) FROM event").await;
    let store = Store::open(&postgres).await.unwrap();
    nofault_store::people::open_set_up(&store, b"x".to_vec(), here.now()).await.unwrap();
    assert_eq!(raw::number(&postgres, "SELECT MAX(id) FROM event").await, last + 1);
    let mut reader = store.read().await.unwrap();
    let private = nofault_domain::number::IncidentNumber(10);
    assert!(by_number(&mut reader.db(), Viewer::Operator, private).await.unwrap().private);
    drop(reader);
    store.close().await;
    middle.remove().await;
}

async fn what_is_not_empty_is_refused(here: &Here) {
    let other = here.folder.file("other.db");
    let source = Target::Sqlite(other.clone());
    Store::open(&source).await.unwrap().close().await;
    nofault_store::people::open_set_up(&here.store, b"x".to_vec(), here.now()).await.unwrap();
    here.declare(Viewer::Operator, "Somebody works here").await;
    let refused = copy(&source, &here.target).await;
    let Err(Failure::Setup(why)) = refused else {
        panic!("that should have been refused: {refused:?}");
    };
    assert!(why.contains("not empty"), "{why}");
    assert_eq!(raw::number(&here.target, "SELECT COUNT(*) FROM severity").await, 5);
    // The set-up link is as it was.
    assert_eq!(raw::number(&here.target, "SELECT COUNT(*) FROM invitation").await, 1);
    assert_eq!(raw::number(&here.target, "SELECT COUNT(*) FROM event").await, 2);
    let itself = copy(&source, &source).await.unwrap();
    assert_eq!(itself.tables[1].rows, 5);
}

async fn a_server_that_was_only_started_is_empty(here: &Here) {
    let source = Target::Sqlite(here.folder.file("other.db"));
    let other = Store::open(&source).await.unwrap();
    for store in [&other, &here.store, &here.store] {
        let token = nofault_store::new_id().as_bytes().to_vec();
        nofault_store::people::open_set_up(store, token, here.now()).await.unwrap();
    }
    other.close().await;
    let report = copy(&source, &here.target).await.unwrap();
    for name in ["invitation", "command", "event"] {
        let table = report.tables.iter().find(|table| table.table == name).unwrap();
        assert_eq!(table.rows, 1, "{name}");
    }
    assert_eq!(raw::number(&here.target, "SELECT COUNT(*) FROM invitation").await, 1);
    here.declare(Viewer::Operator, "It goes on").await;
}

#[cfg(unix)]
async fn what_it_writes_is_its_owners(here: &Here) {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |name: &str| {
        let path = here.folder.file(name);
        path.metadata().unwrap().permissions().mode() & 0o777
    };
    fill(here).await;
    backup(&here.target, &here.folder.file("backup.db")).await.unwrap();
    assert_eq!(mode("backup.db"), 0o600);
    let target = Target::Sqlite(here.folder.file("new/data/nofault.db"));
    restore(&here.folder.file("backup.db"), &target).await.unwrap();
    let store = Store::open(&target).await.unwrap();
    nofault_store::people::open_set_up(&store, b"x".to_vec(), here.now()).await.unwrap();
    assert_eq!((mode("new"), mode("new/data")), (0o700, 0o700));
    for ending in ["", "-wal", "-shm", ".migration-lock"] {
        assert_eq!(mode(&format!("new/data/nofault.db{ending}")), 0o600, "{ending}");
    }
    store.close().await;
}

#[cfg(not(unix))]
async fn what_it_writes_is_its_owners(_: &Here) {}

async fn what_is_no_backup_is_refused(here: &Here) {
    let wrong = here.folder.file("wrong.db");
    for bytes in [b"not a database at all, but long enough".as_slice(), b""] {
        std::fs::write(&wrong, bytes).unwrap();
        let refused = restore(&wrong, &here.target).await;
        assert!(matches!(refused, Err(Failure::Setup(_))), "{refused:?}");
    }
    let missing = restore(&here.folder.file("missing.db"), &here.target).await;
    assert!(matches!(missing, Err(Failure::Setup(_))), "{missing:?}");
}
