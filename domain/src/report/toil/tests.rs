use proptest::prelude::*;

use super::*;
use crate::report::periods::PeriodsForm;

/// Sunday, 2026-03-01 12:00 UTC.
const NOON: i64 = 1_772_366_400;
const DAY: i64 = 86_400;

fn at(day: i64) -> Instant {
    Instant::from_seconds(NOON + day * DAY)
}

fn fact(day: i64, services: &[&str], minutes: i64, automatable: bool) -> ToilFact {
    ToilFact {
        services: services.iter().map(|name| (*name).to_owned()).collect(),
        at: at(day),
        toil: Toil { minutes, automatable },
    }
}

/// Responded to for so many hours from noon on.
fn response(day: i64, teams: &[&str], hours: Option<i64>) -> ResponseFact {
    ResponseFact {
        teams: teams.iter().map(|name| (*name).to_owned()).collect(),
        at: at(day),
        from: Some(at(day)),
        to: hours.map(|hours| Instant::from_seconds(NOON + day * DAY + hours * 3600)),
        open: false,
        zone: Zone::utc(),
    }
}

fn report(toil: &[ToilFact], responses: &[ResponseFact]) -> ToilReport {
    let form = PeriodsForm { by: "month".to_owned(), ..PeriodsForm::default() };
    build(&form.parse().unwrap(), &Zone::utc(), at(45), toil, responses)
}

#[test]
fn toil_is_summed_by_service_and_month() {
    let toil = [
        fact(0, &["Mail", "Web"], 20, true),
        fact(0, &["Mail", "Web"], 10, false),
        fact(40, &["Web"], 45, false),
        fact(41, &[], 5, true),
    ];
    let all = report(&toil, &[]);
    let names: Vec<_> = all.periods.iter().map(ToString::to_string).collect();
    assert_eq!(names, ["2026-04", "2026-03"]);
    assert_eq!(all.total.total, Sum { minutes: 80, automatable: 25, entries: 4 });
    let services: Vec<_> = all
        .services
        .iter()
        .map(|one| (one.service.as_deref(), one.total.minutes, one.periods[0].minutes))
        .collect();
    assert_eq!(services, [(Some("Web"), 75, 45), (Some("Mail"), 30, 0), (None, 5, 5)]);
    assert_eq!(
        all.toil_in_words(),
        "4 entries tell of 1h 20m of toil; 25m of it could be automated."
    );
    assert!(all.to_csv().contains("\nWeb,2026-04,45,0,1,true\n"), "{}", all.to_csv());
    assert_eq!(report(&[], &[]).toil_in_words(), "Nobody wrote down toil.");
}

#[test]
fn a_response_counts_for_its_teams_by_the_clock() {
    let unknown = ResponseFact { from: None, ..response(1, &["Search"], Some(1)) };
    let open = ResponseFact { open: true, ..response(1, &["Search"], None) };
    let responses = [
        // Monday: 12 to 23.
        response(1, &["Search", "Shop"], Some(11)),
        response(0, &[], Some(1)),
        response(1, &["Shop"], Some(-1)),
        unknown,
        open,
    ];
    let all = report(&[], &responses);
    let teams: Vec<_> = all.teams.iter().map(|one| one.team.as_deref()).collect();
    assert_eq!(teams, [None, Some("Search"), Some("Shop")]);
    let shop = &all.teams[2];
    assert_eq!(
        (shop.incidents, shop.working_minutes, shop.evening_minutes, shop.night_minutes),
        (1, 360, 240, 60)
    );
    assert_eq!(all.response.evening_minutes, 300);
    assert_eq!((all.response_open, all.response_unknown), (1, 2));
    assert_eq!(
        all.response_in_words(),
        "2 incidents were responded to for 12h: 6h in working hours, 5h in evenings and on \
         weekends, 1h at night."
    );
    assert!(all.response_to_csv().contains("\nShop,1,360,240,60\n"));
}

proptest! {
    #[test]
    fn periods_sum_to_each_service(
        given in prop::collection::vec((-200_i64..200, 0..3_usize, 1_i64..600, any::<bool>()), 0..30),
    ) {
        let sets: [&[&str]; 3] = [&[], &["Web"], &["Web", "Mail"]];
        let toil: Vec<_> = given
            .iter()
            .map(|(day, set, minutes, automatable)| fact(*day, sets[*set], *minutes, *automatable))
            .collect();
        let all = report(&toil, &[]);
        for one in all.services.iter().chain([&all.total]) {
            let sum: i64 = one.periods.iter().map(|sum| sum.minutes).sum();
            prop_assert_eq!(sum, one.total.minutes);
            prop_assert!(one.total.automatable <= one.total.minutes);
        }
        let minutes: i64 = given.iter().map(|(_, _, minutes, _)| minutes).sum();
        prop_assert_eq!((all.total.total.minutes, all.total.total.entries), (minutes, given.len()));
    }
}
