//! Three of middle size.

use nofault_domain::action::{ActionKind, Priority};
use nofault_domain::entry::EntryKind::{ActionTaken, Communication, Decision, Observation};
use nofault_domain::incident::Kind;
use nofault_domain::review::ReviewLevel;
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;

use super::super::clock::When;
use super::super::review::Way;
use super::super::shop::Who;
use super::{Ending, Hit, Paper, Step, Story, Task};

pub(super) const LOGIN_EMAILS: Story = Story {
    declared: When::Days(156, 9, 41),
    title: "Sign-in codes arrive up to two hours late",
    kind: Kind::Incident,
    severity: Severity::Sev3,
    services: &["login"],
    summary: "The mail queue filled with a newsletter, and sign-in codes waited behind it.",
    started: Some(104),
    detected: Some(11),
    steps: &[
        (4, Step::Status(Status::Fixing, "The queue is the cause; somebody is on it.")),
        (
            9,
            Step::Log(
                Observation,
                "240,000 letters in the queue, nearly all of them this morning’s newsletter. A code waits 1 h 50 m.",
            ),
        ),
        (16, Step::Log(Decision, "Pause the newsletter; it can go out at noon.")),
        (31, Step::Status(Status::Monitoring, "New codes arrive in seconds.")),
        (
            58,
            Step::Toil(
                25,
                false,
                "Answered 31 letters to support one by one, with a new code in each.",
            ),
        ),
        (
            61,
            Step::Hit(&Hit {
                service: "login",
                fraction: Some(400_000),
                from: -104,
                to: Some(31),
                words: "Everybody who signs in with a code.",
            }),
        ),
        (62, Step::Status(Status::Resolved, "")),
        (2900, Step::Status(Status::Closed, "Reviewed with the people who write the newsletter.")),
    ],
    tasks: &[Task {
        title: "Give sign-in codes a mail queue of their own",
        kind: ActionKind::Prevent,
        priority: Priority::P1,
        owner: Who::Storefront,
        due: Some(120),
        ending: Ending::Done(
            21,
            "Two queues, two sending addresses. A newsletter was sent to all since.",
        ),
    }],
    paper: Some(Paper {
        days_after: 1,
        published: true,
        way: Way::PLAIN,
        sections: &[
            (
                "summary",
                "A newsletter to all customers shared its queue with sign-in codes. For two and a quarter hours codes came too late to be used.",
            ),
            (
                "contributing-factors",
                "- One queue for letters that can wait and letters that cannot.\n- The sending limit of our provider was lowered in spring; the notice went to an address that nobody reads.\n- Support saw the first complaints 90 minutes before our alert.",
            ),
            ("lessons", "Ask of every queue: what stands behind what?"),
        ],
    }),
};

pub(super) const PROVIDER: Story = Story {
    declared: When::Days(117, 13, 5),
    title: "Payments provider answers every second request with an error",
    kind: Kind::Incident,
    severity: Severity::Sev1,
    services: &["payments gateway", "checkout"],
    summary: "The provider had an outage of its own. We switched to the second one after 38 minutes.",
    started: Some(7),
    detected: Some(5),
    steps: &[
        (1, Step::Status(Status::Triage, "Is it the provider, or our network?")),
        (
            3,
            Step::Log(
                Observation,
                "52 % of authorisations fail with 503. The provider’s status page says nothing yet.",
            ),
        ),
        (5, Step::Status(Status::Investigating, "")),
        (
            12,
            Step::Log(Communication, "Called the provider: they see it too, without an estimate."),
        ),
        (
            24,
            Step::Pin(
                Decision,
                "Switch to the second provider. It takes fewer kinds of cards; that is better than half of everything failing.",
            ),
        ),
        (25, Step::Status(Status::Fixing, "")),
        (38, Step::Pin(ActionTaken, "The second provider takes all new payments.")),
        (39, Step::Status(Status::Monitoring, "")),
        (
            40,
            Step::Hit(&Hit {
                service: "payments gateway",
                fraction: Some(520_000),
                from: -7,
                to: Some(38),
                words: "Authorisations answered with 503.",
            }),
        ),
        (
            161,
            Step::Hit(&Hit {
                service: "checkout",
                fraction: Some(90_000),
                from: 38,
                to: Some(160),
                words: "Kinds of cards that the second provider does not take.",
            }),
        ),
        (
            162,
            Step::Hit(&Hit {
                service: "card provider",
                fraction: Some(520_000),
                from: -7,
                to: Some(160),
                words: "Their own outage, by their report of the week after.",
            }),
        ),
        (
            164,
            Step::Toil(
                90,
                true,
                "Compared 412 payments of both providers by hand: none was taken twice.",
            ),
        ),
        (
            166,
            Step::Status(Status::Resolved, "The provider is well again, and we are back with it."),
        ),
    ],
    tasks: &[
        Task {
            title: "Switch to the second provider by one documented command",
            kind: ActionKind::Mitigate,
            priority: Priority::P0,
            owner: Who::Jonas,
            due: Some(90),
            ending: Ending::Done(14, "`switch-provider second`, in the handbook and tried once."),
        },
        Task {
            title: "Ask the provider for its availability of the last year, and hold it against ours",
            kind: ActionKind::Investigate,
            priority: Priority::P2,
            owner: Who::Payments,
            due: Some(61),
            ending: Ending::Open,
        },
    ],
    paper: None,
};

pub(super) const SEARCH_SLOW: Story = Story {
    declared: When::Days(20, 7, 50),
    title: "Search takes four seconds on the first visit of the day",
    kind: Kind::Incident,
    severity: Severity::Sev4,
    services: &["search"],
    summary: "The nightly rebuild of the index empties its cache. The first thousand visitors warm it up for the others.",
    started: Some(150),
    detected: None,
    steps: &[
        (
            40,
            Step::Log(
                Observation,
                "Every morning since the rebuild moved to 05:00; before, the night’s robots warmed the cache unasked.",
            ),
        ),
        (55, Step::Status(Status::Fixing, "")),
        (
            70,
            Step::Log(
                ActionTaken,
                "The rebuild now runs the hundred most frequent searches at its end.",
            ),
        ),
        (
            1480,
            Step::Hit(&Hit {
                service: "search",
                fraction: Some(50_000),
                from: -150,
                to: Some(70),
                words: "The first visitors of the day; one in twenty gave up.",
            }),
        ),
        (1490, Step::Status(Status::Resolved, "This morning: 210 ms.")),
    ],
    tasks: &[Task {
        title: "Put the time of the first search after a rebuild on the dashboard",
        kind: ActionKind::Detect,
        priority: Priority::P3,
        owner: Who::Amina,
        due: Some(-9),
        ending: Ending::Open,
    }],
    paper: Some(Paper {
        days_after: 4,
        published: false,
        // By rule it needs none; its ten working days have passed.
        way: Way {
            level: Some((ReviewLevel::Light, "It came back every morning for weeks, unseen.")),
            owner: Who::Amina,
            ..Way::PLAIN
        },
        sections: &[
            (
                "summary",
                "Since the nightly rebuild moved to 05:00, the first thousand visitors of a day waited four seconds for a search. The rebuild now warms the cache at its end.",
            ),
            (
                "contributing-factors",
                "- The rebuild empties the cache, which nobody noticed while robots filled it again at night.\n- The dashboard shows the mean of an hour, in which a thousand slow searches disappear.",
            ),
        ],
    }),
};
