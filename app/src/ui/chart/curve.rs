//! Lines in steps over days: shares that fall from 100 %, or rise from none.

use leptos::prelude::*;

use super::drawing::drawing;
use super::round;

/// One line: where it steps, and to what share; until when it is drawn.
#[derive(Debug, Clone)]
pub struct CurveLine {
    pub name: String,
    /// The share at the beginning.
    pub from: f64,
    /// Days and the share after them, in order.
    pub steps: Vec<(f64, f64)>,
    pub until: f64,
}

/// In units of the view box, which is as wide as the narrowest screen.
const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 190.0;
const LEFT: f64 = 34.0;
const TOP: f64 = 8.0;
const BOTTOM: f64 = 160.0;
/// Names at the ends of lines do not cover each other.
const APART: f64 = 11.0;
/// What tells the lines apart where there is no colour.
const DASHES: [&str; 7] = ["", "6 2", "2 2", "8 2 2 2", "4 4", "1 3", "10 3"];

/// The first line is drawn stronger.
#[component]
pub fn CurveChart(
    /// Unique on its page.
    id: &'static str,
    #[prop(into)] title: String,
    #[prop(into)] desc: String,
    lines: Vec<CurveLine>,
    /// How much the names need at the ends of lines.
    #[prop(default = 36.0)]
    room: f64,
) -> AnyView {
    let right = WIDTH - room;
    let most = lines.iter().map(|line| line.until).fold(0.0, f64::max);
    if most <= 0.0 {
        return ().into_any();
    }
    let (step, last) = ticks(most);
    let x = move |days: f64| LEFT + days / last * (right - LEFT);
    let shares: Vec<_> =
        [0.0, 0.5, 1.0].into_iter().map(|share| share_line(share, right)).collect();
    let days: Vec<_> = (0..=12_u8)
        .map(|at| f64::from(at) * step)
        .take_while(|at| *at <= last + step / 2.0)
        .map(|at| {
            view! { <text class="tick" x=round(x(at)) y=BOTTOM + 14.0 text-anchor="middle" font-size="11" fill="currentColor">{at.to_string()}</text> }
        })
        .collect();
    let ends: Vec<f64> = lines.iter().map(|line| y(end(line))).collect();
    let labels = apart(&ends);
    let drawn: Vec<_> = lines
        .into_iter()
        .zip(labels)
        .enumerate()
        .map(|(at, (line, label))| one(at, &line, label, &x))
        .collect();
    let shown = view! {
        {shares}
        {days}
        <text class="tick" x=LEFT y=HEIGHT - 3.0 font-size="11" fill="currentColor">"days since it was written down"</text>
        {drawn}
    };
    drawing(id, [title, desc], "curves", [WIDTH, HEIGHT], shown.into_any())
}

fn y(share: f64) -> f64 {
    BOTTOM - share * (BOTTOM - TOP)
}

fn end(line: &CurveLine) -> f64 {
    line.steps.last().map_or(line.from, |(_, share)| *share)
}

fn share_line(share: f64, right: f64) -> AnyView {
    let class = if share == 0.5 { "grid half" } else { "grid" };
    let label = format!("{}%", share * 100.0);
    let at = round(y(share));
    view! {
        <line class=class x1=LEFT x2=right y1=at.clone() y2=at stroke="currentColor" stroke-opacity="0.3" stroke-width="1" />
        <text class="tick" x=LEFT - 4.0 y=round(y(share) + 4.0) text-anchor="end" font-size="11" fill="currentColor">{label}</text>
    }
    .into_any()
}

fn one(at: usize, line: &CurveLine, label: f64, x: &impl Fn(f64) -> f64) -> AnyView {
    let (class, width) = if at == 0 { ("curve first", "2.5") } else { ("curve", "1.5") };
    let dash = DASHES.get(at).copied().filter(|dash| !dash.is_empty());
    let name = line.name.clone();
    view! {
        <path class=class d=path(line, x) fill="none" stroke="currentColor" stroke-width=width stroke-dasharray=dash />
        <text class="name" x=round(x(line.until) + 3.0) y=round(label + 4.0) font-size="11" fill="currentColor">{name}</text>
    }
    .into_any()
}

/// Level, then down or up, and so on to its end.
fn path(line: &CurveLine, x: &impl Fn(f64) -> f64) -> String {
    let mut path = format!("M{} {}", round(x(0.0)), round(y(line.from)));
    for (days, share) in &line.steps {
        path.push_str(&format!("H{}V{}", round(x(*days)), round(y(*share))));
    }
    path.push_str(&format!("H{}", round(x(line.until))));
    path
}

/// Places for labels, at least so far apart, from the top down; in the order given.
fn apart(wanted: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let mut places = wanted.to_vec();
    let mut free = f64::NEG_INFINITY;
    for at in order {
        places[at] = places[at].max(free);
        free = places[at] + APART;
    }
    places
}

/// The step of the axis and its end, in whole days: at most six steps.
pub(super) fn ticks(most: f64) -> (f64, f64) {
    const STEPS: [f64; 12] =
        [1.0, 2.0, 7.0, 14.0, 28.0, 56.0, 91.0, 182.0, 365.0, 730.0, 1825.0, 3650.0];
    let step = STEPS.into_iter().find(|step| most / step <= 6.0).unwrap_or(3650.0 * 10.0);
    (step, (most / step).ceil() * step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_falls_in_steps_to_its_end() {
        let steps = vec![(2.0, 0.5), (4.0, 0.0)];
        let line = CurveLine { name: "All".to_owned(), from: 1.0, steps, until: 5.0 };
        assert_eq!(path(&line, &|days| days * 10.0), "M0 8H20V84H40V160H50");
        let rising = CurveLine { from: 0.0, steps: vec![(2.0, 0.5)], ..line };
        assert_eq!(path(&rising, &|days| days * 10.0), "M0 160H20V84H50");
        assert_eq!(y(end(&CurveLine { steps: Vec::new(), ..rising })), 160.0);
    }

    #[test]
    fn labels_do_not_cover_each_other() {
        assert_eq!(apart(&[50.0, 45.0, 100.0, 50.0]), [56.0, 45.0, 100.0, 67.0]);
    }

    #[test]
    fn the_axis_holds_what_it_shows() {
        for most in [0.1, 1.0, 6.5, 40.0, 400.0, 20_000.0] {
            let (step, last) = ticks(most);
            assert!(last >= most && last / step <= 7.0, "{most}: {step} {last}");
        }
    }
}
