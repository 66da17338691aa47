//! The answers: a question, a sentence or two, a picture where it helps, and where there is more.

use leptos::prelude::*;
use nofault_domain::report::home::{HomeAsked, sureness_in_words};
use nofault_domain::report::span::Span;

use super::pictures;
use crate::pages::reports::{Method, address};
use crate::report::home::{Home, Part};

pub fn answers(asked: &HomeAsked, found: &Home) -> AnyView {
    let one = |part: Part| answer(part, asked, found);
    view! { <div class="answers">{found.parts().into_iter().map(one).collect_view()}</div> }
        .into_any()
}

fn answer(part: Part, asked: &HomeAsked, found: &Home) -> AnyView {
    let Part { key, question, words } = part;
    let meaning = meaning(key, &words);
    let mut words = words.into_iter();
    let first = words.next().map(|first| view! { <p><strong>{first}</strong></p> });
    let rest: Vec<_> = words.map(|more| view! { <p>{more}</p> }).collect();
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
    // One period, beside all others.
    let told = || {
        if found.span.first() != found.span.last() {
            return pairs.clone();
        }
        let mut told = asked.last(found.span.first().by()).pairs();
        told.push(("period", found.span.to_string()));
        told
    };
    let only = |names: &[&str]| {
        pairs.iter().filter(|(name, _)| names.contains(name)).cloned().collect::<Vec<_>>()
    };
    let link = |path: &str, pairs: &[(&'static str, String)], name: &'static str| {
        let href = address(path, pairs);
        view! { <a href=href>{name}</a> }.into_any()
    };
    let links = match key {
        "counts" | "impact" => vec![link("/reports/counts", &told(), "Counts")],
        "durations" => vec![link("/reports/durations", &both(), "Durations")],
        "budgets" => vec![link("/reports/budgets", &only(&["private"]), "Error budgets")],
        "causes" => vec![
            link("/reports/changes", &pairs, "Changes"),
            link("/reports/factors", &pairs, "Factors over time"),
        ],
        "through" => vec![
            link("/reports/actions", &only(&["service", "team", "private"]), "Actions"),
            link("/reports/reviews", &pairs, "Reviews"),
        ],
        "toil" => vec![link("/reports/toil", &pairs, "Toil")],
        _ => Vec::new(),
    };
    links.into_iter().collect_view().into_any()
}
