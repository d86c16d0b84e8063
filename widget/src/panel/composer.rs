//! The composer. The loader drew it, and the visitor may be typing in it while the app arrives: its elements are taken
//! over as they are, never replaced, so that text, focus and an input method's composition live on.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlTextAreaElement};

use super::view::icon;
use crate::browser::Listener;
use crate::chat::Chat;
use crate::live::Follower;
use crate::texts::Text;

/// The composer.
pub(super) struct Composer {
    chat: Chat,
    input: HtmlTextAreaElement,
    _typing: Listener,
    _drafting: Follower,
}

impl Composer {
    /// Takes over the loader's elements.
    pub(super) fn take_over(chat: Chat, foot: &Element) -> Result<Self, JsValue> {
        let input =
            foot.query_selector("textarea")?.ok_or("textarea")?.unchecked_into::<HtmlTextAreaElement>();
        let send = foot.query_selector("button")?.ok_or("button")?;
        input.set_placeholder(chat.text(Text::Placeholder));
        input.set_attribute("aria-label", chat.text(Text::Placeholder))?;
        send.set_attribute("aria-label", chat.text(Text::Send))?;
        send.set_text_content(None);
        send.append_with_node_1(&icon("M12 19V5m-6 6 6-6 6 6").element)?;

        let typed = input.clone();
        let typing = Listener::new(&input, "input", Box::new(move |_| check(chat, &typed)));
        let drafted = input.clone();
        let drafting = Follower::new(Box::new(move || {
            let draft = chat.draft.get();
            if !draft.is_empty() && drafted.value().is_empty() {
                drafted.set_value(&draft);
                check(chat, &drafted);
            }
        }));
        check(chat, &input);
        Ok(Self { chat, input, _typing: typing, _drafting: drafting })
    }

    /// Sends what is written, if there is something and it is not too much.
    pub(super) fn submit(&self) {
        let text = self.input.value();
        if text.trim().is_empty() || surplus(self.chat, &text) > 0 {
            return;
        }
        self.input.set_value("");
        self.chat.draft.set(String::new());
        fit(&self.input);
        self.chat.send(text.trim());
    }
}

/// Characters over the longest message.
fn surplus(chat: Chat, text: &str) -> usize {
    text.trim().chars().count().saturating_sub(chat.config.message_max_chars)
}

fn check(chat: Chat, input: &HtmlTextAreaElement) {
    chat.tell_surplus(surplus(chat, &input.value()));
    fit(input);
}

/// As high as its text; the stylesheet sets the limit.
fn fit(input: &HtmlTextAreaElement) {
    let style = input.style();
    // Properties that every browser knows are not refused.
    let _ = style.set_property("height", "auto");
    let _ = style.set_property("height", &[&input.scroll_height().to_string(), "px"].concat());
}
