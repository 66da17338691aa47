//! Setting the milestones of an incident: all of them at once, in any order; and what they said before.

mod past;

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::milestone::{Milestone, out_of_order};
use nofault_domain::moment::{Moment, Precision, Source};
use nofault_domain::number::IncidentNumber;
use nofault_domain::word::Word;
use nofault_domain::zone::Zone;
use nofault_store::Failure;
use nofault_store::incident::{self, Incident, MilestoneNow, PastMilestone};

use super::{asked, only, over, watching};
use crate::here::{Form, Here};
use crate::load::load;
use crate::ui::{Conflicted, Field, Hidden, Page, PostForm, Submit, Was};

type Set = Vec<(Milestone, Moment)>;

struct Found {
    incident: Incident,
    now: Vec<MilestoneNow>,
    past: Vec<PastMilestone>,
}

async fn found(here: Here, number: Result<IncidentNumber, Failure>) -> Result<Found, Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    only(&here, Role::Responder, "milestones")?;
    Ok(Found {
        now: incident::milestones_now(&mut db, incident.id).await?,
        past: incident::milestone_history(&mut db, incident.id).await?,
        incident,
    })
}

#[component]
pub fn MilestonesPage() -> AnyView {
    load(found(Here::now(), asked()), |here, Found { incident, now, past }| {
        let (form, address) = (here.form("milestones"), incident.address());
        let milestones: Set = now.iter().map(|one| (one.milestone, one.moment.clone())).collect();
        view! {
            <Page title="Milestones" over=over(&incident)>
                {watching::beside(&here, &incident, None)}
                {flags(&milestones)}
                {edit(&here, &form, &incident, &now)}
                <Conflicted form=form action=format!("{address}/milestones") back=format!("{address}#milestones") />
                {past::past(&past)}
            </Page>
        }
    })
    .into_any()
}

fn edit(here: &Here, form: &Form, incident: &Incident, now: &[MilestoneNow]) -> AnyView {
    let (zone, version) = (form.value("zone", here.zone.name()), form.version(incident.version));
    let words = format!(
        "Times are read in {zone}; another zone may stand behind one, such as 14:05 Europe/Berlin. \
         “~14:05” is about, “14:05 ±30 min” give or take. A blank one is not set."
    );
    let field = |milestone: &Milestone| {
        let (form, key, label) = (form.clone(), milestone.key(), milestone.label());
        let one = now.iter().find(|one| one.milestone == *milestone);
        let value = one.map_or_else(String::new, |one| one.moment.typed_in(&here.zone));
        let was = view! { <Was form=form.clone() field=key value=value.clone() /> };
        match one {
            Some(one) => {
                view! { {was}<Field form name=key label=label value=value hint=said(one, &here.zone) /> }.into_any()
            }
            None => view! { {was}<Field form name=key label=label /> }.into_any(),
        }
    };
    let home = (incident.home_zone != here.zone.name())
        .then(|| format!(" The incident’s home zone is {}.", incident.home_zone));
    let fields: Vec<_> = Milestone::ALL.iter().map(field).collect();
    let (action, back) = (format!("{}/milestones", incident.address()), incident.address());
    view! {
        <PostForm form=form.clone() action=action class="narrow" draft=true>
            <Hidden name="version" value=version />
            <Hidden name="zone" value=zone />
            <p class="hint">{words}{home}</p>
            {fields}
            <Submit label="Save the milestones" class="primary" />
            <a href=back>"Back to the incident"</a>
        </PostForm>
    }
    .into_any()
}

/// Who says so, how exactly, and in which zone where that is not the reader's.
fn said(one: &MilestoneNow, reader: &Zone) -> String {
    let by = one.by.clone().unwrap_or_else(|| "Nofault".to_owned());
    let mut said = match one.moment.source {
        Source::Person => format!("Set by {by}"),
        Source::Alert => "From an alert".to_owned(),
        Source::Import => "From an import".to_owned(),
        Source::System => "Set with the change of the status".to_owned(),
    };
    if one.moment.source == Source::System {
        match one.milestone {
            Milestone::Declared => "Set by declaring".clone_into(&mut said),
            Milestone::ImpactStarted | Milestone::ImpactEnded => {
                "Taken from the impacts".clone_into(&mut said);
            }
            _ => {}
        }
    }
    let precision = match one.moment.precision {
        Precision::Exact => "to the second".to_owned(),
        Precision::Minute => "to the minute".to_owned(),
        other => other.label(),
    };
    said = format!("{said}, {precision}");
    if one.moment.zone != *reader {
        said += &format!(", entered in {}", one.moment.zone);
    }
    said + "."
}

/// Flagged, not refused.
pub fn flags(milestones: &[(Milestone, Moment)]) -> AnyView {
    let at = |wanted: Milestone| {
        milestones.iter().find(|(name, _)| *name == wanted).map(|(_, moment)| moment.at)
    };
    let flag = |(earlier, later): (Milestone, Milestone)| {
        view! { <li>{format!("“{}” is before “{}”", later.label(), earlier.label())}</li> }
    };
    let flags: Vec<_> = out_of_order(at).into_iter().map(flag).collect();
    (!flags.is_empty())
        .then(|| view! { <ul class="flags" aria-label="Out of order">{flags}</ul> })
        .into_any()
}
