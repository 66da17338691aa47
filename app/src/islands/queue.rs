//! What was written and waits to be sent: kept in this browser, for each person apart,
//! sent in the order in which it was written, once, however often it is tried.
#![cfg(target_arch = "wasm32")]

mod alone;
mod item;

use std::cell::{Cell, RefCell};
use std::time::Duration;

use leptos::prelude::{TimeoutHandle, set_timeout_with_handle};
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use web_sys::{Event, UrlSearchParams};

use super::{browser, dom, live};
use alone::alone;
pub use item::Item;

const KEY: &str = "nofault-wait:";
/// In seconds.
const PATIENCE: u32 = 20;
/// Between tries, in milliseconds: twice as long each time.
const FIRST: f64 = 2_000.0;
const LONGEST: f64 = 60_000.0;
/// After so many failures of the server at one, the others do not wait for it.
const ENOUGH: u32 = 3;

/// Why nothing is sent at present; blank where nothing is in the way.
#[derive(Clone, Default)]
pub struct Trouble {
    pub message: String,
    pub signed_out: bool,
}

/// A server's answer that is no yes.
pub struct Refusal {
    pub message: String,
    /// The message at a field, where it is about one.
    pub at: Box<dyn Fn(&str) -> String>,
}

/// Who shows the queue.
pub trait Shows {
    fn changed(&self, trouble: Trouble);
    /// Takes back what was refused, or leaves it in the queue.
    fn takes_back(&self, item: &Item, refusal: &Refusal) -> bool;
    /// The server has it, and shows it there.
    fn logged(&self, item: &Item, address: &str);
}

thread_local! {
    static PERSON: RefCell<String> = RefCell::default();
    static SHOWN: RefCell<Option<Box<dyn Shows>>> = const { RefCell::new(None) };
    static TROUBLE: RefCell<Trouble> = RefCell::default();
    static SENDING: Cell<bool> = const { Cell::new(false) };
    static TRIES: Cell<i32> = const { Cell::new(0) };
    static NEXT: RefCell<Option<TimeoutHandle>> = const { RefCell::new(None) };
    static LAST: Cell<i64> = const { Cell::new(0) };
}

/// Sends what waits, now and whenever it may have become possible.
pub fn begin(person: &str) {
    if PERSON.replace(person.to_owned()) == person {
        return;
    }
    for event in ["online", "pageshow", "focus"] {
        dom::listen_window(event, |_: Event| flush());
    }
    dom::listen("visibilitychange", |_: Event| flush());
    // Another tab wrote or sent something.
    dom::listen_window("storage", |_: Event| tell());
    flush();
}

pub fn show(shown: impl Shows + 'static) {
    SHOWN.set(Some(Box::new(shown)));
    tell();
}

/// Keeps it, and sends it as soon as may be. False where this browser keeps nothing.
pub fn add(person: &str, address: &str, id: &str, fields: &str) -> bool {
    PERSON.set(person.to_owned());
    let written = dom::now().max(LAST.get() + 1);
    LAST.set(written);
    let kept = Item::new(format!("{}{written:015}:{id}", own()), address, fields).keep();
    tell();
    flush();
    kept
}

/// Everything of this person that waits or was refused, in the order in which it was written.
pub fn items() -> Vec<Item> {
    item::all(&own())
}

/// Takes it out. One that was tried may be logged all the same.
pub fn take(item: &Item) {
    item.remove();
    tell();
}

fn own() -> String {
    PERSON.with_borrow(|person| format!("{KEY}{person}:"))
}

fn tell() {
    let trouble = TROUBLE.with_borrow(Clone::clone);
    shown(|shown| shown.changed(trouble));
}

fn shown(tell: impl FnOnce(&dyn Shows)) {
    SHOWN.with_borrow(|shown| {
        if let Some(shown) = shown {
            tell(&**shown);
        }
    });
}

/// One after the other, by one tab at a time.
pub fn flush() {
    let waits = items().iter().any(|item| !item.is_refused());
    if !waits || SENDING.replace(true) {
        return;
    }
    spawn_local(async {
        alone(send_all()).await;
        SENDING.set(false);
        tell();
    });
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

async fn send_all() {
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
