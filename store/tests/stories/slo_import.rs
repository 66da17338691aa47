//! SLOs from a file of OpenSLO: each once, all or none, and by whom.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::budget::Window;
use nofault_domain::command::catalog::{SaveService, SaveTeam};
use nofault_domain::command::openslo::ImportSlos;
use nofault_domain::command::slo::SaveSlo;
use nofault_domain::openslo::{plan, write};
use nofault_domain::zone::Zone;
use nofault_store::slo::{self, Slo, Standing, standings};
use nofault_store::{catalog, import};

use crate::here::{Here, refusal, status};
use crate::raw;

on_both!(
    a_file_is_imported_once,
    what_is_refused_is_left_out_only_knowingly,
    what_is_exported_is_known_again,
);

fn document(name: &str, service: &str, target: &str) -> String {
    format!(
        "---\napiVersion: openslo/v1\nkind: SLO\nmetadata:\n  name: {name}\nspec:\n  service: {service}\n  \
         indicatorRef: x\n  timeWindow:\n    - duration: 28d\n      isRolling: true\n  \
         budgetingMethod: Occurrences\n  objectives:\n    - target: {target}\n"
    )
}

fn form(text: &str) -> ImportSlos {
    ImportSlos {
        text: text.to_owned(),
        file_name: "a/slos.yaml".to_owned(),
        ..ImportSlos::default()
    }
}

async fn all(here: &Here) -> Vec<Slo> {
    let mut reader = here.reader().await;
    slo::all(&mut reader.db()).await.unwrap()
}

async fn standing(here: &Here, viewer: Viewer, text: &str) -> Vec<Standing> {
    let plan = plan(text, &Zone::utc()).unwrap();
    let mut reader = here.reader().await;
    standings(&mut reader.db(), viewer, plan.slos()).await.unwrap()
}

async fn a_file_is_imported_once(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let vic = here.person("Vic", Role::Viewer).await;
    let service = "---\napiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: web\n  displayName: Web shop\n";
    let text = [
        document("web-up", "web", "0.995"),
        service.to_owned(),
        document("mail-up", "mail", "0.99"),
    ]
    .concat();
    assert_eq!(status(here.send(vic, form(&text)).await), 403);
    let new = standing(here, ada, &text).await;
    assert!(new.iter().all(|one| matches!(one, Standing::New { service: true })), "{new:?}");
    let made = here.send(ada, form(&text)).await.unwrap();
    assert_eq!(made.address, format!("/reports/budgets?imported={}", made.id));
    let slos = all(here).await;
    assert_eq!(slos.len(), 2);
    let web = slos.iter().find(|slo| slo.service_name == "Web shop").unwrap();
    assert_eq!((web.name.as_str(), web.object_name.as_deref()), ("web-up", Some("web-up")));
    assert_eq!((web.promise.target.parts(), web.promise.window), (995_000, Window::Rolling(28)));
    // Renamed here, another target there: it is the same, and stays.
    let edit = SaveSlo {
        slo: web.id.to_string(),
        version: "1".to_owned(),
        name: "Up".to_owned(),
        target: "99".to_owned(),
        window: "rolling".to_owned(),
        days: "28".to_owned(),
        zone: "UTC".to_owned(),
        ..Default::default()
    };
    here.send(ada, edit).await.unwrap();
    let there = standing(here, ada, &text).await;
    let Standing::There { slo, differs } = &there[0] else { panic!("{there:?}") };
    assert_eq!((slo.id, differs.as_slice()), (web.id, &["name", "target"][..]));
    let again = here.send(ada, form(&text)).await.unwrap();
    assert_eq!(all(here).await.len(), 2);
    let mut reader = here.reader().await;
    let batch =
        import::batch(&mut reader.db(), ada, nofault_domain::id::BatchId(again.id)).await.unwrap();
    assert_eq!((batch.created, batch.existing, batch.file_name.as_str()), (0, 2, "slos.yaml"));
    // Announced once each.
    let events = "SELECT COUNT(*) FROM event WHERE name = 'batch.imported'";
    assert_eq!(raw::number(&here.target, events).await, 2);
    let events = "SELECT COUNT(*) FROM event WHERE name = 'slo.saved'";
    assert_eq!(raw::number(&here.target, events).await, 1);
}

async fn what_is_refused_is_left_out_only_knowingly(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let slices = document("slow", "web", "0.9").replace("Occurrences", "Timeslices");
    let text = [document("web-up", "web", "0.995"), slices].concat();
    let refused = refusal(here.send(ada, form(&text)).await);
    assert!(refused.to_string().contains("spec.budgetingMethod: Timeslices cannot be evaluated"));
    assert!(all(here).await.is_empty());
    let leave = ImportSlos { leave_out: "on".to_owned(), ..form(&text) };
    here.send(ada, leave).await.unwrap();
    assert_eq!(all(here).await.len(), 1);
    let nothing = document("a", "web", "1.0");
    let nothing = ImportSlos { leave_out: "on".to_owned(), ..form(&nothing) };
    assert_eq!(refusal(here.send(ada, nothing).await).fields()[0].field, "text");
    // Of a team that one is not of: none of the file.
    let team = SaveTeam { name: "Payments".to_owned(), ..Default::default() };
    let team = here.send(Viewer::Operator, team).await.unwrap().id.to_string();
    let owned = SaveService { name: "Checkout".to_owned(), team, ..Default::default() };
    here.send(Viewer::Operator, owned).await.unwrap();
    let text = [document("new", "fresh", "0.9"), document("theirs", "checkout", "0.9")].concat();
    assert!(matches!(standing(here, ada, &text).await[1], Standing::Forbidden));
    assert_eq!(status(here.send(ada, form(&text)).await), 403);
    assert_eq!(all(here).await.len(), 1);
    let mut reader = here.reader().await;
    let services = catalog::services(&mut reader.db()).await.unwrap();
    assert!(services.iter().all(|one| one.name != "fresh"));
}

async fn what_is_exported_is_known_again(here: &Here) {
    let ada = here.person("Ada", Role::Responder).await;
    let service = SaveService { name: "Kasse & Zahlung".to_owned(), ..Default::default() };
    let service = here.send(Viewer::Operator, service).await.unwrap().id;
    let slo = SaveSlo {
        service: service.to_string(),
        name: "Verfügbarkeit".to_owned(),
        target: "99.95 %".to_owned(),
        window: "quarter".to_owned(),
        zone: "Europe/Berlin".to_owned(),
        policy: "Stop.\n\n- **Over budget:** releases\n- experiments".to_owned(),
        ..Default::default()
    };
    here.send(ada, slo).await.unwrap();
    let written =
        |slos: &[Slo]| write(&slos.iter().map(Slo::written).collect::<Vec<_>>(), |_| true);
    let slos = all(here).await;
    let text = written(&slos);
    let known = standing(here, ada, &text).await;
    let Standing::There { differs, .. } = &known[0] else { panic!("{known:?}") };
    assert!(differs.is_empty(), "{differs:?}");
    // Elsewhere it is the same SLO.
    let other = here.another().await;
    let eve = other.person("Eve", Role::Responder).await;
    other.send(eve, form(&text)).await.unwrap();
    let copied = all(&other).await;
    assert_eq!(copied.len(), 1);
    assert_eq!(copied[0].full_name(), slos[0].full_name());
    assert_eq!((&copied[0].promise, &copied[0].policy), (&slos[0].promise, &slos[0].policy));
    assert_eq!(written(&copied), text);
    other.end().await;
}
