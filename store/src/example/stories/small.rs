//! Small ones, a near miss and a drill.

use nofault_domain::action::{ActionKind, Priority};
use nofault_domain::entry::EntryKind::{ActionTaken, Note, Observation};
use nofault_domain::incident::Kind;
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;

use super::super::clock::When;
use super::super::review::{Reader, Way};
use super::super::shop::Who;
use super::{Ending, Paper, Step, Story, Task};

pub(super) const CERTIFICATE: Story = Story {
    declared: When::Days(262, 6, 20),
    title: "Sign-in page shows a certificate warning",
    kind: Kind::Incident,
    severity: Severity::Sev2,
    services: &["login"],
    summary: "The certificate ran out at night. Its renewal had failed quietly for three weeks.",
    started: Some(380),
    detected: Some(2),
    steps: &[
        (2, Step::Status(Status::Fixing, "")),
        (
            11,
            Step::Log(
                Observation,
                "Ran out at midnight UTC. The renewal job ends with success although the authority refuses it.",
            ),
        ),
        (19, Step::Toil(15, true, "Renewed by hand.")),
        (20, Step::Status(Status::Monitoring, "")),
        (35, Step::Status(Status::Resolved, "")),
    ],
    tasks: &[Task {
        title: "Page when a certificate has less than ten days left",
        kind: ActionKind::Detect,
        priority: Priority::P1,
        owner: Who::Storefront,
        due: Some(240),
        ending: Ending::Done(6, "Looks at what the server presents, not at what the job says."),
    }],
    paper: None,
};

pub(super) const SEARCH_INDEX: Story = Story {
    declared: When::Days(214, 15, 33),
    title: "New articles cannot be found for a day",
    kind: Kind::Incident,
    severity: Severity::Sev3,
    services: &["search"],
    summary: "The index job stopped at an article without a price.",
    started: Some(1360),
    detected: Some(15),
    steps: &[
        (
            48,
            Step::Log(
                Observation,
                "One article without a price ends the whole run. It passed the form because drafts need none.",
            ),
        ),
        (60, Step::Status(Status::Fixing, "")),
        (
            95,
            Step::Toil(
                40,
                true,
                "Such articles are passed over and counted. Index rebuilt by hand.",
            ),
        ),
        (110, Step::Status(Status::Resolved, "")),
    ],
    tasks: &[],
    paper: None,
};

pub(super) const DRILL: Story = Story {
    declared: When::Days(75, 10, 0),
    title: "Drill: the payments provider is gone for an hour",
    kind: Kind::Drill,
    severity: Severity::Sev3,
    services: &["payments gateway"],
    summary: "Announced, in the test environment. Could people who were not there last time switch providers?",
    started: None,
    detected: None,
    steps: &[
        (9, Step::Log(ActionTaken, "`switch-provider second` from the handbook: 40 seconds.")),
        (
            12,
            Step::Log(
                Note,
                "The handbook names a channel that was renamed. Corrected on the spot.",
            ),
        ),
        (30, Step::Status(Status::Closed, "Nine minutes instead of thirty-eight.")),
    ],
    tasks: &[],
    paper: None,
};

pub(super) const BACKUP: Story = Story {
    declared: When::Days(8, 14, 25),
    title: "Last night’s order backup was empty",
    kind: Kind::NearMiss,
    severity: Severity::Sev2,
    services: &["checkout"],
    summary: "Noticed while trying a restore for another reason. The backup of the night before is whole.",
    started: None,
    detected: None,
    steps: &[
        (
            17,
            Step::Log(
                Observation,
                "The disk was full; the job wrote an empty file and reported success.",
            ),
        ),
        (34, Step::Toil(20, true, "Space made, backup repeated, restore of it tried: complete.")),
        (40, Step::Status(Status::Resolved, "")),
    ],
    tasks: &[
        Task {
            title: "Restore every backup once, automatically, and compare the counts",
            kind: ActionKind::Detect,
            priority: Priority::P1,
            owner: Who::Jonas,
            due: Some(-6),
            ending: Ending::Open,
        },
        Task {
            title: "Decide how long order backups are kept",
            kind: ActionKind::Process,
            priority: Priority::P3,
            owner: Who::Nobody,
            due: None,
            ending: Ending::Open,
        },
    ],
    paper: Some(Paper {
        days_after: 2,
        published: false,
        way: Way {
            owner: Who::Amina,
            due: Some(-4),
            readers: &[Reader::You, Reader::Approves(Who::Jonas)],
            in_review: true,
            ..Way::PLAIN
        },
        sections: &[
            (
                "summary",
                "For one night there was no backup of the orders. Had the database been lost that day, the orders since the evening before would have been gone.",
            ),
            (
                "stopped",
                "Somebody tried a restore for another reason, and looked at how many orders came back. No alert would have told.",
            ),
            (
                "contributing-factors",
                "- The job reports success when it has written a file, whatever stands in it.\n- The disk’s alert is for less than 5 % free; the backup needs 8 %.",
            ),
            ("lessons", "A backup is what was restored from it. Everything else is a file."),
        ],
    }),
};
