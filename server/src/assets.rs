//! The style, the islands and the icons, inside the binary. Their names carry
//! the hash of their content, so that browsers keep them for good.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use nofault_app::here::Assets;

#[derive(Debug)]
struct File {
    /// As the sources call it: `nofault.css`.
    logical: &'static str,
    /// Where the browser finds it.
    path: &'static str,
    kind: &'static str,
    raw: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

mod built {
    use super::File;
    include!(concat!(env!("OUT_DIR"), "/assets.rs"));
}

fn find(logical: &str) -> Option<&'static str> {
    built::FILES.iter().find(|file| file.logical == logical).map(|file| file.path)
}

/// What pages link to.
#[must_use]
pub fn assets() -> Assets {
    Assets {
        css: find("nofault.css"),
        js: find("nofault.js"),
        wasm: find("nofault.wasm"),
        icon: find("favicon.svg"),
    }
}

/// The addresses of all files, for the router.
pub fn paths() -> impl Iterator<Item = &'static str> {
    built::FILES.iter().map(|file| file.path)
}

/// A file, packed as the browser takes it.
pub async fn serve(uri: axum::extract::OriginalUri, headers: HeaderMap) -> Response {
    let Some(file) = built::FILES.iter().find(|file| file.path == uri.path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let takes = |name: &str| {
        accepted.is_some_and(|all| {
            all.split(',').any(|one| one.split(';').next().is_some_and(|one| one.trim() == name))
        })
    };
    let (body, encoding) = match (file.brotli, file.gzip) {
        (Some(brotli), _) if takes("br") => (brotli, Some("br")),
        (_, Some(gzip)) if takes("gzip") => (gzip, Some("gzip")),
        _ => (file.raw, None),
    };
    let hashed = file.path.rsplit('/').next() != Some(file.logical);
    let cache = if hashed { "public, max-age=31536000, immutable" } else { "public, max-age=3600" };
    let mut response = (
        [
            (header::CONTENT_TYPE, file.kind),
            (header::CACHE_CONTROL, cache),
            (header::VARY, "accept-encoding"),
        ],
        body,
    )
        .into_response();
    if let Some(encoding) = encoding {
        response
            .headers_mut()
            .insert(header::CONTENT_ENCODING, http::HeaderValue::from_static(encoding));
    }
    response
}
