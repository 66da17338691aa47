//! The page that is alive: which incident it shows, and when it wakes, sleeps and ends.

use std::cell::OnceCell;

use web_sys::EventTarget;

use super::{changes, part, presence, state, stream};
use crate::islands::browser;

/// How often it looks after itself, in milliseconds.
pub const BEAT: i32 = 10_000;

pub struct Page {
    pub address: String,
    /// As the stream names it.
    pub number: String,
    pub event: Option<i64>,
    pub subject: Option<String>,
    /// Whence its parts are taken, where that is not the incident's page of changes.
    pub own: Option<String>,
    pub zone: String,
}

thread_local! {
    static PAGE: OnceCell<Page> = const { OnceCell::new() };
}

impl Page {
    pub fn new(
        address: String,
        event: Option<i64>,
        subject: Option<String>,
        own: Option<String>,
        zone: String,
    ) -> Self {
        let number = address.rsplit('/').next().unwrap_or_default().to_owned();
        Self { address, number, event, subject, own, zone }
    }
}

/// None on a page that is not alive.
pub fn with<T>(ask: impl FnOnce(&Page) -> T) -> Option<T> {
    PAGE.with(|page| page.get().map(ask))
}

pub fn begin(page: Page) {
    let event = page.event.unwrap_or(0);
    if PAGE.with(|own| own.set(page)).is_err() {
        return;
    }
    part::remember_all();
    state::begin();
    changes::begin(event);
    stream::begin(event);
    presence::begin();
    follow_the_page();
}

fn follow_the_page() {
    let (Some(window), Some(document)) = (web_sys::window(), browser::document()) else { return };
    let window: &EventTarget = window.as_ref();
    browser::listen(&document, "visibilitychange", |_| {
        if browser::is_hidden() {
            stream::hidden();
        } else {
            shown();
        }
    });
    // A page that is kept for going back holds nothing, and is not missed by others.
    browser::listen(window, "pagehide", |_| {
        presence::gone();
        stream::end();
    });
    browser::listen(window, "pageshow", |event| {
        if browser::flag_of(&event, "persisted") {
            again();
        }
    });
    browser::listen(&document, "freeze", |_| stream::end());
    browser::listen(&document, "resume", |_| again());
    browser::listen(window, "offline", |_| stream::offline());
    browser::listen(window, "online", |_| {
        stream::online();
        changes::now();
    });
    browser::every(BEAT, || {
        stream::beat();
        presence::beat();
    });
}

fn again() {
    stream::again();
    changes::now();
    presence::say();
}

fn shown() {
    stream::shown();
    changes::shown();
    presence::say();
}

/// The door may be open again: asks, and goes on if so.
pub fn knock() {
    if with(|page| page.event.is_some()).unwrap_or(false) {
        changes::now();
    } else {
        presence::say();
    }
}
