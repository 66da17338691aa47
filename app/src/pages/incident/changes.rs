//! What changed since an event, as parts of the incident's page: what a browser that
//! shows the page puts in the place of its own parts.

use leptos::prelude::*;
use leptos_meta::Title;
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;
use nofault_store::Failure;
use nofault_store::incident;
use nofault_store::live;
use nofault_store::timeline as entries;

use super::{Whole, above, asked, below, facts, head, timeline};
use crate::here::Here;
use crate::islands::text::escaped;
use crate::load::load;
use crate::ui::Head;

struct Found {
    page: Whole,
    /// The timeline is to be read anew: what is not among its entries is gone.
    whole: bool,
    /// How many entries others have logged.
    news: i64,
}

async fn found(here: Here, number: Result<IncidentNumber, Failure>) -> Result<Found, Failure> {
    // What cannot be read was never seen.
    let after = here.query("after").parse().unwrap_or(0);
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    // Before all else: what happens while the rest is read is then told of again.
    let event = live::newest(&mut db).await?;
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    let changed = entries::changed(&mut db, here.viewer(), incident.id, after).await?;
    let page = super::read(&mut db, &here, incident, changed.entries, event).await?;
    Ok(Found { page, whole: changed.whole, news: changed.news })
}

#[component]
pub fn ChangesPage() -> AnyView {
    load(found(Here::now(), asked()), |here, Found { page, whole, news }| {
        let (over, aside) = head(&here, &page.incident);
        let title = page.incident.title.clone();
        view! {
            <Title text=format!("{} · Nofault", escaped(&title)) />
            <main id="content">
                <Head title=title over=Some(over) aside=aside />
                {above(&here, &page)}
                {timeline::order(&here, &page)}
                {timeline::shown(&here, &page)}
                <ol
                    id="changed"
                    class="timeline"
                    data-event=page.watching.event
                    data-news=news
                    data-whole=whole
                    data-gone=timeline::hidden(&here, &page)
                >
                    {timeline::items(&here, &page, here.may(Role::Responder), whole)}
                </ol>
                {below(&page)}
                {facts::facts(&here, &page)}
            </main>
        }
    })
    .into_any()
}
