//! Who may own an action, to choose from.

use nofault_domain::command::action::OwnerId;
use nofault_store::catalog::Team;
use nofault_store::people::Person;

use crate::ui::Choice;

pub(super) fn choice(value: &str, label: &str, group: Option<&'static str>) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), group }
}

/// People and teams to choose from; whoever left is among them only as the present owner.
pub fn owners(
    people: &[Person],
    teams: &[Team],
    present: Option<&(OwnerId, String)>,
) -> Vec<Choice> {
    let is_present = |id: OwnerId| present.is_some_and(|(owner, _)| *owner == id);
    let is_here = |person: &&Person| {
        person.account.as_ref().is_none_or(|account| account.active)
            || is_present(OwnerId::Person(person.id))
    };
    let person =
        |one: &Person| choice(&OwnerId::Person(one.id).to_string(), &one.name, Some("People"));
    let team = |one: &Team| choice(&OwnerId::Team(one.id).to_string(), &one.name, Some("Teams"));
    let mut all: Vec<Choice> = people.iter().filter(is_here).map(person).collect();
    if let Some((owner @ OwnerId::Person(id), name)) = present
        && people.iter().all(|person| person.id != *id)
    {
        all.push(choice(&owner.to_string(), &format!("{name} (left)"), Some("People")));
    }
    all.extend(teams.iter().map(team));
    all
}
