//! A page's data, awaited before anything is sent, and what is shown where it failed.

use http::{HeaderValue, StatusCode, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use nofault_domain::refusal::Refusal;
use nofault_store::Failure;

use crate::here::Here;
use crate::ui::Page;

/// Loads, then shows. A failure sets the response's status and shows its page instead.
pub fn load<T, V>(
    data: impl Future<Output = Result<T, Failure>> + Send + 'static,
    show: impl FnOnce(Here, T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    V: IntoView + 'static,
{
    let (here, response) = (Here::now(), use_context::<ResponseOptions>());
    let shown = async move {
        match data.await {
            Ok(data) => show(here, data).into_any(),
            Err(failure) => failed(&failure, response.as_ref()).into_any(),
        }
    };
    view! { <Suspense>{Suspend::new(shown)}</Suspense> }
}

fn failed(failure: &Failure, response: Option<&ResponseOptions>) -> AnyView {
    let (status, title, message) = match failure {
        Failure::Refused(refusal) => (refusal.status(), title_of(refusal), refusal.to_string()),
        other => {
            tracing::error!("a page could not be loaded: {other}");
            (500, "This did not work", INSIDE.to_owned())
        }
    };
    if let (Some(response), Ok(status)) = (response, StatusCode::from_u16(status)) {
        response.set_status(status);
    }
    view! { <ErrorPage title message /> }.into_any()
}

/// The answer leads to another address, in place of what is shown.
pub fn go_to(address: &str) {
    if let (Some(response), Ok(address)) =
        (use_context::<ResponseOptions>(), HeaderValue::from_str(address))
    {
        response.set_status(StatusCode::SEE_OTHER);
        response.insert_header(header::LOCATION, address);
    }
}

/// Says nothing of the inside: that is in the log.
pub const INSIDE: &str = "Something went wrong on our side. Nothing that was saved is lost, and the \
    operator finds the reason in the log. Try again in a moment.";

fn title_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Invalid(_) => "This address cannot be read",
        Refusal::Forbidden(_) => "Not for you",
        Refusal::NotFound(_) => "Not found",
        Refusal::Conflict(_) | Refusal::Stale(_) => "Somebody was faster",
        Refusal::Broken(_) => "This did not work",
    }
}

/// Says what happened and where to go.
#[component]
pub fn ErrorPage(title: &'static str, message: String) -> AnyView {
    view! {
        <Page title=title>
            <div class="prose">
                <p>{message}</p>
                <p><a href="/incidents">"Go to the incidents"</a></p>
            </div>
        </Page>
    }
    .into_any()
}

/// The router's fallback.
#[component]
pub fn NotFoundPage() -> AnyView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::NOT_FOUND);
    }
    view! {
        <ErrorPage title="Not found" message="There is nothing at this address, or you may not see it.".to_owned() />
    }
    .into_any()
}
