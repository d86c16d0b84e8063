//! What is wrong with the file, each as a button that leads to its place.

use core::cell::RefCell;
use core::ops::Range;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use super::dom;
use crate::document::Flaw;

/// The list and the line over it.
pub(super) struct Mistakes {
    verdict: HtmlElement,
    list: HtmlElement,
    shown: Rc<RefCell<Vec<Flaw>>>,
}

impl Mistakes {
    pub(super) fn find() -> Result<Self, JsValue> {
        Ok(Self { verdict: dom::by_id("verdict")?, list: dom::by_id("mistakes")?, shown: Rc::default() })
    }

    /// Runs `go_to` with the place of the mistake that was chosen.
    pub(super) fn on_choice(&self, go_to: impl Fn(Range<usize>) + 'static) -> Result<(), JsValue> {
        let shown = Rc::clone(&self.shown);
        dom::on(&self.list, "click", move |event| {
            let chosen = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let button = chosen.and_then(|chosen| chosen.closest("[data-flaw]").ok().flatten());
            let index = button.and_then(|button| button.get_attribute("data-flaw")?.parse::<usize>().ok());
            let range = index.and_then(|index| shown.borrow().get(index).map(|flaw| flaw.range.clone()));
            if let Some(range) = range {
                go_to(range);
            }
        })
    }

    pub(super) fn show(&self, flaws: &[Flaw]) {
        let verdict = match flaws.len() {
            0 => "No mistakes.".to_owned(),
            1 => "1 mistake:".to_owned(),
            count => format!("{count} mistakes:"),
        };
        dom::say(&self.verdict, &verdict);
        self.verdict.set_class_name(if flaws.is_empty() { "good" } else { "bad" });
        if *self.shown.borrow() == flaws {
            return;
        }
        self.list.set_text_content(None);
        for (index, flaw) in flaws.iter().enumerate() {
            let _ = item(index, flaw).and_then(|item| self.list.append_child(&item));
        }
        *self.shown.borrow_mut() = flaws.to_vec();
    }
}

fn item(index: usize, flaw: &Flaw) -> Result<HtmlElement, JsValue> {
    let (line, column) = flaw.position;
    let button = dom::make("button", "", "")?;
    button.set_attribute("type", "button")?;
    button.set_attribute("data-flaw", &index.to_string())?;
    button.append_child(&*dom::make("span", "where", &format!("Line {line}, column {column}"))?)?;
    let said = dom::make("span", "said", "")?;
    if !flaw.path.is_empty() {
        said.append_child(&*dom::make("code", "", &flaw.path)?)?;
        said.append_with_str_1(" ")?;
    }
    dom::say_with_code(&said, &flaw.reason)?;
    button.append_child(&said)?;
    let item = dom::make("li", "", "")?;
    item.append_child(&button)?;
    Ok(item)
}
