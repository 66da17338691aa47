//! What somebody may not see is in no number that they are told, in no form; and a drill, or what
//! came to nothing, in none of anybody's.

mod same;
mod table;
mod world;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use http::StatusCode;
use leptos_axum::generate_route_list;
use nofault::clock;
use nofault_app::routes::App;
use nofault_domain::instant::Instant;

use crate::app::TestApp;
use same::Told;
use table::{ROWS, Says};
use world::{World, follow_up, going_on, loud};

/// Wednesday, 18 November 2026, at noon (UTC).
const NOON: i64 = 1_795_003_200;

#[tokio::test]
async fn nothing_private_is_in_a_number_of_somebody_who_may_not_see_it() {
    clock::still(Instant::from_seconds(NOON), async {
        let app = TestApp::start().await;
        let world = World::new(&app).await;
        let before = Told::by(&world.bo, &world).await;
        let of_ada = Told::by(&world.ada, &world).await;
        let breach = loud(&app, &world.ada, ["A breach", "incident", "on"]).await;
        follow_up(&world.ada, &breach).await;
        going_on(&world.ada, ["Another breach", "incident", "on"]).await;
        Told::by(&world.bo, &world).await.assert_same(&before, |_| true);
        // Who may see it asks for it: without, the figures are everybody's.
        let after = Told::by(&world.ada, &world).await;
        after.assert_same_unasked(&of_ada);
        after.assert_asked_differs(&of_ada);
        // Administrators are no exception.
        assert_eq!(world.eve.get(&breach).await.status, StatusCode::NOT_FOUND);
        assert_eq!(world.ada.get(&breach).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn neither_a_drill_nor_what_came_to_nothing_is_in_a_number() {
    clock::still(Instant::from_seconds(NOON), async {
        let app = TestApp::start().await;
        let world = World::new(&app).await;
        for (title, kind, ends) in [
            ("A practice", "drill", "closed"),
            ("None at all", "incident", "declined"),
            ("Twice the same", "incident", "canceled"),
        ] {
            let before = Told::by(&world.bo, &world).await;
            let incident = loud(&app, &world.ada, [title, kind, ""]).await;
            world.end(&app, &incident, ends).await;
            let told = Told::by(&world.bo, &world).await;
            told.assert_same(&before, |row| row.says == Says::Figures);
        }
    })
    .await;
}

#[tokio::test]
async fn a_drill_that_goes_on_is_in_no_number_and_affects_nothing() {
    clock::still(Instant::from_seconds(NOON), async {
        let app = TestApp::start().await;
        let world = World::new(&app).await;
        let before = Told::by(&world.bo, &world).await;
        going_on(&world.ada, ["A practice", "drill", ""]).await;
        let told = Told::by(&world.bo, &world).await;
        told.assert_same(&before, |row| row.says == Says::Figures);
        let service = world.filled("/services/{service}");
        let page = world.bo.get(&service).await;
        assert!(!page.body.contains("Affected now"), "{}", page.body);
        going_on(&world.ada, ["An outage", "incident", ""]).await;
        world.bo.get(&service).await.assert_page(StatusCode::OK, &["Affected now"]);
    })
    .await;
}

/// An incident that counts changes all of it: the same figures would be the same for want of any.
#[tokio::test]
async fn what_counts_is_in_every_number() {
    clock::still(Instant::from_seconds(NOON), async {
        let app = TestApp::start().await;
        let world = World::new(&app).await;
        let before = Told::by(&world.bo, &world).await;
        let outage = loud(&app, &world.ada, ["An outage", "incident", ""]).await;
        follow_up(&world.ada, &outage).await;
        going_on(&world.ada, ["Another", "incident", ""]).await;
        Told::by(&world.bo, &world).await.assert_differs(&before);
    })
    .await;
}

/// Under these something is told of many incidents.
const TOLD: [&str; 5] = ["/reports", "/slos", "/services", "/teams", "/digest"];

/// Every address that begins with `begins` in a file of routes.
fn read(path: &Path, begins: &str, found: &mut BTreeSet<String>) {
    if path.is_dir() {
        fs::read_dir(path).unwrap().for_each(|one| read(&one.unwrap().path(), begins, found));
        return;
    }
    for rest in fs::read_to_string(path).unwrap().split(&format!("\"{begins}")).skip(1) {
        let (rest, _) = rest.split_once('"').unwrap();
        // Not an address to which somebody is sent on.
        if !rest.contains(['?', ' ']) {
            found.insert(format!("{begins}{rest}"));
        }
    }
}

#[test]
fn no_report_is_forgotten() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut routes = BTreeSet::new();
    for begins in TOLD {
        read(&source.join("routes"), begins, &mut routes);
        read(&source.join("routes.rs"), begins, &mut routes);
    }
    // Beside the reports there are doors, which tell nothing: what is read is a file.
    routes.retain(|path| path.starts_with("/reports") || path.contains('.'));
    let pages = generate_route_list(App);
    let pages = pages.iter().map(|route| route.path().to_owned());
    routes.extend(pages.filter(|path| TOLD.iter().any(|begins| path.starts_with(begins))));
    let listed: BTreeSet<_> =
        ROWS.iter().map(|row| row.address.split('?').next().unwrap().to_owned()).collect();
    // A removal is a door, and tells nothing.
    routes.retain(|path| !path.ends_with("/removal"));
    let forgotten: Vec<_> = routes.difference(&listed).collect();
    assert!(forgotten.is_empty(), "say in leaks/table.rs what it tells: {forgotten:?}");
    let told = listed.iter().filter(|path| TOLD.iter().any(|begins| path.starts_with(begins)));
    let gone: Vec<_> = told.filter(|path| !routes.contains(*path)).collect();
    assert!(gone.is_empty(), "no reports any more: {gone:?}");
    assert!(routes.len() > 25, "too few were found: {routes:?}");
}
