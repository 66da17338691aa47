//! A line of straight pieces over the days to come, and another that it should be beneath.

use leptos::prelude::*;

use super::curve::ticks;
use super::drawing::drawing;
use super::round;

/// Days from now and the share then, in order.
#[derive(Debug, Clone)]
pub struct Fall {
    pub points: Vec<(f64, f64)>,
}

/// In units of the view box, which is as wide as the narrowest screen.
const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 170.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = 308.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 138.0;

/// The table beside it holds its data.
#[component]
pub fn FallChart(
    /// Unique on its page.
    id: &'static str,
    #[prop(into)] title: String,
    #[prop(into)] desc: String,
    fall: Fall,
) -> AnyView {
    let until = fall.points.last().map_or(0.0, |(days, _)| *days);
    if until <= 0.0 {
        return ().into_any();
    }
    let most = fall.points.iter().map(|(_, share)| *share).fold(1.0, f64::max);
    let (step, last) = ticks(until);
    let x = move |days: f64| LEFT + days / last * (RIGHT - LEFT);
    let y = move |share: f64| BOTTOM - share / most * (BOTTOM - TOP);
    let days: Vec<_> = (0..=12_u8)
        .map(|at| f64::from(at) * step)
        .take_while(|at| *at <= last + step / 2.0)
        .map(|at| {
            view! { <text class="tick" x=round(x(at)) y=BOTTOM + 14.0 text-anchor="middle" font-size="11" fill="currentColor">{at.to_string()}</text> }
        })
        .collect();
    let path: Vec<String> = fall
        .points
        .iter()
        .map(|(days, share)| format!("{} {}", round(x(*days)), round(y(*share))))
        .collect();
    let path = format!("M{}", path.join("L"));
    let level = |share: f64, class: &'static str, dash: Option<&'static str>| {
        view! {
            <line class=class x1=LEFT x2=RIGHT y1=round(y(share)) y2=round(y(share)) stroke="currentColor" stroke-opacity="0.6" stroke-width="1" stroke-dasharray=dash />
            <text class="tick" x=LEFT - 4.0 y=round(y(share) + 4.0) text-anchor="end" font-size="11" fill="currentColor">{format!("{}%", (share * 100.0).round())}</text>
        }
    };
    let shown = view! {
        {level(0.0, "grid", None)}
        {level(1.0, "limit", Some("5 3"))}
        {days}
        <text class="tick" x=LEFT y=HEIGHT - 4.0 font-size="11" fill="currentColor">"days from now, of the budget"</text>
        <path class="curve first" d=path fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round" />
    };
    drawing(id, [title, desc], "fall", [WIDTH, HEIGHT], shown.into_any())
}
