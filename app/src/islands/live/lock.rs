//! A lock that one tab of a browser holds at a time.

use std::cell::{Cell, RefCell};

use js_sys::{Function, Object, Promise, Reflect};
use leptos::task::spawn_local;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

use super::stream;

const NAME: &str = "nofault-live";

thread_local! {
    /// Counts what was asked for: what comes of an earlier asking is of no interest.
    static ASKED: Cell<u32> = const { Cell::new(0) };
    static WAITING: RefCell<Option<AbortController>> = const { RefCell::new(None) };
    /// Resolves the promise for which the lock is held.
    static HELD: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Only pages that came over https, or from this machine, have locks.
pub fn is_there() -> bool {
    locks().is_some()
}

fn locks() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)
}

/// Runs `held` once no other tab holds the lock, and holds it.
pub fn wait(held: fn()) {
    let Ok(controller) = AbortController::new() else { return };
    let options = Object::new();
    let _ = Reflect::set(&options, &"signal".into(), &controller.signal());
    WAITING.set(Some(controller));
    request(&options, held);
}

/// Takes the lock from a tab that does nothing with it.
pub fn take(held: fn()) {
    let_go();
    let options = Object::new();
    let _ = Reflect::set(&options, &"steal".into(), &JsValue::TRUE);
    request(&options, held);
}

/// Neither holds the lock nor waits for it.
pub fn let_go() {
    ASKED.set(ASKED.get() + 1);
    if let Some(waiting) = WAITING.take() {
        waiting.abort();
    }
    if let Some(held) = HELD.take() {
        let _ = held.call0(&JsValue::NULL);
    }
}

fn request(options: &Object, held: fn()) {
    ASKED.set(ASKED.get() + 1);
    let mine = ASKED.get();
    let granted = Closure::once_into_js(move |_lock: JsValue| -> JsValue {
        if ASKED.get() != mine {
            return JsValue::UNDEFINED;
        }
        WAITING.set(None);
        held();
        Promise::new(&mut |resolve, _| HELD.set(Some(resolve))).into()
    });
    let Some(locks) = locks() else { return };
    let Ok(request) = Reflect::get(&locks, &"request".into()) else { return };
    let request: Function = request.unchecked_into();
    let Ok(promise) = request.call3(&locks, &NAME.into(), options, &granted) else { return };
    spawn_local(async move {
        let kept = JsFuture::from(promise.unchecked_into::<Promise>()).await;
        if kept.is_err() && ASKED.get() == mine {
            stream::lost();
        }
    });
}
