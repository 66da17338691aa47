//! What a command did, for the audit log and the live stream. Never text.

crate::words!(
    /// What an event is about.
    Subject, "subject" {
        Incident = "incident", "incident";
        Entry = "entry", "timeline entry";
        Impact = "impact", "impact";
        RoleHolding = "role_holding", "role";
        Update = "update", "update";
        Attachment = "attachment", "attachment";
        Postmortem = "postmortem", "postmortem";
        Section = "section", "section";
        Comment = "comment", "comment";
        Factor = "factor", "contributing factor";
        Action = "action", "action";
        Change = "change", "change";
        Person = "person", "person";
        Invitation = "invitation", "invitation";
        Team = "team", "team";
        Service = "service", "service";
        Slo = "slo", "SLO";
        Severity = "severity", "severity";
        Metric = "metric", "duration metric";
        Template = "template", "template";
        ReviewPolicy = "review_policy", "review policy";
        Feed = "feed", "calendar";
        KeptReport = "kept_report", "kept report";
        Installation = "installation", "installation";
        Batch = "batch", "import";
    }
);
