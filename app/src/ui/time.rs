//! A moment: in the reader's zone, with UTC one key away.

use leptos::prelude::*;
use nofault_domain::instant::Instant;
use nofault_domain::moment::{self, Moment, Precision};
use nofault_domain::period::Day;
use nofault_domain::zone::Zone;

use crate::here::Here;

#[component]
pub fn Time(at: Instant) -> AnyView {
    let text = moment::show(at, &Here::now().zone);
    view! { <time datetime=at.rfc3339()>{text}</time> }.into_any()
}

/// What somebody said about when it was, with its precision; seconds on pointing at it.
#[component]
pub fn When(moment: Moment) -> AnyView {
    let here = Here::now();
    let (text, whole) = (to_the_minute(&moment, &here.zone), moment.shown_in(&here.zone));
    let title = (text != whole).then_some(whole);
    view! { <time datetime=moment.at.rfc3339() title=title>{text}</time> }.into_any()
}

/// The day on which something is due.
#[component]
pub fn DueDay(day: Day) -> AnyView {
    let day = day.to_string();
    view! { <time datetime=day.clone()>{day.clone()}</time> }.into_any()
}

/// As it is read: seconds help nobody there.
#[must_use]
pub fn to_the_minute(moment: &Moment, zone: &Zone) -> String {
    match moment.precision {
        Precision::Exact => moment::show(moment.at, zone),
        _ => moment.shown_in(zone),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nofault_domain::moment::Source;

    #[test]
    fn seconds_are_not_read_and_the_precision_is() {
        let utc = Zone::utc();
        let now = Instant::from_seconds(1_767_225_607);
        for (typed, read) in [
            ("now", "2026-01-01 00:00 UTC"),
            ("2025-12-31 14:05:07", "2025-12-31 14:05 UTC"),
            ("~2025-12-31 14:05", "~2025-12-31 14:05 UTC"),
            ("2025-12-31 14:05 ±30 min", "2025-12-31 14:05 UTC ± 30 min"),
        ] {
            let moment = Moment::parse(typed, &utc, now, Source::Person).unwrap();
            assert_eq!(to_the_minute(&moment, &utc), read, "{typed}");
        }
    }
}
