//! SLOs: saving, retiring, taking back; incidents that do not count against their policy.

use serde::Deserialize;

use super::moves::moves;
use super::{Command, Typing, Was, incident, version};
use crate::budget::{Kind, Policy, Promises, Slo, Target, Window};
use crate::id::{ServiceId, SloId};
use crate::number::IncidentNumber;
use crate::refusal::{Checker, Refusal};
use crate::text::{Markdown, Name, Reason};
use crate::word::Word;
use crate::zone::Zone;

/// `POST /slos` (no `slo`) and `POST /slos/{slo}`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SaveSlo {
    pub slo: String,
    pub version: String,
    /// Its id; only of a new one.
    pub service: String,
    pub name: String,
    pub was_name: Was,
    /// Blank: as it is saved; of a new one, as its name says.
    pub promises: String,
    pub was_promises: Was,
    /// Such as `99.9 %`.
    pub target: String,
    pub was_target: Was,
    pub window: String,
    pub was_window: Was,
    /// Only of a rolling window.
    pub days: String,
    pub was_days: Was,
    pub zone: String,
    pub was_zone: Was,
    /// Markdown, with rules in it.
    pub policy: String,
    pub was_policy: Was,
}

#[derive(Debug)]
pub struct SloSaving {
    pub of: SloOf,
    pub name: Name,
    /// None: as it is saved; of a new one, as its name says.
    pub promises: Option<Promises>,
    pub slo: Slo,
    pub policy: Policy,
    pub was: SloWas,
}

/// A new one of a service, or one that is there, with the version that was seen.
#[derive(Debug, Clone, Copy)]
pub enum SloOf {
    New(ServiceId),
    Saved(SloId, i64),
}

/// What the form was opened with, where it says so.
#[derive(Debug, Default)]
pub struct SloWas {
    pub name: Option<Name>,
    pub promises: Option<Promises>,
    pub target: Option<Target>,
    pub kind: Option<Kind>,
    pub days: Option<String>,
    pub zone: Option<Zone>,
    pub policy: Option<Option<Markdown>>,
}

impl Command for SaveSlo {
    type Parsed = SloSaving;

    fn parse(self, _typing: &Typing) -> Result<SloSaving, Refusal> {
        let mut checker = Checker::default();
        let of = if self.slo.trim().is_empty() {
            checker.take("service", service(&self.service)).map(SloOf::New)
        } else {
            let id = slo(&self.slo)?;
            version(&self.version, &mut checker).map(|version| SloOf::Saved(id, version))
        };
        let name = checker.take("name", Name::parse(&self.name));
        let promises = checker.optional("promises", &self.promises, Promises::parse);
        let target = checker.take("target", Target::parse(&self.target));
        let kind = checker.take("window", Kind::parse(&self.window));
        let window = kind.and_then(|kind| checker.take("days", Window::of(kind, &self.days)));
        let zone = checker.take("zone", Zone::parse(&self.zone));
        let policy = checker.take("policy", Policy::parse(&self.policy));
        let was = SloWas {
            name: self.was_name.read(Name::parse),
            promises: self.was_promises.read(Promises::parse),
            target: self.was_target.read(Target::parse),
            kind: self.was_window.read(Kind::parse),
            days: self.was_days.sent().map(|days| days.trim().to_owned()),
            zone: self.was_zone.read(Zone::parse),
            policy: self.was_policy.read(Markdown::parse_optional),
        };
        let parsed = (|| {
            let slo = Slo { target: target?, window: window?, zone: zone? };
            let (of, name, promises) = (of?, name?, promises?);
            Some(SloSaving { of, name, promises, slo, policy: policy?, was })
        })();
        checker.done(parsed)
    }
}

pub(super) fn slo(given: &str) -> Result<SloId, Refusal> {
    uuid::Uuid::try_parse(given.trim()).map(SloId).map_err(|_| Refusal::NotFound("SLO"))
}

fn service(given: &str) -> Result<ServiceId, &'static str> {
    let id = uuid::Uuid::try_parse(given.trim()).map(ServiceId);
    id.map_err(|_| "Choose the service that it is about.")
}

/// `POST /slos/{slo}/retirement` and `POST /slos/{slo}/return`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MoveSlo {
    pub slo: String,
    pub version: String,
}

#[derive(Debug)]
pub struct SloMove {
    pub slo: SloId,
    pub version: i64,
}

impl Command for MoveSlo {
    type Parsed = SloMove;

    fn parse(self, _typing: &Typing) -> Result<SloMove, Refusal> {
        let slo = slo(&self.slo)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        checker.done(version.map(|version| SloMove { slo, version }))
    }
}

moves!(
    MoveSlo => SloMove:
    /// It is counted no more; what it was stays readable.
    RetireSlo => SloRetirement;
    ReturnSlo => SloReturn;
);

/// `POST /slos/{slo}/exemptions`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ExemptIncident {
    pub slo: String,
    pub exempt: String,
    pub reason: String,
}

#[derive(Debug)]
pub struct Exemption {
    pub slo: SloId,
    pub incident: IncidentNumber,
    pub reason: Reason,
}

impl Command for ExemptIncident {
    type Parsed = Exemption;

    fn parse(self, _typing: &Typing) -> Result<Exemption, Refusal> {
        let slo = slo(&self.slo)?;
        let mut checker = Checker::default();
        let number = IncidentNumber::parse(&self.exempt).ok_or("Write its number, such as INC-42.");
        let number = checker.take("exempt", number);
        let reason = checker.take("reason", Reason::parse(&self.reason));
        checker.done((|| Some(Exemption { slo, incident: number?, reason: reason? }))())
    }
}

/// `POST /slos/{slo}/exemptions/{incident}/withdrawal`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WithdrawExemption {
    pub slo: String,
    pub incident: String,
}

#[derive(Debug)]
pub struct ExemptionWithdrawal {
    pub slo: SloId,
    pub incident: IncidentNumber,
}

impl Command for WithdrawExemption {
    type Parsed = ExemptionWithdrawal;

    fn parse(self, _typing: &Typing) -> Result<ExemptionWithdrawal, Refusal> {
        Ok(ExemptionWithdrawal { slo: slo(&self.slo)?, incident: incident(&self.incident)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant::Instant;

    fn errors(form: SaveSlo) -> Vec<String> {
        let typing = Typing { now: Instant::from_seconds(0), zone: Zone::utc() };
        let refused = form.parse(&typing).err();
        let fields = refused.iter().flat_map(|refusal| refusal.fields().to_vec());
        fields.map(|error| error.field).collect()
    }

    #[test]
    fn every_field_says_what_is_wrong_with_it() {
        let whole = || SaveSlo {
            service: uuid::Uuid::nil().to_string(),
            name: "Availability".to_owned(),
            target: "99.9".to_owned(),
            window: "rolling".to_owned(),
            days: "30".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            ..SaveSlo::default()
        };
        assert_eq!(errors(whole()), [""; 0]);
        assert_eq!(errors(SaveSlo { target: "100 %".to_owned(), ..whole() }), ["target"]);
        let maybe = SaveSlo { promises: "maybe".to_owned(), ..whole() };
        assert_eq!(errors(maybe), ["promises"]);
        assert_eq!(errors(SaveSlo { days: String::new(), ..whole() }), ["days"]);
        assert_eq!(errors(SaveSlo { window: "month".to_owned(), ..whole() }), ["days"]);
        assert_eq!(errors(SaveSlo { service: String::new(), ..whole() }), ["service"]);
        // All that is wrong is said at once, with the service among it.
        let (service, name, target) = (String::new(), String::new(), "100".to_owned());
        let wrong = errors(SaveSlo { service, name, target, ..whole() });
        assert_eq!(wrong, ["service", "name", "target"]);
        let none = SaveSlo { service: uuid::Uuid::nil().to_string(), ..SaveSlo::default() };
        assert_eq!(errors(none), ["name", "target", "window", "zone"]);
    }
}
