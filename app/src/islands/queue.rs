//! What was written and waits to be sent: kept in this browser, for each person apart,
//! sent in the order in which it was written, once, however often it is tried.
#![cfg(target_arch = "wasm32")]

mod alone;
mod item;
mod send;

use std::cell::{Cell, RefCell};

use leptos::task::spawn_local;
use web_sys::Event;

use super::dom;
use alone::alone;
pub use item::Item;
use send::send_all;

const KEY: &str = "nofault-wait:";

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
