//! A strip of points for each of several groups, on an axis of powers of time.

use leptos::prelude::*;
use nofault_domain::duration::Duration;
use nofault_domain::report::durations::Included;
use nofault_domain::statistics::Quantile;

use super::axis::Axis;
use super::drawing::drawing;
use super::round;

/// One row of points.
#[derive(Debug, Clone)]
pub struct Strip {
    /// Of a period, or of such as `2026-03 to 2026-05`, which takes two lines.
    pub name: String,
    pub points: Vec<Duration>,
    /// Of each that is not told from zero: so long at most. They stand apart from the axis.
    pub floored: Vec<Duration>,
    /// Drawn as rings: they go on beyond.
    pub open: Vec<Duration>,
    pub median: Option<Duration>,
}

impl Strip {
    /// Of incidents that ended, in any order.
    pub fn of<'a>(
        name: String,
        included: impl IntoIterator<Item = &'a Included>,
        median: &Quantile,
    ) -> Self {
        let (mut points, mut floored) = (Vec::new(), Vec::new());
        for one in included {
            if one.measured().floored() {
                floored.push(one.precision);
            } else {
                points.push(one.duration);
            }
        }
        points.sort_unstable();
        let median = median.point.ok().map(|median| median.floored());
        Self { name, points, floored, open: Vec::new(), median }
    }
}

/// In units of the view box, which is as wide as the narrowest screen: text stays legible there.
const WIDTH: f64 = 320.0;
const LEFT: f64 = 58.0;
const ROW: f64 = 24.0;
const TOP: f64 = 6.0;
const FOOT: f64 = 26.0;
/// What is not told from zero stands here; the axis begins so much farther right for it.
const ZERO: f64 = 12.0;
const APART: f64 = 40.0;
/// Points nearer than this stand above each other, up to five.
const STEP: f64 = 3.0;
const DODGE: [f64; 5] = [0.0, -3.5, 3.5, -7.0, 7.0];

/// More rings than these would lie on each other.
const RINGS: usize = 50;

/// Points in grey, each group's median as an upright line.
#[component]
pub fn StripChart(
    /// Unique on its page.
    #[prop(into)]
    id: String,
    #[prop(into)] title: String,
    #[prop(into)] desc: String,
    strips: Vec<Strip>,
) -> AnyView {
    let floored = || strips.iter().flat_map(|strip| &strip.floored);
    let floor = floored().max().copied();
    let told = || strips.iter().flat_map(|strip| strip.points.iter().chain(&strip.open));
    let Some(axis) = Axis::over(told()).or_else(|| Axis::over(floored())) else {
        return ().into_any();
    };
    let left = if floor.is_some() { LEFT + APART } else { LEFT };
    let place = move |duration: Duration| left + axis.share(duration) * (WIDTH - left - 12.0);
    let rows = f64::from(u32::try_from(strips.len()).unwrap_or(u32::MAX));
    let (bottom, height) = (TOP + rows * ROW, TOP + rows * ROW + FOOT);
    let ticks: Vec<_> = axis
        .ticks()
        .map(|(at, label)| tick(place(at), label.to_owned(), bottom))
        .chain(floor.map(|floor| tick(LEFT + ZERO, format!("< {floor}"), bottom)))
        .collect();
    let mut y = TOP - ROW / 2.0;
    let strips: Vec<_> = strips
        .into_iter()
        .map(|strip| {
            y += ROW;
            row(strip, y, &place)
        })
        .collect();
    let shown = view! {
        {ticks}
        {strips}
    };
    drawing(&id, [title, desc], "strips", [WIDTH, height], shown.into_any())
}

fn tick(place: f64, label: String, bottom: f64) -> AnyView {
    let x = round(place);
    view! {
        <line class="grid" x1=x.clone() x2=x.clone() y1=TOP y2=bottom stroke="currentColor" stroke-opacity="0.2" stroke-width="1" />
        <text class="tick" x=x y=bottom + 15.0 text-anchor="middle" font-size="11" fill="currentColor">{label}</text>
    }
    .into_any()
}

fn row(strip: Strip, y: f64, place: &impl Fn(Duration) -> f64) -> AnyView {
    let zero = LEFT + ZERO;
    let floored = strip.floored.iter().map(|_| zero);
    let points = path(floored.chain(strip.points.iter().map(|point| place(*point))), y);
    let rings: Vec<_> = strip
        .open
        .iter()
        .take(RINGS)
        .map(|age| {
            view! { <circle class="open" cx=round(place(*age)) cy=y r="3" fill="none" stroke="currentColor" stroke-width="1.5" /> }
        })
        .collect();
    let median = strip.median.map(|median| {
        let below = median == Duration::ZERO && !strip.floored.is_empty();
        let x = round(if below { zero } else { place(median) });
        view! { <line class="median" x1=x.clone() x2=x y1=y - 10.0 y2=y + 10.0 stroke="currentColor" stroke-width="2.5" /> }
    });
    view! {
        {named(&strip.name, y)}
        <path class="points" d=points fill="none" stroke="currentColor" stroke-opacity="0.5" stroke-width="5" stroke-linecap="round" />
        {rings}
        {median}
    }
    .into_any()
}

fn named(name: &str, y: f64) -> AnyView {
    let line = |text: String, y: f64| {
        view! { <text class="name" x="0" y=round(y) font-size="11" fill="currentColor">{text}</text> }
    };
    match name.split_once(" to ") {
        None => line(name.to_owned(), y + 4.0).into_any(),
        Some((first, last)) => {
            view! { {line(first.to_owned(), y - 0.5)}{line(format!("–{last}"), y + 9.0)} }
                .into_any()
        }
    }
}

/// Points as a path of no length, with round ends: a few bytes each.
fn path(sorted: impl Iterator<Item = f64>, y: f64) -> String {
    let mut path = String::new();
    let (mut place, mut above) = (f64::NEG_INFINITY, 0);
    for x in sorted {
        if x - place < STEP {
            above += 1;
        } else {
            (place, above) = (x, 0);
        }
        // What does not fit above the others is in the table.
        if let Some(dodge) = DODGE.get(above) {
            path.push_str(&format!("M{} {}h0", round(place), round(y + dodge)));
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_that_meet_stand_above_each_other() {
        let drawn = path([10.0, 11.0, 30.0].into_iter(), 12.0);
        assert_eq!(drawn, "M10 12h0M10 8.5h0M30 12h0");
        let many = path(std::iter::repeat_n(1.0, 1000), 0.0);
        assert_eq!(many.matches('M').count(), 5);
    }

    #[test]
    fn a_row_of_several_periods_says_both_ends() {
        let strip = |name: &str| Strip {
            name: name.to_owned(),
            points: vec![Duration::from_minutes(1)],
            floored: Vec::new(),
            open: Vec::new(),
            median: None,
        };
        let strips = vec![strip("2026-01 to 2026-11"), strip("2026-Q1")];
        let html = view! { <StripChart id="a" title="b" desc="c" strips=strips /> }.to_html();
        for name in ["2026-01", "–2026-11", "2026-Q1"] {
            assert!(html.contains(&format!(">{name}</text>")), "{html}");
        }
    }

    /// A minute is a minute, and what may be less is not drawn as one.
    #[test]
    fn what_is_not_told_from_zero_has_its_own_place() {
        let minute = Duration::from_minutes(1);
        let drawn = |floored: Vec<Duration>, points: Vec<Duration>| {
            let (name, open, median) = ("2026".to_owned(), Vec::new(), Some(Duration::ZERO));
            let strips = vec![Strip { name, points, floored, open, median }];
            view! { <StripChart id="a" title="b" desc="c" strips=strips /> }.to_html()
        };
        let both = drawn(vec![minute], vec![minute]);
        assert!(both.contains("M70 18h0M98 18h0") && both.contains("&lt; 1m</text>"), "{both}");
        assert!(both.contains("<line x1=\"70\" x2=\"70\" y1=\"8\""), "{both}");
        let told = drawn(vec![], vec![minute]);
        assert!(told.contains("M58 18h0") && !told.contains("&lt;"), "{told}");
        assert!(drawn(vec![minute], vec![]).contains("M70 18h0"));
    }
}
