//! The one that is going on.

use nofault_domain::entry::EntryKind::{Communication, Decision, Hypothesis, Note, Observation};
use nofault_domain::incident::IncidentRole::{Communications, Lead};
use nofault_domain::incident::Kind;
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;

use super::super::clock::When;
use super::{Hit, Step, Story};

pub(super) const PAYMENTS: Story = Story {
    declared: When::Minutes(47),
    title: "Card payments with 3-D Secure fail for one bank group",
    kind: Kind::Incident,
    severity: Severity::Sev2,
    services: &["payments gateway", "checkout"],
    summary: "Customers of one bank group cannot confirm card payments. Other cards, invoices and wallets work.",
    started: Some(13),
    detected: Some(6),
    steps: &[
        (
            1,
            Step::Log(
                Observation,
                "Refused confirmations went from 2 % to 31 % within five minutes. All of them belong to one bank group.",
            ),
        ),
        (1, Step::Role(Lead, "Amina Diallo")),
        (
            1,
            Step::Hit(&Hit {
                service: "payments gateway",
                fraction: Some(310_000),
                from: -13,
                to: None,
                words: "Confirmations of one bank group are refused.",
            }),
        ),
        (2, Step::Status(Status::Triage, "Asking the provider whether they see it too.")),
        (4, Step::Status(Status::Investigating, "They do not: it is between the bank and us.")),
        (
            7,
            Step::Log(
                Hypothesis,
                "The bank’s confirmation page refuses our new certificate? The [handshake log](https://example.org/logs/handshake) shows complete handshakes, so probably not.",
            ),
        ),
        (
            12,
            Step::Log(
                Communication,
                "Customer support knows: *please offer invoice or wallet*. Next word in half an hour.",
            ),
        ),
        (
            13,
            Step::Update(
                "Customers of one bank group cannot confirm card payments. Invoices and wallets work. We are looking for the reason.",
                "30 min",
            ),
        ),
        (
            18,
            Step::Log(
                Observation,
                "The callback arrives, but with a field that is longer than before:\n\n```\nacsTransID: 64 characters (36 until yesterday)\n```",
            ),
        ),
        (
            21,
            Step::Log(
                Hypothesis,
                "Our parser cuts that field at 36 characters, and the bank then does not know the transaction.",
            ),
        ),
        (22, Step::Role(Lead, "Jonas Weber")),
        (22, Step::Role(Communications, "Amina Diallo")),
        (
            23,
            Step::Hit(&Hit {
                service: "checkout",
                fraction: Some(60_000),
                from: -8,
                to: None,
                words: "Baskets left at the payment.",
            }),
        ),
        (26, Step::Pin(Decision, "Accept up to 128 characters, and release to one node first.")),
        (27, Step::Status(Status::Fixing, "")),
        (
            38,
            Step::Log(
                Note,
                "Built and on the first node. Waiting for ten confirmations of that bank group.",
            ),
        ),
        (
            40,
            Step::Update(
                "We found the reason and are trying the correction on one machine. Until then invoices and wallets remain the way to pay.",
                "30 min",
            ),
        ),
        (44, Step::Log(Observation, "Nine of nine confirmations went through on the first node.")),
    ],
    tasks: &[],
    paper: None,
};
