//! What was said about a section, and saying something.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_store::incident::Incident;
use nofault_store::postmortem::{Comment, Section};

use crate::here::Here;
use crate::markdown;
use crate::ui::{Field, Hidden, PostForm, Submit, TextArea, Time};

/// The open ones first, each with its answers.
pub fn comments(here: &Here, incident: &Incident, section: &Section, all: &[Comment]) -> AnyView {
    let here_are =
        |comment: &&Comment| comment.section == section.key && comment.reply_to.is_none();
    let (open, resolved): (Vec<_>, Vec<_>) =
        all.iter().filter(here_are).partition(|comment| comment.resolved.is_none());
    let thread = |comment: &Comment| thread(here, incident, section, comment, all);
    let open: Vec<_> = open.into_iter().map(thread).collect();
    let count = resolved.len();
    let resolved: Vec<_> = resolved.into_iter().map(thread).collect();
    // Whoever sent one sees it again, whatever was wrong with that.
    let tried = here.form("comment").is_rejected();
    let writes = (here.may(Role::Responder) || tried).then(|| new(here, incident, section));
    view! {
        <section id="comments" class="comments">
            <h2>"Comments"</h2>
            {open.is_empty().then(|| view! { <p class="hint">"No open comment."</p> })}
            <ol class="short">{open}</ol>
            {(count > 0).then(|| view! {
                <details>
                    <summary>{format!("Resolved: {count}")}</summary>
                    <ol class="short">{resolved}</ol>
                </details>
            })}
            {writes}
        </section>
    }
    .into_any()
}

fn thread(
    here: &Here,
    incident: &Incident,
    section: &Section,
    comment: &Comment,
    all: &[Comment],
) -> AnyView {
    let answers: Vec<_> = all
        .iter()
        .filter(|answer| answer.reply_to == Some(comment.number))
        .map(|answer| view! { <li id=answer.number.to_string()>{said(answer)}</li> })
        .collect();
    let moved = !comment.passage.is_empty() && !holds(&section.body, &comment.passage);
    let passage = (!comment.passage.is_empty()).then(|| {
        view! {
            <blockquote class="passage">
                {comment.passage.clone()}
                {moved.then(|| view! { <span class="hint">" (changed since)"</span> })}
            </blockquote>
        }
    });
    let writes = here.may(Role::Responder);
    view! {
        <li id=comment.number.to_string() class="thread">
            {passage}
            {said(comment)}
            {(!answers.is_empty()).then(|| view! { <ol class="answers">{answers}</ol> })}
            {writes.then(|| answer(here, incident, section, comment))}
            {writes.then(|| resolution(here, incident, comment))}
        </li>
    }
    .into_any()
}

/// The words as one line in the text, however it is broken into lines.
fn holds(body: &str, passage: &str) -> bool {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    line(body).contains(&line(passage))
}

fn said(comment: &Comment) -> AnyView {
    let author = comment.author.as_ref().map_or("Somebody", |(_, name)| name.as_str()).to_owned();
    let (href, number) = (format!("#{}", comment.number), comment.number.to_string());
    let resolved = comment.resolved.clone().map(|(at, by)| {
        let by = by.map(|by| format!(" by {by}")).unwrap_or_default();
        view! { <p class="meta">"Resolved"{by}", "<Time at=at /></p> }
    });
    view! {
        <p class="meta">
            <a class="number" href=href>{number}</a>" "
            <span class="author">{author}</span>", "<Time at=comment.at />
        </p>
        <div class="markdown" inner_html=markdown::render(&comment.body)></div>
        {resolved}
    }
    .into_any()
}

fn new(here: &Here, incident: &Incident, section: &Section) -> AnyView {
    let form = here.form_of("comment", "reply_to", "");
    let action = format!("{}/postmortem/sections/{}/comments", incident.address(), section.key);
    view! {
        <PostForm form=form.clone() action=action class="wide" draft=true>
            <input type="hidden" name="reply_to" value="" />
            <TextArea form=form.clone() name="body" label="Comment" rows=3 required=true />
            <Field form=form name="passage" label="About these words" hint="Copied from the text; blank for the whole section." />
            <Submit label="Comment" />
        </PostForm>
    }
    .into_any()
}

fn answer(here: &Here, incident: &Incident, section: &Section, comment: &Comment) -> AnyView {
    let number = comment.number.to_string();
    let form = here.form_of("comment", "reply_to", &number);
    let action = format!("{}/postmortem/sections/{}/comments", incident.address(), section.key);
    let open = form.is_rejected();
    view! {
        <details open=open>
            <summary>"Answer"</summary>
            <PostForm form=form.clone() action=action class="wide">
                <input type="hidden" name="reply_to" value=number />
                <TextArea form=form name="body" label="Answer" rows=2 required=true />
                <Submit label="Answer" />
            </PostForm>
        </details>
    }
    .into_any()
}

fn resolution(here: &Here, incident: &Incident, comment: &Comment) -> AnyView {
    let number = comment.number.to_string();
    let form = here.form_of("resolution", "comment", &number);
    let action = format!("{}/postmortem/comments/{number}/resolution", incident.address());
    let version = comment.version.to_string();
    let (label, open) =
        if comment.resolved.is_some() { ("Reopen", "yes") } else { ("Resolve", "") };
    view! {
        <PostForm form=form action=action>
            <Hidden name="version" value=version />
            <Hidden name="open" value=open />
            <Submit label=label />
        </PostForm>
    }
    .into_any()
}
