//! One tab of a browser at a time.

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// No other tab of this browser does it at the same time, where that can be known. Where
/// it cannot, the same id makes a double harmless.
pub(super) async fn alone(work: impl Future<Output = ()> + 'static) {
    let get = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &JsValue::from_str(name)).ok();
    let locks = web_sys::window().and_then(|window| get(&window.navigator(), "locks"));
    let request = locks
        .as_ref()
        .and_then(|locks| get(locks, "request"))
        .and_then(|request| request.dyn_into::<js_sys::Function>().ok());
    let (Some(locks), Some(request)) = (locks, request) else {
        return work.await;
    };
    let held = Closure::once_into_js(move |_: JsValue| {
        future_to_promise(async move {
            work.await;
            Ok(JsValue::UNDEFINED)
        })
    });
    let done = request.call2(&locks, &JsValue::from_str("nofault-queue"), &held);
    if let Ok(Ok(done)) = done.map(JsCast::dyn_into::<js_sys::Promise>) {
        let _ = JsFuture::from(done).await;
    }
}
