//! What the schema says about the place of the cursor, under the editor; where there are only some values, each as a
//! button that writes it.

use core::cell::RefCell;
use core::ops::Range;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use super::dom;
use crate::document::{self, Help as Told};

/// The help.
pub(super) struct Help {
    path: HtmlElement,
    says: HtmlElement,
    values: HtmlElement,
    absent: HtmlElement,
    told: Rc<RefCell<Told>>,
}

impl Help {
    pub(super) fn find() -> Result<Self, JsValue> {
        Ok(Self {
            path: dom::by_id("help-path")?,
            says: dom::by_id("help-says")?,
            values: dom::by_id("help-values")?,
            absent: dom::by_id("help-absent")?,
            told: Rc::default(),
        })
    }

    /// Runs `choose` with the place and the JSON of the value that was chosen.
    pub(super) fn on_choice(&self, choose: impl Fn(Range<usize>, &str) + 'static) -> Result<(), JsValue> {
        let told = Rc::clone(&self.told);
        dom::on(&self.values, "click", move |event| {
            let chosen = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let value = chosen.and_then(|chosen| chosen.get_attribute("data-value"));
            if let Some(value) = value {
                let range = told.borrow().range.clone();
                choose(range, &value);
            }
        })
    }

    /// Says what is known of a place in bytes of the text. A text that cannot be read leaves what was said.
    pub(super) fn show(&self, text: &str, byte: usize) {
        let Some(told) = document::help(engine::tenant::schema(), text, byte) else { return };
        let before = self.told.replace(told);
        let told = self.told.borrow();
        dom::say(&self.path, if told.path.is_empty() { "tenant.json" } else { &told.path });
        dom::say(&self.says, &told.says);
        let absent = match told.absent.as_slice() {
            [] => String::new(),
            names => format!("Can also hold {}.", names.join(", ")),
        };
        dom::say(&self.absent, &absent);
        // Buttons that stay the same stay: one of them may have the focus.
        if told.values != before.values {
            self.values.set_text_content(None);
            for (value, says) in &told.values {
                let _ = button(value, says).and_then(|button| self.values.append_child(&button));
            }
        }
    }
}

fn button(value: &str, says: &str) -> Result<HtmlElement, JsValue> {
    let button = dom::make("button", "value", value.trim_matches('"'))?;
    button.set_attribute("type", "button")?;
    button.set_attribute("data-value", value)?;
    if !says.is_empty() {
        button.set_attribute("title", says)?;
    }
    Ok(button)
}
