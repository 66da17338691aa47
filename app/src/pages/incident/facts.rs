//! The facts beside the timeline: status, severity, milestones, durations, services,
//! actions, postmortem; and the forms that change them.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::duration::Duration;
use nofault_domain::metric::{Between, Definition, Metric};
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::Moment;
use nofault_domain::status::Status;
use nofault_domain::word::Word;
use nofault_store::action::Action;

use super::{
    Whole, causes, cost, factors, ideas, impacts, merged, milestones::flags, review_line, roles,
    updates,
};
use crate::here::Here;
use crate::pages::action::added;
use crate::pages::incidents::named;
use crate::ui::{
    ActionBadge, Conflicted, DueDay, Field, Hidden, PostForm, Select, SeverityBadge, Submit, When,
    words,
};

pub fn facts(here: &Here, whole: &Whole) -> AnyView {
    let responder = here.may(Role::Responder);
    let address = whole.incident.address();
    let services = (!whole.services.is_empty()).then(|| whole.services.join(", "));
    let labels = (!whole.labels.is_empty()).then(|| whole.labels.join(", "));
    view! {
        <aside class="facts" id="facts" aria-label="Facts" data-live>
            {responder.then(|| status_form(here, whole))}
            <dl class="pairs">
                <div><dt>"Severity"</dt><dd><SeverityBadge severity=whole.incident.severity /></dd></div>
                {services.map(|services| view! { <div><dt>"Services"</dt><dd>{services}</dd></div> })}
                {labels.map(|labels| view! { <div><dt>"Labels"</dt><dd>{labels}</dd></div> })}
                {whole.incident.reference.clone().map(|reference| view! { <div><dt>"Reference"</dt><dd>{reference}</dd></div> })}
                <div><dt>"Home zone"</dt><dd>{whole.incident.home_zone.clone()}</dd></div>
            </dl>
            {responder.then(|| severity_form(here, whole))}
            {responder.then(|| view! { <p><a href=format!("{address}/details")>"Edit title, services, summary"</a></p> })}
            {merged::links(here, whole)}
            {roles::section(here, whole)}
            {impacts::section(here, whole)}
            {cost::section(whole)}
            {updates::section(here, whole)}
            {milestones(whole, responder)}
            {durations(whole)}
            {causes::section(here, whole)}
            {factors::section(here, &whole.incident, &whole.factors)}
            {added(&whole.added)}
            {actions(&whole.actions, &address, responder)}
            {ideas::section(here, &whole.incident, &whole.ideas)}
            {postmortem(whole, &address, responder)}
            <p><a href=format!("{address}/export.json")>"Export as JSON"</a></p>
            {here.may(Role::Administrator).then(|| view! { <p><a href=format!("{address}/redactions/new")>"Redact text"</a></p> })}
        </aside>
    }
    .into_any()
}

/// The statuses in which one usually goes on.
fn next(status: Status) -> Status {
    match status {
        Status::Triage => Status::Investigating,
        Status::Investigating => Status::Fixing,
        Status::Fixing => Status::Monitoring,
        Status::Monitoring => Status::Resolved,
        Status::Resolved => Status::Closed,
        _ => Status::Investigating,
    }
}

fn status_form(here: &Here, whole: &Whole) -> AnyView {
    let form = here.form("status");
    let incident = &whole.incident;
    let choices: Vec<Status> =
        Status::CHOICES.into_iter().filter(|status| *status != incident.status).collect();
    let started =
        whole.milestones.iter().any(|(milestone, _)| *milestone == Milestone::ImpactStarted);
    let zone = form.value("zone", here.zone.name());
    let hint = format!("Blank is now; read in {zone}.");
    let (action, back) = (format!("{}/status", incident.address()), incident.address());
    let (version, selected, rejected) =
        (form.version(incident.version), next(incident.status).key(), form.is_rejected());
    let both = view! { <Conflicted form=form.clone() action=action.clone() back=back /> };
    view! {
        <PostForm form=form.clone() action=action.clone() class="compact" id="status".to_owned()>
            <Hidden name="version" value=version />
            <Hidden name="zone" value=zone />
            <Select form=form.clone() name="status" label="Change status to" value=selected choices=words(&choices) />
            {(!started).then(|| view! {
                <Field form=form.clone() name="impact_started" label="When did the impact start?" placeholder="14:05, 20 min ago" />
            })}
            <details open=rejected>
                <summary>"When, and why"</summary>
                <Field form=form.clone() name="at" label="When" placeholder="now" hint=hint />
                <Field form=form.clone() name="comment" label="Comment" />
            </details>
            <Submit label="Change status" class="primary" />
        </PostForm>
        {both}
    }
    .into_any()
}

fn severity_form(here: &Here, whole: &Whole) -> AnyView {
    let form = here.form("severity");
    let incident = &whole.incident;
    let (present, rejected) = (incident.severity.map_or("", Word::key), form.is_rejected());
    let (version, severities) = (form.version(incident.version), named(&whole.severities));
    let (action, back) = (format!("{}/severity", incident.address()), incident.address());
    let both = view! { <Conflicted form=form.clone() action=action.clone() back=back /> };
    view! {
        <details open=rejected>
            <summary>"Change severity"</summary>
            <PostForm form=form.clone() action=action.clone() class="compact">
                <Hidden name="version" value=version />
                <Select form=form.clone() name="severity" label="Severity" none="No severity" value=present choices=severities />
                <Field form=form.clone() name="comment" label="Comment" />
                <Submit label="Change severity" />
            </PostForm>
            {both}
        </details>
    }
    .into_any()
}

fn milestones(whole: &Whole, responder: bool) -> AnyView {
    let of = |wanted: Milestone| {
        whole.milestones.iter().find(|(name, _)| *name == wanted).map(|(_, moment)| moment)
    };
    let rows: Vec<_> = Milestone::ALL
        .iter()
        .filter_map(|milestone| {
            let moment = of(*milestone)?;
            Some(view! { <div><dt>{milestone.label()}</dt><dd><When moment=moment.clone() /></dd></div> })
        })
        .collect();
    let flags = flags(&whole.milestones);
    view! {
        <section id="milestones">
            <h2>"Milestones"</h2>
            <dl class="pairs">{rows}</dl>
            {flags}
            {responder.then(|| view! { <p><a href=format!("{}/milestones", whole.incident.address())>"Set milestones"</a></p> })}
        </section>
    }
    .into_any()
}

fn durations(whole: &Whole) -> AnyView {
    let (milestones, stated) = (&whole.milestones, &whole.stated);
    let mut metrics = whole.metrics.clone();
    let only_stated =
        stated.iter().filter(|(name, _)| metrics.iter().all(|one| one.metric != *name));
    let only_stated: Vec<_> =
        only_stated.map(|(metric, _)| Definition { metric: metric.clone(), says: None }).collect();
    metrics.extend(only_stated);
    let row = |one: Definition| {
        let shown = lasted(&one, milestones, stated)?;
        let (label, formula) = (one.metric.label(), one.formula());
        Some(view! { <div><dt title=formula>{label}</dt><dd>{shown}</dd></div> })
    };
    let rows: Vec<_> = metrics.into_iter().filter_map(row).collect();
    (!rows.is_empty())
        .then(|| {
            view! {
                <section>
                    <h2>"Durations"</h2>
                    <dl class="pairs">{rows}</dl>
                </section>
            }
        })
        .into_any()
}

/// How long it took, where that is known: what was stated and what the moments say
/// stand side by side.
pub fn lasted(
    definition: &Definition,
    milestones: &[(Milestone, Moment)],
    stated: &[(Metric, Duration)],
) -> Option<String> {
    let at = |wanted: Milestone| {
        milestones.iter().find(|(name, _)| *name == wanted).map(|(_, moment)| moment.at)
    };
    let between = |ends: Between| Some(Duration::between(at(ends.from)?, at(ends.to)?));
    let computed = definition.between().and_then(between);
    let stated =
        stated.iter().find(|(name, _)| *name == definition.metric).map(|(_, stated)| *stated);
    Some(match (stated, computed) {
        (None, computed) => length(computed?),
        (Some(stated), None) => format!("{} stated", stated.in_full()),
        (Some(stated), Some(computed)) if stated.distance(computed) < Duration::from_minutes(1) => {
            length(computed)
        }
        (Some(stated), Some(computed)) => {
            // Both to the minute: they may differ by no more.
            let computed = match computed {
                _ if computed < Duration::ZERO => length(computed),
                computed => computed.to_the_minute(),
            };
            format!("{} stated, {computed} by the moments", stated.to_the_minute())
        }
    })
}

fn length(duration: Duration) -> String {
    if duration < Duration::ZERO { "out of order".to_owned() } else { duration.in_full() }
}

fn actions(actions: &[Action], address: &str, responder: bool) -> AnyView {
    let rows: Vec<_> = actions
        .iter()
        .map(|action| {
            let owner = action.owner.as_ref().map(|(_, name)| format!(" · {name}"));
            let due = action.due.map(|due| view! { " · due "<DueDay day=due /> });
            view! {
                <li id=action.number.to_string()>
                    <a href=action.address()>{action.title.clone()}</a>
                    <span class="about"><ActionBadge state=action.state />{owner}{due}</span>
                </li>
            }
        })
        .collect();
    view! {
        <section>
            <h2>"Actions"</h2>
            {rows.is_empty().then(|| view! { <p class="hint">"None yet."</p> })}
            <ul class="short">{rows}</ul>
            {responder.then(|| view! { <p><a href=format!("{address}/actions/new")>"Add an action"</a></p> })}
        </section>
    }
    .into_any()
}

fn postmortem(whole: &Whole, address: &str, responder: bool) -> AnyView {
    let href = format!("{address}/postmortem");
    let shown = match &whole.postmortem {
        Some(postmortem) => {
            let state = postmortem.state().label();
            view! { <p><a href=href>"Read the postmortem"</a><span class="about">{state}</span></p> }.into_any()
        }
        None if responder => view! {
            <form method="post" action=href>
                <input type="hidden" name="command" value=nofault_store::new_id().to_string() />
                <button class="button">"Begin the postmortem"</button>
            </form>
            <p><a href=format!("{address}/postmortem")>"From another template"</a></p>
        }
        .into_any(),
        None => view! { <p class="hint">"None yet."</p> }.into_any(),
    };
    let level = review_line(&whole.review, &whole.incident, responder);
    view! { <section id="review"><h2>"Postmortem"</h2>{level}{shown}</section> }.into_any()
}
