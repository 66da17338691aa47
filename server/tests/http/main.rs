//! The router without a port: what the world gets to see, in the order of the routes.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod actions;
mod added;
mod app;
mod beside;
mod budgets;
mod causes;
mod changes;
mod composer;
mod conflict;
mod counts;
mod documents;
mod doors;
mod durations;
mod durations_at_once;
mod edges;
mod export;
mod factors;
mod files;
mod following;
mod home_zone;
mod how_we_do;
mod ideas;
mod impacts;
mod imports;
mod incident;
mod late;
mod live;
mod merged;
mod postmortem;
mod published;
mod reports;
mod reports_cut;
mod reports_of_changes;
mod response;
mod review;
mod roles;
mod sections;
mod settings;
mod sign_in;
mod templates;
mod toil;
mod triage;
mod verify;
mod wording;
