//! The way of a postmortem from draft to publication: who cares for it, who reviews it.

use serde::Deserialize;

use super::{Command, Typing, Was, incident, person, version};
use crate::id::PersonId;
use crate::number::IncidentNumber;
use crate::period::Day;
use crate::refusal::{Checker, Refusal};

/// `POST /incidents/INC-1/postmortem/care`: who answers for it, and by when.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CareForPostmortem {
    pub incident: String,
    /// The postmortem's.
    pub version: String,
    /// A person's id, or blank.
    pub owner: String,
    pub was_owner: Was,
    /// Blank is as the policy says.
    pub due: String,
    pub was_due: Was,
}

#[derive(Debug)]
pub struct PostmortemCare {
    pub incident: IncidentNumber,
    pub version: i64,
    pub owner: Option<PersonId>,
    pub was_owner: Option<Option<PersonId>>,
    pub due: Option<Day>,
    pub was_due: Option<Option<Day>>,
}

impl Command for CareForPostmortem {
    type Parsed = PostmortemCare;

    fn parse(self, _typing: &Typing) -> Result<PostmortemCare, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let owner = checker.optional("owner", &self.owner, somebody);
        let due = checker.optional("due", &self.due, Day::parse);
        let parsed = (|| {
            Some(PostmortemCare {
                incident,
                version: version?,
                owner: owner?,
                was_owner: self.was_owner.optional(somebody),
                due: due?,
                was_due: self.was_due.optional(Day::parse),
            })
        })();
        checker.done(parsed)
    }
}

fn somebody(given: &str) -> Result<PersonId, &'static str> {
    person(given).map_err(|_| "That person is not known: choose one from the list.")
}

/// `POST /incidents/INC-1/postmortem/reviewers`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NameReviewers {
    pub incident: String,
    /// Ids, separated by commas, as a form's boxes send them.
    pub people: String,
}

/// They are asked for their review, beside those who are already.
#[derive(Debug)]
pub struct ReviewersNaming {
    pub incident: IncidentNumber,
    pub people: Vec<PersonId>,
}

impl Command for NameReviewers {
    type Parsed = ReviewersNaming;

    fn parse(self, _typing: &Typing) -> Result<ReviewersNaming, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let named = self.people.split(',').filter(|one| !one.trim().is_empty());
        let people: Option<Vec<_>> = checker.take("people", named.map(somebody).collect());
        if people.as_ref().is_some_and(Vec::is_empty) {
            checker.add("people", "Choose at least one person.");
        }
        checker.done(people.map(|people| ReviewersNaming { incident, people }))
    }
}

/// `POST /incidents/INC-1/postmortem/reviewers/{person}/removal`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RemoveReviewer {
    pub incident: String,
    pub person: String,
}

#[derive(Debug)]
pub struct ReviewerRemoval {
    pub incident: IncidentNumber,
    pub person: PersonId,
}

impl Command for RemoveReviewer {
    type Parsed = ReviewerRemoval;

    fn parse(self, _typing: &Typing) -> Result<ReviewerRemoval, Refusal> {
        let (incident, person) = (incident(&self.incident)?, person(&self.person)?);
        Ok(ReviewerRemoval { incident, person })
    }
}

/// `POST /incidents/INC-1/postmortem/approval`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ApprovePostmortem {
    pub incident: String,
    /// The postmortem's, as it was read.
    pub version: String,
}

#[derive(Debug)]
pub struct Approval {
    pub incident: IncidentNumber,
    pub version: i64,
}

impl Command for ApprovePostmortem {
    type Parsed = Approval;

    fn parse(self, _typing: &Typing) -> Result<Approval, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        checker.done(version.map(|version| Approval { incident, version }))
    }
}

macro_rules! steps {
    ($($(#[$meta:meta])* $form:ident => $parsed:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Default, Deserialize)]
        #[serde(default)]
        pub struct $form {
            pub incident: String,
        }

        #[derive(Debug)]
        pub struct $parsed {
            pub incident: IncidentNumber,
        }

        impl Command for $form {
            type Parsed = $parsed;

            fn parse(self, _typing: &Typing) -> Result<$parsed, Refusal> {
                Ok($parsed { incident: incident(&self.incident)? })
            }
        }
    )+};
}

steps!(
    /// `POST /incidents/INC-1/postmortem/review`.
    AskForReview => ReviewAsking;
    /// `POST /incidents/INC-1/postmortem/draft`: it is written on.
    BackToDraft => DraftReturn;
);
