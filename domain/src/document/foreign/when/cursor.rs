//! A place in a line, which only goes on.

#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    line: &'a str,
    place: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(line: &'a str) -> Self {
        Self { line, place: 0 }
    }

    pub fn place(&self) -> usize {
        self.place
    }

    pub fn rest(&self) -> &'a str {
        self.line.get(self.place..).unwrap_or_default()
    }

    pub fn begins(&self, with: impl Fn(char) -> bool) -> bool {
        self.rest().chars().next().is_some_and(with)
    }

    /// Blanks and these; whether there was any.
    pub fn skip(&mut self, these: &[char]) -> bool {
        let rest = self.rest();
        let left = rest.trim_start_matches(|c: char| c.is_whitespace() || these.contains(&c));
        self.place += rest.len() - left.len();
        left.len() < rest.len()
    }

    pub fn take(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.place += text.len();
        }
        found
    }

    /// A whole word, in any case.
    pub fn word(&mut self, word: &str) -> bool {
        let rest = self.rest();
        let Some(head) = rest.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word))
        else {
            return false;
        };
        let after = rest.get(word.len()..).unwrap_or_default();
        let letters = head.ends_with(|c: char| c.is_ascii_alphabetic());
        if letters && after.starts_with(|c: char| c.is_alphabetic()) {
            return false;
        }
        self.place += word.len();
        true
    }

    /// A number of at most so many digits.
    pub fn number<T: std::str::FromStr>(&mut self, most: usize) -> Option<T> {
        let rest = self.rest();
        let many = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let number = rest.get(..many).filter(|digits| !digits.is_empty())?.parse().ok()?;
        self.place += many;
        Some(number)
    }

    /// A number of exactly so many digits.
    pub fn digits<T: std::str::FromStr>(&mut self, many: usize) -> Option<T> {
        let before = self.place;
        let number = self.number(many)?;
        if self.place - before == many {
            return Some(number);
        }
        self.place = before;
        None
    }

    /// Letters up to the next of anything else.
    pub fn letters(&mut self) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        self.place += end;
        rest.get(..end).unwrap_or_default()
    }
}
