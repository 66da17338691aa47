use super::*;
use crate::instant::Instant;
use crate::zone::Zone;

fn typing() -> Typing {
    Typing { now: Instant::from_seconds(1_795_000_000), zone: Zone::utc() }
}

fn log(body: &str) -> LogEntry {
    LogEntry { incident: "1".to_owned(), body: body.to_owned(), ..Default::default() }
}

#[test]
fn only_with_a_file_may_an_entry_say_nothing() {
    assert!(log(" ").parse(&typing()).is_err());
    let mut with = log(" ");
    with.attach(vec![SentFile { name: "a.png".to_owned(), bytes: b"x".as_slice().into() }]);
    let entry = with.parse(&typing()).unwrap();
    assert!(entry.body.is_none() && entry.files.len() == 1);
}

#[test]
fn a_field_that_is_not_there_changes_nothing() {
    let edit = |rest: &str| -> EntryEdit {
        let form =
            format!(r#"{{"incident":"1","entry":"1","version":"1","body":"a","at":"now"{rest}}}"#);
        serde_json::from_str::<EditEntry>(&form).unwrap().parse(&typing()).unwrap()
    };
    let without = edit("");
    assert!(without.evidence.is_none() && without.pinned.is_none());
    let blank = edit(r#","evidence":"","pinned":"""#);
    assert_eq!((blank.evidence, blank.pinned), (Some(None), Some(false)));
    let set = edit(r#","evidence":"https://a.example","pinned":",on""#);
    assert!(set.evidence.unwrap().is_some() && set.pinned == Some(true));
}
