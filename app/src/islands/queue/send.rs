//! Sending what waits, one after the other, and what comes of it.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use leptos::prelude::{TimeoutHandle, set_timeout_with_handle};
use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

use super::super::{browser, dom, live};
use super::{Item, Refusal, SHOWN, TROUBLE, Trouble, flush, items, shown, tell};

/// In seconds.
const PATIENCE: u32 = 20;
/// Between tries, in milliseconds: twice as long each time.
const FIRST: f64 = 2_000.0;
const LONGEST: f64 = 60_000.0;
/// After so many failures of the server at one, the others do not wait for it.
const ENOUGH: u32 = 3;

thread_local! {
    static TRIES: Cell<i32> = const { Cell::new(0) };
    static NEXT: RefCell<Option<TimeoutHandle>> = const { RefCell::new(None) };
}

/// What came of sending one.
enum Sent {
    /// The server has it, or has said no.
    Settled,
    /// The server failed at this one: the others need not wait for it.
    PassedOver,
    /// Nothing can be sent at present.
    Stopped(Trouble),
}

pub(super) async fn send_all() {
    let mut passed_over: Vec<Item> = Vec::new();
    while let Some(item) = next(&passed_over) {
        match send(&item).await {
            Sent::Stopped(trouble) => {
                TROUBLE.set(trouble);
                return again();
            }
            Sent::PassedOver => passed_over.push(item),
            Sent::Settled => TRIES.set(0),
        }
        TROUBLE.set(Trouble::default());
        tell();
    }
    if !passed_over.is_empty() {
        again();
    }
}

/// In the order in which they were written; those at which the server failed so often, last.
fn next(passed_over: &[Item]) -> Option<Item> {
    let is_due = |item: &Item| {
        !item.is_refused() && passed_over.iter().all(|other| other.key() != item.key())
    };
    let due = items().into_iter().filter(is_due);
    due.min_by_key(|item| item.failures() >= ENOUGH)
}

async fn send(item: &Item) -> Sent {
    let Ok(fields) = UrlSearchParams::new_with_str(&item.fields) else { return Sent::PassedOver };
    let waited = (dom::now() - item.written()).max(0) / 1000;
    fields.set("waited", &waited.to_string());
    // Before it leaves: from here on it may be logged, whatever becomes of the answer.
    item.tried(item.failures(), item.said.clone()).keep_on();
    let was_offline = is_offline();
    let answer = dom::post(&item.address, &fields, PATIENCE).await;
    let said = answer.as_ref().and_then(|answer| js_sys::JSON::parse(&answer.text).ok());
    let of = |name: &str| said.as_ref().and_then(|said| browser::text_of(said, name));
    let message = of("message");
    match (answer.map(|answer| answer.status), of("address")) {
        // Somebody else's page, such as that of a hotel, says yes to everything.
        (Some(200..300), Some(address)) => {
            item.remove();
            shown(|shown| shown.logged(item, &address));
            live::now();
            return Sent::Settled;
        }
        (Some(401), _) => {
            item.keep_on();
            let message = message.unwrap_or_else(|| "You are signed out.".to_owned());
            return Sent::Stopped(Trouble { message, signed_out: true });
        }
        (Some(status), _) if is_no(status) => {
            let kept = refused(item, message, said.unwrap_or(JsValue::NULL));
            return if kept { Sent::Settled } else { Sent::PassedOver };
        }
        // That it stumbled may lie in what is sent. What is in between says 502 to 504.
        (Some(500 | 501 | 505..600), _) => {
            let message = message.unwrap_or_else(|| "The server failed at it.".to_owned());
            let failures = item.failures() + 1;
            item.tried(failures, message).keep_on();
            if failures >= ENOUGH {
                return Sent::PassedOver;
            }
        }
        // It was not looked at, or has never left: nothing was logged by this.
        (Some(429 | 503), _) => {
            item.keep_on();
        }
        (None, _) if was_offline && is_offline() => {
            item.keep_on();
        }
        _ => {}
    }
    Sent::Stopped(Trouble {
        message: "Not sent yet: the network or the server does not answer. It is kept here and \
                  tried again by itself."
            .to_owned(),
        signed_out: false,
    })
}

fn is_offline() -> bool {
    web_sys::window().is_some_and(|window| !window.navigator().on_line())
}

/// Whether trying again would be answered in the same way.
fn is_no(status: u16) -> bool {
    (400..500).contains(&status) && !matches!(status, 408 | 425 | 429)
}

/// False where that could not be noted: it would be sent without end.
fn refused(item: &Item, message: Option<String>, said: JsValue) -> bool {
    if dom::stored(item.key()).is_empty() {
        // Taken back meanwhile.
        return true;
    }
    let message = message.unwrap_or_else(|| "it was not taken".to_owned());
    let at = move |name: &str| dom::message_at(&said, name);
    let refusal = Refusal { message: message.clone(), at: Box::new(at) };
    let back = SHOWN
        .with_borrow(|shown| shown.as_ref().is_some_and(|shown| shown.takes_back(item, &refusal)));
    if back {
        item.remove();
        return true;
    }
    item.refused(message).keep()
}

/// Later, and each time later still; many browsers not all at once.
fn again() {
    let tries = TRIES.get();
    TRIES.set(tries + 1);
    let wait =
        (FIRST * f64::from(1 << tries.min(8))).min(LONGEST) * (0.75 + js_sys::Math::random() / 2.0);
    let timer = set_timeout_with_handle(flush, Duration::from_millis(wait as u64)).ok();
    if let Some(earlier) = NEXT.replace(timer) {
        earlier.clear();
    }
}
