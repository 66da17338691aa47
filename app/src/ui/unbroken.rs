//! Text in which no date, period or percentage is torn at the end of a line.

use leptos::prelude::*;

/// The text as it is, to be copied and searched for; style keeps its parts whole.
pub fn unbroken(text: &str) -> AnyView {
    let part = |Part { text, whole }: Part<'_>| {
        if whole {
            return view! { <span class="unbroken">{text.to_owned()}</span> }.into_any();
        }
        text.to_owned().into_any()
    };
    parts(text).into_iter().map(part).collect_view().into_any()
}

#[derive(Debug, PartialEq, Eq)]
struct Part<'a> {
    text: &'a str,
    whole: bool,
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut told, mut at) = (0, 0);
    while let Some(word) = text[at..].split(' ').next() {
        let mut end = at + word.len();
        let per_cent =
            text[end..].starts_with(" %") && word.ends_with(|c: char| c.is_ascii_digit());
        if per_cent {
            end += " %".len();
        }
        if per_cent || is_dated(word) {
            parts.push(Part { text: &text[told..at], whole: false });
            parts.push(Part { text: &text[at..end], whole: true });
            told = end;
        }
        if end == text.len() {
            break;
        }
        at = end + usize::from(text[end..].starts_with(' '));
    }
    parts.push(Part { text: &text[told..], whole: false });
    parts.retain(|part| !part.text.is_empty());
    parts
}

/// `2026-10`, `(2026-Q3`, `2026-11-28,`.
fn is_dated(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.windows(6).any(|six| {
        six[..4].iter().all(u8::is_ascii_digit)
            && six[4] == b'-'
            && (six[5].is_ascii_digit() || matches!(six[5], b'W' | b'Q' | b'H'))
    })
}

#[cfg(test)]
mod tests {
    use super::{Part, parts};
    use proptest::prelude::*;

    #[test]
    fn dates_periods_and_percentages_stay_whole() {
        for (text, whole) in [
            ("7 began from 2026-01 to 2026-11, so far", vec!["2026-01", "2026-11,"]),
            ("2026-Q3", vec!["2026-Q3"]),
            ("(due 2026-12-03)", vec!["2026-12-03)"]),
            ("between 0 % and 12.3 % fail (95 % sure).", vec!["0 %", "12.3 %", "(95 %"]),
            ("time-to-resolve, so much %", vec![]),
            ("", vec![]),
        ] {
            let found: Vec<_> = parts(text).into_iter().filter(|one| one.whole).collect();
            let whole: Vec<_> = whole.into_iter().map(|text| Part { text, whole: true }).collect();
            assert_eq!(found, whole, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "([a-z0-9 %,é-]|2026-1|9 %){0,30}") {
            prop_assert_eq!(parts(&text).iter().map(|one| one.text).collect::<String>(), text);
        }
    }
}
