//! "Did it work?", asked some time after an action was done; and what was answered.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::action::{ActionState, Verdict};
use nofault_domain::period::Day;
use nofault_domain::word::Word;
use nofault_store::action::{Action, Verification};

use super::Whole;
use super::ending::overtaken;
use crate::here::Here;
use crate::ui::{Check, DueDay, Field, Hidden, PostForm, Select, Submit, Time, words};

/// Of an action that is done, or that has answers of before.
pub(super) fn section(here: &Here, whole: &Whole) -> AnyView {
    let (action, answers) = (&whole.action, &whole.verifications);
    let done = action.state == ActionState::Done;
    // Somebody else opened it again before.
    let late = (!done).then(|| overtaken(&[here.form("verification")]));
    if !done && answers.is_empty() {
        return late.into_any();
    }
    let may = done && (whole.mine || here.may(Role::Responder));
    let history: Vec<_> = answers.iter().map(answer).collect();
    view! {
        {late}
        <section id="verify">
            <h2>"Did it work?"</h2>
            {done.then(|| when(action, answers, whole.today))}
            {(!history.is_empty()).then(|| view! { <ul class="short">{history}</ul> })}
            {may.then(|| asked(here, whole))}
        </section>
    }
    .into_any()
}

/// Somebody said yes or no of the completion that holds.
fn is_answered(answers: &[Verification]) -> bool {
    answers.iter().any(|one| one.holds && one.verdict != Verdict::Unclear)
}

fn is_due(action: &Action, today: Day) -> bool {
    action.closure.as_ref().and_then(|closure| closure.verify_on).is_some_and(|day| day <= today)
}

/// When it is asked, or why not.
fn when(action: &Action, answers: &[Verification], today: Day) -> AnyView {
    if is_answered(answers) {
        return ().into_any();
    }
    match action.closure.as_ref().and_then(|closure| closure.verify_on) {
        Some(day) if day <= today => {
            view! { <p>"It is time to say so: asked since "<DueDay day=day />"."</p> }.into_any()
        }
        Some(day) => view! { <p>"To be asked on "<DueDay day=day />"."</p> }.into_any(),
        None => view! { <p class="hint">"Nobody will be asked: no day was set."</p> }.into_any(),
    }
}

fn answer(one: &Verification) -> AnyView {
    let by = one.by.clone().unwrap_or_else(|| "the operator".to_owned());
    let before = (!one.holds).then_some(" Then it was opened again.");
    let note =
        (!one.note.is_empty()).then(|| view! { <blockquote>{one.note.clone()}</blockquote> });
    view! {
        <li>
            {format!("{}: {by}, ", one.verdict.label())}<Time at=one.at />"."{before}
            {note}
        </li>
    }
    .into_any()
}

/// The form; out of the way before its day, and once there is an answer.
fn asked(here: &Here, whole: &Whole) -> AnyView {
    let action = &whole.action;
    let answered = is_answered(&whole.verifications);
    let shown = form(here, action);
    if is_due(action, whole.today) && !answered {
        return shown;
    }
    let open = here.form("verification").is_rejected();
    let summary = if answered { "Answer once more" } else { "Answer now" };
    view! { <details open=open><summary>{summary}</summary>{shown}</details> }.into_any()
}

fn form(here: &Here, action: &Action) -> AnyView {
    let form = here.form("verification");
    let (version, address) = (form.version(action.version), action.address());
    let reopen = here.may(Role::Responder).then(|| {
        let checked = !form.value("reopen", "").is_empty();
        view! {
            <Check name="reopen" value="yes" checked=checked label="It did not: open the action again, with this as the reason" />
        }
    });
    let success =
        (!action.success.is_empty()).then(|| format!("It was to be so: {}", action.success));
    view! {
        <PostForm form=form.clone() action=format!("{address}/verifications") class="narrow">
            <Hidden name="version" value=version />
            <Select form=form.clone() name="verdict" label="Did it work?" none="Choose an answer" choices=words(Verdict::ALL) nostrip:hint=success />
            <Field form=form name="note" label="How does one see it?" />
            {reopen}
            <Submit label="Save the answer" class="primary" />
        </PostForm>
    }
    .into_any()
}
