//! Many rows in one text: to decode a row each is what takes time over a hundred thousand of them.
//! Both engines put them together by `string_agg`; here they are read one field after the other.

use nofault_domain::word::Word;

use crate::Failure;
use crate::failure::word;

/// SQL: a column as [`Packed`] reads it, joined without anything between.
macro_rules! pack {
    // A number or a word, which is never null.
    (word $column:literal) => {
        concat!($column, " || ' '")
    };
    (word? $column:literal) => {
        concat!("COALESCE(CAST(", $column, " AS TEXT), '') || ' '")
    };
    // Of any letters: so many follow.
    (text $column:literal) => {
        concat!("length(", $column, ") || ':' || ", $column)
    };
    (text? $column:literal) => {
        concat!("COALESCE(length(", $column, ") || ':' || ", $column, ", ':')")
    };
}

/// What is left to read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Packed<'a>(&'a str);

impl<'a> Packed<'a> {
    pub(crate) fn new(joined: &'a str) -> Self {
        Self(joined)
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Until the blank.
    pub(crate) fn word(&mut self) -> Result<&'a str, Failure> {
        let (word, rest) = self.0.split_once(' ').ok_or_else(|| self.damaged())?;
        self.0 = rest;
        Ok(word)
    }

    pub(crate) fn optional_word(&mut self) -> Result<Option<&'a str>, Failure> {
        Ok(Some(self.word()?).filter(|word| !word.is_empty()))
    }

    pub(crate) fn number(&mut self) -> Result<i64, Failure> {
        let word = self.word()?;
        word.parse().map_err(|_| Failure::damaged("packed number", word))
    }

    pub(crate) fn optional_number(&mut self) -> Result<Option<i64>, Failure> {
        let number = |word: &str| word.parse().map_err(|_| Failure::damaged("packed number", word));
        self.optional_word()?.map(number).transpose()
    }

    /// Of a vocabulary.
    pub(crate) fn one_of<W: Word>(&mut self) -> Result<W, Failure> {
        word(self.word()?)
    }

    /// None where the column is null, which an empty text is not.
    pub(crate) fn text(&mut self) -> Result<Option<&'a str>, Failure> {
        let (length, rest) = self.0.split_once(':').ok_or_else(|| self.damaged())?;
        if length.is_empty() {
            self.0 = rest;
            return Ok(None);
        }
        let letters: usize = length.parse().map_err(|_| self.damaged())?;
        let ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]).nth(letters);
        let (text, rest) =
            ends.and_then(|end| rest.split_at_checked(end)).ok_or_else(|| self.damaged())?;
        self.0 = rest;
        Ok(Some(text))
    }

    fn damaged(self) -> Failure {
        Failure::damaged("packed row", self.0.chars().take(60).collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_one_after_the_other() {
        let mut packed = Packed::new("-12 open  7 4:ä; 10::3:b:c1 ");
        assert_eq!(packed.number().unwrap(), -12);
        assert_eq!(packed.word().unwrap(), "open");
        assert_eq!(packed.optional_word().unwrap(), None);
        assert_eq!(packed.optional_number().unwrap(), Some(7));
        assert_eq!(packed.text().unwrap(), Some("ä; 1"));
        assert_eq!(packed.text().unwrap(), Some(""));
        assert_eq!(packed.text().unwrap(), None);
        let mut rest = packed;
        assert_eq!(packed.text().unwrap(), Some("b:c"));
        assert!(rest.number().is_err());
        assert!(!packed.is_empty());
    }

    #[test]
    fn what_is_cut_off_is_damaged() {
        for bad in ["", "12", "x ", "9:short", "-1:a", "1"] {
            assert!(Packed::new(bad).number().is_err(), "{bad}");
            assert!(Packed::new(bad).text().is_err(), "{bad}");
        }
    }
}
