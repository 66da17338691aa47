//! Every door that takes a form, and what an old version of its form is answered with.

/// A form that changes what somebody else may be changing, too.
pub struct Edit {
    pub door: &'static str,
    /// Where its form is.
    pub page: &'static str,
    /// What one changes in it, and what the other does meanwhile.
    pub first: Changes,
    pub late: Changes,
    /// The fields that both changed, as the answer to a program names them.
    pub both: &'static [&'static str],
    /// Whether the form is there, and says the same, once it was taken.
    pub stays: bool,
}

type Changes = &'static [(&'static str, &'static str)];

const fn edit(
    [door, page]: [&'static str; 2],
    first: Changes,
    late: Changes,
    both: &'static [&'static str],
) -> Edit {
    Edit { door, page, first, late, both, stays: true }
}

const INC: &str = "/incidents/{incident}";
const IMPACTS: &str = "/incidents/{incident}/impacts";

pub const EDITS: &[Edit] = &[
    edit(
        [INC, "/incidents/{incident}/details"],
        &[("title", "Slower"), ("labels", "index")],
        &[("title", "Slowest")],
        &["title"],
    ),
    edit(
        ["/incidents/{incident}/milestones", "/incidents/{incident}/milestones"],
        &[("detected", "2026-03-01 13:00"), ("mitigated", "2026-03-01 13:40")],
        &[("detected", "2026-03-01 13:30")],
        &["detected"],
    ),
    edit(
        ["/incidents/{incident}/entries/{entry}", "/incidents/{incident}/entries/{entry}"],
        &[("body", "Grace saw it"), ("kind", "decision")],
        &[("body", "Ada saw it")],
        &["body"],
    ),
    edit(
        ["/incidents/{incident}/entries/{entry}/toil", "/incidents/{incident}/entries/{entry}"],
        &[("minutes", "20"), ("automatable", "on")],
        &[("minutes", "45")],
        &["minutes"],
    ),
    edit(
        [
            "/incidents/{incident}/postmortem/sections/{section}",
            "/incidents/{incident}/postmortem/sections/{section}",
        ],
        &[("body", "As Grace has it")],
        &[("body", "As Ada has it")],
        &["body"],
    ),
    edit(
        ["/incidents/{incident}/updates/{update}", "/incidents/{incident}/updates/{update}"],
        &[("text", "Grace looks into it")],
        &[("text", "Ada looks into it")],
        &["text"],
    ),
    edit(
        ["/incidents/{incident}/impacts/{impact}", IMPACTS],
        &[("words", "Cards of Grace"), ("fraction", "40%")],
        &[("words", "Cards of Ada")],
        &["words"],
    ),
    Edit {
        stays: false,
        ..edit(
            ["/incidents/{incident}/impacts/{impact}/end", IMPACTS],
            &[("at", "2026-03-01 12:40")],
            &[("at", "2026-03-01 12:50")],
            &["at"],
        )
    },
    Edit {
        stays: false,
        ..edit(
            ["/incidents/{incident}/status", INC],
            &[("status", "fixing")],
            &[("status", "monitoring"), ("comment", "The graph is flat")],
            &["status"],
        )
    },
    Edit {
        stays: false,
        ..edit(
            ["/incidents/{incident}/severity", INC],
            &[("severity", "sev3")],
            &[("severity", "sev2"), ("comment", "Many are hit")],
            &["severity"],
        )
    },
    edit(
        ["/actions/{action}", "/actions/{action}"],
        &[("title", "Mend it soon"), ("owner", "person:{grace}"), ("state", "in_progress")],
        &[("title", "Mend it well"), ("owner", "person:{ada}"), ("due", "2027-01-31")],
        &["title", "owner"],
    ),
    edit(
        ["/services/{service}", "/services/{service}"],
        &[("about", "By Grace"), ("tier", "1"), ("provider", "on"), ("team", "{team}")],
        &[("about", "By Ada"), ("tier", "2"), ("needs", "Mail")],
        &["about", "tier"],
    ),
    edit(
        ["/services/{service}/record", "/services/{service}"],
        &[("since", "2026-01-31")],
        &[("since", "2026-02-28")],
        &["since"],
    ),
    edit(
        ["/changes/{change}", "/changes/{change}"],
        &[("title", "Search 4.3"), ("kind", "config"), ("at", "2026-03-01 11:30")],
        &[("title", "Search 4.4"), ("service", "Web"), ("link", "https://a.example/4")],
        &["title"],
    ),
    edit(
        ["/teams/{team}", "/teams/{team}"],
        &[("name", "Finders"), ("members", "{ada},{grace}")],
        &[("name", "Seekers"), ("members", "{bo}")],
        &["name", "members"],
    ),
    edit(
        ["/settings/severities/{severity}", "/settings"],
        &[("name", "Bad"), ("meaning", "Many are hit.")],
        &[("name", "Grave")],
        &["name"],
    ),
    edit(
        ["/settings", "/settings"],
        &[("name", "Acme"), ("zone", "Europe/Paris")],
        &[("name", "Apex")],
        &["name"],
    ),
    edit(
        ["/people/{person}", "/people"],
        &[("role", "responder"), ("active", "")],
        &[("role", "administrator")],
        &["role"],
    ),
    edit(
        ["/settings/metrics/{metric}", "/settings/metrics/{metric}"],
        &[("from", "detected"), ("to", "mitigated")],
        &[("from", "acknowledged")],
        &["from"],
    ),
    // Two browsers of one person: see `second_browser`.
    edit(
        ["/profile", "/profile"],
        &[("zone", "Europe/Paris"), ("keys", "off")],
        &[("zone", "Europe/Rome")],
        &["zone"],
    ),
    // The last one: who may see it is not the same after.
    edit(
        ["/incidents/{incident}/privacy", "/incidents/{incident}/privacy"],
        &[("private", "yes"), ("holders", "person:{ada},person:{grace}")],
        &[("private", "yes"), ("holders", "person:{ada},team:{team}")],
        &["holders"],
    ),
];

/// What is done to a thing that somebody else changed meanwhile: it is not done, and the thing
/// is shown as it is. There is no text to merge. Each with what it needs beside the version.
pub const MOVES: &[(&str, Changes)] = &[
    ("/incidents/{incident}/entries/{entry}/deletion", &[]),
    ("/incidents/{incident}/impacts/{impact}/removal", &[]),
    ("/incidents/{incident}/impacts/milestones", &[("milestone", "impact_started")]),
    ("/incidents/{incident}/milestones/{milestone}", &[("at", "2026-03-01 11:11")]),
    ("/incidents/{incident}/merge", &[("into", "INC-2")]),
    ("/incidents/{incident}/postmortem/publication", &[]),
    ("/actions/{action}/completion", &[("note", "Done")]),
    ("/actions/{action}/refusal", &[("note", "Too dear")]),
    ("/actions/{action}/reopening", &[]),
    ("/actions/{action}/adoption", &[]),
    ("/actions/{action}/verifications", &[("verdict", "worked"), ("note", "It rang")]),
    ("/changes/{change}/removal", &[]),
    ("/changes/{change}/return", &[]),
    ("/people/{person}/departure", &[]),
    ("/people/{person}/return", &[]),
    ("/people/{person}/anonymisation", &[("name", "Bo")]),
    ("/people/{person}/merge", &[("into", "{ada}")]),
];

/// What makes something new, or says by itself what it shall be: it overwrites nothing.
pub const OTHERS: &[&str] = &[
    "/actions",
    "/actions/{action}/sightings",
    "/changes",
    "/changes/imports",
    "/changes/imports/{upload}/confirmation",
    "/example",
    "/imports",
    "/imports/{upload}/confirmation",
    "/incidents",
    "/incidents/{incident}/actions",
    "/incidents/{incident}/causes",
    "/incidents/{incident}/causes/{change}/removal",
    "/incidents/{incident}/entries",
    "/incidents/{incident}/entries/{entry}/files",
    "/incidents/{incident}/files/{file}/redaction",
    "/incidents/{incident}/follow",
    "/incidents/{incident}/impacts",
    "/incidents/{incident}/paste",
    "/incidents/{incident}/paste/preview",
    "/incidents/{incident}/postmortem",
    "/incidents/{incident}/presence",
    "/incidents/{incident}/redactions",
    "/incidents/{incident}/roles",
    "/incidents/{incident}/roles/{holding}/end",
    "/incidents/{incident}/sightings",
    "/incidents/{incident}/updates",
    "/invitations",
    "/invitations/{invitation}/withdrawal",
    "/preview",
    "/profile/password",
    "/services",
    "/settings/metrics",
    "/sign-in",
    "/sign-out",
    "/teams",
    "/welcome/{token}",
    "/imports/{upload}/postmortem",
    "/incidents/{incident}/factors",
    "/incidents/{incident}/postmortem/approval",
    "/incidents/{incident}/postmortem/draft",
    "/incidents/{incident}/postmortem/names/preview",
    "/incidents/{incident}/postmortem/review",
    "/incidents/{incident}/postmortem/reviewers",
    "/incidents/{incident}/postmortem/reviewers/{person}/removal",
    "/incidents/{incident}/postmortem/sections/{section}/comments",
    "/incidents/{incident}/postmortem/sections/{section}/dismissals",
    "/incidents/{incident}/postmortem/sections/{section}/hints",
    "/slos",
    "/slos/import/preview",
    "/slos/imports",
    "/slos/{slo}/counts",
    "/slos/{slo}/counts/{count}/removal",
    "/slos/{slo}/exemptions",
    "/slos/{slo}/exemptions/{incident}/withdrawal",
    "/templates",
    "/profile/feeds",
    // What was kept is never changed: it is made, and removed.
    "/reports/kept",
    "/reports/kept/{kept}/removal",
    "/profile/feeds/{feed}/revocation",
    // Ticked or not: an old version has its test in the store's story of toil.
    "/actions/{action}/toil",
    // Pinned or not: who wants what it is already is told so.
    "/incidents/{incident}/entries/{entry}/pin",
    // An old version of these has its test beside the rest of theirs: budgets.rs, factors.rs, review.rs,
    // sections.rs, templates.rs and wording.rs, and the stories of the same names.
    "/actions/{action}/factor",
    "/factors/{factor}",
    "/incidents/{incident}/factors/{factor}",
    "/incidents/{incident}/factors/{factor}/removal",
    "/incidents/{incident}/factors/{factor}/return",
    "/incidents/{incident}/factors/{factor}/trigger",
    "/incidents/{incident}/postmortem/care",
    "/incidents/{incident}/postmortem/comments/{comment}/resolution",
    "/incidents/{incident}/postmortem/names",
    "/incidents/{incident}/postmortem/sections/{section}/restoration",
    "/incidents/{incident}/review",
    "/review-policy",
    "/slos/{slo}",
    "/slos/{slo}/retirement",
    "/slos/{slo}/return",
    "/templates/{template}",
    "/templates/{template}/archive",
    "/templates/{template}/restoration",
];
