//! Documents: one to read, and any.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use uuid::Uuid;

use super::super::*;
use crate::action::{ActionKind, ActionState, Priority, Verdict};
use crate::entry::{ChangedField, EntryKind};
use crate::evidence::Evidence;
use crate::id::{
    ActionId, EntryId, FactorId, ImpactId, PostmortemId, SectionId, TemplateId, UpdateId,
};
use crate::impact::Fraction;
use crate::moment::{Precision, Source};
use crate::number::{ActionNumber, EntryNumber, FactorNumber, ImpactNumber, UpdateNumber};
use crate::period::Day;
use crate::postmortem::PostmortemState;
use crate::word::Word;

const START: i64 = 1_772_355_600;

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn name(given: &str) -> Name {
    Name::parse(given).unwrap()
}

fn markdown(given: &str) -> Option<Markdown> {
    Markdown::parse_optional(given).unwrap()
}

fn moment(minutes: i64, precision: Precision) -> Moment {
    let zone = Zone::parse("Europe/Berlin").unwrap();
    Moment {
        at: Instant::from_seconds(START + minutes * 60),
        precision,
        zone,
        source: Source::Person,
    }
}

/// One with something of everything.
pub fn document() -> Document {
    let zone = Zone::parse("Europe/Berlin").unwrap();
    let now = Instant::from_seconds(START + 90_000);
    let title = Title::parse("Disk full").unwrap();
    let number = IncidentNumber(42);
    let text =
        |version, body| Text { version, at: now, by: Some(name("Rosa")), body: markdown(body) };
    let summary = SectionKey::parse("summary").unwrap();
    let publication = |number: i64, version| Publication {
        id: id(50 + u128::try_from(number).unwrap()),
        number,
        at: now,
        by: None,
        sections: vec![(summary.clone(), version)],
    };
    Document {
        severity: Some(Severity::Sev3),
        severity_highest: Some(Severity::Sev2),
        private: true,
        reference: Some(Reference::parse("OPS-7").unwrap()),
        services: vec![name("API"), name("db \"x\"")],
        labels: vec![Label::parse("disk").unwrap()],
        summary: markdown("No space was left."),
        milestones: vec![
            (Milestone::ImpactStarted, moment(0, Precision::Minute)),
            (Milestone::Resolved, moment(90, Precision::Minutes(30))),
        ],
        stated: vec![(
            Metric::parse("time-to-repair").unwrap(),
            Duration::from_micros(4_800_000_001),
        )],
        postmortem: Some(Postmortem {
            id: PostmortemId(id(2)),
            version: 5,
            state: PostmortemState::Published,
            recorded_at: now,
            author: Some(name("Rosa")),
            owner: Some(name("Otto")),
            due: Some(Day::parse("2026-03-08").unwrap()),
            template: Some(TemplateId(id(3))),
            review: Some(Review { id: id(4), at: now, by: Some(name("Rosa")) }),
            publications: vec![publication(1, 1), publication(2, 2)],
            reviewers: vec![Reviewer {
                id: id(11),
                name: name("Otto"),
                at: now,
                by: Some(name("Rosa")),
                removed_at: None,
                approved_at: Some(now),
                approved_version: Some(5),
            }],
        }),
        sections: vec![Section {
            id: SectionId(id(5)),
            key: summary.clone(),
            title: Title::parse("Summary").unwrap(),
            guidance: markdown("Three sentences.\nFor others."),
            texts: vec![
                text(2, "It was full.\n\n<!-- end -->\n\n## Sub"),
                text(1, "+++\nIt is full?"),
            ],
        }],
        impacts: vec![Impact {
            id: ImpactId(id(6)),
            number: ImpactNumber(1),
            service: name("API"),
            fraction: Fraction::from_millionths(333_333),
            from: moment(0, Precision::Exact),
            to: Some(moment(80, Precision::ABOUT)),
            words: markdown("a third\nof writes"),
        }],
        factors: vec![Factor {
            id: FactorId(id(7)),
            number: FactorNumber(3),
            title: Title::parse("No alert on queue depth").unwrap(),
            category: Label::parse("detection").unwrap(),
            about: markdown("+++\nnone"),
            contributed: true,
            trigger: true,
            note: markdown("twice"),
        }],
        actions: vec![Action {
            id: ActionId(id(8)),
            number: ActionNumber(7),
            title: Title::parse("Add an alert").unwrap(),
            kind: Some(ActionKind::Detect),
            priority: Some(Priority::P1),
            state: ActionState::Done,
            owner: Some(name("Rosa")),
            team: None,
            due: Some(Day::parse("2026-04-01").unwrap()),
            success: markdown("It rings."),
            tracker: markdown("https://a.example/7"),
            factor: Some(FactorNumber(3)),
            recorded_at: now,
            closure: Some(Closure {
                id: id(9),
                at: now,
                by: Some(name("Rosa")),
                note: markdown("Done\n\nat last."),
                verify_on: Some(Day::parse("2026-05-01").unwrap()),
                verifications: vec![Verification {
                    id: id(12),
                    verdict: Verdict::Unclear,
                    at: now,
                    by: None,
                    note: markdown("Too early.\n\n+++"),
                }],
            }),
        }],
        entries: vec![Entry {
            id: EntryId(id(10)),
            number: EntryNumber(1),
            kind: EntryKind::Observation,
            at: moment(5, Precision::ABOUT),
            evidence: Some(Evidence::parse("https://a.example/x").unwrap()),
            pinned: true,
            author: Some(name("Rosa")),
            recorded_at: now,
            change: None,
            body: markdown("`df` said:\n\n    100%\n\n- end\n  <!-- end -->"),
        }],
        updates: vec![Update {
            id: UpdateId(id(13)),
            number: UpdateNumber(1),
            status: Status::Investigating,
            severity: Some(Severity::Sev2),
            at: now,
            author: Some(name("Rosa")),
            next: Some(Next { at: now, zone: Zone::utc() }),
            body: markdown("We are *on it*.\n<!-- end -->"),
        }],
        ..Document::new(IncidentId(id(1)), number, title, zone, now)
    }
}

/// Any text that may exist.
pub fn text() -> impl Strategy<Value = Option<Markdown>> {
    let nasty = "(<!-- end -->|<!-- section summary -->|  <!-- entry e1 -->|<!--\\\\|\\+\\+\\+|---|# A|\
        - x|\r\n|\n|\n\n| \t|[ -~]{0,6}|é|\u{2028}|\u{85}|\"\"\"|'''){0,12}";
    let any = prop_oneof![any::<String>(), nasty.prop_map(|text| text)];
    any.prop_map(|given| Markdown::parse_optional(&given).unwrap())
}

fn line<T>(parse: fn(&str) -> Result<T, crate::text::TextError>) -> impl Strategy<Value = T>
where
    T: std::fmt::Debug,
{
    prop_oneof![any::<String>(), "[ -~]{1,30}"]
        .prop_filter_map("no text", move |given| parse(given.get(..60).unwrap_or(&given)).ok())
}

fn word<W: Word + std::fmt::Debug>() -> impl Strategy<Value = W> {
    select(W::ALL.to_vec())
}

fn instant() -> impl Strategy<Value = Instant> {
    prop_oneof![any::<i64>(), 0..4_102_444_800_000_000_i64].prop_map(Instant::from_micros)
}

fn any_moment() -> impl Strategy<Value = Moment> {
    let precision = prop_oneof![
        Just(Precision::Exact),
        Just(Precision::Minute),
        (1..=Precision::MOST_MINUTES).prop_map(Precision::Minutes)
    ];
    let zone = any::<Index>().prop_map(|at| at.get(&Zone::names()).clone());
    (instant(), precision, zone, word()).prop_map(|(at, precision, zone, source)| Moment {
        at,
        precision,
        zone: Zone::parse(&zone).unwrap(),
        source,
    })
}

fn day() -> impl Strategy<Value = Day> {
    instant().prop_map(|at| Day::of(at, &Zone::utc()))
}

fn uuid() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

fn somebody() -> impl Strategy<Value = Option<Name>> {
    option::of(line(Name::parse))
}

prop_compose! {
    fn entry()(id in uuid(), kind in word(), at in any_moment(), pinned: bool, author in somebody(),
        recorded_at in instant(), body in text(), linked: bool,
        change in option::of((word::<ChangedField>(), "[ -~é]{0,9}", "[ -~é]{0,9}")))
        -> Entry
    {
        let change = change.map(|(field, from, to)| Change { field, from, to });
        let evidence = Evidence::parse("https://a.example/x?y=z#é").ok().filter(|_| linked);
        Entry { id: EntryId(id), number: EntryNumber(1), kind, at, evidence, pinned, author, recorded_at, change, body }
    }
}

prop_compose! {
    fn section()(id in uuid(), title in line(Title::parse), guidance in text(), body in text(), earlier in vec(text(), 0..3),
        at in instant(), by in somebody())
        -> Section
    {
        let bodies = std::iter::once(body).chain(earlier);
        let texts = bodies.zip((1..9_i64).rev());
        let texts = texts.map(|(body, version)| Text { version, at, by: by.clone(), body }).collect();
        Section { id: SectionId(id), key: SectionKey::from_title(title.as_str()), title, guidance, texts }
    }
}

prop_compose! {
    fn factor()(id in uuid(), title in line(Title::parse), category in line(Label::parse), about in text(),
        contributed: bool, trigger: bool, note in text())
        -> Factor
    {
        Factor { id: FactorId(id), number: FactorNumber(1), title, category, about, contributed,
            trigger: trigger && contributed, note }
    }
}

prop_compose! {
    fn impact()(id in uuid(), service in line(Name::parse), millionths in option::of(0..=1_000_000_i64),
        from in any_moment(), to in option::of(any_moment()), words in text())
        -> Impact
    {
        let fraction = millionths.and_then(Fraction::from_millionths);
        Impact { id: ImpactId(id), number: ImpactNumber(1), service, fraction, from, to, words }
    }
}

prop_compose! {
    fn update()(id in uuid(), status in word(), severity in option::of(word()), at in instant(),
        author in somebody(), next in option::of(any_moment()), body in text())
        -> Update
    {
        let next = next.map(|next| Next { at: next.at, zone: next.zone });
        Update { id: UpdateId(id), number: UpdateNumber(1), status, severity, at, author, next, body }
    }
}

prop_compose! {
    fn verification()(id in uuid(), verdict in word(), at in instant(), by in somebody(), note in text())
        -> Verification
    {
        Verification { id, verdict, at, by, note }
    }
}

prop_compose! {
    fn reviewer()(id in uuid(), name in line(Name::parse), at in instant(), by in somebody(),
        removed_at in option::of(instant()), approved in option::of((instant(), any::<i64>())))
        -> Reviewer
    {
        let (approved_at, approved_version) = approved.unzip();
        Reviewer { id, name, at, by, removed_at, approved_at, approved_version }
    }
}

prop_compose! {
    fn closure()(id in uuid(), at in instant(), by in somebody(), note in text(),
        verify_on in option::of(day()), verifications in vec(verification(), 0..3))
        -> Closure
    {
        Closure { id, at, by, note, verify_on, verifications }
    }
}

prop_compose! {
    fn action()(id in uuid(), title in line(Title::parse), kind in option::of(word()), priority in option::of(word()),
        state in word(), owner in somebody(), team in somebody(), due in option::of(day()), success in text(),
        tracker in text(), recorded_at in instant(), closure in option::of(closure()))
        -> Action
    {
        Action { id: ActionId(id), number: ActionNumber(1), title, kind, priority, state, owner, team, due,
            success, tracker, factor: None, recorded_at, closure }
    }
}

prop_compose! {
    /// What happened when, and to what.
    fn told()(impacts in vec(impact(), 0..3), updates in vec(update(), 0..3), entries in vec(entry(), 0..5),
        milestones in vec(option::of(any_moment()), Milestone::ALL.len()))
        -> (Vec<Impact>, Vec<Update>, Vec<Entry>, Vec<(Milestone, Moment)>)
    {
        let set = |(name, moment): (&Milestone, Option<Moment>)| moment.map(|moment| (*name, moment));
        let mut milestones: Vec<_> = Milestone::ALL.iter().zip(milestones).filter_map(set).collect();
        milestones.sort_by_key(|(name, _)| *name);
        let (mut impacts, mut updates, mut entries) = (impacts, updates, entries);
        (1..).zip(&mut impacts).for_each(|(number, one)| one.number = ImpactNumber(number));
        (1..).zip(&mut updates).for_each(|(number, one)| one.number = UpdateNumber(number));
        (1..).zip(&mut entries).for_each(|(number, one)| one.number = EntryNumber(number));
        (impacts, updates, entries, milestones)
    }
}

prop_compose! {
    /// What it teaches: each action answers one of the factors, or none.
    fn learnt()(factors in vec(factor(), 0..3), actions in vec((action(), any::<Index>(), any::<bool>()), 0..3))
        -> (Vec<Factor>, Vec<Action>)
    {
        let mut factors = factors;
        (1..).zip(&mut factors).for_each(|(number, one)| one.number = FactorNumber(number * 7));
        let numbers: Vec<_> = factors.iter().map(|one| one.number).collect();
        let numbered = |(number, (action, at, answers)): (i64, (Action, Index, bool))| {
            let factor = (answers && !numbers.is_empty()).then(|| *at.get(&numbers));
            Action { number: ActionNumber(number), factor, ..action }
        };
        let actions = (1..).zip(actions).map(numbered).collect();
        (factors, actions)
    }
}

prop_compose! {
    /// Any document, as far as its parts differ in how they are written.
    pub fn any_document()(ids in (uuid(), uuid()), title in line(Title::parse), kind in word(), status in word(),
        severity in option::of(word()), at in any_moment(), reference in option::of(line(Reference::parse)),
        services in vec(line(Name::parse), 0..3), labels in vec(line(Label::parse), 0..3), summary in text(),
        mut sections in vec(section(), 0..5), told in told(), learnt in learnt(),
        reviewers in vec(reviewer(), 0..3), with_paper: bool)
        -> Document
    {
        for (number, section) in sections.iter_mut().enumerate() {
            section.key = section.key.numbered(number);
        }
        let whole = document();
        let paper = whole.postmortem.clone().filter(|_| with_paper);
        let postmortem = paper.map(|paper| Postmortem { id: PostmortemId(ids.1), reviewers, ..paper });
        let ((impacts, updates, entries, milestones), (factors, actions)) = (told, learnt);
        Document { id: IncidentId(ids.0), title, kind, status, severity, reference, services, labels, summary,
            milestones, zone: at.zone.clone(), recorded_at: at.at, postmortem, sections, entries, actions,
            factors, impacts, updates, ..whole }
    }
}
