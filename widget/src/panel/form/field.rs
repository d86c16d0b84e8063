//! A control for one value: buttons where there is a choice, otherwise a line to write in. Shared by the form and the
//! summary card. It must not know what becomes of the value.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::chat::Chat;
use crate::conversation::text::find;
use crate::conversation::wire::Attribute;
use crate::panel::view::{View, view};
use crate::texts::Text;

/// A control for one value.
pub(in crate::panel) struct Field {
    /// What is drawn.
    pub(in crate::panel) view: View,
    inputs: Vec<HtmlInputElement>,
}

impl Field {
    /// The control of an attribute. `value` is what stands in it at first, as the visitor would write it.
    pub(in crate::panel) fn new(chat: Chat, attribute: &Attribute, value: &str) -> Self {
        let options: Vec<&str> = if attribute.kind == "yes_no" {
            vec![chat.text(Text::Yes), chat.text(Text::No)]
        } else {
            attribute.choices.iter().map(String::as_str).collect()
        };
        if options.is_empty() {
            let (sort, autocomplete) = sort(attribute);
            let line = view("input", "field")
                .attribute("part", "field")
                .attribute("type", sort)
                .attribute("autocomplete", autocomplete)
                .attribute("aria-label", &attribute.label);
            let input: HtmlInputElement = line.element.clone().unchecked_into();
            input.set_value(value);
            return Self { view: line, inputs: vec![input] };
        }
        let several = attribute.kind == "list";
        let mut inputs = Vec::new();
        let mut group = view("div", "options")
            .attribute("role", if several { "group" } else { "radiogroup" })
            .attribute("aria-label", &attribute.label);
        for option in options {
            let sort = if several { "checkbox" } else { "radio" };
            let chosen = view("input", "unseen").attribute("type", sort).attribute("name", &attribute.key);
            let input: HtmlInputElement = chosen.element.clone().unchecked_into();
            input.set_value(option);
            input.set_checked(if several { find(value, option).is_some() } else { value == option });
            group = group.child(view("label", "option").child(chosen).text(option));
            inputs.push(input);
        }
        Self { view: group, inputs }
    }

    /// Whether it is a line to write in.
    pub(in crate::panel) fn is_line(&self) -> bool {
        self.inputs.len() == 1
    }

    /// What is written or chosen; several by commas.
    pub(in crate::panel) fn value(&self) -> String {
        if let [line] = self.inputs.as_slice() {
            return line.value().trim().to_owned();
        }
        let mut value = String::new();
        for input in self.inputs.iter().filter(|input| input.checked()) {
            for part in [if value.is_empty() { "" } else { ", " }, &input.value()] {
                value.push_str(part);
            }
        }
        value
    }

    /// Puts the focus into it: on what is chosen, or the beginning.
    pub(in crate::panel) fn focus(&self) {
        let chosen = self.inputs.iter().find(|input| input.checked());
        if let Some(input) = chosen.or(self.inputs.first()) {
            // An element that cannot take the focus leaves it where it is.
            let _ = input.focus();
        }
    }

    /// Says to assistive technology whether something is wrong with it, and which element (by id) tells what.
    pub(in crate::panel) fn mark(&self, wrong: bool, told_by: &str) {
        for input in &self.inputs {
            let _ = if wrong {
                input
                    .set_attribute("aria-invalid", "true")
                    .and_then(|()| input.set_attribute("aria-describedby", told_by))
            } else {
                input.remove_attribute("aria-invalid")
            };
        }
    }
}

/// The sort of line: which keyboard a phone shows, and what the browser may fill in.
fn sort(attribute: &Attribute) -> (&'static str, &'static str) {
    match attribute.kind.as_str() {
        "email" => ("email", "email"),
        "phone" => ("tel", "tel"),
        "url" => ("text", "url"),
        "text" if find(&attribute.key, "company").is_some() => ("text", "organization"),
        "text" if attribute.key.ends_with("name") => ("text", "name"),
        _ => ("text", "off"),
    }
}
