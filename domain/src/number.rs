//! The numbers that people say: INC-42, A-12, e7.

use std::fmt;

macro_rules! numbers {
    ($($(#[$meta:meta])* $name:ident, $prefix:literal;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl $name {
            /// Accepts the printed form in any case, or the bare number.
            #[must_use]
            pub fn parse(given: &str) -> Option<Self> {
                let given = given.trim();
                let digits = match given.get(..$prefix.len()) {
                    Some(head) if head.eq_ignore_ascii_case($prefix) => given.get($prefix.len()..)?,
                    _ => given,
                };
                if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
                    return None;
                }
                digits.parse().ok().filter(|n| *n > 0).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )+};
}

numbers!(
    /// An incident's number.
    IncidentNumber, "INC-";
    /// An action's number.
    ActionNumber, "A-";
    /// A timeline entry's number within its incident.
    EntryNumber, "e";
    /// An update's number within its incident.
    UpdateNumber, "U-";
    /// A contributing factor's number.
    FactorNumber, "F-";
    /// A change's number.
    ChangeNumber, "CH-";
    /// A kept report's number.
    KeptNumber, "KR-";
    /// A comment's number within its incident.
    CommentNumber, "c";
    /// An impact's number within its incident: 1, 2, 3.
    ImpactNumber, "";
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_and_bare_forms_are_understood() {
        assert_eq!(IncidentNumber::parse("inc-42"), Some(IncidentNumber(42)));
        assert_eq!(IncidentNumber::parse("42"), Some(IncidentNumber(42)));
        for bad in ["", "INC-", "-1", "0", "INC-1x", "é", "99999999999999999999"] {
            assert_eq!(IncidentNumber::parse(bad), None, "{bad}");
        }
        assert_eq!(ActionNumber(7).to_string(), "A-7");
    }
}
