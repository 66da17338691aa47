//! All that is known of an incident, read at once.

use nofault_domain::duration::Duration;
use nofault_domain::metric::{Definition, Metric};
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::Moment;
use nofault_domain::number::IncidentNumber;
use nofault_store::action::{self, Action};
use nofault_store::catalog::{self, SeverityName};
use nofault_store::incident::{self, Incident};
use nofault_store::live;
use nofault_store::metric;
use nofault_store::postmortem::{self, Postmortem};
use nofault_store::review::{self as reviews, Review};
use nofault_store::timeline::{self as entries, Entry, RedactionTrace};
use nofault_store::{Db, Failure};

use super::{
    causes, commands, cost, factors, ideas, impacts, merged, offers, picture, roles, updates,
    watching,
};
use crate::here::Here;
use crate::pages::action::{Added, read_added};

/// All that the page shows.
#[derive(Clone)]
pub struct Whole {
    pub incident: Incident,
    pub services: Vec<String>,
    pub labels: Vec<String>,
    pub milestones: Vec<(Milestone, Moment)>,
    pub stated: Vec<(Metric, Duration)>,
    /// The metrics, as they are defined now.
    pub metrics: Vec<Definition>,
    /// By their time: all of them, or on the page of changes those that changed.
    pub entries: Vec<Entry>,
    pub actions: Vec<Action>,
    pub added: Option<Added>,
    pub postmortem: Option<Postmortem>,
    pub review: Review,
    pub redactions: Vec<RedactionTrace>,
    pub severities: Vec<SeverityName>,
    pub commands: commands::Commands,
    pub offers: offers::Offers,
    pub causes: causes::Causes,
    pub factors: factors::Factors,
    pub ideas: ideas::Ideas,
    pub impacts: impacts::Impacts,
    pub costs: cost::Costs,
    pub roles: roles::Roles,
    pub updates: updates::Updates,
    pub picture: picture::Picture,
    pub merged: merged::Merged,
    pub watching: watching::Watching,
}

/// As its page shows it.
pub(super) async fn whole(
    here: Here,
    number: Result<IncidentNumber, Failure>,
) -> Result<Whole, Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    // Before all else: what happens while the rest is read is then told of again.
    let event = live::newest(&mut db).await?;
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    let entries = entries::entries(&mut db, incident.id).await?;
    let mut whole = read(&mut db, &here, incident, entries, event).await?;
    whole.commands = commands::read(&mut db, &here).await?;
    Ok(whole)
}

/// All of it but the entries, of which somebody may want only some, and the composer’s commands.
pub(super) async fn read(
    db: &mut Db<'_>,
    here: &Here,
    incident: Incident,
    entries: Vec<Entry>,
    event: i64,
) -> Result<Whole, Failure> {
    let id = incident.id;
    let actions = action::of_incident(db, here.viewer(), id).await?;
    Ok(Whole {
        services: incident::services(db, id).await?,
        labels: incident::labels(db, id).await?,
        milestones: incident::milestones(db, id).await?,
        stated: incident::stated(db, id).await?,
        added: read_added(db, here, &actions).await?,
        actions,
        metrics: metric::definitions(db).await?,
        postmortem: postmortem::of_incident(db, id).await?,
        review: reviews::of_incident(db, &incident, here.now).await?,
        redactions: entries::redactions(db, id).await?,
        severities: catalog::severities(db).await?,
        commands: commands::Commands::default(),
        offers: offers::read(db, here, &incident).await?,
        causes: causes::read(db, here, &incident).await?,
        factors: factors::read(db, here, &incident).await?,
        ideas: ideas::read(db, here, &incident).await?,
        impacts: impacts::read(db, here, &incident).await?,
        costs: cost::read(db, here, &incident).await?,
        roles: roles::read(db, here, &incident).await?,
        updates: updates::read(db, here, &incident).await?,
        picture: picture::read(db, here, &incident).await?,
        merged: merged::read(db, here, &incident).await?,
        watching: watching::read(db, &incident, event).await?,
        entries,
        incident,
    })
}
