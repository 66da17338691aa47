//! The incident as a picture, from impact to resolution, and the same as a table.

mod told;
mod words;

use leptos::prelude::*;
use nofault_store::incident::Incident;
use nofault_store::timeline::{self, Entry};
use nofault_store::{Db, Failure};

use super::Whole;
use crate::here::Here;
use crate::ui::{CourseChart, Table, Time, When};

use told::Told;
pub(in crate::pages) use words::first;
use words::{Row, Until};

/// What the section shows beyond what others read.
#[derive(Debug, Clone, Default)]
pub struct Picture {
    /// The key moments and the changes, by their time.
    pub(super) entries: Vec<Entry>,
}

pub async fn read(db: &mut Db<'_>, _here: &Here, incident: &Incident) -> Result<Picture, Failure> {
    Ok(Picture { entries: timeline::key(db, incident.id).await? })
}

/// Least widths in pixels; `style/picture.css` shows the wide one from there on.
const WIDE: f64 = 520.0;
const NARROW: f64 = 264.0;

/// An incident as a picture on another page than its own.
pub struct Pictured(Box<Whole>);

impl Pictured {
    /// # Errors
    /// [`Failure::Database`].
    pub async fn read(db: &mut Db<'_>, here: &Here, incident: Incident) -> Result<Self, Failure> {
        Ok(Self(Box::new(super::read(db, here, incident, Vec::new(), 0).await?)))
    }

    pub fn shown(&self, here: &Here) -> AnyView {
        section(here, &self.0)
    }
}

pub fn section(here: &Here, whole: &Whole) -> AnyView {
    let Some(told) = told::told(here, whole) else {
        return view! { <div id="picture" data-live></div> }.into_any();
    };
    let Told { course, rows, desc, caption, left_out } = told;
    let title = format!("How {} went", whole.incident.number);
    let rest = match left_out {
        0 => None,
        1 => Some(" 1 more moment is in the table.".to_owned()),
        more => Some(format!(" {more} more moments are in the table.")),
    };
    let rest = rest.map(|rest| view! { <span class="no-print">{rest}</span> });
    let rows: Vec<_> = rows.into_iter().map(row).collect();
    view! {
        <figure id="picture" class="course-of" data-live>
            <CourseChart id="course-wide" class="wide" title=title.clone() desc=desc.clone() course=course.clone() zone=here.zone.clone() width=WIDE />
            <CourseChart id="course-narrow" class="narrow" title=title desc=desc course=course zone=here.zone.clone() width=NARROW />
            <figcaption class="hint">{caption}{rest}</figcaption>
            <details>
                <summary>"The same as a table"</summary>
                <Table label="The incident as a table" heads=["When", "What", "Until"]>
                    {rows}
                </Table>
            </details>
        </figure>
    }
    .into_any()
}

fn row(row: Row) -> AnyView {
    let until = match row.until {
        None => ().into_any(),
        Some(Until::Open) => "goes on".into_any(),
        Some(Until::Change(at)) => view! { <Time at=at /> }.into_any(),
        Some(Until::Moment(moment)) => view! { <When moment=moment /> }.into_any(),
    };
    view! {
        <tr>
            <td><When moment=row.at /></td>
            <td><a href=row.href>{row.what}</a></td>
            <td>{until}</td>
        </tr>
    }
    .into_any()
}
