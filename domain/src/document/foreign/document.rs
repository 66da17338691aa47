//! As a document of ours, with ids that are made for it.

use uuid::Uuid;

use super::super::{Action, Closure, Document, Entry, Postmortem, Section, Text};
use super::{Foreign, when};
use crate::action::ActionState;
use crate::entry::EntryKind;
use crate::id::{ActionId, EntryId, IncidentId, PostmortemId, SectionId};
use crate::instant::Instant;
use crate::milestone::Milestone;
use crate::number::{ActionNumber, EntryNumber, IncidentNumber};
use crate::postmortem::PostmortemState;
use crate::text::Markdown;

impl Foreign {
    /// Its numbers are 1, 2, 3: the true ones are given where it is taken in.
    #[must_use]
    pub fn document(&self, now: Instant, mut id: impl FnMut() -> Uuid) -> Document {
        let mut milestones = self.milestones.clone();
        let begun = [Milestone::ImpactStarted, Milestone::Declared];
        // By the date alone it is known when it began, give or take half a day.
        if !milestones.iter().any(|(name, _)| begun.contains(name))
            && let Some(at) = self.date.and_then(|date| when::some_time(date, &self.zone))
        {
            milestones.push((Milestone::ImpactStarted, at));
        }
        milestones.sort_by_key(|(name, _)| *name);
        let number = IncidentNumber(1);
        let incident = IncidentId(id());
        Document {
            milestones,
            stated: self.stated.clone(),
            postmortem: Some(Postmortem {
                id: PostmortemId(id()),
                version: 1,
                state: PostmortemState::Draft,
                recorded_at: now,
                author: None,
                owner: None,
                due: None,
                template: None,
                review: None,
                publications: Vec::new(),
                reviewers: Vec::new(),
            }),
            sections: self.sections(now, &mut id),
            entries: self.entries(now, &mut id),
            actions: self.actions(now, &mut id),
            ..Document::new(incident, number, self.title.clone(), self.zone.clone(), now)
        }
    }

    fn sections(&self, now: Instant, id: &mut impl FnMut() -> Uuid) -> Vec<Section> {
        let section = |kept: &super::Kept| Section {
            id: SectionId(id()),
            key: kept.key.clone(),
            title: kept.title.clone(),
            guidance: None,
            texts: vec![Text { version: 1, at: now, by: None, body: kept.body.clone() }],
        };
        self.sections.iter().map(section).collect()
    }

    fn entries(&self, now: Instant, id: &mut impl FnMut() -> Uuid) -> Vec<Entry> {
        let entry = |(number, row): (i64, &super::Row)| Entry {
            id: EntryId(id()),
            number: EntryNumber(number),
            kind: EntryKind::Note,
            at: row.at.clone(),
            evidence: None,
            pinned: false,
            author: None,
            recorded_at: now,
            change: None,
            body: row.body.clone(),
        };
        (1..).zip(&self.rows).map(entry).collect()
    }

    fn actions(&self, now: Instant, id: &mut impl FnMut() -> Uuid) -> Vec<Action> {
        let said = || Markdown::parse("Done, as the imported file says.").ok();
        let action = |(number, task): (i64, &super::Task)| Action {
            id: ActionId(id()),
            number: ActionNumber(number),
            title: task.title.clone(),
            kind: None,
            priority: None,
            state: if task.done { ActionState::Done } else { ActionState::Open },
            owner: None,
            team: None,
            due: None,
            success: None,
            tracker: None,
            factor: None,
            recorded_at: now,
            closure: task.done.then(|| Closure {
                id: id(),
                at: now,
                by: None,
                note: said(),
                verify_on: None,
                verifications: Vec::new(),
            }),
        };
        (1..).zip(&self.tasks).map(action).collect()
    }
}
