//! Setting the milestones of an incident: all of them at once, in any order.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::instant::Instant;
use nofault_domain::milestone::{Milestone, out_of_order};
use nofault_domain::moment::Moment;
use nofault_domain::number::IncidentNumber;
use nofault_domain::word::Word;
use nofault_domain::zone::Zone;
use nofault_store::Failure;
use nofault_store::incident::{self, Incident};

use super::{asked, only, over};
use crate::here::{Form, Here};
use crate::load::load;
use crate::ui::{Field, Hidden, Page, PostForm, Submit, When};

type Set = Vec<(Milestone, Moment)>;

async fn found(
    here: Here,
    number: Result<IncidentNumber, Failure>,
) -> Result<(Incident, Set), Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    only(&here, Role::Responder, "milestones")?;
    let milestones = incident::milestones(&mut db, incident.id).await?;
    Ok((incident, milestones))
}

#[component]
pub fn MilestonesPage() -> AnyView {
    load(found(Here::now(), asked()), |here, (incident, milestones)| {
        let form = here.form("milestones");
        view! {
            <Page title="Milestones" over=over(&incident)>
                {flags(&milestones)}
                {beside(&form, &milestones)}
                {edit(&here, &form, &incident, &milestones)}
            </Page>
        }
    })
    .into_any()
}

fn edit(here: &Here, form: &Form, incident: &Incident, milestones: &Set) -> AnyView {
    let (zone, version) = (form.value("zone", here.zone.name()), form.version(incident.version));
    let words = format!(
        "Times are read in {zone}; another zone may stand behind one, such as 14:05 Europe/Berlin. \
         “~14:05” is about, “14:05 ±30 min” give or take. A blank one is not set."
    );
    let field = |milestone: &Milestone| {
        let moment = milestones.iter().find(|(name, _)| name == milestone);
        let value = moment.map_or_else(String::new, |(_, m)| typed_in(m, &here.zone, here.now));
        view! { <Field form=form.clone() name=milestone.key() label=milestone.label() value=value /> }
    };
    let fields: Vec<_> = Milestone::ALL.iter().map(field).collect();
    let (action, back) = (format!("{}/milestones", incident.address()), incident.address());
    view! {
        <PostForm form=form.clone() action=action class="narrow">
            <Hidden name="version" value=version />
            <Hidden name="zone" value=zone />
            <p class="hint">{words}</p>
            {fields}
            <Submit label="Save the milestones" class="primary" />
            <a href=back>"Back to the incident"</a>
        </PostForm>
    }
    .into_any()
}

/// As a person would type it in `zone`: the same instant and precision are read from it.
pub(super) fn typed_in(moment: &Moment, zone: &Zone, now: Instant) -> String {
    let there = Moment { zone: zone.clone(), ..moment.clone() };
    let text = there.edit_text();
    match Moment::parse(&text, zone, now, moment.source) {
        Ok(read) if (read.at, read.precision) == (moment.at, moment.precision) => text,
        // Seconds that only one of the two zones shows.
        _ => format!("{} {}", moment.edit_text(), moment.zone),
    }
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

/// Somebody was faster: what they set.
fn beside(form: &Form, milestones: &Set) -> AnyView {
    if !form.is_conflict() {
        return ().into_any();
    }
    let row = |(milestone, moment): &(Milestone, Moment)| {
        view! { <div><dt>{milestone.label()}</dt><dd><When moment=moment.clone() /></dd></div> }
    };
    let rows: Vec<_> = milestones.iter().map(row).collect();
    view! {
        <section class="beside">
            <h2>"As they stand now"</h2>
            <dl class="pairs">{rows}</dl>
            <p class="hint">"Below is what you typed. Saving puts it in the place of these."</p>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use nofault_domain::moment::Source;

    #[test]
    fn what_is_typed_in_another_zone_is_the_same_moment() {
        let now = Instant::from_seconds(1_790_000_000);
        let zones = ["UTC", "Europe/Berlin", "America/St_Johns", "Africa/Monrovia"];
        let texts = [
            "2026-03-01 14:05",
            "2025-10-26 02:30 +01:00",
            "~2026-03-01 14:05:07.25",
            "1971-03-01 14:05",
            "2026-03-01",
        ];
        for (from, to) in zones.iter().flat_map(|from| zones.iter().map(move |to| (from, to))) {
            let (from, to) = (Zone::parse(from).unwrap(), Zone::parse(to).unwrap());
            for text in texts {
                let moment = Moment::parse(text, &from, now, Source::Person).unwrap();
                let read =
                    Moment::parse(&typed_in(&moment, &to, now), &to, now, Source::Person).unwrap();
                assert_eq!((read.at, read.precision), (moment.at, moment.precision), "{text}");
            }
        }
    }
}
