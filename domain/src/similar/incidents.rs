//! Past incidents that are like one: by factors, services, and the words of title and summary.

use std::collections::{HashMap, HashSet};

use super::words;
use crate::number::FactorNumber;

/// A factor weighs most: somebody said that it is the same. A word of the title says more
/// than one of the summary. What is below `ENOUGH` is chance.
const FACTOR: usize = 8;
const SERVICE: usize = 2;
const IN_TITLE: usize = 2;
const IN_SUMMARY: usize = 1;
const ENOUGH: usize = 5;
/// More of each do not make it more alike.
const FACTORS: usize = 3;
const SERVICES: usize = 2;
const POINTS_OF_WORDS: usize = 6;
/// Of so many candidates at least, a word that stands in more than a quarter says nothing.
const MANY: usize = 8;
/// Words of a reason.
const NAMED: usize = 5;

/// A past incident, and what is known to be the same.
#[derive(Debug, Clone)]
pub struct Candidate<T> {
    pub item: T,
    pub title: String,
    pub summary: String,
    /// Those that both have.
    pub factors: Vec<FactorNumber>,
    pub services: Vec<String>,
}

/// Why two incidents are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    pub factors: Vec<FactorNumber>,
    pub services: Vec<String>,
    pub words: Vec<String>,
    pub points: usize,
}

/// The most alike first, at most `most`; of equals the one that came first.
#[must_use]
pub fn rank<T>(
    title: &str,
    summary: &str,
    candidates: Vec<Candidate<T>>,
    most: usize,
) -> Vec<(T, Likeness)> {
    let in_title = words(title);
    let mut mine = in_title.clone();
    mine.extend(words(summary).into_iter().filter(|word| !in_title.contains(word)));
    let theirs: Vec<Words> = candidates.iter().map(Words::of).collect();
    let mut often: HashMap<&str, usize> = HashMap::new();
    for word in theirs.iter().flat_map(|words| words.all.iter()) {
        *often.entry(word).or_default() += 1;
    }
    let all = candidates.len();
    let common = |word: &str| all >= MANY && often.get(word).copied().unwrap_or(0) * 4 > all;
    mine.retain(|word| !common(word));
    let titled = |word: &String| in_title.contains(word);
    let alike = |(candidate, words): (Candidate<T>, &Words)| {
        let shared: Vec<&String> = mine.iter().filter(|word| words.all.contains(*word)).collect();
        let weigh = |word: &&String| {
            if titled(word) && words.title.contains(*word) { IN_TITLE } else { IN_SUMMARY }
        };
        let of_words: usize = shared.iter().map(weigh).sum();
        let points = FACTOR * candidate.factors.len().min(FACTORS)
            + SERVICE * candidate.services.len().min(SERVICES)
            + of_words.min(POINTS_OF_WORDS);
        let likeness = Likeness {
            words: shared.into_iter().take(NAMED).cloned().collect(),
            factors: candidate.factors,
            services: candidate.services,
            points,
        };
        (candidate.item, likeness)
    };
    let mut ranked: Vec<_> = candidates.into_iter().zip(&theirs).map(alike).collect();
    ranked.retain(|(_, likeness)| likeness.points >= ENOUGH);
    ranked.sort_by_key(|(_, likeness)| std::cmp::Reverse(likeness.points));
    ranked.truncate(most);
    ranked
}

struct Words {
    title: HashSet<String>,
    all: HashSet<String>,
}

impl Words {
    fn of<T>(candidate: &Candidate<T>) -> Self {
        let title: HashSet<_> = words(&candidate.title).into_iter().collect();
        let all = words(&candidate.summary).into_iter().chain(title.iter().cloned()).collect();
        Self { title, all }
    }
}

impl Likeness {
    /// "Same factor F-3; same service checkout; words: queue, depth".
    #[must_use]
    pub fn why(&self) -> String {
        let numbers: Vec<_> = self.factors.iter().map(FactorNumber::to_string).collect();
        let same = |what: &str, names: &[String]| {
            let plural = if names.len() > 1 { "s" } else { "" };
            (!names.is_empty()).then(|| format!("same {what}{plural} {}", names.join(", ")))
        };
        let words = (!self.words.is_empty()).then(|| format!("words: {}", self.words.join(", ")));
        let parts = [same("factor", &numbers), same("service", &self.services), words];
        let text = parts.into_iter().flatten().collect::<Vec<_>>().join("; ");
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().collect::<String>() + letters.as_str()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn candidate(item: i64, title: &str, factors: &[i64], services: &[&str]) -> Candidate<i64> {
        Candidate {
            item,
            title: title.to_owned(),
            summary: String::new(),
            factors: factors.iter().copied().map(FactorNumber).collect(),
            services: services.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    #[test]
    fn a_factor_says_more_than_a_service_and_words_and_chance_says_nothing() {
        let title = "Mail queue depth grows";
        let past = vec![
            candidate(1, "Certificate expired", &[], &["mail"]),
            candidate(2, "The queue of mails grows", &[], &["mail"]),
            candidate(3, "Disk full", &[3], &[]),
            candidate(4, "Mail is slow", &[], &[]),
            candidate(5, "Queues grow: depth of mail", &[], &[]),
        ];
        let found = rank(title, "", past, 5);
        let order: Vec<_> = found.iter().map(|(item, _)| *item).collect();
        assert_eq!(order, [2, 3, 5]);
        let why: Vec<_> = found.iter().map(|(_, likeness)| likeness.why()).collect();
        assert_eq!(why[0], "Same service mail; words: mail, queue, grow");
        assert_eq!(why[1], "Same factor F-3");
        assert_eq!(why[2], "Words: mail, queue, depth, grow");
    }

    #[test]
    fn a_word_that_stands_everywhere_says_nothing() {
        let past = || (0..9).map(|n| candidate(n, "Checkout timeout database", &[], &[]));
        assert_eq!(rank("Checkout timeout database", "", past().collect(), 5), []);
        assert_eq!(rank("Checkout timeout database", "", past().take(2).collect(), 5).len(), 2);
    }

    #[test]
    fn the_summary_counts_less_than_the_title() {
        let mut past =
            vec![candidate(1, "A", &[], &["api"]), candidate(2, "Pool runs dry", &[], &["api"])];
        past[0].summary = "The pool ran dry.".to_owned();
        let found = rank("Pool is dry", "", past, 5);
        assert_eq!(found.iter().map(|(item, _)| *item).collect::<Vec<_>>(), [2]);
    }

    proptest! {
        #[test]
        fn at_most_so_many_in_order_and_each_with_a_reason(
            titles in prop::collection::vec("(queue|depth|mail|disk|full| ){0,6}", 0..30),
            most in 0..8_usize,
        ) {
            let past = titles.iter().zip(0..).map(|(title, n)| {
                candidate(n, title, if n % 5 == 0 { &[1] } else { &[] }, &[])
            });
            let found = rank("mail queue depth full", "", past.collect(), most);
            prop_assert!(found.len() <= most);
            prop_assert!(found.windows(2).all(|two| two[0].1.points >= two[1].1.points));
            prop_assert!(found.iter().all(|(_, likeness)| !likeness.why().is_empty()));
        }
    }
}
