//! The figures of a budget, each with a plain sentence beside it.

use leptos::prelude::*;
use nofault_domain::budget::{Cost, Counted, Source, State, share};
use nofault_domain::instant::Instant;
use nofault_domain::moment::show;
use nofault_store::incident;
use nofault_store::slo::Hit;

use crate::pages::reports::Method;
use crate::report::budget::{BudgetRead, Stands};
use crate::ui::Time;

pub fn figures(read: &BudgetRead) -> AnyView {
    let (budget, spending, stands) = (&read.budget, &read.spending, read.stands());
    let class = if stands.state == State::Over { "over" } else { "within" };
    view! {
        <section id="state">
            <p class="budget-state"><strong class=class>{stands.label()}</strong></p>
            {means(&stands)}
            <div class="table" role="region" aria-label="Figures" tabindex="0">
                <table class="figures each">
                    <caption>{caption(spending.source)}</caption>
                    <tbody>
                        {row("Target", read.slo.promise.target.to_string(), target(read))}
                        {row("Window", window(read), over_time(read))}
                        {row("Budget", budget.allowed.in_full(), "So long may all of it fail in a whole window: (1 − target) × the window.".to_owned())}
                        {row("Spent", both(spending.spent, spending.parts()), spent(read))}
                        {row("Left", spending.remaining().in_full(), left(spending.remaining()))}
                        {estimated(read)}
                        {upper(read)}
                        {unknown(read)}
                        {held(read)}
                    </tbody>
                </table>
            </div>
            <p class="hint">
                {source(read)}" Version "{read.slo.version}" of the SLO. "<a href="#how">"How it is counted"</a>" · "{Method::Budgets.link()}
            </p>
        </section>
    }
    .into_any()
}

/// In the words of the policy, where it says what holds.
fn means(stands: &Stands) -> AnyView {
    let Some(rule) = &stands.rule else {
        return view! { <p>{stands.meaning()}</p> }.into_any();
    };
    let exempt = stands.exempt.then(|| view! { <p>{stands.meaning()}</p> });
    view! {
        {exempt}
        {super::means(stands)}
        <p class="hint">
            "So says its "<a href="#policy">"policy"</a>{format!(" of “{}”. Nothing is blocked; people decide.", rule.when)}
        </p>
    }
    .into_any()
}

fn caption(source: Source) -> &'static str {
    match source {
        Source::Impacts => "The budget, as impacts say it",
        Source::Counts => "The budget, as it was counted",
    }
}

fn source(read: &BudgetRead) -> AnyView {
    match read.spending.counted_until {
        None => {
            "An estimate: it is as good as the impacts that people declared, and nothing was measured."
                .into_any()
        }
        Some(until) => view! {
            "Counted until "<Time at=until />": good and total cover the window until then, and stand in place of the estimate from impacts. Since then it is estimated."
        }
        .into_any(),
    }
}

fn both(cost: Cost, parts: i128) -> String {
    format!("{cost} ({})", share(parts))
}

fn row(name: &'static str, figure: String, says: impl IntoAny) -> AnyView {
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="number">{figure}</td>
            <td class="says">{says.into_any()}</td>
        </tr>
    }
    .into_any()
}

fn target(read: &BudgetRead) -> String {
    format!("So much of {} is to work.", read.slo.service_name)
}

fn window(read: &BudgetRead) -> String {
    let promise = &read.slo.promise;
    match promise.window.period(read.budget.now, &promise.zone) {
        Some(period) => period.to_string(),
        None => promise.window.to_string(),
    }
}

/// A calendar window is cut in a zone of its own, and told in it.
fn over_time(read: &BudgetRead) -> AnyView {
    let spending = &read.spending;
    let from = spending.frame.from;
    let time = match read.slo.promise.window.rolling() {
        Some(_) => view! { "From "<Time at=from />" until now." }.into_any(),
        None => {
            let (to, over) = (read.budget.frame.to, share(read.budget.elapsed_parts()));
            let [from, to] = [from, to].map(|at| in_its_zone(read, at));
            format!("From {from} until {to}; {over} of it is over.").into_any()
        }
    };
    let counted = spending.counted_until.map(|until| {
        view! { " Counted until "<Time at=until />", estimated since." }
    });
    view! { {time}{counted} }.into_any()
}

/// An end of the window, with the name of the zone in which it is cut.
pub fn in_its_zone(read: &BudgetRead, at: Instant) -> String {
    let zone = &read.slo.promise.zone;
    let shown = show(at, zone);
    if shown.ends_with(zone.name()) { shown } else { format!("{shown} ({})", zone.name()) }
}

fn spent(read: &BudgetRead) -> String {
    match read.coverage.counted {
        Some(counted) => of_requests(&counted, read.spending.from_impacts),
        None => "Counted as time in which all of it failed: half of it for 20 minutes is 10 \
                 minutes. Of several impacts at once the greatest counts."
            .to_owned(),
    }
}

fn of_requests(counted: &Counted, since: Cost) -> String {
    let since = match since {
        Cost::NONE => "impacts say of nothing since".to_owned(),
        since => format!("of it {since} are what impacts say since, an estimate"),
    };
    format!(
        "{} of {} were not good, as time in which all of it failed; {since}.",
        grouped(counted.bad()),
        grouped(counted.total)
    )
}

/// Digits in groups of three.
pub fn grouped(number: i128) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Beside what was counted.
fn estimated(read: &BudgetRead) -> Option<AnyView> {
    let spending = &read.spending;
    spending.counted_until.map(|_| {
        let says = "What the impacts of incidents say of all of the same time. Of several at once \
                    the greatest counts.";
        let parts = spending.estimated.parts_of(spending.allowed);
        row("Estimated", both(spending.estimated, parts), says.to_owned())
    })
}

fn left(remaining: Cost) -> String {
    if remaining < Cost::NONE {
        "Below nothing: so much more was spent than there was.".to_owned()
    } else {
        "So much more may fail in this window.".to_owned()
    }
}

/// A name for what is said of the estimate, which is what was spent where nothing was counted.
fn of_the_estimate(read: &BudgetRead, alone: &'static str, beside: &'static str) -> &'static str {
    if read.coverage.counted.is_some() { beside } else { alone }
}

/// Where impacts met, users may have been different ones.
fn upper(read: &BudgetRead) -> Option<AnyView> {
    let budget = &read.budget;
    let differs = budget.upper > budget.spent;
    differs.then(|| {
        let parts = share(budget.upper.parts_of(budget.allowed));
        let says = "If impacts at the same time hit different users, up to so much was spent.";
        row(
            of_the_estimate(read, "Up to", "Estimated, up to"),
            format!("{} ({parts})", budget.upper),
            says.to_owned(),
        )
    })
}

fn unknown(read: &BudgetRead) -> Option<AnyView> {
    let budget = &read.budget;
    let differs = read.hits.iter().any(|hit| hit.piece.fraction.is_none());
    differs.then(|| {
        let parts = share(budget.known.parts_of(budget.allowed));
        let says = "Without impacts of which nobody said how much they hit: those count as all \
                    of it, until somebody does.";
        row(
            of_the_estimate(read, "At least", "Estimated, at least"),
            format!("{} ({parts})", budget.known),
            says.to_owned(),
        )
    })
}

fn held(read: &BudgetRead) -> Option<AnyView> {
    read.held.map(|held| {
        let parts = share(held.parts_of(read.budget.allowed));
        let says = "Without the incidents that are exempt: what the policy looks at.";
        row("Held against it", format!("{held} ({parts})"), says.to_owned())
    })
}

/// What would change the figures if somebody said it: missing ends, unknown parts.
pub fn loose_ends(read: &BudgetRead) -> AnyView {
    let open: Vec<&Hit> = read.hits.iter().filter(|hit| hit.piece.to.is_none()).collect();
    let unknown: Vec<&Hit> = read.hits.iter().filter(|hit| hit.piece.fraction.is_none()).collect();
    if open.is_empty() && unknown.is_empty() {
        return ().into_any();
    }
    let goes_on = |hit: &&Hit| {
        let over =
            if hit.misses_its_end() { "; the incident is over: when did this end?" } else { "" };
        view! { <li>{link(hit)}<span class="about">" without an end since "<Time at=hit.piece.from />", counted until now"{over}</span></li> }
    };
    let not_known = |hit: &&Hit| {
        view! { <li>{link(hit)}<span class="about">" how much of it is not known; counted as all"</span></li> }
    };
    let open: Vec<_> = open.iter().map(goes_on).collect();
    let unknown: Vec<_> = unknown.iter().map(not_known).collect();
    view! {
        <section id="loose-ends">
            <h2>"What would make it more exact"</h2>
            <ul class="short">{open}{unknown}</ul>
        </section>
    }
    .into_any()
}

/// On the page of the incident in which it is written down, which may go on in another.
fn link(hit: &Hit) -> AnyView {
    let number = hit.written_in;
    let stay = if number == hit.piece.incident { "" } else { "?stay=1" };
    let href = format!("{}/impacts{stay}", incident::address(number));
    view! { <a href=href>{format!("{number} impact {}", hit.impact)}</a> }.into_any()
}
