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
/// A letter of a name, and what stays free behind it: names of periods do not cover each other.
const LETTER: f64 = 6.0;
const GAP: f64 = 20.0;
/// From one line of names to the next.
const LINE: f64 = 13.0;

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
    // Of two neither name is left out; of many those that have no room are.
    let all = weeks.iter().filter(|week| week.begins.is_some()).count() <= 2;
    let (mut names, mut lines) = (Vec::new(), 1.0);
    let (mut x, mut free) = (LEFT, LEFT);
    for week in weeks {
        let (place, height) = (x + (step - width) / 2.0, BOTTOM - y(week.count, most));
        let bar =
            format!("M{} {BOTTOM}h{w}v-{}h-{w}z", round(place), round(height), w = round(width));
        if week.whole { &mut whole } else { &mut part }.push_str(&bar);
        if let Some(name) = week.begins {
            let wide = real(name.chars().count()) * LETTER + GAP;
            let (behind, inside) = (x >= free, x + wide <= WIDTH + 12.0);
            let line = if behind { 0.0 } else { LINE };
            names.push(begins(name, x, (all || behind && inside).then_some((line, inside))));
            if all && !behind {
                lines = 2.0;
            }
            free = if behind { x + wide } else { free };
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
    drawing(id, [title, desc], "days", [WIDTH, 113.0 + lines * LINE], shown.into_any())
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

/// A tick where a period begins, with its name: so far down, and behind the tick where there is
/// room for it there.
fn begins(name: String, x: f64, named: Option<(f64, bool)>) -> AnyView {
    let x = round(x);
    let name = named.map(|(line, inside)| {
        let (at, anchor) = if inside { (x.clone(), "start") } else { (round(RIGHT), "end") };
        view! { <text class="tick" x=at y=round(121.0 + line) text-anchor=anchor font-size="11" fill="currentColor">{name}</text> }
    });
    view! {
        <line class="grid" x1=x.clone() x2=x y1=BOTTOM y2=BOTTOM + 5.0 stroke="currentColor" stroke-opacity="0.6" stroke-width="1" />
        {name}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(begins: &[Option<&str>]) -> String {
        let week = |begins: &Option<&str>| WeekBar {
            count: 1,
            whole: true,
            begins: begins.map(str::to_owned),
        };
        let weeks = begins.iter().map(week).collect();
        view! { <WeekChart id="a" title="b" desc="c" weeks=weeks /> }.to_html()
    }

    #[test]
    fn both_of_two_names_are_there_and_none_covers_another() {
        let (before, now) = ("2025-02 to 2025-12", "2026-01 to 2026-11");
        let mut weeks = vec![None; 40];
        (weeks[0], weeks[3]) = (Some(before), Some(now));
        let html = drawn(&weeks);
        assert!(html.contains(before) && html.contains(now));
        assert!(html.contains("y=\"121\"") && html.contains("y=\"134\""), "{html}");
        (weeks[3], weeks[38]) = (None, Some(now));
        let html = drawn(&weeks);
        // Where there is no room behind its tick, it ends with the chart.
        let own = html.split(now).next().and_then(|before| before.rsplit("<text").next());
        assert!(own.is_some_and(|own| own.contains("x=\"316\"")), "{html}");
        // Of many those without room are left out.
        let many: Vec<_> =
            ["2026-01", "2026-02", "2026-03"].map(Some).into_iter().chain([None; 40]).collect();
        let html = drawn(&many);
        assert!(
            html.contains("2026-01") && !html.contains("2026-02") && !html.contains("y=\"134\"")
        );
    }

    #[test]
    fn the_highest_reaches_the_top_and_none_the_line() {
        for most in [0, 1, 7, 4000] {
            assert_eq!(y(0, most), BOTTOM);
            assert!(most == 0 || y(most, most) == TOP);
        }
        assert_eq!((levels(0), levels(1), levels(9)), (vec![0], vec![0, 1], vec![0, 4, 9]));
    }
}
