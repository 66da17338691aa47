//! Single keys: each does what something on the page does. `u` is with the times.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlTextAreaElement, KeyboardEvent, MouseEvent};

use super::dom;

pub fn begin() {
    dom::listen("keydown", |event: KeyboardEvent| {
        if dom::is_single(&event) && press(&event.key()) {
            event.prevent_default();
        }
    });
    dom::listen("click", |event: MouseEvent| {
        if dom::closest(&event, "[data-opens=keys]").is_some() {
            help();
        }
    });
}

/// Whether the key meant something.
fn press(key: &str) -> bool {
    match key {
        "?" => help(),
        "c" => focus("#composer-body"),
        "n" => dom::first("a[href='/incidents/new']").map(|link| link.click()),
        "/" => command().or_else(|| focus("main input[name=q]")),
        _ => None,
    }
    .is_some()
}

fn help() -> Option<()> {
    let dialog: HtmlDialogElement = dom::first("#keys")?.dyn_into().ok()?;
    if dialog.open() {
        dialog.close();
        return Some(());
    }
    dialog.show_modal().ok()
}

fn focus(selector: &str) -> Option<()> {
    dom::first(selector)?.focus().ok()
}

/// The composer, at the beginning of a command.
fn command() -> Option<()> {
    let body: HtmlTextAreaElement = dom::first("#composer-body")?.dyn_into().ok()?;
    body.focus().ok()?;
    if body.value().is_empty() {
        body.set_value("/");
        dom::typed(&body);
    }
    Some(())
}
