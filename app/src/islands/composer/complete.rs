//! What may follow the words that were typed behind a slash: a small list beneath the
//! text. ARIA allows a text area no role of its own, so that it points at the list and at
//! the chosen line of it, and stays what it is.

#[cfg(target_arch = "wasm32")]
pub use list::*;

/// A completion, and what it does.
type Choice = (String, String);

/// Those lines that begin with what was typed, but for case. What follows a command's word
/// is offered once that word stands there with its blank.
pub fn matching(lines: &str, typed: &str) -> Vec<Choice> {
    if !typed.starts_with('/') || typed.contains('\n') {
        return Vec::new();
    }
    let typed = lower(typed);
    let begins = |line: &&str| {
        let value = line.split('\t').next().unwrap_or_default();
        let word = value.find(' ').map_or(value.len(), |blank| blank + 1);
        let level = if word == value.len() { 0 } else { word };
        lower(value).starts_with(&typed)
            && typed.len() >= level
            && typed.trim_end() != lower(value.trim_end())
    };
    let choice = |line: &str| {
        let (value, about) = line.split_once('\t').unwrap_or((line, ""));
        (value.to_owned(), about.to_owned())
    };
    lines.lines().filter(begins).map(choice).collect()
}

/// The browser knows small letters, too: Rust's table of them weighs as much as an island.
fn lower(text: &str) -> String {
    #[cfg(target_arch = "wasm32")]
    return js_sys::JsString::from(text).to_lower_case().into();
    #[cfg(not(target_arch = "wasm32"))]
    text.to_lowercase()
}

#[cfg(target_arch = "wasm32")]
mod list {
    use std::cell::{Cell, RefCell};

    use web_sys::Element;

    use super::Choice;
    use crate::islands::browser;

    thread_local! {
        /// What is offered; closed where there is nothing.
        static CHOICES: RefCell<Vec<Choice>> = const { RefCell::new(Vec::new()) };
        /// The one that Enter takes.
        static CHOSEN: Cell<usize> = const { Cell::new(0) };
    }

    pub fn count() -> usize {
        CHOICES.with_borrow(Vec::len)
    }

    pub fn chosen() -> usize {
        CHOSEN.get()
    }

    /// What a choice writes.
    pub fn value(index: usize) -> Option<String> {
        CHOICES.with_borrow(|choices| choices.get(index).map(|(value, _)| value.clone()))
    }

    pub fn offer(found: Vec<Choice>) {
        if CHOICES.with_borrow(|shown| *shown == found) {
            return;
        }
        let Some(list) = browser::by_id("composer-options") else { return };
        list.set_text_content(None);
        let _ = list.toggle_attribute_with_force("hidden", found.is_empty());
        for (index, (value, about)) in found.iter().enumerate() {
            browser::append(&list, option(index, value, about));
        }
        CHOICES.set(found);
        choose(0);
    }

    fn option(index: usize, value: &str, about: &str) -> Option<Element> {
        let option = browser::element("li", "", "")?;
        option.set_id(&format!("composer-option-{index}"));
        let _ = option.set_attribute("role", "option");
        let _ = option.set_attribute("data-choice", &index.to_string());
        browser::append(&option, browser::element("span", "value", value));
        let _ = option.append_with_str_1(" ");
        browser::append(&option, browser::element("span", "about", about));
        Some(option)
    }

    pub fn choose(index: usize) {
        CHOSEN.set(index);
        let Some(body) = browser::by_id("composer-body") else { return };
        let _ = body.remove_attribute("aria-activedescendant");
        for (at, option) in browser::all("#composer-options li").iter().enumerate() {
            let _ =
                option.set_attribute("aria-selected", if at == index { "true" } else { "false" });
            if at == index {
                let _ = body.set_attribute("aria-activedescendant", &option.id());
                let nearest = web_sys::ScrollIntoViewOptions::new();
                nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
                option.scroll_into_view_with_scroll_into_view_options(&nearest);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::matching;

    const LINES: &str = "/status \tChange the status\n/sev \tChange the severity\n\
        /status monitoring\tMonitoring\n/sev 1\tSEV1\n/lead @Ada Admin\t";

    fn values(typed: &str) -> Vec<String> {
        matching(LINES, typed).into_iter().map(|(value, _)| value).collect()
    }

    #[test]
    fn words_first_and_then_what_follows_them() {
        assert_eq!(values("/"), ["/status ", "/sev "]);
        assert_eq!(values("/S"), ["/status ", "/sev "]);
        assert_eq!(values("/status "), ["/status monitoring"]);
        assert_eq!(values("/lead @ad"), ["/lead @Ada Admin"]);
        assert_eq!(matching(LINES, "/sev "), [("/sev 1".to_owned(), "SEV1".to_owned())]);
    }

    #[test]
    fn what_is_whole_or_text_is_not_completed() {
        for typed in ["", "s", "see /s", "/sev", "/sev 1", "/status monitoring", "/s\nx", "//s"] {
            assert_eq!(values(typed), [""; 0], "{typed}");
        }
    }
}
