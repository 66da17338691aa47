//! Where the reports are.

use leptos::prelude::*;
use nofault_domain::period::Day;
use nofault_domain::status::Status;
use nofault_domain::word::Word;
use nofault_store::action::{self, Which};
use nofault_store::incident::{self, COUNTED, Filter};
use nofault_store::{Failure, catalog};

use crate::here::Here;
use crate::load::load;
use crate::ui::Page;

/// How many incidents are open (none for too many to count), and how many actions overdue.
async fn counts(here: Here) -> Result<(Option<i64>, usize), Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let open = Status::ALL.iter().copied().filter(|status| status.is_open()).collect();
    let filter = Filter { statuses: open, ..Filter::default() };
    let incidents = incident::page(&mut db, here.viewer(), &filter, None).await?.total;
    let today = Day::of(here.now, &catalog::installation(&mut db).await?.zone);
    let actions = action::list(&mut db, here.viewer(), Which::Open).await?;
    let overdue = actions.iter().filter(|action| action.due.is_some_and(|due| due < today));
    Ok((incidents, overdue.count()))
}

#[component]
pub fn ReportsPage() -> AnyView {
    load(counts(Here::now()), |_, (incidents, overdue)| {
        let incidents = match incidents {
            Some(0) => "No incident is open".to_owned(),
            Some(1) => "1 incident is open".to_owned(),
            Some(many) => format!("{many} incidents are open"),
            None => format!("More than {COUNTED} incidents are open"),
        };
        let overdue = match overdue {
            0 => "no action is overdue".to_owned(),
            1 => "1 action is overdue".to_owned(),
            many => format!("{many} actions are overdue"),
        };
        view! {
            <Page title="Reports">
                <div class="prose">
                    <p>
                        <a href="/incidents?status=open">{incidents}</a>", and "
                        <a href="/actions?state=overdue">{overdue}</a>"."
                    </p>
                    <h2><a href="/reports/durations">"Durations"</a></h2>
                    <p>"How long incidents take to be detected, mitigated and resolved (MTTR and the like), by month, quarter or year, with every incident behind each number."</p>
                    <h2><a href="/reports/actions">"Actions"</a></h2>
                    <p>"What became of the actions: open, overdue, done and declined, by owner, team or service, and how old they are."</p>
                </div>
            </Page>
        }
    })
    .into_any()
}
