//! Every figure of a kept report, then and today.

use leptos::prelude::*;
use nofault_domain::report::kept::{Row, Section};

/// Longer ones, and words, are texts: they are wrapped and begin at the left, as no figure does.
const FIGURE: usize = 24;

/// Without today's, where the report has no answer today.
pub fn table(sections: &[Section], today: bool) -> AnyView {
    if sections.is_empty() {
        return view! { <p class="hint">"It counted nothing."</p> }.into_any();
    }
    let sections: Vec<_> = sections.iter().map(|one| section(one, today)).collect();
    view! {
        <div class="table" role="region" aria-label="All figures" tabindex="0">
            <table class="figures each then">
                <thead>
                    <tr>
                        <th scope="col">"Figure"</th>
                        <th scope="col" class="number">"Then"</th>
                        {today.then(|| view! {
                            <th scope="col" class="number">"Today"</th>
                            <th scope="col">"Differs"</th>
                        })}
                    </tr>
                </thead>
                {sections}
            </table>
        </div>
    }
    .into_any()
}

fn section(one: &Section, today: bool) -> AnyView {
    let name = (!one.name.is_empty()).then(|| {
        let across = if today { "4" } else { "2" };
        view! { <tr><th scope="rowgroup" colspan=across>{one.name.clone()}</th></tr> }
    });
    let rows: Vec<_> = one.rows.iter().map(|one| row(one, today)).collect();
    view! { <tbody>{name}{rows}</tbody> }.into_any()
}

fn row(one: &Row, today: bool) -> AnyView {
    let Row { label, then, today: now, differs } = one.clone();
    let is_text =
        |said: &String| said.chars().count() > FIGURE || !said.chars().any(|c| c.is_ascii_digit());
    let text = then.iter().chain(&now).any(is_text);
    let class = if text { "text" } else { "number" };
    if today && text && !differs {
        return view! { <tr><th scope="row">{label}</th><td class="text" colspan="3">{then}</td></tr> }
            .into_any();
    }
    let now = match (now, differs) {
        (Some(now), true) => view! { <strong>{now}</strong> }.into_any(),
        (now, _) => now.into_any(),
    };
    view! {
        <tr>
            <th scope="row">{label}</th>
            <td class=class>{then}</td>
            {today.then(|| view! {
                <td class=class>{now}</td>
                <td>{differs.then_some("differs")}</td>
            })}
        </tr>
    }
    .into_any()
}
