//! The document around every page, and the script that wakes the islands.

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};

use crate::here::{Assets, Here};
use crate::routes::App;

/// The whole document.
pub fn shell() -> impl IntoView {
    provide_meta_context();
    let here = Here::now();
    let (nonce, assets) = (here.nonce.clone(), here.assets.clone());
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="referrer" content="same-origin" />
                <meta name="theme-color" content="#01373c" />
                <link rel="manifest" href="/manifest.webmanifest" />
                {assets.css.map(|href| view! { <link rel="stylesheet" href=href /> })}
                {assets.icon.map(|href| view! { <link rel="icon" type="image/svg+xml" href=href /> })}
                <MetaTags />
                <Islands nonce=nonce.to_string() assets />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// Wakes the islands. Leptos's own script puts the nonce where it does not belong.
#[component]
fn Islands(nonce: String, assets: Assets) -> impl IntoView {
    // What is not an island is not hydrated: its data is not sent again.
    if let Some(context) = Owner::current_shared_context() {
        context.set_is_hydrating(false);
    }
    assets.js.zip(assets.wasm).map(|(js, wasm)| {
        let script = HYDRATE.replace("$js", js).replace("$wasm", wasm);
        view! {
            <link rel="modulepreload" href=js nonce=nonce.clone() />
            <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
            <script type="module" nonce=nonce inner_html=script></script>
        }
    })
}

/// From Leptos's `island_script.js`, without what islands in islands need.
const HYDRATE: &str = r"import init, * as part from '$js';
await init({ module_or_path: '$wasm' });
part.hydrate();
const all = async () => {
  for (const island of document.querySelectorAll('leptos-island:not([data-awake])')) {
    const wake = part[island.dataset.component];
    if (wake) { await wake(island); island.dataset.awake = ''; }
  }
};
document.addEventListener('nofault:new', all);
await all();";
