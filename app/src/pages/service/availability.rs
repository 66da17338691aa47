//! How much of a service was there: the whole, a strip of days, and the days behind it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::budget::{Availability, Cost};
use nofault_domain::id::ServiceId;
use nofault_domain::moment::show;
use nofault_domain::period::Day;
use nofault_domain::refusal::Refusal;
use nofault_domain::report::availability::AvailabilityForm;
use nofault_domain::report::kept::Address;
use nofault_store::catalog::Service;

use crate::here::Here;
use crate::pages::reports::{Method, Wrong, asking, keep};
use crate::report::availability::{AvailabilityRead, read, service_of};
use crate::ui::{Check, DayStrip, Heads, Page, Table, Typed, length};

#[component]
pub fn AvailabilityPage() -> AnyView {
    let given = use_params_map().read_untracked().get("service").unwrap_or_default();
    let here = Here::now();
    let form = AvailabilityForm::of(&here.query);
    let (store, service) = (here.store.clone(), given.clone());
    let offers = async move { service_of(&mut store.read().await?.db(), id(&service)?).await };
    let asked = form.clone();
    let found =
        async move { read(&here.store, here.viewer(), here.now, id(&given)?, &asked).await };
    asking(offers, found, move |here, asking| {
        let (address, name) = (asking.offers.address(), asking.offers.name.clone());
        let over = view! { <a href=address>{name.clone()}</a> }.into_any();
        let title = format!("Availability of {name}");
        // What was not typed is what it was taken for.
        let days = asking.found.as_ref().map_or(form, |read| AvailabilityForm::from(read.asked));
        view! {
            <Page title=title.clone() over=over>
                {filter(&asking.offers, &days, &asking.wrong)}
                {asking.shown(|read| view! {
                    {shown(read)}
                    {keep(&here, Address::of_availability(read.service.id, &read.asked), &title)}
                }.into_any())}
            </Page>
        }
    })
}

fn id(given: &str) -> Result<ServiceId, Refusal> {
    uuid::Uuid::try_parse(given).map(ServiceId).map_err(|_| Refusal::NotFound("service"))
}

fn filter(service: &Service, form: &AvailabilityForm, wrong: &Wrong) -> AnyView {
    let action = format!("{}/availability", service.address());
    // A browser shows nothing of what is no day where a day is asked for.
    let kind = |typed: &str| {
        if typed.is_empty() || Day::parse(typed).is_ok() { "date" } else { "text" }
    };
    let [first, last] = [kind(&form.from), kind(&form.to)];
    view! {
        <form method="get" action=action class="filters" aria-label="What is counted">
            <Typed name="from" label="First day" kind=first value=form.from.clone() error=wrong.at("from") />
            <Typed name="to" label="Last day" kind=last value=form.to.clone() error=wrong.at("to") />
            <Check name="private" value="1" label="With private incidents that you may see" checked=form.private == "1" />
            <div class="buttons"><button class="button">"Show"</button></div>
        </form>
        {wrong.beside(&["from", "to"])}
    }
    .into_any()
}

fn shown(read: &AvailabilityRead) -> AnyView {
    let Some(whole) = &read.whole else {
        return view! { <p>{nothing(read)}</p> }.into_any();
    };
    let known: Vec<(Day, Availability)> =
        read.days.iter().filter_map(|(day, of)| Some((*day, (*of)?))).collect();
    let bad: Vec<&(Day, Availability)> =
        known.iter().filter(|(_, of)| of.lost > Cost::NONE).collect();
    let begins = begins(read, whole);
    let says = if !bad.is_empty() {
        format!(
            "{whole} of {} was there: as much was lost as if all of it had failed for {}. {} had an impact.",
            read.service.name,
            whole.lost,
            days(bad.len(), known.len()),
        )
    } else if begins.is_some() {
        format!("100 %: no impact on {} is on record since then.", read.service.name)
    } else {
        format!("100 %: no impact on {} is on record on these days.", read.service.name)
    };
    let private = if read.asked.private {
        "Those private incidents that you may see are counted."
    } else {
        "Private incidents are left out."
    };
    let strip: Vec<Option<f64>> =
        read.days.iter().map(|(_, of)| of.as_ref().map(Availability::lost_share)).collect();
    let undrawn = if known.len() < read.days.len() {
        " Nothing is drawn of days without a record."
    } else {
        ""
    };
    let from = read.asked.from;
    let to = read.days.last().map_or(from, |(day, _)| *day);
    let desc = format!(
        "A bar for each day from {from} to {to}: the higher, the more was lost.{undrawn} {says} The table has each day with an impact."
    );
    view! {
        {begins.map(|begins| view! { <p>{begins}</p> })}
        <p class="budget-state">{says}</p>
        {loose(read)}
        <div class="picture">
            <DayStrip id="days" title="What was lost, day by day" desc=desc days=strip from=from.to_string() to=to.to_string() />
        </div>
        {table(&bad, unknown(read))}
        <p class="hint">
            "Counted from the impacts that people declared, exactly; of several at once the greatest counts. Nothing is a sample, so there is no interval. Rounded down: 100 % is only where nothing was lost. Days are those of "
            {read.zone.name().to_owned()}". "{private}" "{Method::Availability.link()}
        </p>
    }
    .into_any()
}

/// Why nothing is said.
fn nothing(read: &AvailabilityRead) -> String {
    let name = &read.service.name;
    match read.record {
        _ if read.days.is_empty() => "None of these days has begun.".to_owned(),
        Some(record) => format!(
            "There is no record of these days: that of {name} begins at {}.",
            show(record, &read.zone)
        ),
        None => format!("There is no record of {name} yet."),
    }
}

/// Where the record begins, if that is in these days.
fn begins(read: &AvailabilityRead, whole: &Availability) -> Option<String> {
    let asked = read.asked.from.start(&read.zone)?;
    (whole.frame.from > asked).then(|| {
        format!(
            "On record since {}: nothing is known of the time before.",
            show(whole.frame.from, &read.zone)
        )
    })
}

/// The days of which nothing is on record, in words.
fn unknown(read: &AvailabilityRead) -> Option<String> {
    let mut unknown = read.days.iter().filter(|(_, of)| of.is_none()).map(|(day, _)| *day);
    let first = unknown.next()?;
    let last = unknown.next_back();
    Some(last.map_or_else(|| first.to_string(), |last| format!("{first} to {last}")))
}

fn days(some: usize, all: usize) -> String {
    match (some, all) {
        (1, 1) => "The day".to_owned(),
        (some, all) => format!("{some} of {all} days"),
    }
}

fn loose(read: &AvailabilityRead) -> AnyView {
    let unknown = match read.unknown {
        0 => None,
        1 => Some("1 impact says not how much it hit: it counts as all.".to_owned()),
        many => Some(format!("{many} impacts say not how much they hit: they count as all.")),
    };
    let open = match read.open {
        0 => None,
        1 => Some("1 impact has no end: it counts until now.".to_owned()),
        many => Some(format!("{many} impacts have no end: they count until now.")),
    };
    let all: Vec<_> =
        [unknown, open].into_iter().flatten().map(|text| view! { <li>{text}</li> }).collect();
    view! { <ul class="short">{all}</ul> }.into_any()
}

fn table(bad: &[&(Day, Availability)], unknown: Option<String>) -> AnyView {
    let caption = match (bad.is_empty(), &unknown) {
        (true, None) => return ().into_any(),
        (true, Some(_)) => "Days without a record",
        (false, None) => "Days with an impact",
        (false, Some(_)) => "Days with an impact, and without a record",
    };
    let unknown = unknown.map(|days| {
        view! { <tr><th scope="row">{days}</th><td class="number">"No record"</td><td></td></tr> }
    });
    let row = |(day, of): &&(Day, Availability)| {
        view! {
            <tr>
                <th scope="row">{day.to_string()}</th>
                <td class="number">{of.to_string()}</td>
                <td class="number">{length(of.lost.to_string(), of.lost.exactly())}</td>
            </tr>
        }
    };
    let rows: Vec<_> = bad.iter().map(row).collect();
    view! {
        <Table
            label=caption
            caption=caption
            class="figures each"
            heads=Heads::of(["Day"]).numbers(["Available", "Lost"])
        >
            {unknown}
            {rows}
        </Table>
    }
    .into_any()
}
