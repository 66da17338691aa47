//! A Nofault of a test's own, and the people who use it.

use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::response::Response;
use http::{HeaderMap, Request, StatusCode, header};
use nofault::clock;
use nofault::config::Settings;
use nofault::routes::router;
use nofault::site::Site;
use nofault::token;
use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::account::{Email, NewInvitation};
use nofault_domain::command::action::OwnerId;
use nofault_domain::command::privacy::Privacy;
use nofault_domain::id::CommandId;
use nofault_domain::number::IncidentNumber;
use nofault_domain::text::Name;
use nofault_store::incident::by_number;
use nofault_store::{Store, Target, new_id, people};
use tower::ServiceExt;

pub struct TestApp {
    pub router: Router,
    pub store: Store,
    pub site: Site,
    /// Its own, gone at the end.
    folder: Option<std::path::PathBuf>,
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

impl TestApp {
    pub async fn start() -> Self {
        Self::at("http://nofault.test").await
    }

    /// Reached by browsers at this address.
    pub async fn at(base_url: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let unique =
            format!("nofault-http-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(unique);
        let settings = Settings {
            data: Some(folder.clone()),
            base_url: Some(base_url.to_owned()),
            ..Settings::default()
        };
        let mut app = Self::open(settings).await;
        app.folder = Some(folder);
        app
    }

    /// On a database that is somebody else's to remove.
    pub async fn on(target: &Target) -> Self {
        let (data, database_url) = match target {
            Target::Sqlite(path) => (path.parent().map(Into::into), None),
            Target::Postgres(url) => (None, Some(url.clone())),
        };
        Self::open(Settings { data, database_url, ..Settings::default() }).await
    }

    async fn open(settings: Settings) -> Self {
        let config = settings.check().unwrap();
        let store = Store::open(&Target::parse(&config.database).unwrap()).await.unwrap();
        let site = Site::new(store.clone(), config.deployment);
        Self { router: router(site.clone()), store, site, folder: None }
    }

    /// Somebody who came in by an invitation and is signed in.
    pub async fn user(&self, name: &str, role: Role) -> User {
        let token = token::new();
        let email = format!("{}@example.org", name.to_lowercase());
        let invitation = people::InvitationSent {
            invitation: NewInvitation {
                name: Name::parse(name).unwrap(),
                email: Email::parse(&email).unwrap(),
                role,
            },
            token_hash: token::hash(&token),
        };
        let command = CommandId(new_id());
        self.store.run(Viewer::System, command, clock::now(), invitation).await.unwrap();
        let mut user = User { router: self.router.clone(), cookie: None };
        let form =
            [("name", name), ("email", &email), ("password", PASSWORD), ("zone", "Europe/Berlin")];
        let answer = user.post(&format!("/welcome/{token}"), &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        user.keep_cookie(&answer);
        user
    }

    /// Makes an incident private to somebody who is nobody else.
    pub async fn hide(&self, number: IncidentNumber) {
        self.user("Pia", Role::Responder).await;
        let mut reader = self.store.read().await.unwrap();
        let people = people::people(&mut reader.db(), Viewer::System).await.unwrap();
        let pia = people.iter().find(|person| person.name == "Pia").unwrap().id;
        let incident = by_number(&mut reader.db(), Viewer::System, number).await.unwrap();
        drop(reader);
        let holders = Some(vec![OwnerId::Person(pia)]);
        let privacy = Privacy {
            incident: number,
            version: incident.version,
            holders,
            was: Default::default(),
        };
        let command = CommandId(new_id());
        self.store.run(Viewer::System, command, clock::now(), privacy).await.unwrap();
    }

    pub fn stranger(&self) -> User {
        User { router: self.router.clone(), cookie: None }
    }
}

pub const PASSWORD: &str = "correct horse battery";

/// A browser, as far as requests go.
#[derive(Clone)]
pub struct User {
    pub router: Router,
    pub cookie: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    #[track_caller]
    pub fn assert_redirect(&self, to: &str) {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        assert_eq!(self.headers[header::LOCATION], to);
    }

    #[track_caller]
    pub fn assert_page(&self, status: StatusCode, says: &[&str]) {
        assert_eq!(self.status, status, "{}", self.body);
        for text in says {
            let said = self.body.contains(text) || self.text().contains(text);
            assert!(said, "“{text}” is not in {}", self.body);
        }
    }

    /// Of a page that is shown.
    #[track_caller]
    pub fn plain(&self) -> String {
        assert_eq!(self.status, StatusCode::OK, "{}", self.body);
        self.text()
    }

    /// As it is read: Leptos marks the ends of texts, and pages what stays on one line.
    pub fn text(&self) -> String {
        let body = self.body.replace("<!>", "").replace("<!---->", "");
        let mut parts = body.split("<span class=\"unbroken\">");
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            text.push_str(&part.replacen("</span>", "", 1));
        }
        text
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.body))
    }
}

impl User {
    /// The same browser, asking another server.
    pub fn at(&self, app: &TestApp) -> Self {
        Self { router: app.router.clone(), ..self.clone() }
    }

    pub fn keep_cookie(&mut self, answer: &Answer) {
        let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
        self.cookie = cookie.split(';').next().map(str::to_owned);
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    /// As a browser's form of ours posts.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(serde_urlencoded::to_string(form).unwrap())).await
    }

    /// A form that has to be taken: where it leads.
    pub async fn sends(&self, path: &str, form: &[(&str, &str)]) -> String {
        let answer = self.post(path, form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
        answer.headers[header::LOCATION].to_str().unwrap().to_owned()
    }

    /// As an island posts.
    pub async fn island(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::ACCEPT, "application/json")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(serde_urlencoded::to_string(form).unwrap())).await
    }

    pub async fn send(&self, request: http::request::Builder, body: Body) -> Answer {
        let request = match &self.cookie {
            Some(cookie) => request.header(header::COOKIE, cookie),
            None => request,
        };
        let response: Response =
            self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}
