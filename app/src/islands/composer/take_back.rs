//! What waits, and what was not taken, comes back into the composer.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlInputElement, UrlSearchParams};

use super::page_of::page_of;
use super::{act, waiting};
use crate::islands::queue::{self, Item, Refusal, Shows, Trouble};
use crate::islands::{dom, drafts};

/// After so long, “now” is no longer the time at which it was written; in milliseconds.
const NOW: i64 = 60_000;

/// Why what was sent cannot be taken back at once.
const MAYBE: &str = "It was sent, and may be logged already: this waits for the server’s answer.";
const FAILED: &str = "It was sent, and may be logged already; the server failed at it. It is tried \
    again. To take it back all the same, look whether it is on the timeline, and press again.";

thread_local! {
    /// What is to be edited (true) or canceled, as soon as it is known not to be logged.
    static WISHES: RefCell<Vec<(String, bool)>> = const { RefCell::new(Vec::new()) };
}

/// What was wished for it, which is no wish any more.
fn wish(key: &str) -> Option<bool> {
    WISHES.with_borrow_mut(|wishes| {
        let index = wishes.iter().position(|(own, _)| own == key)?;
        Some(wishes.swap_remove(index).1)
    })
}

pub struct TakesBack;

impl Shows for TakesBack {
    fn changed(&self, trouble: Trouble) {
        let (items, address) = (queue::items(), act::told("action"));
        let here: Vec<_> = items.iter().filter(|item| item.address == address).collect();
        waiting::show(&here, &trouble);
        grant(&items);
    }

    fn takes_back(&self, item: &Item, refusal: &Refusal) -> bool {
        let wish = wish(item.key());
        if wish == Some(false) {
            say("");
            return true;
        }
        let here = act::told("action") == item.address;
        if !here || !put(item, wish.is_some()) {
            return false;
        }
        act::explain(&refusal.message, &refusal.at);
        true
    }

    fn logged(&self, item: &Item, address: &str) {
        match (wish(item.key()), page_of(address)) {
            (None, _) => {}
            (Some(true), Some(page)) => {
                if let Some(window) = web_sys::window() {
                    let _ = window.location().set_href(&page);
                }
            }
            (Some(_), Some(page)) => {
                let entry = page.rsplit('/').next().unwrap_or_default();
                let message = ["It was logged already, as ", entry, ": edit or delete it there."];
                say(&message.concat());
            }
            (Some(_), None) => say("It was done already: look at the page."),
        }
    }
}

/// What was wished, of what was not sent after all; and says what became of the rest.
fn grant(items: &[Item]) {
    for item in items.iter().filter(|item| !item.is_tried()) {
        if let Some(edits) = wish(item.key()) {
            say("");
            take_back(item, edits);
        }
    }
    let is_gone = |key: &String| items.iter().all(|item| item.key() != key);
    let gone = WISHES.with_borrow(|wishes| wishes.iter().any(|(key, _)| is_gone(key)));
    if gone {
        WISHES.with_borrow_mut(|wishes| wishes.retain(|(key, _)| !is_gone(key)));
        say("It was sent from another tab: look at the timeline.");
    }
}

fn say(message: &str) {
    act::explain(message, |_| String::new());
}

/// Back into the composer, behind what is typed there by now.
pub fn edit(key: &str) {
    wanted(key, true);
}

pub fn discard(key: &str) {
    wanted(key, false);
}

/// What was sent is asked for first, under the id that it has: taken out and written anew, it
/// might be logged twice.
fn wanted(key: &str, edits: bool) {
    let Some(item) = queue::items().into_iter().find(|item| item.key() == key) else { return };
    let was_told = wish(key).is_some() && !item.said.is_empty();
    if !item.is_tried() || was_told {
        return take_back(&item, edits);
    }
    WISHES.with_borrow_mut(|wishes| wishes.push((key.to_owned(), edits)));
    say(if item.said.is_empty() { MAYBE } else { FAILED });
    queue::flush();
}

fn take_back(item: &Item, edits: bool) {
    if edits {
        if !put(item, true) {
            return;
        }
        say(&item.said);
    }
    queue::take(item);
}

/// Fills the composer; one with text in it only where it is asked to.
fn put(item: &Item, asked: bool) -> bool {
    let Some((form, body)) = act::composer() else { return false };
    let typed = body.value();
    if !typed.trim().is_empty() && !asked {
        return false;
    }
    let Ok(fields) = UrlSearchParams::new_with_str(&item.fields) else { return false };
    drafts::fill(&form, &fields);
    if !typed.trim().is_empty() {
        body.set_value(&format!("{}\n\n{typed}", body.value()));
    }
    if let Some(at) = part::<HtmlInputElement>(&form, "at")
        && at.value().is_empty()
        && dom::now() - item.written() > NOW
    {
        at.set_value(&dom::iso(item.written()));
    }
    // It is a draft again.
    dom::typed(&body);
    if asked {
        let _ = body.focus();
    }
    true
}

pub fn part<T: JsCast>(form: &HtmlFormElement, name: &str) -> Option<T> {
    form.elements().named_item(name)?.dyn_into().ok()
}
