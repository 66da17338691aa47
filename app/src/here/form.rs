//! What came of a form, and what stands in its fields.

use std::sync::Arc;

use nofault_domain::conflict::Conflict;
use nofault_domain::refusal::{FieldError, Refusal};

use super::Rejected;

/// A form's state: the id of this press of its button, and what came of the last one.
#[derive(Debug, Clone)]
pub struct Form {
    pub command: String,
    rejected: Option<Arc<Rejected>>,
}

impl Form {
    pub(super) fn new(rejected: Option<Arc<Rejected>>) -> Self {
        let mut form = Self { command: nofault_store::new_id().to_string(), rejected };
        if form.is_broken() {
            // It may have been done after all: the same id does it once.
            form.command = form.value("command", form.command.clone());
        }
        form
    }

    /// What was typed into the field, else what it begins with. After a conflict, what was
    /// typed together with what was saved meanwhile.
    #[must_use]
    pub fn value(&self, field: &str, begins_with: impl Into<String>) -> String {
        if let Some(field) = self.stale().and_then(|conflict| conflict.field(field)) {
            return field.merged.clone();
        }
        self.sent(field).map_or_else(|| begins_with.into(), str::to_owned)
    }

    /// As [`Form::value`] of boxes that share a name: the values of those that are ticked.
    #[must_use]
    pub fn ticked(&self, field: &str, begins_with: &[String]) -> Vec<String> {
        if !self.is_rejected() {
            return begins_with.to_vec();
        }
        self.value(field, "").split(',').map(|one| one.trim().to_owned()).collect()
    }

    /// What the field held when the form was opened, for its hidden `was_` field.
    #[must_use]
    pub fn was(&self, field: &str, begins_with: impl Into<String>) -> String {
        if let Some(conflict) = self.stale() {
            let saved = conflict.field(field).map(|field| field.theirs.as_str());
            return saved.or_else(|| self.sent(field)).unwrap_or_default().to_owned();
        }
        if self.is_conflict() {
            return begins_with.into();
        }
        self.sent(&format!("was_{field}")).map_or_else(|| begins_with.into(), str::to_owned)
    }

    fn sent(&self, field: &str) -> Option<&str> {
        let mut values = self.rejected.as_ref()?.values.iter();
        values.find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// The fields of a form that sends what was typed after all: over what is saved now.
    #[must_use]
    pub fn mine_again(&self) -> Vec<(String, String)> {
        let (Some(rejected), Some(conflict)) = (&self.rejected, self.stale()) else {
            return Vec::new();
        };
        let one = |(name, value): &(String, String)| {
            let value = match name.strip_prefix("was_") {
                Some(field) => self.was(field, ""),
                None => match conflict.field(name) {
                    Some(field) if field.both => field.mine.clone(),
                    Some(field) => field.merged.clone(),
                    None => value.clone(),
                },
            };
            (name.clone(), value)
        };
        let own = |(name, _): &&(String, String)| name != "command" && name != "version";
        let mut fields: Vec<_> = rejected.values.iter().filter(own).map(one).collect();
        // A box that is not ticked is not sent; here it has to say so, or what was saved in it.
        let unsent = conflict.fields.iter().filter(|field| self.sent(field.name).is_none());
        fields.extend(unsent.map(|field| {
            let value = if field.both { &field.mine } else { &field.merged };
            (field.name.to_owned(), value.clone())
        }));
        fields.push(("version".to_owned(), conflict.version.to_string()));
        fields
    }

    #[must_use]
    pub fn error(&self, field: &str) -> Option<String> {
        if let Some(conflict) = self.stale() {
            return conflict.error(field).map(str::to_owned);
        }
        let rejected = self.rejected.as_ref()?;
        let found = rejected.refusal.fields().iter().find(|error| error.field == field);
        found.map(|error| error.message.clone())
    }

    /// What is said above the form: the refusal, where it is about no single field.
    #[must_use]
    pub fn summary(&self) -> Option<String> {
        let refusal = &self.rejected.as_ref()?.refusal;
        match refusal {
            Refusal::Invalid(fields) => Some(match fields.as_slice() {
                [FieldError { message, .. }] => message.clone(),
                many => format!("{} fields need another look.", many.len()),
            }),
            other => Some(other.to_string()),
        }
    }

    /// The version that the form saw; after a conflict the one that stands beside it.
    #[must_use]
    pub fn version(&self, present: i64) -> String {
        let present = present.to_string();
        match self.stale() {
            // Not what is saved by now: that, the person was not shown.
            Some(conflict) => conflict.version.to_string(),
            None if self.is_conflict() => present,
            None => self.value("version", present),
        }
    }

    /// Both texts, where somebody else saved one meanwhile.
    #[must_use]
    pub fn stale(&self) -> Option<&Conflict> {
        match &self.rejected.as_ref()?.refusal {
            Refusal::Stale(conflict) => Some(conflict),
            _ => None,
        }
    }

    #[must_use]
    pub fn is_rejected(&self) -> bool {
        self.rejected.is_some()
    }

    fn is_broken(&self) -> bool {
        let refusal = self.rejected.as_ref().map(|rejected| &rejected.refusal);
        matches!(refusal, Some(Refusal::Broken(_)))
    }

    /// Somebody else was faster: the newer version has to be shown beside.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        let refusal = self.rejected.as_ref().map(|rejected| &rejected.refusal);
        matches!(refusal, Some(Refusal::Conflict(_) | Refusal::Stale(_)))
    }
}
