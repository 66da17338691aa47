use super::*;
use crate::moment::Source;
use crate::zone::Zone;
use proptest::prelude::*;

const NOW: i64 = 1_795_000_000;

fn at(minutes_ago: i64) -> Moment {
    Moment::exact(Instant::from_seconds(NOW - minutes_ago * 60), Zone::utc(), Source::System)
}

fn known(status: Status, milestones: &[(Milestone, Moment)]) -> Known<'_> {
    Known { status, milestones, went: Vec::new(), told: Vec::new(), impact_ended: None }
}

fn offered(known: &Known<'_>) -> Vec<(Milestone, i64, Why)> {
    let minutes = |moment: &Moment| (NOW - moment.at.seconds()) / 60;
    offers(known, Instant::from_seconds(NOW))
        .iter()
        .map(|offer| (offer.milestone, minutes(&offer.moment), offer.why))
        .collect()
}

#[test]
fn detected_is_offered_with_the_moment_of_declaring() {
    let set = [(Milestone::Declared, at(20))];
    let expected = vec![(Milestone::Detected, 20, Why::Declared)];
    assert_eq!(offered(&known(Status::Investigating, &set)), expected);
    assert_eq!(offered(&known(Status::Triage, &set)), []);
    let both = [(Milestone::Declared, at(20)), (Milestone::Detected, at(30))];
    assert_eq!(offered(&known(Status::Investigating, &both)), []);
}

#[test]
fn mitigated_is_offered_when_it_went_to_monitoring_or_somebody_says_so() {
    let mut resolved = known(Status::Resolved, &[]);
    resolved.went = vec![(Status::Monitoring, at(40)), (Status::Resolved, at(10))];
    let expected = vec![(Milestone::Mitigated, 40, Why::Went(Status::Monitoring))];
    assert_eq!(offered(&resolved), expected);
    resolved.went = vec![(Status::Resolved, at(10))];
    let expected = vec![(Milestone::Mitigated, 10, Why::Went(Status::Resolved))];
    assert_eq!(offered(&resolved), expected);

    let (early, late) = (at(45), at(5));
    let mut fixing = known(Status::Fixing, &[]);
    fixing.told = vec![(EntryNumber(1), &early, "Recovered for a moment")];
    assert_eq!(offered(&fixing), [], "no longer news");
    fixing.told.push((EntryNumber(2), &late, "Checkout is back to normal"));
    let expected = vec![(Milestone::Mitigated, 5, Why::Told(EntryNumber(2)))];
    assert_eq!(offered(&fixing), expected);
}

#[test]
fn resolved_is_offered_with_the_end_of_the_impact() {
    let mut monitoring = known(Status::Monitoring, &[]);
    monitoring.impact_ended = Some(at(15));
    assert_eq!(offered(&monitoring), [(Milestone::Resolved, 15, Why::ImpactEnded)]);
    let typed = [(Milestone::ImpactEnded, at(12)), (Milestone::Mitigated, at(14))];
    let mut monitoring = known(Status::Monitoring, &typed);
    monitoring.impact_ended = Some(at(15));
    assert_eq!(offered(&monitoring), [(Milestone::Resolved, 12, Why::ImpactEnded)]);
}

#[test]
fn what_is_long_over_is_left_alone() {
    let set = [(Milestone::Declared, at(6 * 24 * 60))];
    let mut closed = known(Status::Closed, &set);
    closed.went = vec![(Status::Closed, at(5 * 24 * 60))];
    assert_eq!(offered(&closed), []);
    for status in [Status::Declined, Status::Merged, Status::Canceled] {
        let mut ended = known(status, &set);
        ended.went = vec![(status, at(1))];
        assert_eq!(offered(&ended), []);
    }
}

proptest! {
    #[test]
    fn an_offer_taken_is_in_order(
        minutes in proptest::collection::vec(proptest::option::of(-9_i64..300), 7),
        ended in proptest::option::of(-9_i64..300),
        went in -9_i64..300,
        status in 0_usize..9,
    ) {
        use crate::word::Word;
        let all = Milestone::ALL.iter().copied().zip(minutes);
        let set: Vec<_> = all.filter_map(|(name, ago)| Some((name, at(ago?)))).collect();
        let mut known = known(Status::ALL[status], &set);
        known.went = vec![(known.status, at(went))];
        known.impact_ended = ended.map(at);
        let offers = offers(&known, Instant::from_seconds(NOW));
        prop_assert!(offers.len() <= MOST);
        for offer in offers {
            prop_assert!(set.iter().all(|(name, _)| *name != offer.milestone));
            let flags = |set: &[(Milestone, Moment)]| {
                let at = |m| set.iter().find(|(name, _)| *name == m).map(|(_, moment)| moment.at);
                out_of_order(at).len()
            };
            let mut taken = set.clone();
            taken.push((offer.milestone, offer.moment));
            prop_assert_eq!(flags(&taken), flags(&set));
        }
    }
}
