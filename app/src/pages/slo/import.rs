//! SLOs from a file of OpenSLO: pasted or chosen, looked at object by object, imported.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::command::openslo::{PreviewSlos, Previewed};
use nofault_domain::command::{Command, Typing};
use nofault_domain::openslo::{Becomes, Object, SloRow, Trouble};
use nofault_store::Failure;
use nofault_store::slo::{Standing, standings};

use crate::here::Here;
use crate::load::load;
use crate::pages::imports::what_will_happen;
use crate::pages::incident::only;
use crate::ui::{FileField, Hidden, Page, PostForm, Submit, TextArea};

/// What was pasted or chosen, and what it would become.
struct Found {
    previewed: Previewed,
    /// Of each SLO that is not refused, in their order.
    standings: Vec<Standing>,
}

const FORMS: [&str; 2] = ["slo-import", "slo-preview"];

async fn found(here: Here) -> Result<Option<Found>, Failure> {
    if !FORMS.into_iter().any(|name| here.form(name).is_rejected()) {
        only(&here, Role::Responder, "slo-import")?;
    }
    let typed = FORMS.into_iter().find_map(|name| here.typed(name).map(<[_]>::to_vec));
    let Some(typed) = typed else { return Ok(None) };
    let value = |name: &str| {
        let found = typed.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let form = PreviewSlos::again(value("text"), value("file_name"));
    let typing = Typing { now: here.now, zone: here.zone.clone() };
    // Its form says why where it is not taken.
    let Ok(previewed) = form.parse(&typing) else { return Ok(None) };
    let mut reader = here.store.read().await?;
    let rows = previewed.plan.slos();
    let standings = standings(&mut reader.db(), here.viewer(), rows).await?;
    Ok(Some(Found { previewed, standings }))
}

#[component]
pub fn ImportPage() -> AnyView {
    load(found(Here::now()), |here, found| {
        let over = view! { <a href="/reports/budgets">"Error budgets"</a> }.into_any();
        view! {
            <Page title="Import SLOs from OpenSLO" over=over>
                {found.as_ref().map(|found| preview(&here, found))}
                {ask(&here, found.as_ref())}
            </Page>
        }
    })
    .into_any()
}

fn ask(here: &Here, found: Option<&Found>) -> AnyView {
    // Without a preview there is no other place to say why nothing was imported.
    let unread = found.is_none() && here.form("slo-import").is_rejected();
    let form = here.form(if unread { "slo-import" } else { "slo-preview" });
    let error = form.error("file");
    let text = found.map(|found| found.previewed.text.clone()).unwrap_or_default();
    let class = if found.is_some() { "" } else { "primary" };
    view! {
        <PostForm form=form.clone() action="/slos/import/preview" class="wide" files=true>
            <p class="hint">
                "OpenSLO v1, in YAML: SLOs and services. Nothing is defined yet: you see first what will happen. The same file twice doubles nothing."
            </p>
            <TextArea form=form name="text" label="YAML" value=text rows=12
                hint="Several documents may follow each other, with --- between them." />
            <FileField
                label="Or a file"
                accept=".yaml,.yml,application/yaml,text/yaml"
                hint="At most 512 KiB. It is read in place of what stands above."
                error=error
            />
            <Submit label="Look at it" class=class />
        </PostForm>
    }
    .into_any()
}

fn preview(here: &Here, found: &Found) -> AnyView {
    let mut standings = found.standings.iter();
    let plan = &found.previewed.plan;
    let objects: Vec<_> = plan
        .objects
        .iter()
        .map(|object| match &object.becomes {
            Becomes::Slo(row) => one(object, of_slo(row, standings.next())),
            Becomes::Service(name) => {
                one(object, view! { "Service: "{name.to_string()} }.into_any())
            }
            Becomes::NotEvaluated(why) => one(
                object,
                view! { <strong>"Not evaluated: "</strong>{format!("{why}. It is left out.")} }
                    .into_any(),
            ),
            Becomes::Refused(_) => {
                one(object, view! { <strong class="error">"Refused"</strong> }.into_any())
            }
        })
        .collect();
    let (count, next) = confirm(here, found);
    what_will_happen(count, view! { {next}{objects} }.into_any())
}

fn one(object: &Object, becomes: AnyView) -> AnyView {
    let why = match &object.becomes {
        Becomes::Refused(why) => Some(troubles(why)),
        _ => None,
    };
    let left = (!object.left.is_empty()).then(|| {
        view! { <p class="hint">"Not taken from it:"</p>{troubles(&object.left)} }
    });
    let (heading, line) = (format!("{} {}", object.kind, object.name), object.line);
    view! {
        <h3>{heading}<span class="about">{format!(" line {line}")}</span></h3>
        <p>{becomes}</p>
        {why}
        {left}
    }
    .into_any()
}

fn troubles(all: &[Trouble]) -> AnyView {
    let one = |trouble: &Trouble| view! { <li>{trouble.to_string()}</li> };
    view! { <ul class="short">{all.iter().map(one).collect_view()}</ul> }.into_any()
}

fn of_slo(row: &SloRow, standing: Option<&Standing>) -> AnyView {
    let SloRow { name, service, slo, .. } = row;
    let zone = match slo.window.rolling() {
        Some(_) => String::new(),
        None => format!(" in {}", slo.zone),
    };
    let of = if matches!(standing, Some(Standing::New { service: true })) {
        ", a new service"
    } else {
        ""
    };
    let says = format!("{name} of {service}{of}: {} over {}{zone}", slo.target, slo.window);
    match standing {
        Some(Standing::There { slo, differs }) => {
            let (address, name) = (slo.address(), slo.full_name());
            let differs = (!differs.is_empty()).then(|| {
                let what = differs.join(", ");
                format!(" It is left as it is; the file says otherwise: {what}.")
            });
            view! { "Already there: "<a href=address>{name}</a>{differs} }.into_any()
        }
        Some(Standing::Forbidden) => {
            view! { <strong class="error">"Not yours: "</strong>{says}". Only the team that owns the service, and administrators, may define it." }.into_any()
        }
        _ => format!("New: {says}").into_any(),
    }
}

/// How many become what, and the button that imports them, or why there is none.
fn confirm(here: &Here, found: &Found) -> (String, AnyView) {
    let plan = &found.previewed.plan;
    let is_new = |one: &&Standing| matches!(one, Standing::New { .. });
    let new = found.standings.iter().filter(is_new).count();
    let there = found.standings.iter().filter(|one| matches!(one, Standing::There { .. })).count();
    let forbidden = found.standings.len() - new - there;
    let is_refused = |object: &&Object| matches!(object.becomes, Becomes::Refused(_));
    let refused = plan.objects.iter().filter(is_refused).count();
    let count = format!("{new} new, {there} already there, {refused} refused");
    let form = here.form("slo-import");
    let says = form.summary();
    let says = says.map(|says| view! { <p class="error summary" role="alert">{says}</p> });
    let button = if forbidden > 0 {
        view! { {says}<p class="error" role="alert">"Nothing can be imported while an SLO is not yours to define: leave it out of the file."</p> }.into_any()
    } else if new == 0 {
        view! { {says}<p class="notice">"There is nothing new in it to be imported."</p> }
            .into_any()
    } else {
        let slos = if new == 1 { "1 SLO".to_owned() } else { format!("{new} SLOs") };
        let label = match refused {
            0 => format!("Import {slos}"),
            refused => format!("Import {slos}, and leave out {refused} refused"),
        };
        let (text, name) = (found.previewed.text.clone(), found.previewed.file_name.clone());
        let leave = if refused > 0 { "on" } else { "" };
        view! {
            <PostForm form=form action="/slos/imports">
                <Hidden name="text" value=text />
                <Hidden name="file_name" value=name />
                <Hidden name="leave_out" value=leave />
                <Submit label=label class="primary" />
            </PostForm>
        }
        .into_any()
    };
    (count, button)
}
