use super::*;
use crate::instant::Instant;
use crate::zone::Zone;

fn typing() -> Typing {
    Typing { now: Instant::from_seconds(1_795_000_000), zone: Zone::utc() }
}

fn take(person: &str, other: &str) -> Result<RoleTaking, Refusal> {
    let form = TakeRole {
        incident: "INC-1".to_owned(),
        role: "lead".to_owned(),
        person: person.to_owned(),
        other: other.to_owned(),
        ..Default::default()
    };
    form.parse(&typing())
}

#[test]
fn a_person_is_named_in_many_ways() {
    let id = Uuid::from_u128(7);
    let named = |name| Who::Named(Name::parse(name).unwrap());
    assert_eq!(take("", " ").unwrap().person, Who::Me);
    assert_eq!(take(&id.to_string(), "").unwrap().person, Who::Id(PersonId(id)));
    assert_eq!(take(" @Ada ", "").unwrap().person, named("Ada"));
    assert_eq!(take("", "Ada  Byron").unwrap().person, named("Ada Byron"));
    assert_eq!(take("Ada", "Grace").unwrap_err().fields()[0].field, "other");
    assert_eq!(take("@", "").unwrap_err().fields()[0].field, "person");
}

#[test]
fn of_many_roles_shown_the_chosen_one_counts() {
    let of = |role: &str, alone: &str| {
        let form = TakeRole {
            incident: "INC-1".to_owned(),
            role: role.to_owned(),
            instead_of: alone.to_owned(),
            instead_of_lead: Uuid::from_u128(1).to_string(),
            instead_of_scribe: "nobody".to_owned(),
            ..Default::default()
        };
        form.parse(&typing()).unwrap().instead_of
    };
    let holding = |id| Some(InsteadOf::Holding(RoleHoldingId(Uuid::from_u128(id))));
    assert_eq!(of("lead", ""), holding(1));
    assert_eq!(of("scribe", ""), Some(InsteadOf::Nobody));
    assert_eq!([of("communications", ""), of("responder", "")], [None, None]);
    let alone = Uuid::from_u128(2).to_string();
    assert_eq!(of("lead", &alone), holding(2));
}

#[test]
fn a_role_changes_hands_now_or_did_before() {
    let at = |at: &str| {
        let form = EndRole {
            incident: "INC-1".to_owned(),
            holding: Uuid::nil().to_string(),
            at: at.to_owned(),
            zone: String::new(),
        };
        form.parse(&typing()).map(|end| end.at.at)
    };
    assert_eq!(at("").unwrap(), typing().now);
    assert!(at("2 h ago").unwrap() < typing().now);
    assert_eq!(at("2030-01-01 10:00").unwrap_err().fields()[0].field, "at");
    let form =
        EndRole { incident: "INC-1".to_owned(), holding: "x".to_owned(), ..Default::default() };
    assert_eq!(form.parse(&typing()).unwrap_err().status(), 404);
}

#[test]
fn an_update_says_all_that_is_wrong_with_it() {
    let form =
        PostUpdate { incident: "INC-1".to_owned(), next: "soon".to_owned(), ..Default::default() };
    let refusal = form.parse(&typing()).unwrap_err();
    let fields: Vec<_> = refusal.fields().iter().map(|field| field.field.as_str()).collect();
    assert_eq!(fields, ["text", "next"]);
}
