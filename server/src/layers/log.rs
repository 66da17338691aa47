//! One line a request: method, path, status, milliseconds. No query, no body.

use std::time::Instant;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;

pub async fn log(request: Request, next: Next) -> Response {
    let (method, path, begun) =
        (request.method().clone(), request.uri().path().to_owned(), Instant::now());
    let response = next.run(request).await;
    // A link's token is a secret.
    let secret = ["/welcome/", "/feeds/"].into_iter().find(|start| path.starts_with(start));
    let path = secret.map_or(path, |start| format!("{start}…"));
    let (status, took) = (response.status().as_u16(), begun.elapsed().as_millis());
    tracing::info!(%method, path, status, took, "request");
    response
}
