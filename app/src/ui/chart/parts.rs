//! Parts that add up, one beneath the other, each beginning where the one before it ended,
//! against a line that they should not cross.

use leptos::prelude::*;

use super::drawing::drawing;
use super::round;

/// One part.
#[derive(Debug, Clone)]
pub struct Part {
    pub name: String,
    /// As it is read: "12.5 %".
    pub amount: String,
    /// Where the line is 1.
    pub share: f64,
    /// Drawn as an outline alone.
    pub hollow: bool,
}

/// In units of the view box, which is as wide as the narrowest screen.
const WIDTH: f64 = 320.0;
const LEFT: f64 = 4.0;
const RIGHT: f64 = 316.0;
const ROW: f64 = 34.0;
const TOP: f64 = 18.0;

/// The table beside it holds its data.
#[component]
pub fn PartsChart(
    /// Unique on its page.
    id: &'static str,
    #[prop(into)] title: String,
    #[prop(into)] desc: String,
    /// What the line is.
    #[prop(into)]
    line: String,
    parts: Vec<Part>,
) -> AnyView {
    let sum: f64 = parts.iter().map(|part| part.share).sum();
    let most = sum.max(1.0);
    let x = move |share: f64| LEFT + (share / most).clamp(0.0, 1.0) * (RIGHT - LEFT);
    let height = TOP + ROW * f64::from(u16::try_from(parts.len()).unwrap_or(u16::MAX)) + 4.0;
    let mut begun = 0.0;
    let mut y = TOP;
    let rows: Vec<_> = parts
        .into_iter()
        .map(|part| {
            let (from, to) = (x(begun), x(begun + part.share));
            begun += part.share;
            y += ROW;
            row(part, from, to, y)
        })
        .collect();
    // The word stands on the side where there is room.
    let (at, anchor) = if x(1.0) > WIDTH / 2.0 { (x(1.0), "end") } else { (x(1.0), "start") };
    let shown = view! {
        <text class="tick" x=round(at) y="11" text-anchor=anchor font-size="11" fill="currentColor">{line}</text>
        <line class="limit" x1=round(at) x2=round(at) y1="15" y2=height stroke="currentColor" stroke-width="1.5" stroke-dasharray="5 3" />
        {rows}
    };
    drawing(id, [title, desc], "parts", [WIDTH, height], shown.into_any())
}

fn row(part: Part, from: f64, to: f64, y: f64) -> AnyView {
    let class = if part.hollow { "part hollow" } else { "part" };
    let fill = if part.hollow { "none" } else { "currentColor" };
    let width = to - from;
    view! {
        <text class="name" x=LEFT y=round(y - 18.0) font-size="11" fill="currentColor">{format!("{}  {}", part.name, part.amount)}</text>
        <rect class=class x=round(from) y=round(y - 13.0) width=round(width.max(1.5)) height="9" fill=fill stroke="currentColor" stroke-width="1" />
    }
    .into_any()
}
