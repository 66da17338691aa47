//! One stream a browser. The tab that holds the lock has the stream and tells the others
//! what comes; when it closes, sleeps or says nothing, another takes over from the last
//! event that it has heard of. Without locks, which plain http does not have, the tab that
//! is seen has a stream of its own.

use std::cell::{Cell, RefCell};

use js_sys::{Array, Math};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, Event, EventSource, MessageEvent};

use super::{changes, lock, pace, page, presence, state};
use crate::islands::browser;

/// A leader that says nothing for this long, in milliseconds, does not lead.
const SILENCE: f64 = 3.5 * page::BEAT as f64;

thread_local! {
    /// The newest event that this tab has heard of.
    static SEEN: Cell<i64> = const { Cell::new(0) };
    static SOURCE: RefCell<Option<EventSource>> = const { RefCell::new(None) };
    static CHANNEL: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
    /// This tab has a part in the stream, as its holder or as one who waits.
    static IS_ON: Cell<bool> = const { Cell::new(false) };
    static LEADS: Cell<bool> = const { Cell::new(false) };
    /// The stream stands, wherever it is held.
    static STANDS: Cell<bool> = const { Cell::new(false) };
    /// When the leader was last heard, and when this tab last looked after itself.
    static HEARD: Cell<f64> = const { Cell::new(0.0) };
    static BEAT: Cell<f64> = const { Cell::new(0.0) };
    static FAILED: Cell<u32> = const { Cell::new(0) };
    /// One for every event of every stream.
    static LISTENER: Closure<dyn Fn(Event)> = Closure::new(from_server);
}

pub fn begin(event: i64) {
    SEEN.set(event);
    again();
}

/// Begins anew, after whatever was.
pub fn again() {
    end();
    IS_ON.set(true);
    HEARD.set(js_sys::Date::now());
    BEAT.set(js_sys::Date::now());
    if lock::is_there() {
        join();
        post("ask", 0, "");
        lock::wait(lead);
    } else if !browser::is_hidden() {
        lead();
    }
}

/// The server answers: where the stream was ended, it begins again.
pub fn ensure() -> bool {
    let was_on = IS_ON.get();
    if !was_on {
        again();
    }
    was_on
}

/// Holds nothing any more.
pub fn end() {
    IS_ON.set(false);
    lock::let_go();
    close();
    if let Some(channel) = CHANNEL.take() {
        channel.close();
    }
    stands(false);
}

fn lead() {
    LEADS.set(true);
    open();
}

fn close() {
    LEADS.set(false);
    if let Some(source) = SOURCE.take() {
        source.close();
    }
}

fn open() {
    let seen = SEEN.get();
    let address = if seen > 0 { format!("/live?after={seen}") } else { "/live".to_owned() };
    let Ok(source) = EventSource::new(&address) else { return };
    for kind in ["here", "change", "presence", "end", "error"] {
        let _ = LISTENER.with(|listener| {
            source.add_event_listener_with_callback(kind, listener.as_ref().unchecked_ref())
        });
    }
    if let Some(old) = SOURCE.replace(Some(source)) {
        old.close();
    }
    // Whoever has not seen as much has missed something.
    post("now", seen, "");
}

fn from_server(event: Event) {
    let kind = event.type_();
    if kind == "error" {
        return dropped();
    }
    let message: MessageEvent = event.unchecked_into();
    let id = message.last_event_id().parse().unwrap_or(0);
    let data = message.data().as_string().unwrap_or_default();
    FAILED.set(0);
    post(&kind, id, &data);
    heard(&kind, id, &data);
}

/// What the server said, or the leader.
fn heard(kind: &str, id: i64, data: &str) {
    HEARD.set(js_sys::Date::now());
    let seen = SEEN.get();
    SEEN.set(seen.max(id));
    match kind {
        "here" | "beat" => stands(true),
        "now" if id > seen => changes::wanted(),
        "change" => changes::heard(id, data),
        "presence" => presence::heard(data),
        "down" => stands(false),
        "end" if data.contains("signed-out") => {
            end();
            // Somebody may have signed in again in another tab.
            browser::later(500, page::knock);
        }
        "ask" if LEADS.get() => {
            post("now", seen, "");
            post_state();
        }
        _ => {}
    }
}

fn stands(well: bool) {
    if STANDS.replace(well) != well && well {
        presence::ask();
    }
    state::stream(well);
}

/// The browser tries again by itself, unless it was refused.
fn dropped() {
    post("down", SEEN.get(), "");
    stands(false);
    let closed = |source: &EventSource| source.ready_state() == EventSource::CLOSED;
    if SOURCE.with_borrow(|source| source.as_ref().is_some_and(closed)) {
        // Perhaps the session has ended: this tells.
        page::knock();
        let failures = FAILED.get();
        FAILED.set(failures + 1);
        browser::later(pace::again(failures, Math::random()), move || {
            if LEADS.get() && SOURCE.with_borrow(|source| source.as_ref().is_some_and(closed)) {
                open();
            }
        });
    }
}

fn join() {
    let Ok(channel) = BroadcastChannel::new("nofault-live") else { return };
    browser::listen(&channel, "message", |event| {
        let told: Array = event.unchecked_into::<MessageEvent>().data().unchecked_into();
        let part = |index| told.get(index).as_string().unwrap_or_default();
        heard(&part(0), part(1).parse().unwrap_or(0), &part(2));
    });
    CHANNEL.set(Some(channel));
}

/// To the other tabs.
fn post(kind: &str, id: i64, data: &str) {
    let told = Array::of3(&kind.into(), &id.to_string().into(), &data.into());
    CHANNEL.with_borrow(|channel| {
        if let Some(channel) = channel {
            let _ = channel.post_message(&JsValue::from(told));
        }
    });
}

fn post_state() {
    post(if STANDS.get() { "beat" } else { "down" }, SEEN.get(), "");
}

/// Every ten seconds, or more seldom in a tab that nobody sees.
pub fn beat() {
    let now = js_sys::Date::now();
    let slept = now - BEAT.replace(now) > SILENCE;
    if browser::is_hidden() {
        if LEADS.get() {
            post_state();
        }
    } else if slept {
        // A machine that slept has a stream that only seems to stand.
        if LEADS.get() {
            open();
        }
        HEARD.set(now);
        changes::now();
    } else if LEADS.get() {
        post_state();
    } else if lock::is_there()
        && CHANNEL.with_borrow(Option::is_some)
        && now - HEARD.get() > SILENCE
    {
        lock::take(lead);
    }
}

/// Another tab has taken the lead.
pub fn lost() {
    close();
    lock::wait(lead);
}

pub fn offline() {
    if let Some(source) = SOURCE.take() {
        source.close();
    }
    if LEADS.get() {
        post("down", SEEN.get(), "");
    }
    stands(false);
}

pub fn online() {
    if LEADS.get() {
        open();
    }
}

/// Streams are few where each tab has its own: a hidden one gives its up.
pub fn hidden() {
    if !lock::is_there() {
        end();
    }
}

pub fn shown() {
    if !lock::is_there() && !state::is_signed_out() {
        ensure();
    }
}
