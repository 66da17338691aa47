//! A browser's event source: reads a stream as it comes.

use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::response::Response;
use futures_util::StreamExt;
use http::{Request, StatusCode, header};
use serde_json::Value;
use tower::ServiceExt;

use crate::app::User;

/// Only a test that fails waits so long.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Listening {
    body: BodyDataStream,
    unread: String,
    /// All of it.
    pub heard: String,
    /// The id that a browser would come back with.
    pub last: i64,
}

#[derive(Debug)]
pub struct Message {
    pub id: Option<i64>,
    pub event: String,
    pub data: Value,
}

impl Message {
    #[track_caller]
    pub fn id(&self) -> i64 {
        self.id.expect("an id")
    }

    pub fn name(&self) -> &str {
        self.data["name"].as_str().unwrap_or_default()
    }

    pub fn incident(&self) -> &str {
        self.data["incident"].as_str().unwrap_or_default()
    }
}

impl Listening {
    pub async fn ask(user: &User, last: Option<i64>, query: &str) -> Response {
        let mut request = Request::get(format!("/live{query}"))
            .header(header::ACCEPT, "text/event-stream")
            .header(header::COOKIE, user.cookie.clone().unwrap_or_default());
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let request = request.body(Body::empty()).unwrap();
        user.router.clone().oneshot(request).await.unwrap()
    }

    pub fn to(answer: Response) -> Self {
        assert_eq!(answer.status(), StatusCode::OK);
        let body = answer.into_body().into_data_stream();
        Self { body, unread: String::new(), heard: String::new(), last: 0 }
    }

    /// A stream that has said where it begins.
    pub async fn open(user: &User, last: Option<i64>, query: &str) -> Self {
        let mut stream = Self::to(Self::ask(user, last, query).await);
        assert_eq!(stream.next().await.expect("a beginning").event, "here");
        stream
    }

    /// None at the end. Comments are nothing.
    pub async fn next(&mut self) -> Option<Message> {
        loop {
            while let Some((block, rest)) = self.unread.split_once("\n\n") {
                let message = read(block);
                self.unread = rest.to_owned();
                if let Some(message) = message {
                    self.last = message.id.unwrap_or(self.last);
                    return Some(message);
                }
            }
            let more = tokio::time::timeout(PATIENCE, self.body.next()).await;
            let more = more.expect("something is told in time")?.unwrap();
            let more = std::str::from_utf8(&more).unwrap();
            self.heard.push_str(more);
            self.unread.push_str(more);
        }
    }

    /// The next that is about an incident's events.
    pub async fn change(&mut self) -> Message {
        self.of("change").await
    }

    pub async fn of(&mut self, event: &str) -> Message {
        loop {
            let message = self.next().await.expect("the stream goes on");
            if message.event == event {
                return message;
            }
            assert!(["here", "change", "presence"].contains(&&*message.event), "{message:?}");
        }
    }

    /// Why it ended; what else comes before is let pass.
    pub async fn end(&mut self) -> String {
        while let Some(message) = self.next().await {
            if message.event == "end" {
                assert!(self.next().await.is_none(), "after its end a stream is closed");
                return message.data["why"].as_str().unwrap().to_owned();
            }
        }
        panic!("it ended without a reason")
    }
}

fn read(block: &str) -> Option<Message> {
    let line = |name: &str| {
        block
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
            .map(str::to_owned)
    };
    let (event, data) = (line("event")?, line("data")?);
    let id = line("id").map(|id| id.parse().unwrap());
    Some(Message { id, event, data: serde_json::from_str(&data).unwrap() })
}
