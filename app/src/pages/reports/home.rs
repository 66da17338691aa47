//! How are we doing? One screen of answers in words, and on paper two sheets.

mod asked;
mod parts;
mod pictures;
mod sheet;

use leptos::prelude::*;
use nofault_domain::report::home::{AT_ONCE, HomeAsked};
use nofault_domain::report::kept::{Address, Report};
use nofault_domain::report::periods::PeriodsForm;
use nofault_domain::statistics::change::sure;
use nofault_domain::word::{Word, capital};

use super::asking::{asking, choices, unreadable};
use super::{address, keep};
use crate::here::Here;
use crate::report::home::{Home, read};
use crate::ui::{Empty, Page, unbroken};

#[component]
pub fn ReportsPage() -> AnyView {
    let here = Here::now();
    let form = PeriodsForm::of(&here.query);
    let parsed = HomeAsked::parse(&here.query);
    let found = async move {
        let asked = parsed?;
        let found = read(&here.store, here.viewer(), here.now, &asked).await?;
        Ok((asked, found))
    };
    asking(choices(), found, move |here, asking| {
        let filters = asked::filters(&form, &asking.offers, &asking.wrong);
        let Some((asked, found)) = asking.found else { return unread(filters) };
        let said = found.span.said();
        let over = view! { {capital(&said)}", compared with "{found.span.before().said()} };
        let ways = asked::ways(&asked, &found);
        let kept = Address::of(Report::Home, &asked.of(found.span).pairs());
        let kept =
            (!found.is_empty()).then(|| keep(&here, kept, &format!("{TITLE} {}", capital(&said))));
        view! {
            <Page title=TITLE tab="Reports" running=format!("{TITLE} {said}") over=over.into_any() aside=ways>
                {filters}
                {if found.is_empty() { nothing() } else { shown(&asked, &found) }}
                {kept}
                {elsewhere()}
            </Page>
        }
        .into_any()
    })
}

const TITLE: &str = "How are we doing?";

fn unread(filters: AnyView) -> AnyView {
    view! {
        <Page title=TITLE tab="Reports">
            {filters}
            {unreadable()}
            {elsewhere()}
        </Page>
    }
    .into_any()
}

fn nothing() -> AnyView {
    view! {
        <Empty title="Nothing to tell yet">
            <p>"Here stands how many incidents there are, how long they take, what they cost and what became of what was decided, once there is an incident."</p>
            <p><a href="/incidents/new">"Declare an incident"</a>", or "<a href="/imports/new">"import past ones"</a>"."</p>
        </Empty>
    }
    .into_any()
}

fn shown(asked: &HomeAsked, found: &Home) -> AnyView {
    view! {
        <p class="headline"><strong>{unbroken(&found.headline.in_words())}</strong></p>
        {parts::answers(asked, found)}
        <p class="hint prose">{about(asked, found)}</p>
        {sheet::sheet(asked, found)}
        <p class="links"><a href=address("/reports.json", &asked.of(found.span).pairs())>"JSON"</a></p>
    }
    .into_any()
}

/// What is counted.
fn about(asked: &HomeAsked, found: &Home) -> String {
    let asked = &asked.periods;
    let service = asked.service.as_ref().map(|name| format!(" of the service {name}"));
    let team = asked.team.as_ref().map(|name| format!(" of the services of the team {name}"));
    let private = if asked.private {
        "private ones that you may see are among them"
    } else {
        "private ones are left out"
    };
    format!(
        "Counted are incidents{}{}; drills, near misses, and what is in triage or came to nothing, \
         are not, and {private}. What near misses taught counts, too: in what came back, reviews, \
         toil, budgets and actions. An incident belongs to the {} in which its impact started, in the \
         zone {}, which administrators choose in the settings. Two questions are asked at once, \
         whether there are more or fewer and whether they \
         take shorter or longer: so each is told at {}, and both together at 95 %. The pages behind \
         them ask one, at 95 %.",
        service.unwrap_or_default(),
        team.unwrap_or_default(),
        found.span.first().by().label().to_lowercase(),
        found.zone.name(),
        sure(AT_ONCE)
    )
}

/// Every report, of whatever time.
fn elsewhere() -> AnyView {
    const ALL: [(&str, &str); 12] = [
        ("/reports/counts", "Counts"),
        ("/reports/durations", "Durations"),
        ("/reports/budgets", "Error budgets"),
        ("/reports/changes", "Changes"),
        ("/reports/factors", "Factors over time"),
        ("/reports/actions", "Actions"),
        ("/reports/reviews", "Reviews"),
        ("/reports/toil", "Toil"),
        ("/reports/kept", "Kept reports"),
        ("/digest", "This week"),
        ("/factors", "Contributing factors"),
        ("/reports/methods", "How figures are found"),
    ];
    let link = |(href, name): (&'static str, &'static str)| view! { <a href=href>{name}</a> };
    view! {
        <nav class="ways links" aria-label="All reports">
            <span>"All reports:"</span>
            {ALL.map(link).collect_view()}
        </nav>
    }
    .into_any()
}
