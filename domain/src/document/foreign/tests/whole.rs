//! Nothing is lost, whatever the file.

use proptest::prelude::*;

use super::super::super::{read as read_ours, write};
use super::*;
use crate::instant::Instant;

/// The words of a text, numbers without zeros before them.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word.trim_start_matches('0').to_lowercase()).collect()
}

proptest! {
    #[test]
    fn every_word_stays(
        lines in proptest::collection::vec(
            "(# |## |### |#### )?(- |  - |\\* |1\\. |\\| )?(\\*\\*)?(2019-03-2[0-9] )?(1[0-9]:[0-5][0-9])?(\\*\\*)?( - |: |, | \\| )?[a-z]{0,8} ?[a-z0-9]{0,3}(\\|)?|```|## Timeline|## Actions|- \\*\\*Impact\\*\\*: x",
            0..30,
        )
    ) {
        let source = lines.join("\n");
        let Ok(foreign) = super::super::read(&source, "2019-03-24-a.md", &Zone::utc()) else { return Ok(()) };
        let mut number = 0;
        let now = Instant::from_seconds(1_795_000_000);
        let document = foreign.document(now, || {
            number += 1;
            uuid::Uuid::from_u128(number)
        });
        let written = write(&document).unwrap();
        let again = read_ours(&written);
        prop_assert_eq!(again.as_ref(), Ok(&document), "{}", written);
        let moments = foreign.rows.iter().map(|row| row.at.shown_in(&row.at.zone));
        let kept = words(&(moments.collect::<Vec<_>>().join(" ") + &written));
        for word in words(&source) {
            prop_assert!(kept.contains(&word), "“{word}” of {source:?} is not in {written}");
        }
    }

    #[test]
    fn no_file_breaks_it(source in any::<String>(), name in any::<String>()) {
        let _ = super::super::read(&source, &name, &Zone::utc());
    }
}
