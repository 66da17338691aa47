//! The texts that an entry or a section had, newest first.

use leptos::prelude::*;
use nofault_store::timeline::Revision;

use crate::markdown;
use crate::ui::Time;

/// Each under its own address, `#v2`; nothing where there is only one.
pub fn revisions(all: &[Revision]) -> AnyView {
    // A section begins empty.
    let all = match all {
        [rest @ .., first] if first.version == 1 && first.body.is_empty() => rest,
        all => all,
    };
    if all.len() < 2 {
        return ().into_any();
    }
    let newest = all.first().map_or(0, |revision| revision.version);
    let list: Vec<_> = all.iter().map(|revision| one(revision, newest)).collect();
    view! {
        <section id="revisions" class="revisions">
            <h2>"Revisions"</h2>
            <ol class="short" reversed>{list}</ol>
        </section>
    }
    .into_any()
}

fn one(revision: &Revision, newest: i64) -> AnyView {
    let author = revision.author.clone().unwrap_or_else(|| "Nofault".to_owned());
    let id = format!("v{}", revision.version);
    let (link, name) = (format!("#{id}"), format!("Version {}", revision.version));
    let body = match revision.body.as_str() {
        "" => view! { <p class="hint">"No text."</p> }.into_any(),
        body => view! { <div class="markdown" inner_html=markdown::render(body)></div> }.into_any(),
    };
    view! {
        <li id=id class="revision">
            <p class="meta">
                <a href=link>{name}</a>
                " by "
                <span class="author">{author}</span>
                ", "
                <Time at=revision.at />
                {(revision.version == newest).then(|| view! { " "<span class="later">"present"</span> })}
                {revision.redacted.then(|| view! { " "<span class="redacted">"redacted"</span> })}
            </p>
            {body}
        </li>
    }
    .into_any()
}
