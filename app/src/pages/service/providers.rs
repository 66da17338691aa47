//! A provider: what it promised and what it did. A service that needs some: how far they limit it.

use std::collections::BTreeSet;

use leptos::prelude::*;
use nofault_domain::budget::percent;
use nofault_domain::number::IncidentNumber;
use nofault_domain::service::Part;
use nofault_domain::word::Word;
use nofault_store::catalog::Service;
use nofault_store::{Db, Failure, incident};

use crate::here::Here;
use crate::report::providers::{Known, Limit, Provider};
use crate::ui::Time;

/// What the sections show.
pub struct Providers {
    /// The service, where somebody else runs it.
    own: Option<Provider>,
    limit: Option<Limit>,
}

pub async fn read(db: &mut Db<'_>, here: &Here, service: &Service) -> Result<Providers, Failure> {
    let known = Known::read(&mut *db).await?;
    let asks = (here.viewer(), here.now);
    let own = if service.provider {
        Some(known.provider(db, asks, service.clone(), false).await?)
    } else {
        None
    };
    Ok(Providers { own, limit: known.limit(service.id) })
}

pub fn section(providers: &Providers) -> AnyView {
    view! {
        {providers.own.as_ref().map(promise)}
        {providers.limit.as_ref().map(limit)}
    }
    .into_any()
}

fn promise(provider: &Provider) -> AnyView {
    view! {
        <section id="promise">
            <h2>"Promised and observed"</h2>
            <dl class="pairs">
                <div><dt>"Promised"</dt><dd>{promised(provider)}</dd></div>
                <div><dt>"Observed"</dt><dd>{observed(provider)}</dd></div>
                <div><dt>"Incidents that it had a part in"</dt><dd>{incidents(provider)}</dd></div>
            </dl>
            <p class="hint">"What needs it can be there no more than it is. "{LAID}" Private incidents are left out."</p>
        </section>
    }
    .into_any()
}

/// What is counted as a failure of a provider.
pub(in crate::pages) const LAID: &str = "A provider had a part in incidents of that time with an \
    impact on it above 0 %, or of an unknown share; in those that name a change of it as a cause; \
    and in those with a factor “Dependency or provider” that name it: among their services or, \
    where they hurt a service that needs it, in their title or in that factor’s title or note.";

pub(in crate::pages) fn promised(provider: &Provider) -> AnyView {
    match &provider.promised {
        None => "No availability that is written down as an SLO".into_any(),
        Some(slo) => {
            view! { <a href=slo.address()>{slo.promise.target.to_string()}</a> }.into_any()
        }
    }
}

pub(in crate::pages) fn observed(provider: &Provider) -> AnyView {
    let Some(observed) = &provider.observed else { return "Nothing yet".into_any() };
    let within = format!("{observed} ({}", provider.window);
    match provider.on_record_since {
        None => format!("{within})").into_any(),
        Some(at) => {
            let within = format!("{within}, on record since ");
            view! { {within}<Time at=at />")" }.into_any()
        }
    }
}

pub(in crate::pages) fn incidents(provider: &Provider) -> AnyView {
    let link = |(number, parts): (&IncidentNumber, &BTreeSet<Part>)| {
        let by: Vec<_> = parts.iter().map(|part| part.label()).collect();
        let by = format!(" ({}) ", by.join(", "));
        view! { <a href=incident::address(*number)>{number.to_string()}</a>{by} }
    };
    if provider.incidents.is_empty() {
        return "None".into_any();
    }
    provider.incidents.iter().map(link).collect_view().into_any()
}

/// The ceiling that the providers put on it.
fn limit(limit: &Limit) -> AnyView {
    let one = |(service, target): &(Service, Option<nofault_domain::budget::Target>)| {
        let promised = target.map_or_else(
            || "promised no availability that is written down".to_owned(),
            |target| format!("promised {target}"),
        );
        view! { <li><a href=service.address()>{service.name.clone()}</a><span class="about">{promised}</span></li> }
    };
    let list: Vec<_> = limit.providers.iter().map(one).collect();
    let says = match limit.ceiling {
        None => "How far they limit it is not known.".to_owned(),
        Some(ceiling) => {
            let series = ceiling.in_series.map(|parts| {
                let parts = percent(i128::from(parts));
                format!(" If their failures are independent, all of them together are there {parts} of the time.")
            });
            format!(
                "It needs all of them, so it cannot promise more than {}, the least of what they promise.{}",
                ceiling.least,
                series.unwrap_or_default()
            )
        }
    };
    view! {
        <section id="ceiling">
            <h2>"Limited by providers"</h2>
            <p>{says}</p>
            <ul class="short">{list}</ul>
        </section>
    }
    .into_any()
}
