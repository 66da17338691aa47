//! How long actions may take, in words.

use super::ReviewPolicy;
use crate::action::{Priority, lasting};
use crate::word::Word;

impl ReviewPolicy {
    /// What a due day that is left blank means when an action is added.
    #[must_use]
    pub fn due_hint(&self) -> String {
        let one = |priority: &Priority| {
            let days = self.due_days(*priority)?;
            Some(format!("{} for {}", lasting(days), priority.label()))
        };
        let all: Vec<String> = Priority::ALL.iter().filter_map(one).collect();
        if all.is_empty() {
            return "Blank: no day.".to_owned();
        }
        format!("Blank: {}; else no day.", all.join(", "))
    }
}
