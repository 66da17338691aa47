//! The button that follows an incident.

use leptos::prelude::*;
use nofault_store::incident::Incident;
use nofault_store::response::Followers;

use crate::here::Here;
use crate::ui::{Hidden, PostForm, Submit};

/// `page` says where the button stands: `reader`, or nothing on the incident's own page.
pub fn follow(here: &Here, incident: &Incident, followers: Followers, page: &str) -> AnyView {
    let form = here.form("follow");
    let page = page.to_owned();
    let action = format!("{}/follow", incident.address());
    let (value, label) = if followers.me { ("", "Stop following") } else { ("on", "Follow") };
    let count = match followers {
        Followers { count: 1, me: true } => "You follow this.".to_owned(),
        Followers { count, me: true } => format!("You and {} more follow this.", count - 1),
        Followers { count: 0, me: false } => "Nobody follows this yet.".to_owned(),
        Followers { count: 1, me: false } => "1 person follows this.".to_owned(),
        Followers { count, me: false } => format!("{count} people follow this."),
    };
    let list = followers.me.then(|| {
        view! { " "<a href="/incidents?followed=on">"All that you follow"</a> }
    });
    view! {
        <div class="follow" id="follow" data-live>
            <p class="about">{count}{list}</p>
            <PostForm form=form action=action class="compact">
                <Hidden name="follow" value=value />
                <Hidden name="page" value=page />
                <Submit label=label />
            </PostForm>
        </div>
    }
    .into_any()
}
