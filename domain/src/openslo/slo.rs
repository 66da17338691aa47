//! An object of kind SLO: what can be counted of it.

use std::collections::HashSet;

use super::object::{Found, Look};
use super::plan::SloRow;
use super::tree::Node;
use super::window::window;
use super::{DESCRIPTION, METRIC, NAME, OWN, POLICY};
use crate::budget::{Policy, Slo, Target};
use crate::text::{Name, ObjectName};
use crate::zone::Zone;

const SPEC: [&str; 8] = [
    "description",
    "service",
    "indicator",
    "indicatorRef",
    "timeWindow",
    "budgetingMethod",
    "objectives",
    "alertPolicies",
];
const OBJECTIVE: [&str; 7] =
    ["displayName", "op", "value", "target", "targetPercent", "timeSliceTarget", "timeSliceWindow"];
/// In an SLO or in its objective.
const COMPOSED: [&str; 3] = ["compositeWeight", "composite", "composites"];

/// None where something of it is wrong, which is noted. Its service is as it is named there.
pub(super) fn slo(
    found: &mut Found,
    root: &Look<'_>,
    key: Option<ObjectName>,
    (zone, thresholds): (&Zone, &Thresholds<'_>),
) -> Option<SloRow> {
    let name = name(found, root);
    annotations(found, root);
    let policy = policy(found, root);
    let spec = found.need(root, "spec")?;
    found.only(&spec, &[&SPEC[..], &COMPOSED].concat());
    let service = found.need_text(&spec, "service");
    let service = service.and_then(|(at, name)| found.take(&at, Name::parse(name)));
    let ratio = indicator(found, &spec, thresholds);
    method(found, &spec);
    composite(found, &spec);
    let window = window(found, root, &spec, zone);
    let target = objective(found, &spec, ratio);
    if let Some(text) = spec.get("description")
        && text.text() != Some(DESCRIPTION)
    {
        found.leave(&text, "a description is not kept");
    }
    if let Some(policies) = spec.get("alertPolicies")
        && !policies.items().is_empty()
    {
        found.leave(&policies, "alert policies are not evaluated: Nofault sends no alerts");
    }
    let (window, zone) = window?;
    let slo = Slo { target: target?, window, zone };
    Some(SloRow { key: key?, name: name?, service: service?, slo, policy: policy? })
}

/// What people read: our own annotation, the display name, else its name.
pub(super) fn name(found: &mut Found, root: &Look<'_>) -> Option<Name> {
    let metadata = root.get("metadata")?;
    let own = metadata.far(&["annotations", NAME]);
    let at = own.or_else(|| metadata.get("displayName")).or_else(|| metadata.get("name"))?;
    match at.text() {
        Some(text) => found.take(&at, Name::parse(text)),
        None => {
            found.refuse(&at, "write one text here");
            None
        }
    }
}

pub(super) fn annotations(found: &mut Found, root: &Look<'_>) {
    let Some(all) = root.far(&["metadata", "annotations"]) else { return };
    found.only_for(&all, &OWN, "this annotation is not kept");
}

fn policy(found: &mut Found, root: &Look<'_>) -> Option<Policy> {
    let own = root.far(&["metadata", "annotations", POLICY]);
    let Some(at) = own else { return Some(Policy::default()) };
    found.take(&at, Policy::parse(at.text().unwrap_or_default()))
}

/// The indicators of a file, by name, that compare a measurement with a value.
pub(super) type Thresholds<'n> = HashSet<&'n str>;

/// The name of an object of kind SLI that does so.
pub(super) fn threshold(node: &Node) -> Option<&str> {
    let root = Look::at(node);
    let is_sli = root.get("kind").and_then(|kind| kind.text()) == Some("SLI");
    let name = root.far(&["metadata", "name"])?.text()?;
    (is_sli && root.far(&["spec", "thresholdMetric"]).is_some()).then_some(name)
}

/// No query is run; that the file says what it measures is what OpenSLO asks for. Whether it is
/// one of good and total; where it is named and does not stand in the file, nobody knows.
fn indicator(found: &mut Found, spec: &Look<'_>, thresholds: &Thresholds<'_>) -> bool {
    match (spec.get("indicator"), spec.get("indicatorRef")) {
        (None, None) => {
            found.refuse(
                spec,
                "it has neither an indicator nor an indicatorRef: OpenSLO asks for one",
            );
        }
        (Some(_), Some(named)) => {
            found.refuse(&named, "it has an indicator and an indicatorRef: OpenSLO asks for one");
        }
        (Some(one), None) => {
            if let Some(at) = one.far(&["spec", "thresholdMetric"]) {
                found.refuse(&at, THRESHOLD);
                return true;
            }
            let kind = one.far(&["spec", "ratioMetric", "good", "metricSource", "type"]);
            if kind.and_then(|kind| kind.text()) != Some(METRIC) {
                found.leave(&one, QUERY);
            }
            return one.far(&["spec", "ratioMetric"]).is_some();
        }
        (None, Some(named)) if named.text().is_some_and(|name| thresholds.contains(name)) => {
            found.refuse(&named, THRESHOLD);
            return true;
        }
        (None, Some(named)) => found.leave(&named, QUERY),
    }
    false
}

const THRESHOLD: &str = "a measurement that is compared with a value cannot be evaluated: Nofault \
    counts good and total. Write a ratioMetric whose good are those within the value, such as \
    requests under 300 ms, without op and value";

const COMPOSITE: &str = "what is composed of several SLOs is not evaluated: write an SLO for each \
    part, without weights";

fn composite(found: &mut Found, at: &Look<'_>) {
    for key in COMPOSED {
        if let Some(at) = at.get(key) {
            found.refuse(&at, COMPOSITE);
        }
    }
}

const QUERY: &str = "the indicator is not evaluated and not kept: Nofault runs no query. Push good \
    and total, or what the impacts of incidents say is shown as an estimate";

fn method(found: &mut Found, spec: &Look<'_>) {
    let Some((at, given)) = found.need_text(spec, "budgetingMethod") else { return };
    match given {
        "Occurrences" => {}
        "Timeslices" | "RatioTimeslices" => {
            let why = format!(
                "{given} cannot be evaluated: Nofault counts good and total over the window, and has no slices of it"
            );
            found.refuse(&at, why);
        }
        other => found.refuse(&at, format!("“{other}” is no method: write Occurrences")),
    }
}

/// Of a `ratio` it is known already that nothing is compared, or refused that it is.
fn objective(found: &mut Found, spec: &Look<'_>, ratio: bool) -> Option<Target> {
    let all = found.need(spec, "objectives")?;
    let items = all.items();
    let one = match items.as_slice() {
        [one] => one,
        [] => {
            found.refuse(&all, "write a list of one objective");
            return None;
        }
        many => {
            let why = format!(
                "it has {} objectives, and an SLO has one target here: write an SLO for each",
                many.len()
            );
            found.refuse(&all, why);
            return None;
        }
    };
    if let Some(at) = one.get("indicator").or_else(|| one.get("indicatorRef")) {
        found.refuse(&at, "objectives made of several indicators are not evaluated");
    }
    composite(found, one);
    found.only(one, &[&OBJECTIVE[..], &["indicator", "indicatorRef"], &COMPOSED].concat());
    match one.get("op").or_else(|| one.get("value")) {
        Some(at) if !ratio => found.refuse(&at, THRESHOLD),
        _ => leave(found, one, &["op", "value"]),
    }
    leave(found, one, &["displayName", "timeSliceTarget", "timeSliceWindow"]);
    match (one.get("target"), one.get("targetPercent")) {
        (Some(_), Some(at)) => {
            found.refuse(&at, "write target or targetPercent, not both");
            None
        }
        (None, None) => {
            found.refuse(one, "it has neither a target nor a targetPercent");
            None
        }
        (Some(at), None) => {
            let text = at.text().unwrap_or_default();
            found.take(&at, Target::parse_share(text))
        }
        (None, Some(at)) => {
            let text = at.text().unwrap_or_default();
            found.take(&at, Target::parse(text))
        }
    }
}

fn leave(found: &mut Found, one: &Look<'_>, keys: &[&str]) {
    for at in keys.iter().filter_map(|key| one.get(key)) {
        found.leave(&at, "it is not evaluated and not kept");
    }
}
