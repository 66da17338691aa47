//! The form of a template: what it is for, and its sections as one text.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::incident::Kind;
use nofault_domain::review::ReviewLevel;
use nofault_domain::word::Word;
use nofault_store::Failure;
use nofault_store::catalog::{self, SeverityName};
use nofault_store::template::Template;

use crate::here::{Form, Here};
use crate::load::load;
use crate::pages::incident::only;
use crate::pages::incidents::named;
use crate::ui::{Conflicted, Field, Hidden, Page, PostForm, Select, Submit, TextArea, Was, words};

#[component]
pub fn NewTemplatePage() -> AnyView {
    load(severities(Here::now()), |here, severities| {
        let form = here.form("new-template");
        let over = view! { <a href="/templates">"Templates"</a> }.into_any();
        let fields = fields(&form, None, &severities);
        view! {
            <Page title="Add a template" over=over>
                <PostForm form=form action="/templates" class="wide" draft=true>
                    {fields}
                    <Submit label="Add the template" class="primary" />
                </PostForm>
            </Page>
        }
    })
    .into_any()
}

async fn severities(here: Here) -> Result<Vec<SeverityName>, Failure> {
    only(&here, Role::Administrator, "new-template")?;
    let mut reader = here.store.read().await?;
    catalog::severities(&mut reader.db()).await
}

pub(super) fn edit(here: &Here, template: &Template, severities: &[SeverityName]) -> AnyView {
    let form = here.form("template");
    let (action, version) = (template.address(), form.version(template.version));
    let fields = fields(&form, Some(template), severities);
    view! {
        <section id="edit">
            <h2>"Edit"</h2>
            <PostForm form=form.clone() action=action.clone() class="wide" draft=true>
                <Hidden name="version" value=version />
                {fields}
                <Submit label="Save" class="primary" />
            </PostForm>
            <Conflicted form=form action=action.clone() back=action />
        </section>
    }
    .into_any()
}

fn fields(form: &Form, template: Option<&Template>, severities: &[SeverityName]) -> AnyView {
    let scope = template.map(|template| template.scope);
    let name = template.map_or_else(String::new, |template| template.name.clone());
    let level = scope.map_or(ReviewLevel::Full, |scope| scope.level).key();
    let kind = scope.and_then(|scope| scope.kind).map_or("", Word::key);
    let severity = scope.and_then(|scope| scope.severity).map_or("", Word::key);
    let place = scope.map_or_else(String::new, |scope| scope.position.to_string());
    let text = template.map_or_else(String::new, Template::text);
    let was = template.is_some().then(|| {
        view! {
            <Was form=form.clone() field="name" value=name.clone() />
            <Was form=form.clone() field="level" value=level />
            <Was form=form.clone() field="kind" value=kind />
            <Was form=form.clone() field="severity" value=severity />
            <Was form=form.clone() field="position" value=place.clone() />
            <Was form=form.clone() field="sections" value=text.clone() />
        }
    });
    view! {
        {was}
        <Field form=form.clone() name="name" label="Name" value=name required=true />
        <Select form=form.clone() name="level" label="For which reviews" value=level choices=words(&ReviewLevel::WRITTEN) />
        <Select form=form.clone() name="kind" label="For which kind" none="Every kind" value=kind choices=words(Kind::ALL) />
        <Select form=form.clone() name="severity" label="For which severity" none="Every severity" value=severity choices=named(severities) hint="This one, or a graver one." />
        <Field form=form.clone() name="position" label="Place" kind="number" value=place hint="The smallest comes first. Blank is the last." />
        <TextArea
            form=form.clone()
            name="sections"
            label="Sections"
            value=text
            rows=22
            required=true
            hint="Each begins with a line such as “## Summary”; what stands beneath it is its guidance. Their order is the order here. A section that keeps its title keeps its address; who renames one writes the address behind the new title: “## What happened {#summary}”."
        />
    }
    .into_any()
}
