//! What the page asks of the widget (`Anteroom('send', …)`); opening and the like are the loader's.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::Chat;
use crate::browser::page;
use crate::conversation::text::trim;
use crate::conversation::wire::Page;

impl Chat {
    /// Carries out a command that needs nothing drawn; unknown ones are told to the page.
    pub fn command(self, name: &str, word: &JsValue) {
        match (name, word.as_string()) {
            ("send", Some(text)) if !trim(&text).is_empty() => self.send(trim(&text)),
            ("prefill", Some(text)) => self.draft.set(Some(text)),
            ("reset", _) => self.reset(),
            // Nobody is logged in any more: whoever comes next must not see this conversation.
            ("identify", None) if word.is_null() || word.is_undefined() => self.reset(),
            ("identify", Some(token)) => self.identify(token),
            ("context", _) => {
                let of =
                    |name: &str| Reflect::get(word, &name.into()).ok().and_then(|value| value.as_string());
                let around = page();
                self.context.replace(Some(Page {
                    url: of("url").unwrap_or(around.url),
                    title: of("title").unwrap_or(around.title),
                    referrer: of("referrer").unwrap_or(around.referrer),
                }));
            }
            _ => self.emit_error("unknown_command", name),
        }
    }
}
