//! SLOs, and the incidents that are exempt from their policies.

use axum::Router;
use nofault_domain::command::{count, openslo, slo};

use crate::door::door;
use crate::site::Site;

const SLO: &str = "/slos/{slo}";

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/slos/imports", door::<openslo::ImportSlos>("slo-import", "/slos/import"))
        .route("/slos/{slo}/counts", door::<count::PushCounts>("counts", SLO))
        .route(
            "/slos/{slo}/counts/{count}/removal",
            door::<count::RemoveCount>("count-removal", SLO),
        )
        .route("/slos", door::<slo::SaveSlo>("new-slo", "/slos/new"))
        .route(SLO, door::<slo::SaveSlo>("slo", SLO))
        .route("/slos/{slo}/retirement", door::<slo::RetireSlo>("retirement", SLO))
        .route("/slos/{slo}/return", door::<slo::ReturnSlo>("return", SLO))
        .route("/slos/{slo}/exemptions", door::<slo::ExemptIncident>("exemption", SLO))
        .route(
            "/slos/{slo}/exemptions/{incident}/withdrawal",
            door::<slo::WithdrawExemption>("withdrawal", SLO),
        )
}
