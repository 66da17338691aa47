//! Whether an action removes toil.

use leptos::prelude::*;
use nofault_store::action::Action;

use crate::here::Here;
use crate::ui::{Check, Conflicted, Hidden, PostForm, Submit, Was};

pub fn form(here: &Here, action: &Action, removes: bool) -> AnyView {
    let form = here.form("toil");
    let was = if removes { "on" } else { "" };
    let ticked = form.value("removes", if form.is_rejected() { "" } else { was });
    let (address, version) = (action.address(), form.version(action.version));
    let (to, stale) = (format!("{address}/toil"), form.clone());
    view! {
        <section id="toil">
            <h2>"Toil"</h2>
            <PostForm form=form.clone() action=to.clone() class="compact">
                <Hidden name="version" value=version />
                <Was form=form field="removes" value=was />
                <Check name="removes" label="It removes toil: work that people do by hand again and again" checked=ticked.contains("on") />
                <Submit label="Save" />
            </PostForm>
            <Conflicted form=stale action=to back=address />
            <p class="hint">"The "<a href="/reports/toil">"toil report"</a>" lists what removes toil."</p>
        </section>
    }
    .into_any()
}
