//! What is tallied of actions is what the report on actions reads of them.

use nofault_domain::access::Viewer;
use nofault_domain::report::actions::{ActionFact, ActionsFilter, Tallied};
use nofault_store::{Db, report};

fn tallied(fact: ActionFact) -> Tallied {
    let ActionFact { number, state, team, created, taken_on, due, ended, .. } = fact;
    Tallied { number, state, team, created, taken_on, due, ended }
}

/// How many these are.
pub async fn same(db: &mut Db<'_>, viewer: Viewer, private: bool, service: Option<&str>) -> usize {
    let mut short = report::tallied(db, viewer, private, service).await.unwrap();
    short.sort_by_key(|one| one.number);
    let service = service.map(str::to_owned);
    let filter = ActionsFilter { service, ..ActionsFilter::default() };
    let whole = report::actions(db, viewer, private).await.unwrap().into_iter();
    let whole: Vec<_> = whole.filter(|one| filter.takes(one)).map(tallied).collect();
    assert_eq!(short, whole);
    whole.len()
}
