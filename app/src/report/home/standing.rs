//! Where the budgets stand, at the end of a span and today.

use nofault_domain::access::Viewer;
use nofault_domain::budget::State;
use nofault_domain::instant::Instant;
use nofault_domain::report::home::{Budgets, Standing};
use nofault_domain::report::periods::PeriodsAsked;
use nofault_domain::report::span::Span;
use nofault_domain::zone::Zone;
use nofault_store::{Db, Failure};

use crate::report::budget::{BudgetLine, lines_at};
use crate::report::budgets::slos_of;

/// Those of the services and teams that are asked for. A budget is what it was in the window of
/// the span’s last moment, of the SLOs that were defined by then.
pub(super) async fn budgets(
    db: &mut Db<'_>,
    viewer: Viewer,
    now: Instant,
    zone: &Zone,
    asked: &PeriodsAsked,
    span: Span,
) -> Result<Vec<Budgets>, Failure> {
    let slos = slos_of(db, asked.service.as_deref(), asked.team.as_deref()).await?;
    let last = span.end(zone).plus_micros(-1);
    let moments = if last < now { vec![last, now] } else { vec![now] };
    let lines = lines_at(db, viewer, &moments, slos, asked.private).await?;
    let of = |(at, lines): (Instant, Vec<BudgetLine>)| {
        let (there, later): (Vec<_>, Vec<_>) =
            lines.iter().partition(|line| line.slo.created_at <= at);
        let standing = there.into_iter().map(standing).collect();
        if at < now { Budgets::past(at, standing, later.len()) } else { Budgets::now(at, standing) }
    };
    Ok(moments.into_iter().zip(lines).map(of).collect())
}

fn standing(line: &BudgetLine) -> Standing {
    let stands = line.stands();
    Standing {
        slo: line.slo.full_name(),
        address: line.slo.address(),
        spent: line.spending.parts(),
        over: stands.state == State::Over,
        exempt: stands.exempt,
        state: stands.label(),
        step: stands.step().cloned(),
    }
}
