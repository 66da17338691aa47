//! What an incident is, apart from its status, severity and milestones.

crate::words!(
    /// Drills are in no metric; near misses only where asked for.
    Kind, "kind" {
        Incident = "incident", "Incident";
        NearMiss = "near_miss", "Near miss";
        Drill = "drill", "Drill";
    }
);

crate::words!(
    /// Whether it was logged as it happened.
    Entered, "way of entering" {
        Live = "live", "Live";
        Retrospect = "retrospect", "In retrospect";
    }
);
