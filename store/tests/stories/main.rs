//! What people do, told on SQLite and on Postgres.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a story that cannot go on has failed"
)]

#[macro_use]
mod here;
mod place;
mod raw;
mod tally;

mod change;
mod changed;
mod commands;
mod conflict;
mod copy;
mod counts;
mod document;
mod durations;
mod example;
mod factor;
mod files;
mod following;
mod home_zone;
mod idea;
mod impact;
mod import;
mod incident;
mod kept;
mod keys;
mod laid;
mod list;
mod live;
mod many;
mod merge;
mod merge_chain;
mod of_team;
mod people;
mod people_leave;
mod privacy;
mod private;
mod redaction;
mod redaction_texts;
mod response;
mod review;
mod reviewing;
mod roles;
mod scope;
mod slices;
mod slo;
mod slo_counts;
mod slo_import;
mod slo_policy;
mod template;
mod timeline;
mod toil;
mod unseen;
mod verify;
mod wording;
