//! The texts that an entry or a section had, newest first.

use leptos::prelude::*;
use nofault_domain::word::Word;
use nofault_domain::zone::Zone;
use nofault_store::timeline::{Facets, Revision};

use crate::markdown;
use crate::ui::Time;

/// The revisions of an entry, each with what it changed beside the text.
pub(super) fn entry_revisions(all: &[Revision], facets: &[Facets], zone: &Zone) -> AnyView {
    shown(all, |revision| {
        let at = facets.iter().position(|facets| facets.version == revision.version)?;
        let changes = changes(facets.get(at + 1)?, facets.get(at)?, zone);
        (!changes.is_empty()).then(|| changes.join(", "))
    })
}

/// What is another than before, in words.
fn changes(before: &Facets, now: &Facets, zone: &Zone) -> Vec<String> {
    let time = (before.moment != now.moment).then(|| {
        let times = [before, now].map(|facets| facets.moment.shown_in(zone));
        format!("time {} → {}", times[0], times[1])
    });
    let kind = (before.kind != now.kind)
        .then(|| format!("kind {} → {}", before.kind.label(), now.kind.label()));
    let link = match (before.evidence.as_str(), now.evidence.as_str()) {
        (before, now) if before == now => None,
        ("", now) => Some(format!("link {now}")),
        (before, "") => Some(format!("no link, it was {before}")),
        (before, now) => Some(format!("link {before} → {now}")),
    };
    let pinned = (before.pinned != now.pinned)
        .then(|| if now.pinned { "pinned" } else { "no longer pinned" }.to_owned());
    [time, kind, link, pinned].into_iter().flatten().collect()
}

/// Each under its own address, `#v2`; nothing where there is only one.
pub fn revisions(all: &[Revision]) -> AnyView {
    shown(all, |_| None)
}

fn shown(all: &[Revision], changed: impl Fn(&Revision) -> Option<String>) -> AnyView {
    // A section begins empty.
    let all = match all {
        [rest @ .., first] if first.version == 1 && first.body.is_empty() => rest,
        all => all,
    };
    if all.len() < 2 {
        return ().into_any();
    }
    let newest = all.first().map_or(0, |revision| revision.version);
    let list: Vec<_> =
        all.iter().map(|revision| one(revision, newest, changed(revision))).collect();
    view! {
        <section id="revisions" class="revisions">
            <h2>"Revisions"</h2>
            <ol class="short" reversed>{list}</ol>
        </section>
    }
    .into_any()
}

fn one(revision: &Revision, newest: i64, changed: Option<String>) -> AnyView {
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
            {changed.map(|changed| view! { <p class="changed">{changed}</p> })}
            {body}
        </li>
    }
    .into_any()
}
