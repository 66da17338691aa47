//! Coming in by a one-time link: the first administrator, and everybody invited.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::refusal::Refusal;
use nofault_store::people::{self, Invitation};

use crate::here::Here;
use crate::islands::own_zone::OwnZone;
use crate::load::load;
use crate::ui::{Field, Plain, PostForm, Submit, ZoneList};

/// The hash by which a link's token is stored.
pub type HashToken = fn(&str) -> Vec<u8>;

#[component]
pub fn WelcomePage() -> AnyView {
    let here = Here::now();
    let hash = expect_context::<HashToken>();
    let token = use_params_map().read_untracked().get("token").unwrap_or_default();
    let address = format!("/welcome/{token}");
    let data = async move {
        let mut reader = here.store.read().await?;
        let found = people::invitation(&mut reader.db(), &hash(&token), here.now).await;
        Ok(match found {
            Err(nofault_store::Failure::Refused(Refusal::NotFound(_))) => None,
            other => Some(other?),
        })
    };
    load(data, move |here, invitation| match invitation {
        Some(invitation) => welcome(&here, &invitation, &address).into_any(),
        None => over().into_any(),
    })
    .into_any()
}

fn welcome(here: &Here, invitation: &Invitation, address: &str) -> AnyView {
    let form = here.form("welcome");
    let first = invitation.email.is_empty();
    let (title, word) = if first {
        ("Set up Nofault", "You become the first administrator, and can invite the others.")
    } else {
        ("Welcome to Nofault", "Choose a password and you are in.")
    };
    let (name, email, address) =
        (invitation.name.clone(), invitation.email.clone(), address.to_owned());
    view! {
        <Plain title=title>
            <p>{word}</p>
            <PostForm form=form.clone() action=address>
                <Field form=form.clone() name="name" label="Your name" value=name required=true autofocus=true autocomplete="name" />
                <Field form=form.clone() name="email" label="E-mail" kind="email" value=email required=true autocomplete="username" />
                <Field form=form.clone() name="password" label="Password" kind="password" required=true autocomplete="new-password" hint="At least 10 characters; four words make a good one." />
                <Field form=form name="zone" label="Time zone" list="zones" placeholder="UTC" hint="Such as Europe/London. Times that you type are read in it." />
                <ZoneList />
                <Submit label=if first { "Set up" } else { "Come in" } class="primary" />
            </PostForm>
            <OwnZone />
        </Plain>
    }
    .into_any()
}

fn over() -> AnyView {
    view! {
        <Plain title="This link no longer works">
            <p>"A link works once, for seven days. If you have an account, sign in; else ask an administrator for a new one."</p>
            <p><a class="button primary" href="/sign-in">"Sign in"</a></p>
        </Plain>
    }
    .into_any()
}
