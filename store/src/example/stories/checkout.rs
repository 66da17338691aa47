//! The one with everything: a SEV2, its postmortem, its actions.

use nofault_domain::action::{ActionKind, Priority};
use nofault_domain::entry::EntryKind::{Communication, Decision, Hypothesis, Observation};
use nofault_domain::incident::Kind;
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;

use super::super::clock::When;
use super::super::review::{Reader, Way};
use super::super::shop::Who;
use super::{Ending, Hit, Paper, Step, Story, Task};

pub(super) const POOL: Story = Story {
    declared: When::Days(33, 18, 12),
    title: "Checkout times out for a third of orders after a connection pool change",
    kind: Kind::Incident,
    severity: Severity::Sev3,
    services: &["checkout"],
    summary: "A release halved the database connection pool of checkout. At the evening peak the pool ran dry, and one order in three timed out for 71 minutes.",
    started: Some(19),
    detected: Some(4),
    steps: &[
        (
            1,
            Step::Log(
                Observation,
                "Alert `checkout_p99 > 5s`. The dashboard shows 34 % of order requests ending in a timeout.",
            ),
        ),
        (3, Step::Status(Status::Triage, "Looking whether it is ours.")),
        (5, Step::Status(Status::Investigating, "")),
        (6, Step::Severity(Severity::Sev2, "One order in three fails, at the busiest hour.")),
        (
            9,
            Step::Log(
                Hypothesis,
                "The payments provider is slow again? Its status page is green, and our calls to it take 180 ms as always. **Not it.**",
            ),
        ),
        (
            14,
            Step::Log(
                Communication,
                "Banner on the shop: orders may fail, nobody is charged twice. Customer support has the same text.",
            ),
        ),
        (
            22,
            Step::Pin(
                Observation,
                "`pool_wait_seconds` climbs from 0 to 28 at 17:53. The pool has 20 connections; last week it had 40.",
            ),
        ),
        (
            25,
            Step::Log(
                Hypothesis,
                "Today’s 15:10 release moved the pool size into the shared defaults, which say 20. Below the evening load nobody could see it.",
            ),
        ),
        (
            28,
            Step::Pin(
                Decision,
                "Set the size by hand instead of rolling back: the release also carries a price fix that has to stay.",
            ),
        ),
        (29, Step::Status(Status::Fixing, "")),
        (
            41,
            Step::Toil(
                18,
                true,
                "Pool size 40 on two of six nodes; their waiting falls to 0 within a minute.",
            ),
        ),
        (48, Step::Status(Status::Monitoring, "All six nodes are changed.")),
        (
            53,
            Step::Hit(&Hit {
                service: "checkout",
                fraction: Some(340_000),
                from: -19,
                to: Some(52),
                words: "Orders timed out at the last step.",
            }),
        ),
        (
            54,
            Step::Hit(&Hit {
                service: "mobile app",
                fraction: None,
                from: 2,
                to: Some(48),
                words: "The basket did not load; how often is not known.",
            }),
        ),
        (55, Step::Log(Observation, "Timeouts 0.1 %, orders per minute above last week’s.")),
        (83, Step::Status(Status::Resolved, "Half an hour without a timeout.")),
    ],
    tasks: &[
        Task {
            title: "Alert on time waited for a database connection, not only on timeouts",
            kind: ActionKind::Detect,
            priority: Priority::P1,
            owner: Who::Jonas,
            due: Some(19),
            ending: Ending::Done(
                9,
                "Alert `pool_wait` pages after two minutes over 0.5 s; tried in a drill.",
            ),
        },
        Task {
            title: "Show the effective configuration of a release beside the last one before it goes out",
            kind: ActionKind::Prevent,
            priority: Priority::P1,
            owner: Who::Payments,
            due: Some(5),
            ending: Ending::Open,
        },
        Task {
            title: "Run the load test at evening-peak volume on every change of shared defaults",
            kind: ActionKind::Prevent,
            priority: Priority::P2,
            owner: Who::Amina,
            due: Some(-16),
            ending: Ending::Open,
        },
        Task {
            title: "Let the pool grow by itself under load",
            kind: ActionKind::Mitigate,
            priority: Priority::P3,
            owner: Who::Jonas,
            due: None,
            ending: Ending::Declined(
                12,
                "The database takes 300 connections in all: a pool that grows would move the failure there, where it hits every service.",
            ),
        },
    ],
    paper: Some(Paper {
        days_after: 3,
        published: true,
        way: Way {
            owner: Who::Jonas,
            readers: &[Reader::Approves(Who::Amina)],
            in_review: true,
            ..Way::PLAIN
        },
        sections: PAPER,
    }),
};

const PAPER: &[(&str, &str)] = &[
    (
        "summary",
        "A release moved checkout’s connection pool size into the shared defaults, which halved it from 40 to 20. At the evening peak the pool ran dry and 34 % of orders timed out for 71 minutes. Setting the size back ended it; nobody was charged without an order.",
    ),
    (
        "impact",
        "- About **1,900 orders** failed at first; 1,450 of those customers ordered again the same evening.\n- 112 messages to customer support.\n- No data was lost and no card was charged twice.",
    ),
    (
        "contributing-factors",
        "- The default of 20 is right for five of our six services, and the file does not say for which it is not.\n- A release shows the *text* that changed. The value that takes effect is put together only at the start.\n- The load test runs at the mean load of a day, where 20 connections are enough.\n- We are alerted to timeouts, the last link of the chain: waiting had grown for eleven minutes by then.",
    ),
    (
        "trigger",
        "The 15:10 release that moved the pool size into the shared defaults. Nothing failed until the load of the evening came.",
    ),
    (
        "detection",
        "The alert on the slowest orders told us at 18:08, fifteen minutes after the first timeout. Waiting for a connection would have told eleven minutes sooner.",
    ),
    (
        "resolution",
        "The pool size was set by hand, on two nodes first and then on all six. A rollback was the other way; it would have taken the price fix with it.",
    ),
    (
        "went-well",
        "- The banner was up 14 minutes after the declaration, and support had the same words.\n- The wrong hypothesis was written down and put aside within minutes.\n- Two nodes first, then all: the fix was seen to work before it was everywhere.",
    ),
    (
        "went-wrong",
        "- The first alerts went to a channel that is quiet after 18:00.\n- The page said SEV3 until somebody looked at the share of orders.",
    ),
    (
        "got-lucky",
        "The people who knew the release were still online. Two hours later the search for what had changed would have begun from nothing.",
    ),
    (
        "lessons",
        "A default is a decision for every service that does not know of it. We look at effective values now, and at queues before timeouts.",
    ),
    (
        "supporting-information",
        "The dashboard “Checkout, connections”, from 15:00 to 20:00 of that day; the release’s list of changes.",
    ),
];
