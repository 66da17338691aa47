//! The drawing, for one least width.

use leptos::prelude::*;
use nofault_domain::zone::Zone;

use super::flags::{Flag, Place, place};
use super::ticks::ticks;
use super::{Band, Course, Mark, Step, width_of};

/// Heights in pixels.
const LINE: f64 = 17.0;
const SEVERITY: f64 = 40.0;
const LANE: f64 = 34.0;
const BAR: f64 = 13.0;
const FOOT: f64 = 20.0;

/// Where the parts lie, from the top.
struct Heights {
    /// Lines of labels.
    lines: usize,
    severity: f64,
    bands: f64,
    axis: f64,
}

/// One drawing of a course, legible from `width` pixels up; a page shows that which fits it.
#[component]
#[expect(clippy::needless_pass_by_value, reason = "a component’s properties are owned")]
pub fn CourseChart(
    /// Unique on its page.
    id: &'static str,
    #[prop(into)] title: String,
    #[prop(into)] desc: String,
    course: Course,
    zone: Zone,
    /// The least width in pixels.
    width: f64,
    class: &'static str,
) -> AnyView {
    let flags: Vec<Flag> = course
        .marks
        .iter()
        .map(|mark| Flag { x: course.share(mark.at) * width, width: width_of(&mark.label) })
        .collect();
    let places = place(&flags, width);
    let lines = places.iter().filter_map(|place| place.line).max().map_or(0, |most| most + 1);
    let heights = heights(&course, lines);
    let (title_id, desc_id) = (format!("{id}-title"), format!("{id}-desc"));
    let hatch = format!("{id}-hatch");
    let unknown = course.bands.iter().any(|band| band.share.is_none()).then(|| pattern(&hatch));
    view! {
        <svg
            class=format!("course {class}")
            role="group"
            width="100%"
            height=px(heights.axis + FOOT)
            overflow="visible"
            aria-labelledby=format!("{title_id} {desc_id}")
        >
            <title id=title_id.clone()>{title}</title>
            <desc id=desc_id.clone()>{desc}</desc>
            {unknown}
            {axis(&course, &zone, width, &heights)}
            {poles(&course, &places, &heights)}
            {severities(&course, width, &heights)}
            {bands(&course, width, &heights, &hatch)}
            {labels(&course, &places, &heights)}
        </svg>
    }
    .into_any()
}

#[expect(clippy::cast_precision_loss, reason = "a few lines")]
fn heights(course: &Course, lines: usize) -> Heights {
    let severity = lines as f64 * LINE + if lines > 0 { 6.0 } else { 0.0 };
    let bands = severity + if course.steps.is_empty() { 0.0 } else { SEVERITY };
    let axis = bands + course.bands.len() as f64 * LANE + 6.0;
    Heights { lines, severity, bands, axis }
}

fn px(number: f64) -> String {
    format!("{}", (number * 10.0).round() / 10.0)
}

fn percent(share: f64) -> String {
    format!("{}%", (share * 10_000.0).round() / 100.0)
}

/// Lines from corner to corner: how much is not known.
fn pattern(id: &str) -> AnyView {
    view! {
        <defs>
            <pattern id=id.to_owned() width="6" height="6" patternUnits="userSpaceOnUse">
                <path class="hatch" d="M-1 1L1-1M0 6L6 0M5 7L7 5" />
            </pattern>
        </defs>
    }
    .into_any()
}

fn axis(course: &Course, zone: &Zone, width: f64, heights: &Heights) -> AnyView {
    #[expect(clippy::cast_possible_truncation, reason = "a few hundred pixels")]
    let most = (width / 78.0) as i64;
    let (bottom, under) = (px(heights.axis), px(heights.axis + 15.0));
    let one = |(at, name): (_, String)| {
        let share = course.share(at);
        let x = percent(share);
        let half = width_of(&name) / 2.0 / width;
        let anchor = match share {
            share if share < half => "start",
            share if share > 1.0 - half => "end",
            _ => "middle",
        };
        view! {
            <line class="grid" x1=x.clone() x2=x.clone() y1=px(heights.severity) y2=bottom.clone() />
            <text class="tick" x=x y=under.clone() text-anchor=anchor>{name}</text>
        }
    };
    let marks: Vec<_> = ticks(course.from, course.to, zone, most).into_iter().map(one).collect();
    view! {
        {marks}
        <line class="axis" x1="0%" x2="100%" y1=bottom.clone() y2=bottom.clone() />
    }
    .into_any()
}

/// The middle of a line of labels, whose lowest is 0.
#[expect(clippy::cast_precision_loss, reason = "a few lines")]
fn line_y(line: usize, heights: &Heights) -> f64 {
    (heights.lines.saturating_sub(line + 1)) as f64 * LINE + LINE / 2.0
}

fn poles(course: &Course, places: &[Place], heights: &Heights) -> AnyView {
    let one = |(mark, place): (&Mark, &Place)| {
        let x = percent(course.share(mark.at));
        let top = place.line.map_or(heights.severity, |line| line_y(line, heights) - 6.0);
        let key = mark.key.then(|| {
            view! { <circle class="key" cx=x.clone() cy=px(heights.axis) r="4" /> }
        });
        view! {
            <line class="pole" x1=x.clone() x2=x.clone() y1=px(top) y2=px(heights.axis) />
            {key}
        }
    };
    course.marks.iter().zip(places).map(one).collect_view().into_any()
}

fn labels(course: &Course, places: &[Place], heights: &Heights) -> AnyView {
    let one = |(mark, place): (&Mark, &Place)| {
        let line = place.line?;
        let (anchor, dx) = if place.left { ("end", "-4") } else { ("start", "4") };
        let x = percent(course.share(mark.at));
        let (label, says, href) = (mark.label.clone(), mark.says.clone(), mark.href.clone());
        let class = if mark.key { "flag key" } else { "flag" };
        Some(view! {
            <a href=href aria-label=says>
                <text class=class x=x dx=dx y=px(line_y(line, heights) + 4.0) text-anchor=anchor>{label}</text>
            </a>
        })
    };
    course.marks.iter().zip(places).filter_map(one).collect_view().into_any()
}

/// The worse, the higher; named where the name fits.
fn severities(course: &Course, width: f64, heights: &Heights) -> AnyView {
    let bottom = heights.severity + SEVERITY - 6.0;
    let mut free = 0.0;
    let mut one = |step: &Step| {
        let (from, to) = (course.share(step.from), course.share(step.to));
        let name = step.severity.to_string();
        let level = i32::try_from(step.severity.level()).unwrap_or(5);
        let height = 4.0 * f64::from(6 - level);
        let x = from * width;
        let left = x + width_of(&name) > width;
        let fits = if left { x - width_of(&name) >= free } else { x >= free };
        if fits {
            free = if left { width } else { x + width_of(&name) };
        }
        let label = fits.then(|| {
            let anchor = if left { "end" } else { "start" };
            view! { <text class="name" x=percent(if left { 1.0 } else { from }) y=px(bottom - height - 4.0) text-anchor=anchor>{name}</text> }
        });
        view! {
            <rect class=format!("severity s{level}") x=percent(from) y=px(bottom - height) width=percent(to - from) height=px(height) />
            {label}
        }
    };
    course.steps.iter().map(&mut one).collect_view().into_any()
}

/// As high as the part that was affected; what goes on is open at its end.
fn bands(course: &Course, width: f64, heights: &Heights, hatch: &str) -> AnyView {
    let mut top = heights.bands - LANE;
    let mut one = |band: &Band| {
        top += LANE;
        let (from, to) = (course.share(band.from), band.to.map_or(1.0, |to| course.share(to)));
        let bar = top + LANE - BAR - 3.0;
        // What was over at once is still seen.
        let wide = percent((to - from).max(2.0 / width));
        let from = from.min(1.0 - 2.0 / width);
        let (x, left) = (percent(from), from * width + width_of(&band.label) > width);
        let (anchor, label_x) = if left { ("end", percent(1.0)) } else { ("start", x.clone()) };
        let filled = match band.share {
            Some(share) => {
                let height = (share * BAR).max(1.5);
                view! { <rect class="filled" x=x.clone() y=px(bar + BAR - height) width=wide.clone() height=px(height) /> }
            }
            .into_any(),
            None => view! { <rect x=x.clone() y=px(bar) width=wide.clone() height=px(BAR) fill=format!("url(#{hatch})") /> }
                .into_any(),
        };
        let open = band.to.is_none().then(|| {
            view! { <line class="open-end" x1="100%" x2="100%" y1=px(bar - 2.0) y2=px(bar + BAR + 2.0) /> }
        });
        view! {
            <a href=band.href.clone()>
                <text class="name" x=label_x y=px(bar - 5.0) text-anchor=anchor>{band.label.clone()}</text>
            </a>
            <rect class="whole" x=x y=px(bar) width=wide height=px(BAR) />
            {filled}
            {open}
        }
    };
    course.bands.iter().map(&mut one).collect_view().into_any()
}
