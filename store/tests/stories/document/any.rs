//! Any texts and moments: out of one place, into another of either engine, and the same again.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::document::{self, Document};
use nofault_domain::moment::Precision;
use nofault_domain::text::{Markdown, Title};

use super::{batch, exported, tell_more, whole, written};
use crate::here::Here;

/// What could be taken for something else in a file of ours.
const PARTS: [&str; 20] = [
    "+++",
    "---",
    "<!-- end -->",
    "<!-- summary -->",
    "<!--",
    "# Summary",
    "## A heading",
    "- [ ] to do",
    "```\n+++\n```",
    "    indented",
    "> quoted",
    "INC-1#e2, A-1 and F-1",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "\"\"\" '''",
    "title = \"x\"",
    "\\ \\n &lt; <b>",
    "é 😀 \u{202e}rtl",
    "[[entries]]",
    "  two blanks  ",
    "*",
];

/// Marsaglia, “Xorshift RNGs” (2003). The same at each run, so that what fails is found again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(most).unwrap()).unwrap()
    }

    fn part(&mut self) -> &'static str {
        PARTS[self.below(PARTS.len())]
    }

    fn markdown(&mut self) -> Option<Markdown> {
        let mut text = self.part().to_owned();
        for _ in 0..self.below(6) {
            text.push_str(["\n", "\n\n", " "][self.below(3)]);
            text.push_str(self.part());
        }
        Markdown::parse_optional(&format!("{text}.")).unwrap()
    }

    fn precision(&mut self) -> Precision {
        match self.below(3) {
            0 => Precision::Exact,
            1 => Precision::Minute,
            _ => Precision::Minutes(u32::try_from(2 + self.below(700)).unwrap()),
        }
    }
}

fn vary(document: &mut Document, chance: &mut Chance) {
    document.title = Title::parse(&format!("Disk {}", chance.part().replace('\n', " "))).unwrap();
    document.summary = chance.markdown();
    for text in document.sections.iter_mut().flat_map(|section| &mut section.texts) {
        text.body = chance.markdown();
    }
    for entry in document.entries.iter_mut().filter(|entry| entry.body.is_some()) {
        entry.body = chance.markdown();
        entry.at.precision = chance.precision();
    }
    for (_, moment) in &mut document.milestones {
        moment.precision = chance.precision();
    }
    for update in &mut document.updates {
        update.body = chance.markdown();
    }
    for factor in &mut document.factors {
        factor.about = chance.markdown();
        factor.note = chance.markdown();
    }
}

pub async fn any_texts_and_moments_come_back(here: &Here) {
    let there = Here::sqlite().await;
    let ada = there.person("Ada", Role::Administrator).await;
    let last = written(&there, ada).await;
    tell_more(&there, ada, last).await;
    let whole = whole(&there, last).await;
    there.end().await;
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    for _ in 0..20 {
        let mut document = whole.clone();
        vary(&mut document, &mut chance);
        let text = document::write(&document).unwrap();
        let place = here.another().await;
        place.run(Viewer::Operator, batch(&[&text])).await.unwrap();
        assert_eq!(exported(&place, Viewer::Operator).await, [text]);
        place.end().await;
    }
}
