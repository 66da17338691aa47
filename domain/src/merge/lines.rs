//! Texts as lines, and how two of them differ.

use std::collections::HashMap;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, NoSliderHeuristic, Token};

use super::{FEW, From, MARKS, Merged, Piece};

/// Three texts, each line a number: equal lines have the same.
pub struct Lines<'a> {
    texts: Vec<&'a str>,
    pub base: Vec<Token>,
    pub mine: Vec<Token>,
    pub theirs: Vec<Token>,
}

/// A text without anything has no line.
pub fn lines(text: &str) -> Vec<&str> {
    if text.is_empty() { Vec::new() } else { text.split('\n').collect() }
}

/// Where `after` differs: which lines of `before` stand for which of it.
pub fn hunks(before: &[Token], after: &[Token]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut diff = Diff::default();
    diff.compute_with(Algorithm::Myers, before, after, 0);
    diff.postprocess_with(before, after, NoSliderHeuristic);
    let place = |range: Range<u32>| range.start as usize..range.end as usize;
    diff.hunks().map(|hunk| (place(hunk.before), place(hunk.after))).collect()
}

/// Each text a number: equal ones have the same.
#[derive(Default)]
struct Numbers<'a> {
    texts: Vec<&'a str>,
    known: HashMap<&'a str, Token>,
}

impl<'a> Numbers<'a> {
    fn of(&mut self, text: &'a str) -> Token {
        *self.known.entry(text).or_insert_with(|| {
            self.texts.push(text);
            Token(u32::try_from(self.texts.len() - 1).unwrap_or(u32::MAX))
        })
    }
}

/// Lists of words as numbers, for [`hunks`].
pub fn numbered<const N: usize>(lists: [&[&str]; N]) -> [Vec<Token>; N] {
    let mut numbers = Numbers::default();
    lists.map(|list| list.iter().map(|text| numbers.of(text)).collect())
}

impl<'a> Lines<'a> {
    pub fn new(base: &'a str, mine: &'a str, theirs: &'a str) -> Self {
        let mut numbers = Numbers::default();
        let mut numbered = |text| lines(text).into_iter().map(|line| numbers.of(line)).collect();
        let (base, mine, theirs) = (numbered(base), numbered(mine), numbered(theirs));
        Self { texts: numbers.texts, base, mine, theirs }
    }

    /// Too few, or without a letter or digit.
    pub fn are_nothing(&self, mine: &Range<usize>) -> bool {
        let says = |line: &Token| self.text(*line).contains(char::is_alphanumeric);
        mine.len() <= FEW || !self.mine[mine.clone()].iter().any(says)
    }

    pub fn print(&self, pieces: &[Piece]) -> Merged {
        let (mut out, mut clean) = (Vec::new(), true);
        let [begin, middle, end] = MARKS;
        for Piece { from, mine, theirs } in pieces {
            let mine = self.mine[mine.clone()].iter().map(|line| self.text(*line));
            let theirs = self.theirs[theirs.clone()].iter().map(|line| self.text(*line));
            match from {
                From::Same | From::Mine => out.extend(mine),
                From::Theirs => out.extend(theirs),
                From::Clash => {
                    clean = false;
                    out.push(begin);
                    out.extend(mine);
                    out.push(middle);
                    out.extend(theirs);
                    out.push(end);
                }
            }
        }
        Merged { text: out.join("\n"), clean }
    }

    fn text(&self, line: Token) -> &'a str {
        self.texts.get(line.0 as usize).copied().unwrap_or_default()
    }
}
