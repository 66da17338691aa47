//! A year of incidents whose truth is known: every report is asked, and says it.

mod actions;
mod budgets;
mod calendar;
mod changes;
mod counts;
mod durations;
mod factors;
mod make;
mod truth;
mod work;

use nofault_store::{Store, Target};

use crate::live::place::{Database, Folder};
use make::Year;

#[tokio::test]
async fn every_report_says_the_truth_on_sqlite() {
    let folder = Folder::new();
    tell(&Target::Sqlite(folder.file("nofault.db"))).await;
}

#[tokio::test]
async fn every_report_says_the_truth_on_postgres() {
    let database = Database::new().await;
    tell(&Target::Postgres(database.url())).await;
    database.remove().await;
}

async fn tell(target: &Target) {
    let store = Store::open(target).await.unwrap();
    let year = Year::new(store.clone()).await;
    budgets::add_impacts(&year).await;
    changes::release(&year).await;
    factors::name_them(&year).await;
    work::toil_away(&year).await;
    work::write_reviews(&year).await;
    actions::follow_through(&year).await;
    year.merge_and_hide().await;

    counts::how_many_there_were(&year).await;
    counts::more_are_told_where_there_were_more(&year).await;
    durations::counts_and_medians(&year).await;
    durations::intervals_hold_the_truth(&year).await;
    durations::a_change_is_told_where_there_was_one(&year).await;
    durations::a_change_is_told_where_some_go_on(&year).await;
    durations::each_service_is_told_by_itself(&year).await;
    budgets::what_was_spent(&year).await;
    budgets::how_much_was_there(&year).await;
    changes::what_changes_led_to(&year).await;
    factors::which_factors_came_back(&year).await;
    work::how_much_toil(&year).await;
    work::how_reviews_went(&year).await;
    actions::what_became_of_actions(&year).await;
    store.close().await;
}
