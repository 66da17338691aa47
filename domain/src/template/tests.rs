use proptest::prelude::*;

use super::*;
use crate::text::Markdown;
use crate::word::Word;

fn section(key: &str, title: &str, guidance: &str) -> SectionTemplate {
    let own = str::to_owned;
    SectionTemplate { key: own(key), title: own(title), guidance: own(guidance) }
}

fn again(text: &str, before: &[SectionTemplate]) -> Result<Vec<SectionTemplate>, TextError> {
    keyed(read(text)?, before)
}

#[test]
fn headings_are_sections_and_the_rest_is_guidance() {
    let text = "\n## What happened\nSay it.\n\n- Twice\n\n### Not a title\n##Nor this\n\n## C#\n";
    let expected = [
        section(
            "what-happened",
            "What happened",
            "Say it.\n\n- Twice\n\n### Not a title\n##Nor this",
        ),
        section("c", "C#", ""),
    ];
    assert_eq!(again(text, &[]).unwrap(), expected);
}

#[test]
fn a_section_that_keeps_its_title_keeps_its_key() {
    let before = [section("summary", "What happened", ""), section("lessons", "Lessons", "")];
    let keys = |text: &str| {
        let sections = again(text, &before).unwrap();
        sections.into_iter().map(|one| one.key).collect::<Vec<_>>()
    };
    assert_eq!(keys("## Lessons\n## What happened"), ["lessons", "summary"]);
    assert_eq!(keys("## What took place {#summary}"), ["summary"]);
    assert_eq!(keys("## What took place"), ["what-took-place"]);
    // A new one does not take what an old one has.
    assert_eq!(keys("## Summary\n## What happened"), ["summary-2", "summary"]);
}

#[test]
fn slugs_are_plain_and_never_the_same() {
    assert_eq!(slug("  Where we got: LUCKY! "), "where-we-got-lucky");
    assert_eq!(slug("Auslöser"), "ausl-ser");
    assert_eq!(slug("…"), "section");
    let sections = again("## A b\n## A-b\n## a b {#x}\n## 時系列\n## 影響", &[]).unwrap();
    let keys: Vec<_> = sections.iter().map(|one| one.key.as_str()).collect();
    assert_eq!(keys, ["a-b", "a-b-2", "x", "section", "section-2"]);
}

#[test]
fn what_is_no_template_is_said() {
    let long = format!("## {}", "x".repeat(301));
    let many = (0..41).map(|n| format!("## {n}\n")).collect::<String>();
    for (text, error) in [
        ("", TextError::None),
        ("Hello", TextError::Before("Hello".to_owned())),
        ("##\nx", TextError::Untitled),
        ("## {#x}", TextError::Untitled),
        ("## A {#Ä}", TextError::Key("Ä".to_owned())),
        ("## A {#}", TextError::Key(String::new())),
        ("## A\n##  A", TextError::SameTitle("A".to_owned())),
        ("## A {#x}\n## B {#x}", TextError::SameKey("x".to_owned())),
        (long.as_str(), TextError::LongTitle(301)),
        (many.as_str(), TextError::TooMany(41)),
    ] {
        assert_eq!(read(text).unwrap_err(), error, "{text:.40}");
    }
    let before = [section("summary", "What happened", "")];
    let both = again("## What happened\n## New {#summary}", &before);
    assert_eq!(both.unwrap_err(), TextError::SameKey("summary".to_owned()));
}

fn scope(level: ReviewLevel, kind: Option<Kind>, severity: Option<Severity>, place: i64) -> Scope {
    Scope { level, kind, severity, position: place }
}

const SHIPPED: [(&str, ReviewLevel, Option<Kind>, i64); 3] = [
    ("Full", ReviewLevel::Full, None, 1),
    ("Light", ReviewLevel::Light, None, 2),
    ("Near miss", ReviewLevel::Light, Some(Kind::NearMiss), 0),
];

#[test]
fn the_shipped_ones_are_suggested_by_kind_and_level() {
    let of = |kind, level| {
        let all = SHIPPED.map(|(name, level, kind, place)| (scope(level, kind, None, place), name));
        suggested(all, kind, None, level).unwrap()
    };
    assert_eq!(of(Kind::Incident, ReviewLevel::Full), "Full");
    assert_eq!(of(Kind::Incident, ReviewLevel::Light), "Light");
    // Who begins one that no rule asks for begins small.
    assert_eq!(of(Kind::Incident, ReviewLevel::None), "Light");
    assert_eq!(of(Kind::Drill, ReviewLevel::None), "Light");
    for level in [ReviewLevel::None, ReviewLevel::Light, ReviewLevel::Full] {
        assert_eq!(of(Kind::NearMiss, level), "Near miss");
    }
}

#[test]
fn the_narrowest_severity_wins_and_what_does_not_fit_comes_last() {
    let full = ReviewLevel::Full;
    let all = [
        (scope(full, None, None, 0), "all"),
        (scope(full, None, Some(Severity::Sev2), 9), "sev2"),
        (scope(full, None, Some(Severity::Sev1), 5), "sev1"),
        (scope(full, None, Some(Severity::Sev2), 8), "sev2 earlier"),
    ];
    let of = |severity| suggested(all, Kind::Incident, severity, full).unwrap();
    assert_eq!(of(Some(Severity::Sev1)), "sev1");
    assert_eq!(of(Some(Severity::Sev2)), "sev2 earlier");
    assert_eq!(of(Some(Severity::Sev3)), "all");
    assert_eq!(of(None), "all");
    let drills = [
        (scope(full, Some(Kind::Drill), None, 2), "later"),
        (scope(full, Some(Kind::Drill), Some(Severity::Sev1), 1), "first"),
    ];
    assert_eq!(suggested(drills, Kind::Incident, None, full), Some("first"));
    assert_eq!(suggested([] as [(Scope, &str); 0], Kind::Incident, None, full), None);
}

fn any_section() -> impl Strategy<Value = (String, String, Option<String>)> {
    let guidance = "([a-z#{} é.-]{0,20}\n{0,2}){0,4}";
    ("[A-Za-zé#{} .-]{0,20}[a-zé]", guidance, proptest::option::of("[a-z0-9-]{1,12}"))
}

proptest! {
    #[test]
    fn what_is_printed_is_read_again(sections in proptest::collection::vec(any_section(), 1..8)) {
        let lines = sections.into_iter().map(|(title, guidance, key)| {
            let key = key.map_or_else(String::new, |key| format!(" {{#{key}}}"));
            format!("## {title}{key}\n{guidance}\n")
        });
        let typed = lines.collect::<String>();
        let Ok(typed) = Markdown::parse(&typed) else { return Ok(()) };
        let Ok(sections) = again(typed.as_str(), &[]) else { return Ok(()) };
        let text = print(&sections);
        prop_assert_eq!(again(&text, &[]).unwrap(), sections.clone());
        prop_assert_eq!(again(&text, &sections).unwrap(), sections.clone());
        let taken = Markdown::parse(&text).unwrap();
        prop_assert_eq!(taken.as_str(), text.as_str(), "a form sends it back as it is");
        let mut keys: Vec<_> = sections.iter().map(|one| one.key.clone()).collect();
        keys.sort();
        keys.dedup();
        prop_assert_eq!(keys.len(), sections.len());
    }

    #[test]
    fn a_suggestion_fits_where_anything_does(
        scopes in proptest::collection::vec((0_usize..3, 0_usize..4, 0_usize..6, 0_i64..9), 1..8),
        severity in proptest::option::of(proptest::sample::select(Severity::ALL)),
    ) {
        let scopes: Vec<_> = scopes.into_iter().map(|(level, kind, severity, place)| {
            let kind = Kind::ALL.get(kind).copied();
            (scope(ReviewLevel::ALL[level], kind, Severity::ALL.get(severity).copied(), place), kind)
        }).collect();
        let fits = |kind: Kind| scopes.iter().any(|(scope, _)| scope.fits(kind, severity));
        for kind in Kind::ALL {
            let all = scopes.iter().map(|(scope, _)| (*scope, *scope));
            let found = suggested(all, *kind, severity, ReviewLevel::Full).unwrap();
            prop_assert_eq!(found.fits(*kind, severity), fits(*kind));
        }
    }

    #[test]
    fn nothing_panics(text in any::<String>()) {
        if let Ok(drafted) = read(&text) {
            let _ = keyed(drafted, &[]);
        }
        prop_assert!(!slug(&text).is_empty());
    }
}
