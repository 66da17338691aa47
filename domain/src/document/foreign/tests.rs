//! Short samples of each shape, made up.

mod whole;

use super::*;
use crate::moment::Precision;

fn read(text: &str) -> Foreign {
    super::read(text, "2019-03-24-disk-full.md", &Zone::parse("Europe/London").unwrap()).unwrap()
}

/// Every row as its moment and its text.
fn rows(text: &str) -> Vec<(String, String)> {
    let row = |row: &Row| {
        let body = row.body.as_ref().map_or("", |body| body.as_str()).to_owned();
        (row.at.shown_in(&row.at.zone), body)
    };
    read(text).rows.iter().map(row).collect()
}

fn section<'f>(foreign: &'f Foreign, key: &str) -> Option<&'f str> {
    let found = foreign.sections.iter().find(|section| section.key.as_str() == key)?;
    Some(found.body.as_ref().map_or("", |body| body.as_str()))
}

fn tasks(text: &str) -> Vec<String> {
    read(&format!("# A\n\n## Action items\n\n{text}"))
        .tasks
        .iter()
        .map(|task| task.title.to_string())
        .collect()
}

fn pair(at: &str, body: &str) -> (String, String) {
    (at.to_owned(), body.to_owned())
}

#[test]
fn headings_are_rows() {
    let found = rows(
        "# 2019-03-24, Disk full\n\n## Timeline\n\nAll times in UTC+1\n\n### 2019-03-24 8:54\n\nIt began.\n\n\
         ### 18:45 - Team alerted ###\n\n- 12:00 is not a row\n\n```\n### 19:00\n```\n\n### 2X:XX (later)\n\n\
         ### ~19:57\n\n### 2019-03-25 7:01am\n\nOver.\n\n### March 26, around 19:30\n\n### 2019-03-27\n\n## Next\n\n### 20:00\n",
    );
    assert_eq!(
        found,
        [
            pair("2019-03-24 08:54 UTC+01", "It began."),
            pair(
                "2019-03-24 18:45 UTC+01",
                "**Team alerted**\n\n- 12:00 is not a row\n\n```\n### 19:00\n```\n\n### 2X:XX (later)"
            ),
            pair("~2019-03-24 19:57 UTC+01", "**~19:57**"),
            pair("2019-03-25 07:01 UTC+01", "**2019-03-25 7:01am**\n\nOver."),
            pair("~2019-03-26 19:30 UTC+01", "**March 26, around 19:30**"),
            pair("2019-03-27 12:00 UTC+01 ± 12 h", ""),
        ]
    );
}

#[test]
fn tables_are_rows() {
    let text = "# A\n\n## **Timeline**\n\n| Time | Note | Who |\n| ---: | :-- | -- |\n\
        | 2026-03-12 14:06 | A beta | Rosa |\n| 14:07:30| Then | |\n| soon | More | |\n";
    assert_eq!(
        rows(text),
        [pair("2026-03-12 14:06 GMT", "A beta · Rosa"), pair("2026-03-12 14:07:30 GMT", "Then"),]
    );
    let left = section(&read(text), "timeline").map(str::to_owned);
    assert_eq!(left.as_deref(), Some("Time · Note · Who\nsoon · More ·"));
}

#[test]
fn items_of_lists_are_rows() {
    let found = rows(
        "# A\n\n## Timeline\n\n- **14:03** Alert\n  goes on\n  - 14:04 is part of it\n\n- 14:03 - Pager\n\
         * 14:05: Looked\n1. 2019-03-24 15.26 Compared\n- Slack thread: https://a.example/\n- 3.5 nodes\n\
         - 14:20-14:30 PST Both\n- 24:61 no time\n",
    );
    assert_eq!(
        found,
        [
            pair("2019-03-24 14:03 GMT", "Alert\ngoes on\n- 14:04 is part of it"),
            pair("2019-03-24 14:03 GMT", "Pager"),
            pair("2019-03-24 14:05 GMT", "Looked"),
            pair("2019-03-24 15:26 GMT", "**2019-03-24 15.26** Compared"),
            pair("2019-03-24 14:20 PDT", "**14:20-14:30 PST** Both"),
        ]
    );
}

#[test]
fn lines_are_rows() {
    let found = rows(
        "# A\n\n## Timeline\n\nThe day before nothing was seen.\n\n14:03 – Pager\n\n* a\n* b\n\n14:10 was quiet\n\n14:20 - Over.\n\n24/07/25\n",
    );
    assert_eq!(
        found,
        [
            pair("2019-03-24 14:03 GMT", "Pager\n\n* a\n* b\n\n14:10 was quiet"),
            pair("2019-03-24 14:20 GMT", "Over.\n\n24/07/25"),
        ]
    );
}

#[test]
fn a_time_on_no_known_day_stays_text() {
    let text = "# A\n\n## Timeline\n\n- 14:03 Alert\n";
    let foreign = super::read(text, "a.md", &Zone::utc()).unwrap();
    assert_eq!((foreign.rows.len(), section(&foreign, "timeline")), (0, Some("- 14:03 Alert")));
    assert!(foreign.warnings.join(" ").contains("no date was found"));
}

#[test]
fn actions_are_items_with_their_group() {
    assert_eq!(
        tasks(
            "### Process\n\n1. Write it\n   down\n2. [x] Tell\n\n### Other\n\n- Try **this** (DONE)\n"
        ),
        ["Process: Write it down", "Process: Tell", "Other: Try **this** (DONE)"]
    );
    let foreign = read(
        "# A\n\n## Actions\n\nWe decided:\n\n- One\n\n### Group\n\n- Two:\n  - a\n  - b\n- Three\n\n### None\n\nSome text.\n",
    );
    let titles: Vec<_> = foreign.tasks.iter().map(|task| task.title.as_str()).collect();
    assert_eq!(titles, ["One", "Group: Two:", "Group: Three"]);
    let left = section(&foreign, "actions").unwrap();
    assert_eq!(
        left.split("\n\n").map(str::trim).collect::<Vec<_>>(),
        ["We decided:", "### Group", "- Two:\n  - a\n  - b", "### None", "Some text."]
    );
    let done: Vec<_> =
        read("# A\n## Follow-ups\n- [X] a\n- b\n").tasks.iter().map(|task| task.done).collect();
    assert_eq!(done, [true, false]);
}

#[test]
fn a_long_action_keeps_its_text() {
    let long = "word ".repeat(80);
    let foreign = read(&format!("# A\n\n## Action items\n\n- {long}\n"));
    let title = foreign.tasks.first().unwrap().title.as_str();
    assert!(title.ends_with("word…") && title.chars().count() <= Title::MOST, "{title}");
    assert!(section(&foreign, "action-items").unwrap().contains(long.trim()));
}

#[test]
fn labelled_items_are_sections() {
    let foreign = read(
        "---\ntitle: Incident on 2020-02-12\nweight: 33\n---\n\n# Incident on 2020-02-12\n\n- **Key events**\n  - Fault occurs 2020-02-12 11:45\n\
         \x20 - First detected: 2020-02-12 11:51\n  - Repaired: 2020-02-12 1200\n\n- **Time to repair**: 0h 16m (in support hours)\n\n- **Impact**:\n  - Much\n    - more\n\n\
         - **Context**:\n  - 2020-02-12 11:50: Rang\n  - Slack thread\n\n- **Review actions**:\n  - Add an alert\n",
    );
    assert_eq!(foreign.title.as_str(), "Incident on 2020-02-12");
    assert_eq!(foreign.date.map(|date| date.to_string()).as_deref(), Some("2020-02-12"));
    let names: Vec<_> = foreign.milestones.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, [Milestone::ImpactStarted, Milestone::Detected, Milestone::Mitigated]);
    assert_eq!(foreign.stated.first().unwrap().1.minutes(), 16);
    assert_eq!(foreign.rows.len(), 4);
    assert_eq!(section(&foreign, "impact"), Some("- Much\n  - more"));
    assert_eq!(section(&foreign, "context"), Some("- Slack thread"));
    assert_eq!(section(&foreign, "key-events"), None);
    let facts = section(&foreign, "facts-of-the-source").unwrap();
    assert_eq!(facts, "- Time to repair: 0h 16m (in support hours)\n\n    weight: 33");
    assert_eq!(foreign.tasks.first().unwrap().title.as_str(), "Add an alert");
}

#[test]
fn titles_become_sections_of_our_template() {
    let foreign = read(
        "Intro.\n\n## Summary ##\n\nS\n\n## Lessons learnt\n\n### What went well\n\n1. W\n\n### Odd\n\nO\n\n# After-action report\n\n## Summary\n\nAgain\n",
    );
    let keys: Vec<_> = foreign.sections.iter().map(|section| section.key.as_str()).collect();
    assert_eq!(
        keys,
        ["summary", "summary-2", "lessons", "went-well", "after-action-report", "summary-3"]
    );
    assert_eq!(section(&foreign, "went-well"), Some("1. W\n\n### Odd\n\nO"));
    assert!(!foreign.has_title);
    assert_eq!(foreign.title.as_str(), "2019 03 24 disk full");
}

#[test]
fn the_date_is_of_the_front_matter_the_title_or_the_name() {
    let date = |text: &str, name: &str| {
        let read = super::read(text, name, &Zone::utc()).unwrap();
        (
            read.date.map(|date| date.to_string()).unwrap_or_default(),
            read.title.to_string(),
            read.warnings.len(),
        )
    };
    let of = |at: &str, title: &str, warned| (at.to_owned(), title.to_owned(), warned);
    assert_eq!(
        date("+++\ndate = \"2020-01-02\"\ntitle = 'A'\n+++\n", "x.md"),
        of("2020-01-02", "A", 0)
    );
    assert_eq!(date("# 2020-01-02, A\n", "x.md"), of("2020-01-02", "A", 0));
    assert_eq!(
        date("# 2020-01-02 ticket 2020-01-03\n", "x.md"),
        of("2020-01-02", "ticket 2020-01-03", 0)
    );
    assert_eq!(date("# A\n", "2020-01-02-a.md"), of("2020-01-02", "A", 0));
    let two = date("# 2020-01-02, A\n\n## Timeline\n\n### 2020-05-06 10:00\n", "2020-05-06-a.md");
    assert_eq!(two, of("2020-05-06", "2020-01-02, A", 1));
    assert_eq!(date("# A\n", "a.md"), of("", "A", 1));
}

#[test]
fn what_is_no_text_is_refused() {
    assert_eq!(super::read(" \n", "a.md", &Zone::utc()), Err(ForeignError::Empty));
    assert_eq!(text(b"a\0b"), Err(ForeignError::NoText));
    assert_eq!(text(b"\xff"), Err(ForeignError::NoText));
    let many = super::read(&"# A\n".repeat(502), "a.md", &Zone::utc()).unwrap_err();
    assert!(many.to_string().contains("more than 500 sections"), "{many}");
    let long = format!("# A\n\n## B\n\n{}", "x".repeat(Markdown::MOST + 1));
    let error = super::read(&long, "a.md", &Zone::utc()).unwrap_err().to_string();
    assert!(error.contains("“B” is longer"), "{error}");
}

#[test]
fn how_exactly_it_is_known_is_kept() {
    let text = "# A\n\n## Timeline\n\n- 14:03:20 a\n- ca. 14:04 b\n- 14:05 c\n- 2019-03-25: d\n";
    let precisions: Vec<_> = read(text).rows.iter().map(|row| row.at.precision).collect();
    assert_eq!(precisions, [Precision::Exact, Precision::ABOUT, Precision::Minute, Precision::DAY]);
}
