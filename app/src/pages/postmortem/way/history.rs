//! Who did what on the way, and when; every publication by its number.

use leptos::prelude::*;
use nofault_domain::instant::Instant;
use nofault_store::incident::Incident;
use nofault_store::postmortem::{Postmortem, Publication};

use crate::ui::Time;

struct Step {
    at: Instant,
    words: String,
    by: String,
    /// Where to read what was published.
    href: Option<String>,
}

/// The latest first.
pub fn history(incident: &Incident, postmortem: &Postmortem) -> AnyView {
    let mut steps = steps(incident, postmortem);
    steps.sort_by_key(|step| std::cmp::Reverse(step.at));
    let row = |step: Step| {
        let Step { at, words, by, href } = step;
        let words = match href {
            Some(href) => view! { <a href=href>{words}</a> }.into_any(),
            None => words.into_any(),
        };
        view! { <li>{words}<span class="about">" by "{by}", "<Time at=at /></span></li> }
    };
    let rows: Vec<_> = steps.into_iter().map(row).collect();
    view! {
        <details id="_history">
            <summary>"History"</summary>
            <ul class="short">{rows}</ul>
        </details>
        {publications(incident, postmortem)}
    }
    .into_any()
}

fn who(by: Option<&String>) -> String {
    by.cloned().unwrap_or_else(|| "the operator".to_owned())
}

fn steps(incident: &Incident, postmortem: &Postmortem) -> Vec<Step> {
    let plain = |at, words: &str, by: Option<&String>| {
        let (words, by) = (words.to_owned(), who(by));
        Step { at, words, by, href: None }
    };
    let mut steps = vec![plain(postmortem.created_at, "Begun", postmortem.author.as_ref())];
    let published = |at| postmortem.publications.iter().any(|one| one.at == at);
    for review in &postmortem.reviews {
        steps.push(plain(review.at, "Review asked for", review.by.as_ref()));
        if let Some((at, by)) = review.ended.as_ref().filter(|(at, _)| !published(*at)) {
            steps.push(plain(*at, "Back to draft", by.as_ref()));
        }
    }
    for reviewer in &postmortem.reviewers {
        let named = format!("{} named as reviewer", reviewer.name);
        steps.push(plain(reviewer.at, &named, reviewer.by.as_ref()));
        if let Some((at, _)) = reviewer.approved {
            steps.push(plain(at, "Approved", Some(&reviewer.name)));
        }
    }
    let publication = |one: &Publication| Step {
        at: one.at,
        words: format!("Published, number {}", one.number),
        by: who(one.by.as_ref()),
        href: Some(address(incident, one)),
    };
    steps.extend(postmortem.publications.iter().map(publication));
    steps
}

fn address(incident: &Incident, publication: &Publication) -> String {
    format!("{}/postmortem/publications/{}", incident.address(), publication.number)
}

/// Once there is more than one.
fn publications(incident: &Incident, postmortem: &Postmortem) -> AnyView {
    let one = |publication: &Publication| {
        let by = who(publication.by.as_ref());
        let href = address(incident, publication);
        let words = format!("Publication {}", publication.number);
        view! { <li><a href=href>{words}</a><span class="about"><Time at=publication.at />" by "{by}</span></li> }
    };
    let rows: Vec<_> = postmortem.publications.iter().map(one).collect();
    (!rows.is_empty())
        .then(|| {
            view! {
                <section id="_publications">
                    <h3>"Publications"</h3>
                    <ul class="short">{rows}</ul>
                </section>
            }
        })
        .into_any()
}
