//! A bar for each week: as high as there were incidents. What is not a whole week is an outline.

use leptos::prelude::*;

use super::drawing::drawing;
use super::round;

/// One bar.
#[derive(Debug, Clone)]
pub struct WeekBar {
    pub count: usize,
    pub whole: bool,
    /// The period that begins with it.
    pub begins: Option<String>,
}

/// In units of the view box, which is as wide as the narrowest screen.
const WIDTH: f64 = 320.0;
const LEFT: f64 = 22.0;
const RIGHT: f64 = 316.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 104.0;
/// Names of periods do not cover each other.
const APART: f64 = 62.0;

/// The table beside it holds its data.
#[component]
pub fn WeekChart(
    /// Unique on its page.
    id: &'static str,
    #[prop(into)] title: String,
    #[prop(into)] desc: String,
    weeks: Vec<WeekBar>,
) -> AnyView {
    let most = weeks.iter().map(|week| week.count).max().unwrap_or_default();
    if weeks.is_empty() {
        return ().into_any();
    }
    let step = (RIGHT - LEFT) / real(weeks.len());
    let width = (step * 0.75).clamp(0.6, 18.0);
    let (mut whole, mut part) = (String::new(), String::new());
    let mut names = Vec::new();
    let (mut x, mut free) = (LEFT, LEFT);
    for week in weeks {
        let (place, height) = (x + (step - width) / 2.0, BOTTOM - y(week.count, most));
        let bar =
            format!("M{} {BOTTOM}h{w}v-{}h-{w}z", round(place), round(height), w = round(width));
        if week.whole { &mut whole } else { &mut part }.push_str(&bar);
        if let Some(name) = week.begins {
            names.push(begins(name, x, x >= free && x + APART <= WIDTH + 12.0));
            free = if x >= free { x + APART } else { free };
        }
        x += step;
    }
    let levels: Vec<_> = levels(most).into_iter().map(|count| level(count, most)).collect();
    let shown = view! {
        {levels}
        {names}
        <path class="part" d=whole fill="currentColor" />
        <path class="part hollow" d=part fill="none" stroke="currentColor" stroke-width="0.8" />
    };
    drawing(id, [title, desc], "days", [WIDTH, 126.0], shown.into_any())
}

fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

fn y(count: usize, most: usize) -> f64 {
    BOTTOM - real(count) / real(most.max(1)) * (BOTTOM - TOP)
}

/// Where the line is labelled: none, most, and about half of it.
fn levels(most: usize) -> Vec<usize> {
    let mut levels = vec![0, most / 2, most];
    levels.dedup();
    levels
}

fn level(count: usize, most: usize) -> AnyView {
    let at = y(count, most);
    view! {
        <line class="grid" x1=LEFT x2=RIGHT y1=round(at) y2=round(at) stroke="currentColor" stroke-opacity="0.3" stroke-width="1" />
        <text class="tick" x=LEFT - 4.0 y=round(at + 4.0) text-anchor="end" font-size="11" fill="currentColor">{count.to_string()}</text>
    }
    .into_any()
}

/// A tick where a period begins, with its name where there is room.
fn begins(name: String, x: f64, named: bool) -> AnyView {
    let x = round(x);
    let name = named.then(|| {
        view! { <text class="tick" x=x.clone() y="121" font-size="11" fill="currentColor">{name}</text> }
    });
    view! {
        <line class="grid" x1=x.clone() x2=x y1=BOTTOM y2=BOTTOM + 5.0 stroke="currentColor" stroke-opacity="0.6" stroke-width="1" />
        {name}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::{BOTTOM, TOP, levels, y};

    #[test]
    fn the_highest_reaches_the_top_and_none_the_line() {
        for most in [0, 1, 7, 4000] {
            assert_eq!(y(0, most), BOTTOM);
            assert!(most == 0 || y(most, most) == TOP);
        }
        assert_eq!((levels(0), levels(1), levels(9)), (vec![0], vec![0, 1], vec![0, 4, 9]));
    }
}
