//! The answers: a question, a sentence or two, a picture where it helps, and where there is more.

use leptos::prelude::*;
use nofault_domain::number::IncidentNumber;
use nofault_domain::report::durations::unstarted as unstarted_in;
use nofault_domain::report::home::{HomeAsked, sureness_in_words};
use nofault_domain::report::span::Span;
use nofault_store::incident;

use super::pictures;
use crate::pages::reports::{Method, address};
use crate::report::home::{Home, Part};
use crate::ui::unbroken;

pub fn answers(asked: &HomeAsked, found: &Home) -> AnyView {
    let one = |part: Part| answer(part, asked, found);
    view! { <div class="answers">{found.parts().into_iter().map(one).collect_view()}</div> }
        .into_any()
}

fn answer(part: Part, asked: &HomeAsked, found: &Home) -> AnyView {
    let Part { key, question, words } = part;
    let meaning = meaning(key, &words);
    let mut words = words.into_iter();
    let first = words.next().map(|first| view! { <p><strong>{unbroken(&first)}</strong></p> });
    let rest: Vec<_> = words.map(|more| view! { <p>{unbroken(&more)}</p> }).collect();
    let picture = match key {
        "counts" => Some(pictures::weeks(found)),
        "durations" => Some(pictures::strips(found)),
        _ => None,
    };
    let (heading, id) = (format!("{key}-answer"), format!("{key}-answer"));
    view! {
        <section class="answer" aria-labelledby=heading>
            <h2 id=id>{question}</h2>
            {first}
            {rest}
            {picture}
            {meaning}
            <p class="links">{pages(key, asked, found)}{method(key)}</p>
        </section>
    }
    .into_any()
}

/// The words of the field, for those who look for them, and what they mean here.
fn meaning(key: &str, words: &[String]) -> AnyView {
    let text = match key {
        "durations" => {
            let what = "Time to resolve, often called MTTR: from the start of the impact to the \
                        resolution.";
            let sure = sureness_in_words(words);
            return view! { <p class="hint">{what}{sure.into_iter().map(|one| format!(" {one}")).collect::<String>()}</p> }
                .into_any();
        }
        "budgets" => "An error budget is how much a service may fail under its SLO.",
        "causes" => {
            "The change fail rate is DORA’s: failed changes ÷ all changes of services whose list is complete."
        }
        "toil" => "Toil is manual work that comes back, as entries on timelines tell of it.",
        _ => return ().into_any(),
    };
    view! { <p class="hint">{text}</p> }.into_any()
}

/// Who asks how sure a figure is, and why, finds it there.
fn method(key: &str) -> AnyView {
    match key {
        "counts" => Method::Counts.link(),
        "durations" => Method::Durations.link(),
        "budgets" => Method::Budgets.link(),
        "causes" => Method::Shares.link(),
        "through" => Method::Reviews.link(),
        "toil" => Method::Toil.link(),
        "impact" => Method::Counts.link(),
        _ => ().into_any(),
    }
}

/// More that are open, and lack the moment since when, stand in the report behind.
const FEW: usize = 3;

/// The pages that tell more, asked the same question.
fn pages(key: &str, asked: &HomeAsked, found: &Home) -> AnyView {
    let pairs = asked.of(found.span).pairs();
    // Both, one by one and compared.
    let both = || {
        let (before, after) = (found.span.before(), found.span);
        let both = Span::of(before.first(), after.last()).unwrap_or(after);
        let mut pairs = asked.of(both).pairs();
        if after.first() == after.last() {
            let compared = [("before", before.first()), ("after", after.first())];
            pairs.extend(compared.map(|(name, period)| (name, period.to_string())));
        }
        pairs
    };
    let unstarted = |number: IncidentNumber| {
        let path = format!("{}/milestones", incident::address(number));
        link(&path, &[], &format!("Milestones of {number}"))
    };
    let links = match key {
        "counts" | "impact" => vec![counts(asked, found)],
        "durations" => {
            let open = unstarted_in(found.durations.within(found.span)).into_iter();
            let mut links = vec![link("/reports/durations", &both(), "Durations")];
            links.extend(open.take(FEW).map(unstarted));
            links
        }
        "budgets" => vec![budgets(asked, found)],
        "causes" => vec![
            link("/reports/changes", &pairs, "Changes"),
            link("/reports/factors", &pairs, "Factors over time"),
        ],
        "through" => vec![actions(asked, found), link("/reports/reviews", &pairs, "Reviews")],
        "toil" => vec![link("/reports/toil", &pairs, "Toil")],
        _ => Vec::new(),
    };
    links.into_iter().collect_view().into_any()
}

/// One period, beside all others.
pub fn counts(asked: &HomeAsked, found: &Home) -> AnyView {
    let span = found.span;
    let pairs = if span.first() == span.last() {
        let mut told = asked.last(span.first().by()).pairs();
        told.push(("period", span.to_string()));
        told
    } else {
        asked.of(span).pairs()
    };
    link("/reports/counts", &pairs, "Counts")
}

/// What stands today is asked for without a period.
const OWNED: &[&str] = &["service", "team", "private"];

pub fn budgets(asked: &HomeAsked, found: &Home) -> AnyView {
    link("/reports/budgets", &only(asked, found, OWNED), "Error budgets")
}

pub fn actions(asked: &HomeAsked, found: &Home) -> AnyView {
    link("/reports/actions", &only(asked, found, OWNED), "Actions")
}

fn only(asked: &HomeAsked, found: &Home, names: &[&str]) -> Vec<(&'static str, String)> {
    let pairs = asked.of(found.span).pairs();
    pairs.into_iter().filter(|(name, _)| names.contains(name)).collect()
}

fn link(path: &str, pairs: &[(&'static str, String)], name: &str) -> AnyView {
    let href = address(path, pairs);
    view! { <a href=href>{name.to_owned()}</a> }.into_any()
}
