use super::*;

fn headers(all: &[&str]) -> Vec<String> {
    all.iter().map(|one| (*one).to_owned()).collect()
}

fn guess(all: &[&str], overrides: &[&str]) -> Result<Mapping, Vec<String>> {
    let overrides: Vec<_> = overrides.iter().map(|given| parse_override(given).unwrap()).collect();
    Mapping::guess(&headers(all), &overrides)
}

fn names(mapping: &Mapping) -> Vec<String> {
    mapping.columns.iter().map(|column| column.field.name()).collect()
}

#[test]
fn headers_say_what_they_are_and_the_rest_is_shown() {
    let mapping = guess(&["Title", "Detected at", "owner", "time-to-repair"], &[]).unwrap();
    assert_eq!(names(&mapping), ["title", "detected_at", "ignore", "time_to_repair"]);
    assert_eq!(mapping.unknown().collect::<Vec<_>>(), ["owner"]);
}

#[test]
fn an_override_wins() {
    let mapping = guess(&["Name", "title", "a=b"], &["name = title", "title=ignore", "a=b=labels"]);
    assert_eq!(names(&mapping.unwrap()), ["title", "ignore", "labels"]);
}

#[test]
fn columns_may_add_up() {
    let mapping = guess(&["title", "team", "labels"], &["team=labels"]).unwrap();
    assert_eq!(names(&mapping), ["title", "labels", "labels"]);
}

#[test]
fn what_cannot_be_followed_is_said_at_once() {
    let errors =
        guess(&["title", "x"], &["nope=title", "x=owner", "X=title", "x=status"]).unwrap_err();
    let said = errors.join("\n");
    for part in ["There is no column “nope”", "“owner” is no field", "mapped twice", "both title"]
    {
        assert!(said.contains(part), "{part} in {said}");
    }
    let twice = guess(&["title", "a", "a"], &["a=status"]).unwrap_err().join(" ");
    assert!(twice.contains("more than one column"), "{twice}");
    assert!(guess(&["a"], &[]).unwrap_err().join(" ").contains("map one to title"));
    assert!(parse_override("title").is_err() && parse_override("=title").is_err());
}

#[test]
fn a_form_begins_with_a_suggestion_and_sends_back_places() {
    let headers = headers(&["title", "Title", "x"]);
    let suggested = Mapping::suggest(&headers);
    assert_eq!(names(&suggested), ["title", "ignore", "ignore"]);
    assert_eq!(suggested.unknown().count(), 2);
    let fields: Vec<_> = ["", "title", "kind"].map(str::to_owned).to_vec();
    let mapping = Mapping::by_position(&headers, &fields).unwrap();
    assert_eq!(names(&mapping), ["ignore", "title", "kind"]);
    assert_eq!(mapping.unknown().count(), 0);
    assert!(Mapping::by_position(&headers, &["title".to_owned(), "nope".to_owned()]).is_err());
}
