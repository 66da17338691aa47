use super::*;

#[test]
fn what_cannot_be_finished_is_said() {
    for (title, expected) in [
        ("Be more careful with the console", CARE),
        ("Pay attention to the cluster.", CARE),
        ("Improve monitoring", VAGUE),
        ("Improve our alerting and documentation", VAGUE),
        ("Ensure better communication", VAGUE),
        ("Investigate", OPEN_END),
        ("Look into caching", OPEN_END),
        ("Investigate options for isolating the pipeline", OPEN_END),
        ("Monitoring", NO_DOING),
        ("Better documentation", NO_DOING),
    ] {
        assert_eq!(hint(title), Some(expected), "{title}");
    }
}

/// Beside each vague one, one that a team can finish.
#[test]
fn what_can_be_finished_is_left_alone() {
    for title in [
        "",
        "Improve monitoring of the queue depth: page at 500",
        "Improve the retry of payments",
        "Ensure the smoke tests fail when the certificate expires",
        "Monitor the age of the oldest message",
        "Monitored by the new check",
        "Review and update the runbook for pausing pipelines",
        "Investigate whether IPv6 frees enough addresses",
        "Investigate why the pods were evicted",
        "Investigate the “failed to flush chunk” errors",
        "Use short-lived credentials instead of keys",
        "Secrets manager for the pipeline",
        "Test the pager on weekends",
        "Alerts for the search cluster",
    ] {
        assert_eq!(hint(title), None, "{title}");
    }
}

/// As teams really write them; each was judged by reading (`docs/blameless.md`).
#[test]
fn what_is_no_action_yet_is_said() {
    for (title, expected) in [
        ("Created a [ticket](https://example.org/12) to move the resources", TICKET),
        ("Create a ticket for an alert on pending pods", TICKET),
        ("Ticket raised to configure the provider [#3589](https://example.org/3589)", TICKET),
        ("Can we use the managed certificates? Ticket raised", QUESTION),
        ("How we can get to see the issues of the service desk", QUESTION),
        ("Is taking regular backups the cause of the restarts", QUESTION),
        ("As part of this we have switched from a password to a token (done)", HAPPENED),
        ("The team then raised a case with the provider", HAPPENED),
        ("Team discussed having a closer look", HAPPENED),
        ("If we had seen it in the inbox, we could have drained the node", NO_DOING),
        ("Something about spreading out the clicks", NO_DOING),
        ("Consider dedicated nodes for large events", UNDECIDED_HINT),
        ("Look into a resource for the pipeline", OPEN_END),
        ("**Spike into** the managed metrics", OPEN_END),
        ("We need to find a way of not having these buried", OPEN_END),
        ("The platform will re-iterate the need to test", CARE),
        ("N/A", NOTHING),
        ("None.", NOTHING),
        ("-", NOTHING),
    ] {
        assert_eq!(hint(title), Some(expected), "{title}");
    }
}

/// What simpler patterns would have found, and wrongly.
#[test]
fn what_only_looks_like_it_is_left_alone() {
    for title in [
        "We have to page the owner of the queue",
        "As part of the upgrade, compare the launch templates",
        "Create a ticket template for a new hub",
        "Open a ticket with the provider about the quota",
        "How to pages for restarting the hub",
        "Isolate the plan from the apply task",
        "Spike a ticket into the scheduler to understand why it evicts pods",
        "Gotcha page for the new provider",
        "Canary app pages #high-priority-alerts after 2 minutes",
        "None of the nodes may be older than five days",
        "Look into why the pods were evicted",
        "Figure out how many users one hub bears, and write it down",
        "[Re-introduce the search cluster in the logging](https://example.org/5929)",
        "Explorer for the audit logs",
        "Nagios checks for the certificate",
    ] {
        assert_eq!(hint(title), None, "{title}");
    }
}

proptest::proptest! {
    /// Whatever is typed, and however it is marked up.
    #[test]
    fn any_title_has_a_hint_or_none(title in ".{0,80}", marked in r"[\[\](){}*. -]{0,20}") {
        let _ = (hint(&title), hint(&marked), hint(&format!("{marked}{title}")));
    }
}
