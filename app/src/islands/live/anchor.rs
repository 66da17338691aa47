//! What one reads or types stays where it is while the page changes around it.

use web_sys::{Element, ScrollBehavior, ScrollToOptions};

use crate::islands::browser;

pub struct Anchor {
    element: Element,
    id: String,
    top: f64,
}

impl Anchor {
    /// The field in which one types, where it is in sight; else what stands highest in it.
    pub fn take() -> Option<Self> {
        let element = typing().or_else(highest)?;
        let (id, top) = (element.id(), element.get_bounding_client_rect().top());
        Some(Self { element, id, top })
    }

    /// Scrolls by as much as it was moved.
    pub fn restore(self) {
        let here =
            if self.element.is_connected() { Some(self.element) } else { browser::by_id(&self.id) };
        let Some(here) = here else { return };
        let moved = here.get_bounding_client_rect().top() - self.top;
        if moved.abs() >= 1.0
            && let Some(window) = web_sys::window()
        {
            let options = ScrollToOptions::new();
            options.set_top(moved);
            options.set_behavior(ScrollBehavior::Instant);
            window.scroll_by_with_scroll_to_options(&options);
        }
    }
}

fn typing() -> Option<Element> {
    let active = browser::document()?.active_element()?;
    let rect = active.get_bounding_client_rect();
    let in_sight = rect.bottom() > 0.0 && rect.top() < height()?;
    (browser::is_field(&active) && in_sight).then_some(active)
}

fn highest() -> Option<Element> {
    let (window, document) = (web_sys::window()?, browser::document()?);
    // Whoever is at the top sees what comes in there.
    if window.scroll_y().ok()? < 1.0 {
        return None;
    }
    let across = (window.inner_width().ok()?.as_f64()? / 4.0) as f32;
    let steps = (0..12).map(|step| step as f32 / 12.0 * height().unwrap_or(600.0) as f32);
    steps.filter_map(|down| document.element_from_point(across, down + 4.0)).find_map(|element| {
        element.closest(".entry, .composer, h2, [data-live]:not(.facts)").ok().flatten()
    })
}

fn height() -> Option<f64> {
    web_sys::window()?.inner_height().ok()?.as_f64()
}
