//! Contributing factors: what had to be so for an incident to happen. A record that incidents
//! share, so that the tenth time is seen as the tenth. Never a person.

crate::words!(
    /// What a factor is about.
    Category, "category of factors" {
        Monitoring = "monitoring", "Monitoring and alerting";
        Change = "change", "Change and release";
        Configuration = "configuration", "Configuration";
        Capacity = "capacity", "Capacity and load";
        Dependency = "dependency", "Dependency or provider";
        Design = "design", "Design";
        Testing = "testing", "Testing";
        Data = "data", "Data";
        Security = "security", "Security";
        Process = "process", "Process and communication";
        Knowledge = "knowledge", "Documentation and knowledge";
        Other = "other", "Other";
    }
);

/// 1st, 2nd, 3rd, 4th, 11th, 21st.
#[must_use]
pub fn ordinal(number: i64) -> String {
    let end = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}

/// In how many incidents, as a person reads it.
#[must_use]
pub fn in_incidents(incidents: i64) -> String {
    match incidents {
        0 => "in no incident".to_owned(),
        1 => "in 1 incident".to_owned(),
        many => format!("in {many} incidents"),
    }
}

/// What is said of a factor to somebody who is about to add it to another incident.
#[must_use]
pub fn seen(incidents: i64) -> String {
    if incidents == 0 {
        return "Known, and not counted yet.".to_owned();
    }
    let next = ordinal(incidents.saturating_add(1));
    format!("Seen {}: this would be the {next}.", in_incidents(incidents))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tenth_is_said_to_be_the_tenth() {
        assert_eq!(seen(9), "Seen in 9 incidents: this would be the 10th.");
        assert_eq!(seen(1), "Seen in 1 incident: this would be the 2nd.");
        assert_eq!(seen(0), "Known, and not counted yet.");
        let ordinals = [1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111, 113].map(ordinal);
        let read = "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 101st 111th 113th";
        assert_eq!(ordinals.join(" "), read);
    }
}
