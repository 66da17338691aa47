//! Describing a factor better.

use leptos::prelude::*;
use nofault_domain::factor::Category;
use nofault_domain::word::Word;
use nofault_store::factor::Factor;

use crate::here::Form;
use crate::ui::{Conflicted, Field, Hidden, PostForm, Select, Submit, TextArea, Was, words};

pub fn edit(form: Form, factor: &Factor) -> AnyView {
    let (address, version) = (factor.address(), form.version(factor.version));
    let Factor { title, about, category, .. } = factor.clone();
    let (category, stale) = (category.key(), form.clone());
    view! {
        <section id="edit">
            <h2>"Edit"</h2>
            <PostForm form=form.clone() action=address.clone() class="narrow" draft=true>
                <Hidden name="version" value=version />
                <Was form=form.clone() field="title" value=title.clone() />
                <Was form=form.clone() field="category" value=category />
                <Was form=form.clone() field="about" value=about.clone() />
                <Field form=form.clone() name="title" label="Title" value=title required=true hint="A circumstance, never a person. It changes in every incident that has it." />
                <Select form=form.clone() name="category" label="Category" value=category choices=words(Category::ALL) />
                <TextArea form=form.clone() name="about" label="Description" value=about rows=6 hint="Markdown works. How it contributed to one incident is said there." />
                <Submit label="Save" class="primary" />
            </PostForm>
            <Conflicted form=stale action=address.clone() back=address />
        </section>
    }
    .into_any()
}
