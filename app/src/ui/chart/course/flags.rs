//! Labels of moments, on lines above each other so that none covers another.

/// A label on its pole: where the pole stands, and how wide the label is, in pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flag {
    pub x: f64,
    pub width: f64,
}

/// Where a label is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// 0 is the lowest line. None: no line was left for it.
    pub line: Option<usize>,
    /// It stands to the left of its pole, as it would end beyond the edge.
    pub left: bool,
}

/// More lines than these would be a picture of words.
const LINES: usize = 9;

impl Flag {
    fn is_left(self, width: f64) -> bool {
        self.x + self.width > width && self.x - self.width > 0.0
    }

    /// From where to where its label reaches.
    fn ends(self, width: f64) -> (f64, f64) {
        if self.is_left(width) {
            (self.x - self.width, self.x)
        } else {
            (self.x, self.x + self.width)
        }
    }
}

/// One place for each flag, which are in the order of their poles.
pub(super) fn place(flags: &[Flag], width: f64) -> Vec<Place> {
    let mut placed: Vec<(Flag, usize)> = Vec::new();
    let mut places = Vec::new();
    // From the right: a pole then passes only the begins of labels below it.
    for flag in flags.iter().rev() {
        let free = |line: &usize| fits(*flag, *line, &placed, width);
        let bare = |line: &usize| !covers(*flag, *line, &placed, width);
        let line = (0..LINES).find(free).or_else(|| (0..LINES).find(bare));
        if let Some(line) = line {
            placed.push((*flag, line));
        }
        places.push(Place { line, left: flag.is_left(width) });
    }
    places.reverse();
    places
}

fn covers(flag: Flag, line: usize, placed: &[(Flag, usize)], width: f64) -> bool {
    let (from, to) = flag.ends(width);
    placed.iter().any(|(other, its)| {
        let (start, end) = other.ends(width);
        *its == line && from < end && start < to
    })
}

/// It covers none, stands before no pole, and its pole before no label.
fn fits(flag: Flag, line: usize, placed: &[(Flag, usize)], width: f64) -> bool {
    let within = |x: f64, (from, to): (f64, f64)| from < x && x < to;
    let crosses = |(other, its): &(Flag, usize)| {
        (within(other.x, flag.ends(width)) && *its > line)
            || (within(flag.x, other.ends(width)) && line > *its)
    };
    !covers(flag, line, placed, width) && !placed.iter().any(crosses)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn flags(all: &[(f64, f64)]) -> Vec<Flag> {
        all.iter().map(|(x, width)| Flag { x: *x, width: *width }).collect()
    }

    #[test]
    fn labels_that_would_meet_stand_on_lines_of_their_own() {
        let lines = |all: &[(f64, f64)]| -> Vec<_> {
            place(&flags(all), 300.0).into_iter().map(|place| place.line).collect()
        };
        assert_eq!(lines(&[(0.0, 50.0), (60.0, 50.0)]), [Some(0), Some(0)]);
        assert_eq!(lines(&[(0.0, 50.0), (20.0, 50.0), (40.0, 50.0)]), [Some(2), Some(1), Some(0)]);
        assert_eq!(lines(&[]), []);
    }

    #[test]
    fn at_the_edge_a_label_turns_to_the_other_side() {
        let places = place(&flags(&[(10.0, 50.0), (290.0, 50.0)]), 300.0);
        assert_eq!(places.iter().map(|place| place.left).collect::<Vec<_>>(), [false, true]);
    }

    proptest! {
        #[test]
        fn none_covers_another(mut all in prop::collection::vec((0.0..300.0_f64, 20.0..110.0_f64), 0..30)) {
            all.sort_by(|a, b| a.0.total_cmp(&b.0));
            let flags = flags(&all);
            let places = place(&flags, 300.0);
            prop_assert_eq!(places.len(), flags.len());
            let shown: Vec<_> = flags.iter().zip(&places).filter_map(|(f, p)| Some((*f, p.line?))).collect();
            for (index, (flag, line)) in shown.iter().enumerate() {
                let others: Vec<_> = shown.iter().enumerate().filter(|(i, _)| *i != index).map(|(_, one)| *one).collect();
                prop_assert!(!covers(*flag, *line, &others, 300.0));
            }
        }
    }
}
