//! What reports over incidents are cut by, said once.

/// SQL: the incident `i` may be seen, and is asked for as far as its privacy, its services and
/// their teams go: `$3` is with private ones, `$4` a service or none, `$5` a team or none.
macro_rules! scoped {
    () => {
        concat!(
            "(NOT i.private OR $3) AND ",
            of_service!("i.id", "$4"),
            " AND ",
            of_team!("i.id", "$5"),
            " AND ",
            visible!()
        )
    };
}

use nofault_domain::instant::Instant;
use nofault_domain::report::periods::PeriodsAsked;
use nofault_domain::report::span::Span;
use nofault_domain::zone::Zone;

use crate::visible::service_key;

/// Which incidents a report looks at, beyond what it never counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// With those private ones that the viewer may see.
    pub private: bool,
    /// A service's name, in any case.
    pub service: Option<String>,
    /// The name of a team that owns a service of the incident, in any case.
    pub team: Option<String>,
    /// From then on.
    pub from: Option<Instant>,
    /// Until before then.
    pub to: Option<Instant>,
}

impl Scope {
    /// The periods of a question by a zone's calendar.
    #[must_use]
    pub fn of(asked: &PeriodsAsked, zone: &Zone) -> Self {
        Self {
            private: asked.private,
            service: asked.service.clone(),
            team: asked.team.clone(),
            from: asked.from.map(|from| from.start(zone)),
            to: asked.to.map(|to| to.end(zone)),
        }
    }

    /// The same, of a span.
    #[must_use]
    pub fn during(&self, span: Span, zone: &Zone) -> Self {
        Self { from: Some(span.start(zone)), to: Some(span.end(zone)), ..self.clone() }
    }

    /// `$4` and `$5` of `scoped!()`.
    pub(crate) fn keys(&self) -> [Option<String>; 2] {
        [&self.service, &self.team].map(|name| service_key(name.as_deref()))
    }

    /// Microseconds.
    pub(crate) fn bounds(&self) -> [i64; 2] {
        let micros = Instant::micros;
        [self.from.map_or(i64::MIN, micros), self.to.map_or(i64::MAX, micros)]
    }
}
