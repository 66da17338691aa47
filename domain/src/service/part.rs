//! By what an incident is laid to a service that somebody else runs.

use crate::similar::folded;

crate::words!(
    /// What people wrote down of it.
    Part, "part" {
        Impact = "impact", "impact";
        Change = "change", "change";
        Factor = "factor", "factor";
    }
);

/// Whether a text names a service: all words of the name, side by side and in its order.
#[must_use]
pub fn names(text: &str, service: &str) -> bool {
    let (text, name): (Vec<_>, Vec<_>) = (folded(text).collect(), folded(service).collect());
    !name.is_empty() && text.windows(name.len()).any(|some| some == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_whole_words_side_by_side() {
        for (text, service, named) in [
            ("All payments hang on the card-provider.", "Card provider", true),
            ("The card of a provider", "Card provider", false),
            ("Mailing lists", "Mail", false),
            ("mail was down", "Mail", true),
            ("", "Mail", false),
            ("Anything", "—", false),
        ] {
            assert_eq!(names(text, service), named, "{text} {service}");
        }
    }
}
