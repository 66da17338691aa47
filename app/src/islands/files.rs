//! Pasting and dropping files into a form's own field for them, and what is in it.
//! Without it, files are chosen.

use leptos::prelude::*;

/// Wakes every `data-drops` that sleeps: a field for files, `data-block` with the address at
/// which a pasted block of lines is looked at (blank where there is no such place), a list of
/// what was chosen, a place for what is wrong, and a button for a block.
#[island]
pub fn Dropping() -> impl IntoView {
    #[cfg(target_arch = "wasm32")]
    act::begin();
}

#[cfg(target_arch = "wasm32")]
mod act {
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{
        ClipboardEvent, DataTransfer, DragEvent, Element, File, FileList, HtmlFormElement,
        HtmlInputElement,
    };

    use crate::islands::browser::{self, listen};

    /// As the server has it.
    const MOST_BYTES: f64 = 10.0 * 1024.0 * 1024.0;

    /// The field and what stands around it.
    #[derive(Clone)]
    struct Place {
        around: Element,
        input: HtmlInputElement,
    }

    pub fn begin() {
        for around in browser::all("[data-drops]:not([data-on])") {
            let _ = around.set_attribute("data-on", "");
            let Some(input) = browser::inside(&around, "input[type=file]").pop() else { continue };
            let input: HtmlInputElement = input.unchecked_into();
            let Some(form) = input.form() else { continue };
            attach(&form, &Place { around, input });
        }
    }

    fn attach(form: &HtmlFormElement, place: &Place) {
        let at = place.clone();
        listen(&place.input, "change", move |_| at.show());
        let at = place.clone();
        listen(form, "paste", move |event| {
            let pasted: &ClipboardEvent = event.unchecked_ref();
            let Some(data) = pasted.clipboard_data() else { return };
            if data.files().is_some_and(|files| at.add(&files)) {
                event.prevent_default();
            } else if !at.block().is_empty() {
                at.offer(timed(&data.get_data("text").unwrap_or_default()));
            }
        });
        listen(form, "dragover", |event| {
            let Some(data) = event.unchecked_ref::<DragEvent>().data_transfer() else { return };
            let types: JsValue = data.types().into();
            let files = JsValue::from_str("Files");
            if js_sys::Array::from(&types).includes(&files, 0) {
                event.prevent_default();
            }
        });
        let at = place.clone();
        listen(form, "drop", move |event| {
            let dropped: &DragEvent = event.unchecked_ref();
            let files = dropped.data_transfer().and_then(|data| data.files());
            if files.is_some_and(|files| at.add(&files)) {
                event.prevent_default();
            }
        });
        let at = place.clone();
        listen(&place.around, "click", move |event| {
            let Some(button) = crate::islands::dom::closest(&event, "button") else { return };
            match button.get_attribute("data-file").and_then(|index| index.parse().ok()) {
                Some(index) => at.remove(index),
                None => at.look(),
            }
        });
    }

    /// Lines that have a time near their beginning.
    fn timed(text: &str) -> usize {
        let digit = |byte: &u8| byte.is_ascii_digit();
        let has = |line: &&str| {
            let head = line.as_bytes().get(..line.len().min(40)).unwrap_or_default();
            head.windows(4)
                .any(|w| matches!(w, [a, b':', c, d] if [a, c, d].into_iter().all(digit)))
        };
        text.lines().filter(has).count()
    }

    impl Place {
        fn block(&self) -> String {
            self.around.get_attribute("data-block").unwrap_or_default()
        }

        /// The files are folded away in the composer.
        fn unfold(&self) {
            if let Ok(Some(more)) = self.input.closest("details") {
                let _ = more.set_attribute("open", "");
            }
        }

        /// A block of so many lines may become as many entries.
        fn offer(&self, lines: usize) {
            for offer in browser::inside(&self.around, ".as-lines") {
                let _ = offer.toggle_attribute_with_force("hidden", lines < 3);
                for button in browser::inside(&offer, "button") {
                    button.set_text_content(Some(&format!("Log as {lines} entries")));
                }
            }
            if lines >= 3 {
                self.unfold();
            }
        }

        /// False where there is no file.
        fn add(&self, more: &FileList) -> bool {
            if more.length() == 0 {
                return false;
            }
            let mut files = self.all();
            files.extend((0..more.length()).filter_map(|at| more.get(at)));
            self.put(&files);
            self.show();
            self.unfold();
            true
        }

        fn remove(&self, at: usize) {
            let mut files = self.all();
            if at < files.len() {
                files.remove(at);
            }
            self.put(&files);
            self.show();
        }

        /// What is too large is not even sent.
        fn show(&self) {
            let (files, large): (Vec<File>, Vec<File>) =
                self.all().into_iter().partition(|file| file.size() <= MOST_BYTES);
            if !large.is_empty() {
                self.put(&files);
            }
            let names: Vec<String> = large.iter().map(File::name).collect();
            let message = match names.as_slice() {
                [] => String::new(),
                names => format!("Larger than 10 MiB, the most that fits: {}", names.join(", ")),
            };
            for said in browser::inside(&self.around, ".too-large") {
                browser::say_in(&said, &message);
            }
            for list in browser::inside(&self.around, ".chosen") {
                list.set_text_content(None);
                let _ = list.toggle_attribute_with_force("hidden", files.is_empty());
                for (at, file) in files.iter().enumerate() {
                    browser::append(&list, one(at, &file.name()));
                }
            }
        }

        /// Sends the text of the form to where its lines are looked at.
        fn look(&self) {
            let text = self.input.form().and_then(|form| {
                let body = form.elements().named_item("body")?;
                Some(body.dyn_into::<web_sys::HtmlTextAreaElement>().ok()?.value())
            });
            let made = || {
                let document = browser::document()?;
                let form: HtmlFormElement =
                    document.create_element("form").ok()?.dyn_into().ok()?;
                let field = document.create_element("textarea").ok()?;
                let field: web_sys::HtmlTextAreaElement = field.dyn_into().ok()?;
                form.set_method("post");
                form.set_action(&self.block());
                form.set_hidden(true);
                field.set_name("text");
                field.set_value(&text.unwrap_or_default());
                form.append_child(&field).ok()?;
                document.body()?.append_child(&form).ok()?;
                form.submit().ok()
            };
            let _ = made();
        }

        fn all(&self) -> Vec<File> {
            let Some(files) = self.input.files() else { return Vec::new() };
            (0..files.length()).filter_map(|at| files.get(at)).collect()
        }

        fn put(&self, files: &[File]) {
            let Ok(data) = DataTransfer::new() else { return };
            for file in files {
                let _ = data.items().add_with_file(file);
            }
            self.input.set_files(data.files().as_ref());
        }
    }

    fn one(at: usize, name: &str) -> Option<Element> {
        let (item, button) = (
            browser::element("li", "", &format!("{name} "))?,
            browser::element("button", "quiet", "×")?,
        );
        let _ = button.set_attribute("type", "button");
        let _ = button.set_attribute("data-file", &at.to_string());
        let _ = button.set_attribute("aria-label", &format!("Take {name} away"));
        let _ = item.append_child(&button);
        Some(item)
    }
}
