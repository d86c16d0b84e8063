//! The common choices: controls that name a place in the file, show what stands there, and write into it.

use std::rc::Rc;

use serde_json::Value as Json;
use shared::tenant::Appearance;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use super::dom;
use crate::document::Flaw;

/// The form.
pub(super) struct Form {
    group: HtmlElement,
    waits: HtmlElement,
    fields: Rc<Vec<Field>>,
    /// What the file means where it says nothing.
    defaults: Json,
}

/// One choice.
struct Field {
    /// Where it stands in the file: names from the outside in.
    path: Vec<String>,
    input: Input,
    /// What is wrong with it.
    flaw: HtmlElement,
}

/// How it is made.
enum Input {
    /// A line or some lines of text.
    Text(HtmlElement),
    /// A text on each line.
    Lines(HtmlElement),
    /// One of a few.
    Choice(Vec<HtmlInputElement>),
    /// A colour, picked or written.
    Colour { picked: HtmlInputElement, written: HtmlInputElement },
}

impl Form {
    pub(super) fn find() -> Result<Self, JsValue> {
        let group: HtmlElement = dom::by_id("choices")?;
        let fields = dom::all(&group, "[data-path]")?.into_iter().map(Field::of).collect::<Result<_, _>>()?;
        let defaults = serde_json::json!({ "appearance": Appearance::default() });
        Ok(Self { group, waits: dom::by_id("choices-waits")?, fields: Rc::new(fields), defaults })
    }

    /// Runs `choose` with the place and the value, at every change by hand.
    pub(super) fn on_choice(&self, choose: impl Fn(&[&str], &Json) + 'static) -> Result<(), JsValue> {
        let fields = Rc::clone(&self.fields);
        dom::on(&self.group, "input", move |event| {
            let target: Option<HtmlElement> = event.target().map(JsCast::unchecked_into);
            let Some(target) = target else { return };
            let chosen = fields.iter().find_map(|field| Some((field, field.value_by(&target)?)));
            if let Some((field, value)) = chosen {
                let path: Vec<&str> = field.path.iter().map(String::as_str).collect();
                choose(&path, &value);
            }
        })
    }

    /// Shows what the file says; waits where it cannot be read.
    pub(super) fn show(&self, text: &str, flaws: &[Flaw]) {
        let file = serde_json::from_str::<Json>(text).ok().filter(Json::is_object);
        self.waits.set_hidden(file.is_some());
        let _ = self.group.toggle_attribute_with_force("disabled", file.is_none());
        let Some(file) = file else { return };
        for field in self.fields.iter() {
            let pointer: String = field.path.iter().flat_map(|name| ["/", name]).collect();
            field.show(file.pointer(&pointer).or_else(|| self.defaults.pointer(&pointer)));
            let path = field.path.join(".");
            field.mark(flaws.iter().find(|flaw| flaw.is_within(&path)));
        }
    }
}

impl Field {
    fn of(element: HtmlElement) -> Result<Self, JsValue> {
        let said = |name: &str| element.get_attribute(name).unwrap_or_default();
        let path = said("data-path").split('.').map(str::to_owned).collect();
        let inputs = || -> Result<Vec<HtmlInputElement>, JsValue> {
            Ok(dom::all(&element, "input")?.into_iter().map(JsCast::unchecked_into).collect())
        };
        let flaw = dom::make("p", "note bad", "")?;
        flaw.set_id(&["flaw-", &said("data-path")].concat());
        flaw.set_hidden(true);
        element.closest(".field")?.ok_or("no field")?.append_child(&flaw)?;
        let input = match said("data-kind").as_str() {
            "text" => Input::Text(element),
            "lines" => Input::Lines(element),
            "choice" => Input::Choice(inputs()?),
            "colour" => match <[HtmlInputElement; 2]>::try_from(inputs()?) {
                Ok([picked, written]) => Input::Colour { picked, written },
                Err(_) => return Err("a colour has two inputs".into()),
            },
            other => return Err(other.into()),
        };
        if let Input::Text(control) | Input::Lines(control) = &input {
            describe(control, &flaw.id())?;
        } else if let Input::Colour { written, .. } = &input {
            describe(written, &flaw.id())?;
        }
        Ok(Self { path, input, flaw })
    }

    /// What was chosen, if it was by this control of this field.
    fn value_by(&self, control: &HtmlElement) -> Option<Json> {
        let is = |one: &HtmlElement| one == control;
        match &self.input {
            Input::Text(text) => is(text).then(|| value(text).into()),
            Input::Lines(text) => is(text).then(|| {
                value(text).lines().map(str::trim).filter(|line| !line.is_empty()).map(Json::from).collect()
            }),
            Input::Choice(choices) => {
                choices.iter().find(|choice| is(choice)).map(|choice| choice.value().into())
            }
            Input::Colour { picked, written } => {
                [picked, written].into_iter().find(|one| is(one)).map(|one| one.value().into())
            }
        }
    }

    /// Shows the value; not in the control that is being typed into.
    fn show(&self, shown: Option<&Json>) {
        let text = shown.and_then(Json::as_str).unwrap_or_default();
        match &self.input {
            Input::Text(control) => put(control, text),
            Input::Lines(control) => {
                let lines = shown.and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
                let lines: Vec<&str> = lines.iter().filter_map(Json::as_str).collect();
                put(control, &lines.join("\n"));
            }
            Input::Choice(choices) => choices.iter().for_each(|one| one.set_checked(one.value() == text)),
            Input::Colour { picked, written } => {
                put(written, text);
                // Anything else would turn black in it.
                if is_colour(text) {
                    put(picked, text);
                }
            }
        }
    }

    /// Says what is wrong here, if anything is.
    fn mark(&self, flaw: Option<&Flaw>) {
        self.flaw.set_hidden(flaw.is_none());
        self.flaw.set_text_content(None);
        if let Some(flaw) = flaw {
            let _ = dom::say_with_code(&self.flaw, &["This ", &flaw.reason].concat());
        }
        let control: &HtmlElement = match &self.input {
            Input::Text(control) | Input::Lines(control) => control,
            Input::Colour { written, .. } => written,
            Input::Choice(_) => return,
        };
        let _ = if flaw.is_some() {
            control.set_attribute("aria-invalid", "true")
        } else {
            control.remove_attribute("aria-invalid")
        };
    }
}

/// Adds an element to those that describe the control.
fn describe(control: &HtmlElement, id: &str) -> Result<(), JsValue> {
    let before = control.get_attribute("aria-describedby").unwrap_or_default();
    control.set_attribute("aria-describedby", [&before, " ", id].concat().trim_start())
}

fn is_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or_default();
    digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

fn value(control: &HtmlElement) -> String {
    match control.dyn_ref::<HtmlTextAreaElement>() {
        Some(area) => area.value(),
        None => control.unchecked_ref::<HtmlInputElement>().value(),
    }
}

fn put(control: &HtmlElement, text: &str) {
    let focused = dom::document().ok().and_then(|document| document.active_element());
    if focused.is_some_and(|focused| focused == **control) || value(control) == text {
        return;
    }
    match control.dyn_ref::<HtmlTextAreaElement>() {
        Some(area) => area.set_value(text),
        None => control.unchecked_ref::<HtmlInputElement>().set_value(text),
    }
}
