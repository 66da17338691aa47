//! A bar for each day: the higher, the more was lost. A day without loss is a tick on the line.

use leptos::prelude::*;

use super::drawing::drawing;
use super::round;

/// In units of the view box, which is as wide as the narrowest screen.
const WIDTH: f64 = 320.0;
const LEFT: f64 = 4.0;
const RIGHT: f64 = 316.0;
const BOTTOM: f64 = 56.0;
const HIGHEST: f64 = 48.0;
/// A loss of one part in a million and less is a low bar; of all of it the highest.
const DECADES: f64 = 6.0;

/// The table beside it holds its data.
#[component]
pub fn DayStrip(
    /// Unique on its page.
    id: &'static str,
    #[prop(into)] title: String,
    #[prop(into)] desc: String,
    /// What was lost of each day, from 0 to 1; none where nothing is on record.
    days: Vec<Option<f64>>,
    /// The first and the last day.
    #[prop(into)]
    from: String,
    #[prop(into)] to: String,
) -> AnyView {
    if days.is_empty() {
        return ().into_any();
    }
    let step = (RIGHT - LEFT) / f64::from(u16::try_from(days.len()).unwrap_or(u16::MAX));
    let width = (step * 0.7).clamp(0.6, 12.0);
    let mut bars = String::new();
    let mut x = LEFT;
    for lost in days {
        let place = x + (step - width) / 2.0;
        x += step;
        let Some(height) = lost.map(height) else { continue };
        bars.push_str(&format!(
            "M{} {}h{}v-{}h-{}z",
            round(place),
            BOTTOM,
            round(width),
            round(height),
            round(width)
        ));
    }
    let shown = view! {
        <line class="grid" x1=LEFT x2=RIGHT y1=BOTTOM y2=BOTTOM stroke="currentColor" stroke-opacity="0.3" stroke-width="1" />
        <path class="part" d=bars fill="currentColor" />
        <text class="tick" x=LEFT y="70" font-size="11" fill="currentColor">{from}</text>
        <text class="tick" x=RIGHT y="70" text-anchor="end" font-size="11" fill="currentColor">{to}</text>
    };
    drawing(id, [title, desc], "days", [WIDTH, 74.0], shown.into_any())
}

/// By powers of ten, so that minutes of a day can be seen beside hours.
fn height(lost: f64) -> f64 {
    if lost <= 0.0 {
        return 0.8;
    }
    let decades = (lost.log10() + DECADES).clamp(0.5, DECADES);
    decades / DECADES * HIGHEST
}

#[cfg(test)]
mod tests {
    use super::height;

    #[test]
    fn more_is_higher_and_nothing_is_hardly_there() {
        let heights: Vec<f64> = [0.0, 1e-9, 1e-4, 0.01, 0.5, 1.0].into_iter().map(height).collect();
        assert!(heights.windows(2).all(|two| two[0] < two[1]), "{heights:?}");
        assert_eq!(heights[5], 48.0);
    }
}
