mod make;

use proptest::prelude::*;

use super::*;
use make::{any_document, document, text};

#[test]
fn it_reads_well_and_comes_back() {
    let document = document();
    let written = write(&document).unwrap();
    assert_eq!(read(&written).unwrap(), document, "{written}");
    let body = written.split("\n+++\n").nth(1).unwrap();
    for line in [
        "# Disk full",
        "INC-42 · Incident · SEV2 · Resolved · postmortem: Published",
        "- Impact started: 2026-03-01 10:00 CET",
        "## Summary",
        "It was full.",
        "## Factors",
        "- F-3 No alert on queue depth (detection, trigger): twice",
        "- [x] A-7 Add an alert (Done, P1, Detect, Rosa, due 2026-04-01, answers F-3)",
        "## Timeline",
        "- **~2026-03-01 10:05 CET** · Observation · Rosa · e1 · key moment · <https://a.example/x>",
        "## Updates to stakeholders",
        "**2026-03-02 11:00 CET** · Investigating · SEV2 · Rosa",
        "## As published before",
        "### Summary (version 1)",
    ] {
        assert!(body.lines().any(|one| one == line), "“{line}” is not in {body}");
    }
}

#[test]
fn a_file_that_git_or_an_editor_changed_is_the_same() {
    let document = document();
    let written = write(&document).unwrap();
    for changed in [written.replace('\n', "\r\n"), format!("\u{feff}{written}")] {
        assert!(is_ours(&changed));
        assert_eq!(read(&changed).unwrap(), document);
    }
    let without_blanks = written.trim_end();
    assert_eq!(read(without_blanks).unwrap(), document);
}

#[test]
fn what_is_wrong_is_said() {
    let written = write(&document()).unwrap();
    let said = |from: &str, to: &str| {
        assert!(written.contains(from), "“{from}” is not in {written}");
        read(&written.replacen(from, to, 1)).unwrap_err().to_string()
    };
    for (from, to, says) in [
        ("\n+++\n", "\n", "cannot be read in line"),
        ("sev2", "sev9", "“sev9” is no severity"),
        ("nofault-postmortem-1", "nofault-postmortem-2", "another version of Nofault"),
        ("<!-- section summary -->", "", "The text of “section summary” is missing."),
        ("<!-- entry e1 -->", "<!-- entry e9 -->", "is missing"),
        (
            "<!-- entry e1 -->",
            "<!-- entry e9 -->\n  <!-- end -->\n  <!-- entry e1 -->",
            "“entry e9”",
        ),
        (
            "<!-- summary -->",
            "<!-- summary -->\n<!-- end -->\n<!-- summary -->",
            "“summary” stands in the file twice",
        ),
        ("title = \"Disk full\"", "title = \" \"", "The title cannot be empty"),
        ("id = ", "odd = 1\nid = ", "unknown field"),
    ] {
        let error = said(from, to);
        assert!(error.contains(says), "{error}");
        assert!(!error.contains('\n'), "{error}");
    }
    assert_eq!(read("+++\na = 1\n"), Err(DocumentError::Open));
    let cut = written.rsplit_once("<!-- end -->").unwrap().0;
    assert!(read(cut).unwrap_err().to_string().contains("has no end"));
}

#[test]
fn only_our_own_files_are_ours() {
    assert!(is_ours(&write(&document()).unwrap()));
    for other in [
        "",
        "# A",
        "+++\ntitle = \"A\"\n+++\n",
        "---\nformat: x\n---\n",
        "+++\n+++\nformat = \"nofault-postmortem-1\"",
    ] {
        assert!(!is_ours(other), "{other}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_document_comes_back(document in any_document()) {
        let written = write(&document).unwrap();
        prop_assert!(is_ours(&written));
        let read = read(&written);
        prop_assert_eq!(read.as_ref(), Ok(&document), "{}", written);
        prop_assert_eq!(write(&read.unwrap()).unwrap(), written);
    }

    #[test]
    fn any_text_comes_back(body in text()) {
        let mut document = document();
        document.summary = body.clone();
        document.sections[0].texts[0].body = body.clone();
        document.entries[0].body = body.clone();
        document.updates[0].body = body.clone();
        document.factors[0].about = body;
        let written = write(&document).unwrap();
        prop_assert_eq!(read(&written), Ok(document), "{}", written);
    }

    #[test]
    fn no_text_breaks_the_reader(given in "(\\+\\+\\+\n|format = \"nofault-postmortem-1\"\n|<!-- (end|summary) -->\n|[ -~é]{0,9}\n?){0,9}") {
        let _ = read(&given);
        let _ = is_ours(&given);
    }
}
