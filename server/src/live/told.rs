//! What the hub tells the streams: made once, shared by all of them.

use std::sync::Arc;

use axum::body::Bytes;
use nofault_domain::id::IncidentId;
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_store::live::Event;
use serde::Serialize;
use uuid::Uuid;

#[derive(Debug, Clone)]
pub(super) enum Told {
    Events(Arc<Batch>),
    Presence(Arc<PresenceChange>),
}

/// Events in order, up to `last`: those among them that browsers are told.
#[derive(Debug)]
pub(super) struct Batch {
    pub last: i64,
    pub changes: Vec<Change>,
}

#[derive(Debug)]
pub(super) struct Change {
    pub id: i64,
    pub incident: Option<IncidentId>,
    /// Whether the incident was private when the event was read.
    pub private: bool,
    pub frame: Bytes,
}

#[derive(Debug)]
pub(super) struct PresenceChange {
    pub incident: IncidentId,
    pub private: bool,
    pub frame: Bytes,
}

#[derive(Serialize)]
struct Data<'e> {
    id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    incident: Option<IncidentNumber>,
    name: &'e str,
    subject: &'e str,
    subject_id: Uuid,
    version: i64,
    at: Instant,
}

impl Change {
    pub(super) fn of(event: &Event) -> Self {
        let data = Data {
            id: event.id,
            incident: event.incident.map(|(_, number)| number),
            name: &event.name,
            subject: &event.subject,
            subject_id: event.subject_id,
            version: event.version,
            at: event.at,
        };
        let data = serde_json::to_string(&data).unwrap_or_default();
        Self {
            id: event.id,
            incident: event.incident.map(|(id, _)| id),
            private: event.private,
            frame: format!("id: {}\nevent: change\ndata: {data}\n\n", event.id).into(),
        }
    }
}

impl PresenceChange {
    pub(super) fn new(incident: IncidentId, number: IncidentNumber, private: bool) -> Self {
        let frame = format!("event: presence\ndata: {{\"incident\":\"{number}\"}}\n\n").into();
        Self { incident, private, frame }
    }
}

/// Up to where the stream has come: the browser will ask from there.
pub(super) fn here(id: i64) -> Bytes {
    format!("id: {id}\nevent: here\ndata: {{}}\n\n").into()
}

/// The first thing said: also how long to wait before asking again, in milliseconds.
pub(super) fn begin(id: i64) -> Bytes {
    format!("retry: 1000\nid: {id}\nevent: here\ndata: {{}}\n\n").into()
}

pub(super) fn end(why: &str) -> Bytes {
    format!("event: end\ndata: {{\"why\":\"{why}\"}}\n\n").into()
}

/// A comment: the line is still open.
pub(super) const BEAT: Bytes = Bytes::from_static(b": beat\n\n");
