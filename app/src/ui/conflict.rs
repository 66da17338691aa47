//! Somebody was faster: what they saved, what was typed, and the choice between both.
//!
//! The form itself holds both together, says so above its fields ([`PostForm`](super::PostForm)
//! does), and carries the version that the person is shown: it needs nothing for that. Beneath
//! it, a page shows `<Conflicted form action back />`.

use leptos::prelude::*;
use nofault_domain::conflict::{Conflict, Field};
use nofault_domain::duration::Duration;
use nofault_domain::merge::{Change, MARKS, changes};

use super::Time;
use crate::here::{Form, Here};

/// Both texts of each field that both changed, and what to do with them. Nothing where there
/// is no conflict.
#[component]
pub fn Conflicted(
    form: Form,
    /// Where the form is sent to.
    #[prop(into)]
    action: String,
    /// Where what is saved can be read.
    #[prop(into)]
    back: String,
) -> AnyView {
    let Some(conflict) = form.stale() else { return ().into_any() };
    let both: Vec<_> = conflict.fields.iter().filter(|field| field.both).map(versions).collect();
    if both.is_empty() {
        return ().into_any();
    }
    let hidden = form.mine_again().into_iter().map(|(name, value)| {
        view! { <input type="hidden" name=name value=value /> }
    });
    // Another press than that of the form above.
    let command = nofault_store::new_id().to_string();
    view! {
        <section class="conflict" id="both" aria-labelledby="both-title">
            <h2 id="both-title">"Both, side by side"</h2>
            {both}
            <div class="choices">
                <form method="post" action=action data-drafted>
                    <input type="hidden" name="command" value=command />
                    {hidden.collect_view()}
                    <button type="submit" class="button">"Use mine"</button>
                </form>
                <a class="button" href=back>"Keep what is saved"</a>
            </div>
            <p class="hint">"Using yours puts it in the place of what is saved, which stays in the history. Keeping what is saved leaves what you wrote unsaved."</p>
        </section>
    }
    .into_any()
}

/// Above the fields: who, when, and what the form now holds.
pub(super) fn notice(form: &Form) -> AnyView {
    let Some(conflict) = form.stale() else { return ().into_any() };
    let ago = Duration::from_micros(Here::now().now.since(conflict.at).max(0));
    let saved = format!("{} saved this {ago} ago, ", conflict.who());
    view! {
        <div class="newer summary conflict-notice" role="alert" tabindex="-1" autofocus>
            <p>
                {saved}<Time at=conflict.at />
                ", while you were writing. Nothing was overwritten."
            </p>
            <p>{together(conflict)}</p>
            {kept(conflict).map(|kept| view! { <p>{kept}</p> })}
        </div>
    }
    .into_any()
}

fn together(conflict: &Conflict) -> AnyView {
    let open = || conflict.fields.iter().filter(|field| !field.clean);
    if conflict.fields.is_empty() {
        return "What you sent was made for another version: look at what is saved first."
            .into_any();
    }
    if conflict.is_clean() {
        return "The form holds what you wrote and what is saved, together: look it over, and save it."
            .into_any();
    }
    let [begin, middle, end] = MARKS;
    let marked = open().any(|field| field.merged.contains(begin));
    let marks = marked.then(|| {
        view! {
            " Where both of you changed the same lines, the text holds both: yours after "
            <code>{begin}</code>", what is saved after "<code>{middle}</code>", up to "
            <code>{end}</code>". Keep what is right and remove these three lines."
        }
    });
    let labels: Vec<_> = open().map(|field| field.label).collect();
    view! { {format!("To decide: {}.", labels.join(", "))}{marks} }.into_any()
}

/// What only the other changed is in the form already, without a question.
fn kept(conflict: &Conflict) -> Option<String> {
    let theirs = |field: &&Field| !field.both && field.merged == field.theirs;
    let labels: Vec<_> = conflict.fields.iter().filter(theirs).map(|field| field.label).collect();
    (!labels.is_empty()).then(|| format!("Taken over from what is saved: {}.", labels.join(", ")))
}

fn versions(field: &Field) -> AnyView {
    let of = |text: &str, read: usize| match (&field.read, &field.base) {
        (Some(words), _) => view! { <p>{words[read].clone()}</p> }.into_any(),
        (None, Some(base)) => marked(base, text),
        // Nobody knows what both began with: each against the other.
        (None, None) if read == 0 => marked(&field.theirs, text),
        (None, None) => marked(&field.mine, text),
    };
    let (mine, theirs) = (of(&field.mine, 0), of(&field.theirs, 1));
    view! {
        <h3>{field.label}</h3>
        <div class="versions">
            <section>
                <h4>"Yours"</h4>
                {mine}
            </section>
            <section>
                <h4>"Saved now"</h4>
                {theirs}
            </section>
        </div>
    }
    .into_any()
}

/// A whole text; what came and what went since `before` is marked, and not by colour alone.
fn marked(before: &str, text: &str) -> AnyView {
    if before.is_empty() && text.is_empty() {
        return view! { <p class="hint">"Blank."</p> }.into_any();
    }
    let run = |(change, lines): (Change, Vec<&str>)| {
        let text = lines.join("\n") + "\n";
        match change {
            Change::Same => view! { <span>{text}</span> }.into_any(),
            Change::Added => view! { <ins>{text}</ins> }.into_any(),
            Change::Removed => view! { <del>{text}</del> }.into_any(),
        }
    };
    let runs: Vec<_> = changes(before, text).into_iter().map(run).collect();
    view! { <div class="marked">{runs}</div> }.into_any()
}
