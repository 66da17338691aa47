//! The headers of every answer. What a page may do is said in its policy.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderName, HeaderValue, header};

use crate::site::Site;
use crate::token;

/// The number used once by this answer's scripts.
#[derive(Debug, Clone)]
pub struct Nonce(pub std::sync::Arc<str>);

pub async fn headers(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let nonce: std::sync::Arc<str> = token::new().get(..32).unwrap_or_default().into();
    request.extensions_mut().insert(Nonce(nonce.clone()));
    let mut response = next.run(request).await;
    let set = response.headers_mut();
    let mut fixed = |name: HeaderName, value: &'static str| {
        set.entry(name).or_insert(HeaderValue::from_static(value));
    };
    fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    fixed(header::REFERRER_POLICY, "same-origin");
    fixed(header::X_FRAME_OPTIONS, "DENY");
    fixed(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    fixed(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    fixed(
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=()",
    );
    // Pages are of one person: nobody else's cache keeps them.
    fixed(header::CACHE_CONTROL, "private, no-cache");
    if site.deployment.is_tls() {
        fixed(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    // What people uploaded brings a stricter one.
    if let Ok(policy) = HeaderValue::from_str(&policy(&nonce)) {
        set.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    }
    response
}

/// Each directive with its reason.
fn policy(nonce: &str) -> String {
    [
        // What is not named is refused.
        "default-src 'none'",
        // The hydration script and what it imports; `wasm-unsafe-eval` compiles the islands and allows no eval.
        &format!("script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'"),
        // Our style sheet; no inline style anywhere.
        "style-src 'self'",
        // Icons; no picture of elsewhere is ever fetched.
        "img-src 'self' data:",
        "font-src 'self'",
        // Islands ask their own server.
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
    .join("; ")
}
