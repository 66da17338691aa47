//! Suggestions on the wording of a section: of the saved text, or of what is typed and not
//! saved yet. Advice, never more: nothing waits for it, and nobody counts it.

use leptos::prelude::*;
use nofault_domain::blameless::Hint;
use nofault_domain::id::IncidentId;
use nofault_store::postmortem::{Section, wording};
use nofault_store::{Db, Failure};

use crate::here::Here;
use crate::islands::wording::Wording;

/// What is shown of the words around what was found, on each side, in characters.
const AROUND: usize = 160;

/// The form that holds the text; the buttons of the hints send it with them.
pub const FORM: &str = "section-form";

/// The section with the text and the version of a form that asks what there is to suggest.
pub fn as_typed(here: &Here, mut section: Section) -> Section {
    let asked = here.asked.as_deref().unwrap_or_default();
    for (name, value) in asked {
        match name.as_str() {
            "body" => section.body.clone_from(value),
            "version" => section.version = value.parse().unwrap_or(section.version),
            _ => {}
        }
    }
    section
}

/// None are looked for beneath a form that was not taken: it says something else first.
pub async fn found(
    db: &mut Db<'_>,
    here: &Here,
    incident: IncidentId,
    section: &Section,
) -> Result<Option<Vec<Hint>>, Failure> {
    if here.form("section").is_rejected() {
        return Ok(None);
    }
    wording::hints(db, &here.rules, incident, section.id, &section.body).await.map(Some)
}

/// Beside the button that saves.
pub fn check(action: &str) -> AnyView {
    view! { <button type="submit" class="button" formaction=format!("{action}/hints")>"Check wording"</button> }
        .into_any()
}

/// Beneath the form. `action` is the section's own address.
pub fn shown(here: &Here, hints: Option<&[Hint]>, action: &str) -> AnyView {
    let Some(hints) = hints else { return ().into_any() };
    view! {
        <p class="hidden" id="hints-said" role="status"></p>
        <div data-hints=format!("{action}/hints") data-form=FORM>{found_ones(here, hints, action)}</div>
        <Wording />
    }
    .into_any()
}

fn found_ones(here: &Here, hints: &[Hint], action: &str) -> AnyView {
    // What one asked for is answered, whatever was found.
    let asked = here.asked.is_some();
    if hints.is_empty() && !asked {
        return ().into_any();
    }
    let title = match hints.len() {
        0 => "No suggestions on wording".to_owned(),
        1 => "1 suggestion on wording".to_owned(),
        many => format!("{many} suggestions on wording"),
    };
    let about = match (hints.is_empty(), asked) {
        (true, _) => "What you typed is in the form, and not saved.",
        (false, true) => {
            "Of what you typed, which is in the form and not saved. Take them or leave them."
        }
        (false, false) => "Of the saved text. Take them or leave them: nothing waits for them.",
    };
    let shown: Vec<_> = hints.iter().map(|hint| one(hint, action)).collect();
    let list = (!hints.is_empty()).then(|| view! { <ol>{shown}</ol> });
    view! {
        <section class="hints" id="hints" aria-labelledby="hints-title">
            <h2 id="hints-title">{title}</h2>
            <p class="hint" role=asked.then_some("status")>{about}</p>
            {list}
        </section>
    }
    .into_any()
}

fn one(hint: &Hint, action: &str) -> AnyView {
    let (before, after) = (tail(&hint.before), head(&hint.after));
    let found = hint.found.clone();
    let rule = hint.rule.clone();
    let label = format!("Dismiss the suggestion on “{found}”");
    view! {
        <li>
            <blockquote><p>{before}<mark>{found}</mark>{after}</p></blockquote>
            <p><strong>{rule.finds.clone()}"."</strong>" "{rule.reason.clone()}</p>
            <p>{rule.rewrite.clone()}</p>
            <p class="hint">{rule.source.clone()}</p>
            <button type="submit" class="quiet" form=FORM formaction=format!("{action}/dismissals")
                name="hint" value=wording::key(hint) aria-label=label>"Dismiss for good"</button>
        </li>
    }
    .into_any()
}

/// The last words.
fn tail(text: &str) -> String {
    let skipped = text.chars().count().saturating_sub(AROUND);
    match text.char_indices().nth(skipped) {
        Some((at, _)) if skipped > 0 => format!("…{}", text.get(at..).unwrap_or_default()),
        _ => text.to_owned(),
    }
}

/// The first words.
fn head(text: &str) -> String {
    match text.char_indices().nth(AROUND) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_sentences_are_cut_far_from_what_was_found() {
        let long = "é".repeat(AROUND + 40);
        assert_eq!(tail(&long).chars().count(), AROUND + 1);
        assert_eq!(head(&long).chars().count(), AROUND + 1);
        assert_eq!((tail("It was "), head(", then")), ("It was ".to_owned(), ", then".to_owned()));
    }
}
