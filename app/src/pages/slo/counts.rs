//! Good and total of an SLO: how much of the window they cover, the form that takes them, and
//! the latest.

use leptos::prelude::*;
use nofault_domain::duration::{DAY, Duration};
use nofault_store::slo::{CountRow, LISTED};

use super::figures::grouped;
use crate::here::Here;
use crate::report::budget::BudgetRead;
use crate::ui::{Field, PostForm, Submit, TextArea, Time};

pub fn counts(here: &Here, read: &BudgetRead, editor: bool) -> AnyView {
    let gone = here.form("count-removal").summary();
    let gone = gone.map(|word| view! { <p class="error summary" role="alert">{word}</p> });
    view! {
        <section id="counts">
            <h2>"Good and total"</h2>
            {gone}
            <p>{covered(read)}</p>
            {table(here, read, editor)}
            {push(here, read, editor)}
        </section>
    }
    .into_any()
}

/// Which of both is shown, and why.
fn covered(read: &BudgetRead) -> AnyView {
    let coverage = &read.coverage;
    let (covered, of) = lengths(coverage.covered, coverage.frame.micros());
    if coverage.counted.is_some() {
        return view! {
            {format!("Counts cover all {of} of the window until ")}<Time at=coverage.frame.to />
            ": they are shown in place of the estimate. What impacts say since is added."
        }
        .into_any();
    }
    if !coverage.is_any() {
        return "Nothing was counted in this window: the estimate from impacts is shown."
            .into_any();
    }
    if coverage.covered == coverage.frame.micros() {
        return "The first count begins long before the window: the estimate is shown.".into_any();
    }
    format!("Counts cover {covered} of {of}: the estimate is shown.").into_any()
}

/// In days where that is all there is to say; what is covered is never rounded up to all of it.
fn lengths(covered: i64, of: i64) -> (String, String) {
    let days = |micros: i64| {
        if micros == DAY { "1 day".to_owned() } else { format!("{} days", micros / DAY) }
    };
    let text = |micros: i64| Duration::from_micros(micros).to_string();
    match (of % DAY, covered % DAY) {
        (0, 0) if covered > 0 => ((covered / DAY).to_string(), days(of)),
        (0, _) => (text(covered), days(of)),
        _ => (text(covered), text(of)),
    }
}

fn table(here: &Here, read: &BudgetRead, editor: bool) -> AnyView {
    if read.counts.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = read.counts.iter().map(|row| one(here, read, row, editor)).collect();
    let many = usize::try_from(LISTED).is_ok_and(|most| read.counts.len() >= most);
    let caption = if many { format!("The latest {LISTED} rows") } else { "Every row".to_owned() };
    let remove =
        editor.then(|| view! { <th scope="col"><span class="hidden">"Remove"</span></th> });
    view! {
        <details open=!many>
            <summary>"What was pushed"</summary>
            <div class="table" role="region" aria-label="Good and total" tabindex="0">
                <table class="figures each">
                    <caption>{caption}</caption>
                    <thead>
                        <tr>
                            <th scope="col">"From"</th>
                            <th scope="col">"Until"</th>
                            <th scope="col" class="number">"Good"</th>
                            <th scope="col" class="number">"Total"</th>
                            <th scope="col">"Source"</th>
                            <th scope="col">"Pushed"</th>
                            {remove}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

fn one(here: &Here, read: &BudgetRead, row: &CountRow, editor: bool) -> AnyView {
    let by = row.by.clone().unwrap_or_else(|| "the operator".to_owned());
    let (action, id) = (format!("{}/counts/{}/removal", read.slo.address(), row.id), row.id);
    let remove = editor.then(|| {
        let form = here.form_of("count-removal", "count", &id.to_string());
        let label = format!("Remove the row of {} good", row.count.good);
        view! {
            <td>
                <PostForm form=form action=action class="compact">
                    <button type="submit" class="button" aria-label=label>"Remove"</button>
                </PostForm>
            </td>
        }
    });
    view! {
        <tr>
            <th scope="row"><Time at=row.count.from /></th>
            <td><Time at=row.count.to /></td>
            <td class="number">{grouped(row.count.good.into())}</td>
            <td class="number">{grouped(row.count.total.into())}</td>
            <td>{row.source.clone()}</td>
            <td><Time at=row.at />" by "{by}</td>
            {remove}
        </tr>
    }
    .into_any()
}

fn push(here: &Here, read: &BudgetRead, editor: bool) -> AnyView {
    let form = here.form("counts");
    let open = form.is_rejected();
    if !editor && !open {
        return ().into_any();
    }
    let action = format!("{}/counts", read.slo.address());
    let zone = here.zone.name().to_owned();
    let hint = format!(
        "CSV; its first line is from,to,good,total. Each row counts from its start on, until before its end; a time without a zone is read in {zone}. The same interval again replaces what it said; an interval that overlaps another is refused."
    );
    view! {
        <details class="edit" open=open>
            <summary>"Push good and total"</summary>
            <PostForm form=form.clone() action=action class="wide" draft=true>
                <TextArea form=form.clone() name="rows" label="Rows" rows=8 required=true hint=hint />
                <Field form=form name="source" label="Source" hint="Who counted, such as the name of a query." />
                <Submit label="Push them" />
            </PostForm>
        </details>
    }
    .into_any()
}
