//! What is told to the page, to a screen reader, and on the launcher while the panel is closed.

use crate::conversation::text::{Joined, digits};
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

use super::Chat;
use crate::texts::Text;

/// An object of these fields.
#[must_use]
pub fn object(fields: &[(&str, &str)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // A fresh object refuses nothing.
        let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    object.into()
}

impl Chat {
    /// Tells the page that something cannot be done.
    pub(super) fn emit_error(self, code: &str, message: &str) {
        self.host.emit("error", &object(&[("code", code), ("message", message)]));
    }

    /// Tells it to screen readers.
    pub(super) fn announce(self, text: &str) {
        let mut said = String::new();
        for character in text.chars() {
            if !matches!(character, '*' | '`' | '#') {
                said.push(character);
            }
        }
        self.announced.set(said);
    }

    /// An answer is complete: read aloud, and counted while nobody sees it.
    pub(super) fn answered(self, text: &str) {
        self.announce(text);
        if !self.is_seen() {
            self.set_unread(self.unread.get() + 1);
            if let Some(sound) = &*self.sound.borrow() {
                sound.play();
            }
        }
    }

    /// The visitor may be looking again.
    pub fn look(self) {
        if self.is_seen() {
            self.set_unread(0);
        }
    }

    fn is_seen(self) -> bool {
        let document = web_sys::window().and_then(|window| window.document());
        self.open.peek(bool::clone) && document.is_some_and(|document| !document.hidden())
    }

    /// Shows on the launcher and in the page's title how many answers were not seen.
    pub fn set_unread(self, unread: u32) {
        self.count_in_title(self.unread.replace(unread), unread);
        self.name_launcher();
    }

    /// Says on the launcher what it does, and shows and says the count.
    pub fn name_launcher(self) {
        let launcher = self.host.shadow_root().and_then(|root| root.query_selector("button").ok().flatten());
        let Some(launcher) = launcher else { return };
        let (name, count) = (
            self.text(if self.open.peek(bool::clone) { Text::Close } else { Text::Open }),
            self.unread.get(),
        );
        let (count, new) = (digits(count as i64), if count > 0 { self.text(Text::NewMessages) } else { "" });
        // None can fail: the names of the attributes are well-formed.
        let _ = if new.is_empty() {
            launcher.remove_attribute("data-unread").and_then(|()| launcher.set_attribute("aria-label", name))
        } else {
            let name = [name, " – ", new, ": ", &count].joined();
            launcher
                .set_attribute("data-unread", &count)
                .and_then(|()| launcher.set_attribute("aria-label", &name))
        };
    }
}
