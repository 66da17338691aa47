//! Saying how much of a review an incident gets, and changing the policy.

use nofault_domain::access::Role;
use nofault_domain::command::review::{
    ReviewLevelChange, ReviewPolicyChange, ReviewSaid, ReviewWas,
};
use nofault_domain::conflict::Comparison;
use nofault_domain::duration::Duration;
use nofault_domain::event::Subject;
use nofault_domain::refusal::{Checker, Refusal};
use nofault_domain::review::{DataLost, ReviewPolicy};
use nofault_domain::severity::Severity;
use nofault_domain::text::Reason;
use nofault_domain::word::Word;
use uuid::Uuid;

use super::{Policy, Review};
use crate::conflict::{Alone, Saved};
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, incident};

statements! {
    SAY = "INSERT INTO incident_review (incident_id, level, reason, data_lost, at, by_person, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (incident_id) DO UPDATE SET \
        level = excluded.level, reason = excluded.reason, data_lost = excluded.data_lost, \
        at = excluded.at, by_person = excluded.by_person, version = excluded.version";
    SET_RULES = "UPDATE review_policy SET full_severity = $1, light_severity = $2, full_micros = $3, \
        light_micros = $4, full_budget = $5, full_data_loss = $6, full_days = $7, light_days = $8, \
        version = version + 1 WHERE one = 1";
    SET_ACTIONS = "UPDATE review_policy SET due_p0 = $1, due_p1 = $2, due_p2 = $3, due_p3 = $4, \
        due_p4 = $5, verify_days = $6 WHERE one = 1";
}

impl Perform for ReviewLevelChange {
    const NAME: &'static str = "change review level";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let id = incident.id;
        let review = super::of_incident(&mut work.db, &incident, work.now).await?;
        let mut form = Comparison::new(self.version, incident.version);
        let said = compared(&mut form, &self.said, &self.was, &review);
        let part = review.version();
        let saved = Saved { subject: id.0, incident: id, version: incident.version, part };
        work.settled(form, saved).await?;
        if said.level.is_some() && said.reason.is_none() {
            let why = "The reason was removed meanwhile: say why.";
            return Err(Refusal::field("reason", why).into());
        }
        let version = work.bump_incident(id).await?;
        change!(
            &mut work.db,
            SAY,
            id.0,
            said.level.map(Word::key),
            said.reason.map(Reason::into_string).unwrap_or_default(),
            said.data_lost == DataLost::Yes,
            work.now.micros(),
            work.viewer.person().map(|person| person.0),
            version
        )?;
        work.event("incident.review_changed", Subject::Incident, id.0, version, Some(id)).await?;
        Ok(Outcome { id: id.0, address: format!("{}/review", incident.address()), version })
    }
}

/// What was typed together with what is saved.
fn compared(
    form: &mut Comparison,
    mine: &ReviewSaid,
    was: &ReviewWas,
    saved: &Review,
) -> ReviewSaid {
    let part = saved.version();
    let level = form.three(was.level, part, mine.level, saved.chosen());
    let level = form.choice("level", "Review", &level);
    let text = |reason: Option<&Reason>| reason.map_or("", Reason::as_str).to_owned();
    let (typed, opened) =
        (text(mine.reason.as_ref()), was.reason.as_ref().map(|was| text(was.as_ref())));
    let present = saved.said.as_ref().map_or("", |said| said.reason.as_str());
    let of = form.three(opened.as_deref(), part, typed.as_str(), present);
    let reason = form.text("reason", "Why", &of);
    let lost = form.three(was.data_lost, part, mine.data_lost, saved.facts.data_lost.into());
    let data_lost = form.word("data_lost", "Data was lost", &lost);
    ReviewSaid { level, reason: Reason::parse(&reason).ok(), data_lost }
}

impl Perform for ReviewPolicyChange {
    const NAME: &'static str = "change review policy";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let saved = super::policy(&mut work.db).await?;
        let version = saved.version;
        let mut form = Comparison::new(self.version, version);
        let rules = together(&mut form, &self, &saved);
        let alone = Alone { subject: Uuid::nil(), version, events: "review_policy." };
        work.settled(form, alone).await?;
        let rules = rules?;
        let micros = |lasting: Option<Duration>| lasting.map(Duration::micros);
        change!(
            &mut work.db,
            SET_RULES,
            rules.full_severity.map(Severity::level),
            rules.light_severity.map(Severity::level),
            micros(rules.full_lasting),
            micros(rules.light_lasting),
            rules.full_budget,
            rules.full_data_loss,
            rules.full_days,
            rules.light_days
        )?;
        let [p0, p1, p2, p3, p4] = rules.due;
        change!(&mut work.db, SET_ACTIONS, p0, p1, p2, p3, p4, rules.verify_days)?;
        let (id, version) = (Uuid::nil(), version + 1);
        work.event("review_policy.changed", Subject::ReviewPolicy, id, version, None).await?;
        Ok(Outcome { id, address: "/review-policy".to_owned(), version })
    }
}

/// Field by field: what only one of both changed is theirs.
fn together(
    form: &mut Comparison,
    asked: &ReviewPolicyChange,
    saved: &Policy,
) -> Result<ReviewPolicy, Failure> {
    let was = asked.was.as_ref().map(ReviewPolicy::texts);
    let mine = asked.policy.texts();
    let mut fields = Vec::new();
    for (place, (name, label, theirs)) in saved.rules.texts().iter().enumerate() {
        let text = |texts: &[nofault_domain::review::Said]| {
            texts.get(place).map(|(.., text)| text.clone()).unwrap_or_default()
        };
        let (mine, was) = (text(&mine), was.as_deref().map(text));
        let of = form.three(was.as_deref(), saved.version, mine.as_str(), theirs.as_str());
        fields.push((*name, form.line(name, label, &of)));
    }
    let field = |name: &str| {
        let field = fields.iter().find(|(one, _)| *one == name);
        field.map(|(_, text)| text.clone()).unwrap_or_default()
    };
    let mut checker = Checker::default();
    let rules = ReviewPolicy::parse(field, &mut checker);
    Ok(checker.done(rules)?)
}
