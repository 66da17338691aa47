//! Three texts by line: what both changed stands in one text again, like `git merge-file`.
//!
//! The lines are compared by `imara-diff`, which is Git's algorithm with Git's bounds on
//! time; what is made of the three is ours, after Git's rules: changes that touch conflict,
//! equal changes do not, what both sides of a conflict share leaves it, and conflicts with
//! less than a few lines between them are one.

mod lines;
#[cfg(test)]
mod tests;
mod words;

use lines::{Lines, hunks, lines};
use std::ops::Range;

pub use words::word_changes;

/// What begins, parts and ends a place where both texts stand.
pub const MARKS: [&str; 3] = ["<<<<<<< yours", "======= saved meanwhile", ">>>>>>> end"];

/// So few equal lines between two conflicts are moved into them.
const FEW: usize = 3;

/// One text made of two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Where both changed the same lines, both stand between the [`MARKS`].
    pub text: String,
    /// Whether there is no such place.
    pub clean: bool,
}

/// What both made of `base`. Without it, every difference is a conflict.
#[must_use]
pub fn merge(base: Option<&str>, mine: &str, theirs: &str) -> Merged {
    let lines = Lines::new(base.unwrap_or_default(), mine, theirs);
    let pieces = match base {
        Some(_) => three_way(&lines),
        None => refined(&lines, 0..lines.mine.len(), 0..lines.theirs.len()),
    };
    lines.print(&joined(&lines, pieces))
}

/// How many lines of a text are [`MARKS`].
#[must_use]
pub fn marks(text: &str) -> usize {
    text.lines().filter(|line| MARKS.contains(&line.trim_end())).count()
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Same,
    Added,
    Removed,
}

/// `after` with the lines of `before` that went, in runs of lines of one kind.
#[must_use]
pub fn changes<'a>(before: &'a str, after: &'a str) -> Vec<(Change, Vec<&'a str>)> {
    let all = Lines::new("", before, after);
    let (old, new) = (lines(before), lines(after));
    let (mut runs, mut at) = (Vec::new(), 0);
    for (gone, come) in hunks(&all.mine, &all.theirs) {
        runs.push((Change::Same, new[at..come.start].to_vec()));
        runs.push((Change::Removed, old[gone].to_vec()));
        at = come.end;
        runs.push((Change::Added, new[come].to_vec()));
    }
    runs.push((Change::Same, new[at..].to_vec()));
    runs.retain(|(_, lines)| !lines.is_empty());
    runs
}

/// Whose lines a piece of the result is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    Same,
    Mine,
    Theirs,
    Clash,
}

/// Pieces lie one behind the other in both texts.
#[derive(Debug, Clone)]
struct Piece {
    from: From,
    mine: Range<usize>,
    theirs: Range<usize>,
}

fn three_way(lines: &Lines<'_>) -> Vec<Piece> {
    let mut mine = hunks(&lines.base, &lines.mine).into_iter().peekable();
    let mut theirs = hunks(&lines.base, &lines.theirs).into_iter().peekable();
    let (mut pieces, mut base, mut here, mut there) = (Vec::new(), 0, 0, 0);
    loop {
        let starts = [mine.peek(), theirs.peek()].map(|hunk| hunk.map(|(old, _)| old.start));
        let start = starts.into_iter().flatten().min();
        let same = start.unwrap_or(lines.base.len()) - base;
        pieces.push(Piece {
            from: From::Same,
            mine: here..here + same,
            theirs: there..there + same,
        });
        (here, there) = (here + same, there + same);
        let Some(start) = start else { return pieces };
        // Every change that touches what is changed already belongs to it.
        let (mut end, mut ends) = (start, [(start, here), (start, there)]);
        let mut changed = [false; 2];
        loop {
            let next = mine.next_if(|(old, _)| old.start <= end).map(|hunk| (0, hunk));
            let next =
                next.or_else(|| theirs.next_if(|(old, _)| old.start <= end).map(|hunk| (1, hunk)));
            let Some((side, (old, new))) = next else { break };
            end = end.max(old.end);
            (ends[side], changed[side]) = ((old.end, new.end), true);
        }
        // A side goes on equally from its last change to the end of the place.
        let [mine_end, theirs_end] = ends.map(|(old, new)| new + end - old);
        let (mine, theirs) = (here..mine_end, there..theirs_end);
        (base, here, there) = (end, mine_end, theirs_end);
        match changed {
            [true, false] => pieces.push(Piece { from: From::Mine, mine, theirs }),
            [false, _] => pieces.push(Piece { from: From::Theirs, mine, theirs }),
            [true, true] => pieces.extend(refined(lines, mine, theirs)),
        }
    }
}

/// What both sides of a conflict share is none.
fn refined(lines: &Lines<'_>, mine: Range<usize>, theirs: Range<usize>) -> Vec<Piece> {
    let (mut here, mut there) = (mine.start, theirs.start);
    let mut pieces = Vec::new();
    let same = |here: Range<usize>, there| Piece { from: From::Same, mine: here, theirs: there };
    for (old, new) in hunks(&lines.mine[mine.clone()], &lines.theirs[theirs.clone()]) {
        let old = mine.start + old.start..mine.start + old.end;
        let new = theirs.start + new.start..theirs.start + new.end;
        pieces.push(same(here..old.start, there..new.start));
        (here, there) = (old.end, new.end);
        pieces.push(Piece { from: From::Clash, mine: old, theirs: new });
    }
    pieces.push(same(here..mine.end, there..theirs.end));
    pieces
}

/// Conflicts with next to nothing between them are one, which is easier to read.
fn joined(lines: &Lines<'_>, pieces: Vec<Piece>) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if piece.mine.is_empty() && piece.theirs.is_empty() {
            continue;
        }
        match (all.last_mut(), piece.from) {
            (Some(last), From::Same) if last.from == From::Same => {
                (last.mine.end, last.theirs.end) = (piece.mine.end, piece.theirs.end);
            }
            (_, From::Clash) => {
                let between = |all: &[Piece]| match all {
                    [.., clash, same] => {
                        clash.from == From::Clash
                            && same.from == From::Same
                            && lines.are_nothing(&same.mine)
                    }
                    _ => false,
                };
                if between(&all) {
                    all.pop();
                }
                match all.last_mut().filter(|last| last.from == From::Clash) {
                    Some(clash) => {
                        (clash.mine.end, clash.theirs.end) = (piece.mine.end, piece.theirs.end);
                    }
                    None => all.push(piece),
                }
            }
            _ => all.push(piece),
        }
    }
    all
}
