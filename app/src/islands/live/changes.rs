//! Fetching what changed, and putting it into the page.

use std::cell::Cell;

use js_sys::{JSON, Math};
use leptos::task::spawn_local;
use web_sys::Document;

use super::anchor::Anchor;
use super::{entries, pace, page, part, presence, state, stream, words};
use crate::islands::browser::{self, Answer};

/// Hidden for longer than this, in milliseconds, it asks when it is seen again.
const LONG: f64 = 30_000.0;

thread_local! {
    /// The event up to which the page is true.
    static TRUE_AT: Cell<i64> = const { Cell::new(0) };
    /// Something is to be fetched: soon, or when the page is seen.
    static WANTED: Cell<bool> = const { Cell::new(false) };
    static BUSY: Cell<bool> = const { Cell::new(false) };
    /// Asked for again while it was fetching.
    static AGAIN: Cell<bool> = const { Cell::new(false) };
    static ASKED: Cell<f64> = const { Cell::new(0.0) };
    static FAILED: Cell<u32> = const { Cell::new(0) };
    /// When it asks next because something is due, in milliseconds since 1970; 0 for never.
    static DUE: Cell<f64> = const { Cell::new(0.0) };
}

pub fn begin(event: i64) {
    TRUE_AT.set(event);
    ask_when_due();
}

/// What is due comes to be late without an event. A machine that slept asks when it wakes.
fn ask_when_due() {
    let parts = browser::all("[data-due]").into_iter();
    let due = parts.filter_map(|part| part.get_attribute("data-due")?.parse::<i64>().ok());
    let Some(next) = due.min().map(|due| due as f64) else { return };
    if (DUE.replace(next) - next).abs() < 1.0 {
        return;
    }
    browser::later(pace::until(next, js_sys::Date::now(), Math::random()), || {
        DUE.set(0.0);
        wanted();
    });
}

/// An event of any incident.
pub fn heard(event: i64, data: &str) {
    let Ok(change) = JSON::parse(data) else { return };
    let of = |name: &str| browser::text_of(&change, name);
    if page::with(|page| of("incident").as_ref() != Some(&page.number)).unwrap_or(true) {
        return;
    }
    let subject = of("subject_id");
    if page::with(|page| page.subject.is_some() && page.subject == subject) == Some(true) {
        presence::changed_meanwhile();
    }
    if event > TRUE_AT.get() {
        wanted();
    }
}

/// Fetches soon, together with what else comes; a page that nobody sees, when it is seen.
pub fn wanted() {
    if WANTED.replace(true) || browser::is_hidden() {
        return;
    }
    browser::later(pace::coalesced(js_sys::Date::now() - ASKED.get(), Math::random()), due);
}

/// The page is seen again.
pub fn shown() {
    if !state::is_live() || js_sys::Date::now() - ASKED.get() > LONG {
        now();
    } else {
        due();
    }
}

fn due() {
    if WANTED.get() && !browser::is_hidden() {
        now();
    }
}

/// Fetches at once.
pub fn now() {
    WANTED.set(false);
    if page::with(|page| page.event.is_none()).unwrap_or(true) {
        return;
    }
    if BUSY.replace(true) {
        AGAIN.set(true);
        return;
    }
    spawn_local(async {
        loop {
            AGAIN.set(false);
            fetch().await;
            if !AGAIN.get() {
                break;
            }
        }
        BUSY.set(false);
    });
}

async fn fetch() {
    ASKED.set(js_sys::Date::now());
    // In the order and of the kinds that the page's own address asks for.
    let query = web_sys::window().and_then(|window| window.location().search().ok());
    let query = query.unwrap_or_default().replacen('?', "&", 1);
    let after = TRUE_AT.get();
    let address = page::with(|page| match &page.own {
        Some(own) => own.clone(),
        None => format!("{}/changes?after={after}{query}", page.address),
    });
    let Some(address) = address else { return };
    let answer = browser::get(&address).await;
    match answer {
        Some(answer) if answer.ok() => took(&answer),
        Some(answer) if answer.status == 404 => {
            stream::end();
            state::gone();
        }
        _ => failed(),
    }
}

fn took(answer: &Answer) {
    let merged = browser::parsed(&answer.text).map(|page| merge(&page));
    if merged == Some(true) {
        FAILED.set(0);
        state::fetched(true);
        stream::ensure();
    } else {
        // The page for signing in, in its place.
        stream::end();
        state::signed_out();
    }
}

fn failed() {
    let failures = FAILED.get();
    FAILED.set(failures + 1);
    state::fetched(false);
    WANTED.set(true);
    browser::later(pace::again(failures, Math::random()), due);
}

/// Whether the page was one of changes, or a newer one of the same.
fn merge(page: &Document) -> bool {
    let newer = || page.get_element_by_id("live").filter(|live| live.has_attribute("data-event"));
    let Some(changed) = page.get_element_by_id("changed").or_else(newer) else { return false };
    let number = |name: &str| changed.get_attribute(name).and_then(|text| text.parse().ok());
    let anchor = Anchor::take();
    part::take(page);
    entries::take(page, &changed);
    if let Some(anchor) = anchor {
        anchor.restore();
    }
    if let Some(document) = browser::document()
        && document.title() != page.title()
    {
        document.set_title(&page.title());
    }
    presence::show();
    browser::wake_islands();
    ask_when_due();
    TRUE_AT.set(number("data-event").unwrap_or(0).max(TRUE_AT.get()));
    state::say(&words::news(u32::try_from(number("data-news").unwrap_or(0)).unwrap_or(0)));
    true
}
