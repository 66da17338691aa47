//! What a command did, for the audit log and the live stream. Never text.

crate::words!(
    /// What an event is about.
    Subject, "subject" {
        Incident = "incident", "incident";
        Entry = "entry", "timeline entry";
        Postmortem = "postmortem", "postmortem";
        Section = "section", "section";
        Action = "action", "action";
        Person = "person", "person";
        Invitation = "invitation", "invitation";
        Team = "team", "team";
        Service = "service", "service";
        Severity = "severity", "severity";
        Installation = "installation", "installation";
        Batch = "batch", "import";
    }
);
