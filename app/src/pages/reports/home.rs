//! Where the reports are.

use leptos::prelude::*;
use nofault_domain::period::Day;
use nofault_domain::status::Status;
use nofault_domain::word::Word;
use nofault_store::action;
use nofault_store::incident::{self, COUNTED, Filter};
use nofault_store::{Failure, catalog};

use crate::here::Here;
use crate::load::load;
use crate::ui::Page;

/// How many incidents are open (none for too many to count), and how many actions overdue.
async fn counts(here: Here) -> Result<(Option<i64>, i64), Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let open = Status::ALL.iter().copied().filter(|status| status.is_open()).collect();
    let filter = Filter { statuses: open, ..Filter::default() };
    let incidents = incident::page(&mut db, here.viewer(), &filter, None).await?.total;
    let today = Day::of(here.now, &catalog::installation(&mut db).await?.zone);
    Ok((incidents, action::overdue(&mut db, here.viewer(), today).await?))
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
                    <h2><a href="/reports/counts">"Counts"</a></h2>
                    <p>"How many incidents began in each month, quarter or year, whether that is more or fewer than before, and how long their impacts lasted. "<a href="/reports/methods">"How figures are found"</a></p>
                    <h2><a href="/reports/budgets">"Error budgets"</a></h2>
                    <p>"How much of each service may fail, how much did, and by which incidents."</p>
                    <h2><a href="/reports/actions">"Actions"</a></h2>
                    <p>"What became of the actions: open, overdue, done and declined, by owner, team or service, how old they are, and how long they stay open."</p>
                    <h2><a href="/reports/changes">"Changes"</a></h2>
                    <p>"How many releases and other changes led to incidents (DORA’s change fail rate), how long recovering took, and which they were. "<a href="/changes">"All changes"</a></p>
                    <h2><a href="/reports/factors">"Factors over time"</a></h2>
                    <p>"In how many incidents each kind of factor stands, by month, quarter or year, and what came back."</p>
                    <h2><a href="/reports/toil">"Toil"</a></h2>
                    <p>"Manual work by service and month, the actions that remove it, and how much of the response was in the evening and at night."</p>
                    <h2><a href="/reports/reviews">"Reviews"</a></h2>
                    <p>"Which postmortems are due or late, how long publishing takes, and how many actions are open and overdue."</p>
                    <h2><a href="/reports/kept">"Kept reports"</a></h2>
                    <p>"What a report said on a day, and what differs today."</p>
                    <h2><a href="/digest">"This week"</a></h2>
                    <p>"What happened in a week, in words that can be copied into a mail: incidents, postmortems, actions, and what came back."</p>
                    <h2><a href="/factors">"Contributing factors"</a></h2>
                    <p>"What came back, in which incidents, and where the actions stand that were to answer it."</p>
                </div>
            </Page>
        }
    })
    .into_any()
}
