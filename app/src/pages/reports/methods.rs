//! What each figure is and where its method comes from: the documents of the repository, as pages
//! link to their sections.

mod document;

use std::sync::LazyLock;

use leptos::prelude::*;

use crate::ui::Page;
use document::Document;

/// The section that says how a figure is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    Durations,
    Changes,
    Counts,
    Shares,
    Budgets,
    Policies,
    Availability,
    /// What budgets may come to.
    Ahead,
    Toil,
    Reviews,
}

impl Method {
    fn section(self) -> &'static str {
        match self {
            Self::Durations => "how-long-incidents-take",
            Self::Changes => "shorter-than-before-or-longer",
            Self::Counts => "how-many-incidents",
            Self::Shares => "shares",
            Self::Budgets => "budgets-formulas",
            Self::Policies => "budgets-policy",
            Self::Availability => "budgets-availability",
            Self::Ahead => "budgets-what-comes",
            Self::Toil => "toil",
            Self::Reviews => "reviews",
        }
    }

    /// Stands beside a figure.
    pub fn link(self) -> AnyView {
        let address = format!("/reports/methods#{}", self.section());
        view! { <a href=address>"How this is found"</a> }.into_any()
    }
}

static METHODS: LazyLock<Document> =
    LazyLock::new(|| Document::read("", include_str!("../../../../docs/methods.md")));
static BUDGETS: LazyLock<Document> =
    LazyLock::new(|| Document::read("budgets-", include_str!("../../../../docs/budgets.md")));
static CALIBRATION: LazyLock<Document> = LazyLock::new(|| {
    Document::read("calibration-", include_str!("../../../../docs/calibration.md"))
});

#[component]
pub fn MethodsPage() -> AnyView {
    let over = view! { <a href="/reports">"Reports"</a> }.into_any();
    let budgets = BUDGETS.sections.iter().map(|one| (one.id.clone(), one.title.clone()));
    let contents: Vec<_> = METHODS
        .sections
        .iter()
        .map(|one| (one.id.clone(), one.title.clone()))
        .chain([("budgets".to_owned(), BUDGETS.title.clone())])
        .chain([("calibration".to_owned(), CALIBRATION.title.clone())])
        .map(entry)
        .collect();
    view! {
        <Page title="Methods" over=over>
            <div class="markdown" inner_html=METHODS.intro.clone()></div>
            <nav class="no-print" aria-label="On this page"><ul class="short">{contents}</ul></nav>
            {METHODS.shown()}
            <section id="budgets">
                <h2>{BUDGETS.title.clone()}</h2>
                <div class="markdown" inner_html=BUDGETS.intro.clone()></div>
                <nav class="no-print" aria-label="On error budgets"><ul class="short">{budgets.map(entry).collect_view()}</ul></nav>
            </section>
            {BUDGETS.shown()}
            <section id="calibration">
                <h2>{CALIBRATION.title.clone()}</h2>
                <details>
                    <summary>"How often each rule keeps its promise, on data whose truth is known"</summary>
                    <div class="markdown" inner_html=CALIBRATION.intro.clone()></div>
                </details>
            </section>
        </Page>
    }
    .into_any()
}

fn entry((id, title): (String, String)) -> AnyView {
    view! { <li><a href=format!("#{id}")>{title}</a></li> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_method_that_a_report_links_to_is_there() {
        let ids: Vec<_> = [&*METHODS, &*BUDGETS]
            .iter()
            .flat_map(|document| document.sections.iter().map(|one| one.id.clone()))
            .collect();
        let all = [
            Method::Durations,
            Method::Changes,
            Method::Counts,
            Method::Shares,
            Method::Budgets,
            Method::Policies,
            Method::Availability,
            Method::Ahead,
            Method::Toil,
            Method::Reviews,
        ];
        for method in all {
            assert!(ids.iter().any(|id| id == method.section()), "{method:?}: {ids:?}");
        }
        let mut unique = ids.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), ids.len(), "{ids:?}");
        assert!(CALIBRATION.sections.is_empty(), "its headings would not be shown");
    }

    #[test]
    fn no_link_leads_into_the_repository() {
        for document in [&*METHODS, &*BUDGETS, &*CALIBRATION] {
            let sections = document.sections.iter().map(|one| &one.html);
            for html in sections.chain([&document.intro]) {
                for address in
                    html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next())
                {
                    let ours =
                        ["#", "/reports/", "https://"].iter().any(|at| address.starts_with(at));
                    assert!(ours, "{address}");
                }
                assert!(!html.contains(".md)") && !html.contains("]("), "{html}");
            }
        }
    }
}
