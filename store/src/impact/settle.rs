//! What an impact is to say, of a form and of what was saved since it was opened.

use nofault_domain::command::entry::REDACTED;
use nofault_domain::command::impact::{ImpactContent, ImpactEdit, ImpactEnding};
use nofault_domain::conflict::Comparison;
use nofault_domain::id::IncidentId;
use nofault_domain::impact::{Fraction, Span};
use nofault_domain::refusal::Refusal;
use nofault_domain::text::{Name, Reason};

use super::{Impact, Said};
use crate::Failure;
use crate::conflict::Saved;
use crate::work::Work;

pub(super) fn saved(incident: IncidentId, impact: &Impact) -> Saved {
    Saved::of(impact.id.0, incident, impact.version)
}

/// An edit, field by field against what it said at the version that the person saw.
pub(super) async fn edit(
    work: &mut Work<'_>,
    incident: IncidentId,
    before: &Impact,
    wanted: ImpactEdit,
) -> Result<ImpactContent, Failure> {
    let (part, said, zone) = (before.version, &before.said, &wanted.zone);
    let ImpactContent { service, span, fraction, words } = wanted.content;
    let mut form = Comparison::new(wanted.version, part);
    let was = said_at(work, incident, before, form.older()).await?;
    let was = was.as_ref();

    let of = form.three(
        was.map(|was| was.service_name.as_str()),
        part,
        service.as_str(),
        said.service_name.as_str(),
    );
    let service = form.line("service", "Service", &of);
    let of = form.three(was.map(|was| was.fraction), part, fraction, said.fraction);
    let typed = |fraction: &Option<Fraction>| fraction.map(Fraction::edit_text).unwrap_or_default();
    let fraction = form.value("fraction", "How much of it", &of, typed, how_much);
    let was_from = was.map(|was| Some(was.span.from.clone()));
    let of = form.three(was_from, part, Some(span.from.clone()), Some(said.span.from.clone()));
    let from = form.moment("from", "From", &of, zone).unwrap_or(span.from);
    let was_to = was.map(|was| was.span.to.clone());
    let of = form.three(was_to, part, span.to, said.span.to.clone());
    let to = form.moment("to", "To", &of, zone);
    let mine = words.as_ref().map_or("", |words| words.as_str());
    // What was redacted since is not known any more: no form agrees with it.
    let was_words = was.map(|was| was.words.as_str()).filter(|words| !words.contains(REDACTED));
    let of = form.three(was_words, part, mine, said.words.as_str());
    let words = form.line("words", "In words", &of);

    // One moved the start and the other the end.
    let span = match to {
        Some(to) => Span::between(from, to, work.now),
        None => Ok(Span { from, to: None }),
    };
    if span.is_err() {
        form.clash(&["from", "to"]);
    }
    work.settled(form, saved(incident, before)).await?;
    let span = span.map_err(|error| Refusal::field("to", error.to_string()))?;
    let service = Name::parse(&service).map_err(|_| Failure::damaged("name", service))?;
    let words = Reason::parse_optional(&words).map_err(|_| Failure::damaged("words", words))?;
    Ok(ImpactContent { service, span, fraction, words })
}

/// Its end. Who says nothing of a version saw it go on, and so did everybody whose form asks
/// when it ended.
pub(super) async fn end(
    work: &mut Work<'_>,
    incident: IncidentId,
    before: &Impact,
    wanted: &ImpactEnding,
) -> Result<Span, Failure> {
    let said = &before.said.span;
    let span = wanted.span(said.from.clone())?;
    let mut form = Comparison::new(wanted.version.unwrap_or(0), before.version);
    let of = form.three(Some(None), before.version, span.to, said.to.clone());
    let to = form.moment("at", "When it ended", &of, &wanted.zone);
    work.settled(form, saved(incident, before)).await?;
    Ok(Span { from: span.from, to })
}

fn how_much(fraction: &Option<Fraction>) -> String {
    fraction.map_or_else(|| "not known".to_owned(), |fraction| fraction.to_string())
}

/// What it said at the version that the person saw, where that is older.
async fn said_at(
    work: &mut Work<'_>,
    incident: IncidentId,
    before: &Impact,
    seen: Option<i64>,
) -> Result<Option<Said>, Failure> {
    let Some(seen) = seen else { return Ok(None) };
    let all = super::earlier(&mut work.db, incident).await?;
    let is_it = |number, version| number == before.number && version == seen;
    let found = all.into_iter().find(|(number, version, _)| is_it(*number, *version));
    Ok(found.map(|(.., said)| said))
}
