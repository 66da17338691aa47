//! What an SLO is about: not every target is a time in which a service is there.

crate::words!(
    /// What is promised.
    Promises, "promise" {
        Availability = "availability", "Availability: how much of the time it is there";
        Other = "other", "Something else, such as how fast it answers";
    }
);

impl Promises {
    /// As an SLO’s name says, where nobody said it otherwise.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let name = name.to_lowercase();
        let says = ["availab", "uptime"].iter().any(|word| name.contains(word));
        if says { Self::Availability } else { Self::Other }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_it_where_nobody_does() {
        for (name, promises) in [
            ("Availability", Promises::Availability),
            ("Uptime of the API", Promises::Availability),
            ("Latency 90 %", Promises::Other),
            ("", Promises::Other),
        ] {
            assert_eq!(Promises::named(name), promises, "{name}");
        }
    }
}
