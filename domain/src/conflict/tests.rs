use super::*;
use crate::instant::Instant;
use crate::moment::{Moment, Source};
use crate::severity::Severity;
use crate::status::Status;
use crate::zone::Zone;

fn three<T: Clone>(base: &T, mine: &T, theirs: &T) -> Three<T> {
    Comparison::new(1, 2).three(Some(base.clone()), 2, mine.clone(), theirs.clone())
}

fn fields(comparison: Comparison) -> Option<Vec<Field>> {
    comparison.conflicts().unwrap()
}

#[test]
fn what_only_one_changed_is_taken() {
    let mut form = Comparison::new(1, 2);
    let (old, new) = (Status::Fixing, Status::Resolved);
    assert_eq!(form.word("a", "A", &three(&old, &old, &new)), new);
    assert_eq!(form.word("b", "B", &three(&old, &new, &old)), new);
    assert_eq!(form.word("c", "C", &three(&old, &new, &new)), new);
    assert_eq!(form.text("d", "D", &three(&"x", &"mine", &"x")), "mine");
    assert_eq!(fields(form), None);
}

#[test]
fn what_both_changed_differently_is_a_conflict_of_that_field() {
    let mut form = Comparison::new(1, 2);
    form.text("title", "Title", &three(&"a", &"b", &"a"));
    form.text("summary", "Summary", &three(&"1\n2\n3", &"one\n2\n3", &"1\n2\nthree"));
    form.word("status", "Status", &three(&Status::Fixing, &Status::Resolved, &Status::Closed));
    let fields = fields(form).unwrap();
    let shown: Vec<_> = fields
        .iter()
        .map(|field| (field.name, field.merged.as_str(), field.clean, field.both))
        .collect();
    let expected = [
        ("title", "b", true, false),
        ("summary", "one\n2\nthree", true, true),
        ("status", "resolved", false, true),
    ];
    assert_eq!(shown, expected);
    assert_eq!(fields[2].read, Some(["Resolved", "Closed"].map(str::to_owned)));
}

#[test]
fn names_are_added_and_taken_away_by_both() {
    let names = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let mut form = Comparison::new(1, 2);
    let saved = form.names("s", "S", &three(&names("a b"), &names("b a"), &names("a b c")));
    assert_eq!(saved, names("a b c"));
    form.names("labels", "Labels", &three(&names("a b"), &names("b x"), &names("a b y")));
    let fields = fields(form).unwrap();
    assert_eq!((fields[1].merged.as_str(), fields[1].clean), ("b, y, x", true));
}

#[test]
fn ids_are_sent_as_they_are_and_read_by_name() {
    let mut form = Comparison::new(1, 2);
    let read = |id: &i64| if *id == 7 { "Ada" } else { "Bo" }.to_owned();
    assert_eq!(form.ids("a", "A", &three(&vec![7], &vec![7, 8], &vec![7]), read), [7, 8]);
    form.ids("members", "Members", &three(&vec![7], &vec![], &vec![7, 8]), read);
    let fields = fields(form).unwrap();
    assert_eq!((fields[1].mine.as_str(), fields[1].theirs.as_str()), ("", "7, 8"));
    assert_eq!((fields[1].merged.as_str(), fields[1].clean), ("8", true));
    assert_eq!(fields[1].read, Some(["nobody", "Ada, Bo"].map(str::to_owned)));
}

#[test]
fn a_box_is_sent_as_a_form_sends_it() {
    let mut form = Comparison::new(1, 2);
    assert!(form.tick("a", "A", &three(&false, &false, &true)));
    assert!(!form.tick("b", "B", &three(&true, &false, &true)));
    let of = form.three(None, 2, true, false);
    form.tick("provider", "Provider", &of);
    let fields = fields(form).unwrap();
    let shown: Vec<_> = fields.iter().map(|field| (field.name, field.merged.as_str())).collect();
    assert_eq!(shown, [("a", "on"), ("b", ""), ("provider", "on")]);
    assert_eq!(fields[2].read, Some(["Yes", "No"].map(str::to_owned)));
}

#[test]
fn what_does_not_fit_together_is_decided_by_the_person() {
    let mut form = Comparison::new(1, 2);
    form.line("from", "From", &three(&"10", &"12", &"10"));
    form.line("to", "To", &three(&"", &"", &"11"));
    form.line("words", "In words", &three(&"a", &"b", &"a"));
    form.clash(&["from", "to"]);
    let fields = fields(form).unwrap();
    let open: Vec<_> =
        fields.iter().filter(|field| field.both && !field.clean).map(|field| field.name).collect();
    assert_eq!(open, ["from", "to"]);
}

#[test]
fn a_form_that_saw_what_is_saved_is_taken_whole() {
    let mut form = Comparison::new(2, 2);
    let of = form.three(Some(Severity::Sev1), 2, Severity::Sev2, Severity::Sev3);
    assert_eq!(form.word("severity", "Severity", &of), Severity::Sev2);
    assert_eq!(fields(form), None);
}

#[test]
fn a_part_that_did_not_change_is_taken_though_the_form_says_nothing() {
    let mut form = Comparison::new(3, 5);
    let of = form.three(None, 3, "mine", "saved");
    assert_eq!(form.text("title", "Title", &of), "mine");
    let of = form.three(None, 4, "mine", "saved");
    form.text("title", "Title", &of);
    assert!(fields(form).is_some());
}

#[test]
fn a_version_that_is_not_there_yet_is_refused() {
    let mut form = Comparison::new(9, 2);
    let of = form.three(Some("saved"), 2, "saved", "saved");
    form.text("title", "Title", &of);
    assert_eq!(fields(form), Some(Vec::new()));
}

#[test]
fn marks_left_in_a_text_are_refused_unless_they_were_there() {
    let marked = "a\n<<<<<<< yours\nb\n>>>>>>> end";
    let mut form = Comparison::new(2, 2);
    let of = form.three(None, 2, marked, "a");
    form.text("body", "Text", &of);
    let Err(Refusal::Invalid(errors)) = form.conflicts() else { panic!("taken") };
    assert_eq!(errors[0].field, "body");
    let mut form = Comparison::new(2, 2);
    let (mine, saved) = (format!("{marked}\nmore"), marked);
    let of = form.three(None, 2, mine.as_str(), saved);
    form.text("body", "Text", &of);
    assert_eq!(fields(form), None);
}

#[test]
fn a_time_that_the_form_repeats_keeps_its_zone() {
    let (utc, berlin) = (Zone::utc(), Zone::parse("Europe/Berlin").unwrap());
    let now = Instant::from_seconds(1_790_000_000);
    let read = |text, zone| Some(Moment::parse(text, zone, now, Source::Person).unwrap());
    let saved = read("2026-03-01 14:05", &berlin);
    let typed = read("2026-03-01 13:05", &utc);
    let mut form = Comparison::new(2, 2);
    let of = form.three(None, 2, typed.clone(), saved.clone());
    assert_eq!(form.moment("at", "When", &of, &utc), saved);
    let mut form = Comparison::new(1, 2);
    let of = form.three(Some(typed), 2, read("2026-03-01 13:30", &utc), saved);
    assert_eq!(form.moment("at", "When", &of, &utc).unwrap().zone, utc);
    assert_eq!(fields(form), None);
}
