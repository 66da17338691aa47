//! SLOs as files of OpenSLO v1.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use http::header;
use nofault_domain::openslo::{Written, write};
use nofault_domain::refusal::Refusal;
use nofault_store::Failure;
use nofault_store::slo::{self, Slo};

use super::{Question, refused_text};
use crate::site::Site;

/// Those that hold.
pub async fn all(State(site): State<Site>, request: Request) -> Response {
    match read(&site, &Question::of(&request)).await {
        Ok(slos) => file("slos.openslo.yaml", written(&slos, |slo| slo.retired_at.is_none())),
        Err(failure) => refused_text(&failure),
    }
}

/// The SLO in the address.
pub async fn one(
    State(site): State<Site>,
    Path(given): Path<String>,
    request: Request,
) -> Response {
    let question = Question::of(&request);
    let one = async {
        let slos = read(&site, &question).await?;
        let is_it = |slo: &Slo| slo.id.to_string() == given.to_lowercase();
        if !slos.iter().any(is_it) {
            return Err(Failure::from(Refusal::NotFound("SLO")));
        }
        Ok(written(&slos, is_it))
    };
    match one.await {
        Ok(text) => file("slo.openslo.yaml", text),
        Err(failure) => refused_text(&failure),
    }
}

/// Of each the same names, whichever are asked for.
async fn read(site: &Site, question: &Question) -> Result<Vec<Slo>, Failure> {
    question.viewer.clone()?;
    let mut slos = slo::all(&mut site.store.read().await?.db()).await?;
    slos.sort_by_key(|slo| slo.id);
    Ok(slos)
}

fn written(slos: &[Slo], chosen: impl Fn(&Slo) -> bool) -> String {
    let all: Vec<Written<'_>> = slos.iter().map(Slo::written).collect();
    write(&all, |at| slos.get(at).is_some_and(&chosen))
}

fn file(name: &str, text: String) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let kind = "application/yaml; charset=utf-8".to_owned();
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], text)
        .into_response()
}
