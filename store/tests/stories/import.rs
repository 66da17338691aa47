//! Past incidents from a file.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::id::BatchId;
use nofault_domain::import::{Mapping, Sheet, plan};
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::zone::Zone;
use nofault_store::import::{self, ImportBatch};
use nofault_store::incident;

use crate::here::{Here, id, status};
use crate::raw;

on_both!(importing_twice_doubles_nothing, a_row_keeps_all_it_says, a_file_waits_for_its_sender);

pub fn csv(text: &str) -> ImportBatch {
    let sheet = Sheet::read(text.as_bytes()).unwrap();
    let mapping = Mapping::guess(&sheet.headers, &[]).unwrap();
    let plan = plan(&sheet, &mapping, &Zone::utc(), Instant::from_seconds(1_795_000_000));
    let errors: Vec<_> = plan.errors().collect();
    assert!(errors.is_empty(), "{errors:?}");
    ImportBatch {
        file_name: "C:\\files\\past.csv".to_owned(),
        rows: plan.good().cloned().collect(),
    }
}

const PAST: &str = "title,reference,impact_started_at,detected_at,resolved_at,severity,services,labels,summary,time_to_repair\n\
    Full disk,,2026-03-01T10:00+01:00,,2026-03-01T11:30+01:00,SEV2,\"API, db\",\"disk, night\",It was full.,1h 20m\n\
    Late letters,OPS-7,,,,,mail,,,33h 15m\n";

async fn importing_twice_doubles_nothing(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vic = here.person("Vic", Role::Viewer).await;
    assert_eq!(status(here.run(vic, csv(PAST)).await), 403);
    let first = here.run(ada, csv(PAST)).await.unwrap();
    let again = here.run(ada, csv(PAST)).await.unwrap();
    let more = format!("{PAST}Slow search,OPS-8,,,,,,,,\n");
    let third = here.run(ada, csv(&more)).await.unwrap();
    let mut reader = here.reader().await;
    let mut batches = Vec::new();
    for outcome in [&first, &again, &third] {
        assert_eq!(outcome.address, format!("/imports/{}", outcome.id));
        let batch = import::batch(&mut reader.db(), ada, BatchId(outcome.id)).await.unwrap();
        let hidden = import::batch(&mut reader.db(), vic, BatchId(outcome.id)).await;
        assert_eq!(status(hidden), 403);
        assert_eq!((batch.file_name.as_str(), batch.by.as_deref()), ("past.csv", Some("Ada")));
        batches.push((batch.created, batch.existing, batch.incidents.len()));
    }
    assert_eq!(batches, [(2, 0, 2), (0, 2, 0), (1, 2, 1)]);
    assert_eq!(raw::number(&here.target, "SELECT COUNT(*) FROM incident").await, 3);
    let announced = "SELECT COUNT(*) FROM event WHERE name = 'batch.imported' AND actor = 'import'";
    assert_eq!(raw::number(&here.target, announced).await, 3);
    let others = "SELECT COUNT(*) FROM event WHERE batch_id IS NOT NULL";
    assert_eq!(raw::number(&here.target, others).await, 3);
    // Numbers go on without a gap.
    drop(reader);
    assert_eq!(here.declare(ada, "Next").await, IncidentNumber(4));
}

async fn a_row_keeps_all_it_says(here: &Here) {
    here.run(Viewer::Operator, csv(PAST)).await.unwrap();
    let one = here.incident(Viewer::Operator, IncidentNumber(1)).await;
    assert_eq!(one.at.rfc3339(), "2026-03-01T09:00:00Z");
    assert_eq!(one.severity, one.severity_highest);
    let mut reader = here.reader().await;
    let db = &mut reader.db();
    assert_eq!(incident::services(db, one.id).await.unwrap(), ["API", "db"]);
    assert_eq!(incident::labels(db, one.id).await.unwrap(), ["disk", "night"]);
    assert_eq!(incident::milestones(db, one.id).await.unwrap().len(), 2);
    let stated = incident::stated(db, one.id).await.unwrap();
    assert_eq!((stated.len(), stated[0].1.minutes()), (1, 80));
    drop(reader);
    let two = here.incident(Viewer::Operator, IncidentNumber(2)).await;
    assert_eq!((two.reference.as_deref(), two.at), (Some("OPS-7"), two.recorded_at));
}

async fn a_file_waits_for_its_sender(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let bo = here.person("Bo", Role::Responder).await;
    let now = here.now();
    let save = async |at| {
        import::save_upload(&here.store, id(ada), "past.csv", PAST.into(), at).await.unwrap()
    };
    let first = save(now).await;
    let mut reader = here.reader().await;
    let found = import::upload(&mut reader.db(), id(ada), first, now).await.unwrap();
    assert_eq!(found.bytes, PAST.as_bytes());
    assert_eq!(status(import::upload(&mut reader.db(), id(bo), first, now).await), 404);
    // Forgotten by the next that comes; not given before that either.
    let late = now.plus_micros(25 * 3600 * 1_000_000);
    assert_eq!(status(import::upload(&mut reader.db(), id(ada), first, late).await), 404);
    let second = save(late).await;
    assert_eq!(status(import::upload(&mut reader.db(), id(ada), first, now).await), 404);
    import::remove_upload(&here.store, id(bo), second).await.unwrap();
    assert!(import::upload(&mut reader.db(), id(ada), second, late).await.is_ok());
    import::remove_upload(&here.store, id(ada), second).await.unwrap();
    assert_eq!(status(import::upload(&mut reader.db(), id(ada), second, late).await), 404);
}

#[tokio::test]
async fn ten_thousand_rows_take_seconds() {
    let here = Here::sqlite().await;
    let mut text =
        "title,services,labels,impact_started_at,detected_at,resolved_at,time_to_repair\n"
            .to_owned();
    for number in 0..10_000 {
        text += &format!(
            "Outage {number},service {},past,2026-03-01T10:00Z,2026-03-01T10:05Z,2026-03-01T11:00Z,1h\n",
            number % 40
        );
    }
    let batch = csv(&text);
    let begin = std::time::Instant::now();
    here.run(Viewer::Operator, batch).await.unwrap();
    let took = begin.elapsed();
    println!("10,000 rows: {took:?}");
    assert!(took.as_secs() < 60, "10,000 rows took {took:?}");
    assert_eq!(raw::number(&here.target, "SELECT COUNT(*) FROM incident").await, 10_000);
    here.end().await;
}
