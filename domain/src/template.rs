//! How a review is written: sections with title, guidance and order; and which template
//! suits an incident.

#[cfg(test)]
mod tests;
mod text;

pub use text::{Drafted, TextError, keyed, print, read, slug};

use crate::incident::Kind;
use crate::review::ReviewLevel;
use crate::severity::Severity;

/// A section as its template gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionTemplate {
    /// The section's name in addresses.
    pub key: String,
    pub title: String,
    pub guidance: String,
}

/// What a template is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    pub level: ReviewLevel,
    /// None is for all.
    pub kind: Option<Kind>,
    /// This severity or a graver one; none is for all.
    pub severity: Option<Severity>,
    /// Its place among the templates.
    pub position: i64,
}

impl Scope {
    #[must_use]
    pub fn fits(&self, kind: Kind, severity: Option<Severity>) -> bool {
        // SEV1 is the worst and the smallest.
        self.kind.is_none_or(|own| own == kind)
            && self.severity.is_none_or(|least| severity.is_some_and(|severity| severity <= least))
    }
}

/// The template to suggest for an incident of this kind and highest severity, whose review
/// has this level. Of those that fit: one made for its kind first, then one of the level (or
/// the nearest to it), then one made for its severity (the narrowest), then by position.
/// Where none fits, the first by position.
pub fn suggested<T>(
    templates: impl IntoIterator<Item = (Scope, T)>,
    kind: Kind,
    severity: Option<Severity>,
    level: ReviewLevel,
) -> Option<T> {
    let order = |scope: &Scope| {
        if !scope.fits(kind, severity) {
            return (true, false, 0, 0, scope.position);
        }
        let apart = (rank(scope.level) - rank(level)).abs();
        // SEV1 alone is the narrowest; all severities are wider than SEV5 and graver.
        let width = scope.severity.map_or(i64::MAX, Severity::level);
        (false, scope.kind.is_none(), apart, width, scope.position)
    };
    templates.into_iter().min_by_key(|(scope, _)| order(scope)).map(|(_, template)| template)
}

fn rank(level: ReviewLevel) -> i64 {
    match level {
        ReviewLevel::None => 0,
        ReviewLevel::Light => 1,
        ReviewLevel::Full => 2,
    }
}
