//! The door.

use leptos::prelude::*;

use crate::here::Here;
use crate::ui::{Field, Hidden, Plain, PostForm, Submit};

#[component]
pub fn SignInPage() -> AnyView {
    let here = Here::now();
    let form = here.form("sign-in");
    let next = form.value("next", here.query("next"));
    view! {
        <Plain title="Sign in">
            <PostForm form=form.clone() action="/sign-in">
                <Hidden name="next" value=next />
                <Field form=form.clone() name="email" label="E-mail" kind="email" required=true autofocus=true autocomplete="username" />
                <Field form=form name="password" label="Password" kind="password" required=true autocomplete="current-password" />
                <Submit label="Sign in" class="primary" />
            </PostForm>
            <p class="hint">"No account? An administrator invites you by a link."</p>
        </Plain>
    }
    .into_any()
}

/// A form was sent after the session had ended: what was typed is kept, to be sent again.
#[component]
pub fn SignedOutPage() -> AnyView {
    let here = Here::now();
    let address = own(here.query("to"));
    let values = here.rejected.as_ref().map(|rejected| rejected.values.clone()).unwrap_or_default();
    let hidden = values
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    view! {
        <Plain title="You are signed out">
            <p>"Nothing you typed is lost, and nothing was saved yet."</p>
            <ol>
                <li><a href="/sign-in" target="_blank" rel="noopener">"Sign in in another tab"</a></li>
                <li>"Come back here and send it again."</li>
            </ol>
            <form method="post" action=address class="form">
                {hidden.collect_view()}
                <Submit label="Send it again" class="primary" />
            </form>
        </Plain>
    }
    .into_any()
}

/// The address, where it is a path of this installation: the form holds what was typed,
/// and a link from elsewhere must not send it away.
fn own(address: &str) -> String {
    let elsewhere =
        address.starts_with("//") || address.contains(|c: char| c == '\\' || c.is_control());
    let own = address.starts_with('/') && !elsewhere;
    if own { address } else { "/incidents" }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::own;

    #[test]
    fn what_was_typed_goes_nowhere_else() {
        for path in ["/incidents", "/incidents/INC-1/entries?x=//y"] {
            assert_eq!(own(path), path);
        }
        for foreign in [
            "",
            "x",
            "https://evil.example/",
            "//evil.example/",
            "/\\evil.example/",
            "/\t/evil.example/",
            "/a\n",
            "javascript:alert(1)",
            " /incidents",
        ] {
            assert_eq!(own(foreign), "/incidents", "{foreign:?}");
        }
    }
}
