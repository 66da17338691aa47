//! The frame of a drawing: who cannot see it is told what it is and what it shows.

use leptos::prelude::*;

/// `size` is that of the view box. The table beside it holds its data.
pub(super) fn drawing(
    id: &str,
    [title, desc]: [String; 2],
    class: &'static str,
    size: [f64; 2],
    shown: AnyView,
) -> AnyView {
    let (title_id, desc_id) = (format!("{id}-title"), format!("{id}-desc"));
    let [width, height] = size;
    view! {
        <svg
            class=format!("chart {class}")
            role="img"
            width="100%"
            viewBox=format!("0 0 {width} {height}")
            aria-labelledby=format!("{title_id} {desc_id}")
        >
            <title id=title_id.clone()>{title}</title>
            <desc id=desc_id.clone()>{desc}</desc>
            {shown}
        </svg>
    }
    .into_any()
}
