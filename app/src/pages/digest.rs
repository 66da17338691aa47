//! A week in words, ready to be sent.

use leptos::prelude::*;
use nofault_domain::report::week::{Section, WeekDigest};
use nofault_store::Failure;

use crate::digest::{Asked, PRIVATE, PUBLIC, read};
use crate::here::Here;
use crate::load::load;
use crate::ui::{Check, Page};

async fn found(here: Here) -> Result<(Asked, WeekDigest), Failure> {
    let asked = Asked::parse(here.query("week"), here.query("private"))?;
    let digest = read(&here.store, here.viewer(), here.now, asked).await?;
    Ok((asked, digest))
}

#[component]
pub fn DigestPage() -> AnyView {
    load(found(Here::now()), |_, (asked, digest)| {
        let over = view! { <a href="/reports">"Reports"</a> }.into_any();
        let (title, span, quiet) = (digest.title(), digest.span(), digest.is_quiet());
        let private = if asked.private { PRIVATE } else { PUBLIC };
        let text = Asked { week: Some(digest.week), ..asked }.address("/digest.txt");
        let sections: Vec<_> = digest.sections().into_iter().map(section).collect();
        view! {
            <Page title=title over=over>
                {filters(asked, &digest)}
                <div class="prose" id="digest">
                    <p>{span}</p>
                    {quiet.then(|| view! { <p>{WeekDigest::QUIET}</p> })}
                    {sections}
                    <p class="hint">{private}" Drills, and incidents that came to nothing, are left out."</p>
                    <p><a href=text>"As plain text, to copy into a mail"</a></p>
                </div>
            </Page>
        }
    })
    .into_any()
}

fn filters(asked: Asked, digest: &WeekDigest) -> AnyView {
    let of = |week| Asked { week: Some(week), ..asked }.address("/digest");
    let (before, after) = (of(digest.week.previous()), of(digest.week.next()));
    // No week is told before it has begun.
    let after = digest.so_far.is_none().then(|| view! { " "<a href=after>"The week after"</a> });
    let week = digest.week.to_string();
    view! {
        <form method="get" action="/digest" class="filters" aria-label="Which week">
            <label>
                <span>"Week"</span>
                <input type="text" name="week" value=week placeholder="2026-W47" autocomplete="off" />
            </label>
            <Check name="private" value="1" label="With private incidents that you may see" checked=asked.private />
            <div class="buttons"><button class="button">"Show"</button></div>
        </form>
        <p class="links"><a href=before>"The week before"</a>{after}</p>
    }
    .into_any()
}

fn section(section: Section) -> AnyView {
    let lines: Vec<_> = section
        .lines
        .into_iter()
        .map(|line| view! { <li><a href=line.path>{line.text}</a></li> })
        .collect();
    let more =
        (section.more > 0).then(|| view! { <li>{format!("and {} more", section.more)}</li> });
    view! {
        <section>
            <h2>{section.title}</h2>
            {section.note.map(|note| view! { <p class="hint">{note}</p> })}
            <ul>{lines}{more}</ul>
        </section>
    }
    .into_any()
}
