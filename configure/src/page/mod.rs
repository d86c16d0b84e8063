//! The parts of the page, and what each does when the text changes. The text in the editor is the truth: every other
//! part reads it, and the form writes into it.

mod copy;
mod dom;
mod editor;
mod files;
mod form;
mod help;
mod mistakes;
mod preview;
mod server;
mod shelf;
mod tag;

use core::ops::Range;
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use crate::document;
use editor::Editor;
use form::Form;
use help::Help;
use mistakes::Mistakes;
use preview::Preview;
use tag::Tag;

/// What a first visitor finds in the editor.
const MINIMAL: &str = include_str!("../../page/minimal.json");

/// The page.
struct Page {
    editor: Rc<Editor>,
    form: Form,
    help: Help,
    mistakes: Mistakes,
    preview: Rc<Preview>,
    tag: Tag,
}

/// Finds the parts, listens to them, and shows the draft of the last visit.
///
/// # Errors
/// When an element is missing.
pub fn begin() -> Result<(), JsValue> {
    let page = Rc::new(Page {
        editor: Rc::new(Editor::find()?),
        form: Form::find()?,
        help: Help::find()?,
        mistakes: Mistakes::find()?,
        preview: Preview::find()?,
        tag: Tag::find()?,
    });
    let listening = Rc::clone(&page);
    page.editor.on_change(move || listening.follow())?;
    let listening = Rc::clone(&page);
    page.editor.on_move(move || listening.help.show(&listening.editor.text(), listening.editor.cursor()))?;
    let listening = Rc::clone(&page);
    page.help.on_choice(move |range, value| listening.put(&range, value))?;
    let listening = Rc::clone(&page);
    page.form.on_choice(move |path, value| listening.choose(path, value))?;
    let listening = Rc::clone(&page);
    page.mistakes.on_choice(move |range| listening.editor.go_to(&range))?;
    let listening = Rc::clone(&page);
    files::listen(move || listening.editor.text(), {
        let listening = Rc::clone(&page);
        move |text| listening.load(text)
    })?;
    page.preview.listen()?;
    copy::listen()?;
    page.tag.ask_for_version();
    page.editor.begin(&shelf::text().unwrap_or_else(|| MINIMAL.to_owned()));
    page.follow();
    Ok(())
}

impl Page {
    /// Everything that hangs on the text, after it has changed.
    fn follow(&self) {
        let text = self.editor.text();
        let checked = document::check(&text);
        shelf::keep_text(&text);
        self.editor.draw(&checked.flaws);
        self.mistakes.show(&checked.flaws);
        self.form.show(&text, &checked.flaws);
        self.help.show(&text, self.editor.cursor());
        if let Some(tenant) = &checked.tenant {
            self.tag.show(&tenant.id);
        }
        self.preview.show(checked.tenant.is_some().then_some(text));
    }

    /// Writes what was chosen in the form.
    fn choose(&self, path: &[&str], value: &serde_json::Value) {
        if let Some(text) = document::set(&self.editor.text(), path, value) {
            self.editor.change_to(&text);
            self.follow();
        }
    }

    /// Writes a value in a place of the text.
    fn put(&self, range: &Range<usize>, value: &str) {
        let mut text = self.editor.text();
        if text.get(range.clone()).is_some() {
            text.replace_range(range.clone(), value);
            self.editor.change_to(&text);
            self.follow();
        }
    }

    /// Begins with another file.
    fn load(&self, text: &str) {
        self.editor.load(text);
        self.follow();
    }
}
