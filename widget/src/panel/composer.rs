//! The composer. The loader drew it, and the visitor may be typing in it while the app arrives: its elements are taken
//! over as they are, never replaced, so that text, focus and an input method's composition live on.

use crate::conversation::text::Joined;
use crate::conversation::text::{digits, trim};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};

use super::view::icon;
use crate::browser::Listener;
use crate::chat::Chat;
use crate::live::Follower;
use crate::texts::Text;

/// An arrow upwards.
const SEND: &str = "M12 19V5m-6 6 6-6 6 6";
/// A square.
const STOP: &str = "M8 8h8v8H8z";

/// The composer.
pub(super) struct Composer {
    chat: Chat,
    input: HtmlTextAreaElement,
    _listeners: [Listener; 2],
    _followers: [Follower; 3],
}

impl Composer {
    /// Takes over the loader's elements.
    pub(super) fn take_over(chat: Chat, foot: &Element) -> Result<Self, JsValue> {
        let input =
            foot.query_selector("textarea")?.ok_or("textarea")?.unchecked_into::<HtmlTextAreaElement>();
        let send = foot.query_selector("button")?.ok_or("button")?.unchecked_into::<HtmlElement>();
        input.set_placeholder(chat.text(Text::Placeholder));
        input.set_attribute("aria-label", chat.text(Text::Placeholder))?;
        send.set_text_content(None);
        let arrow = icon(SEND).element.clone();
        send.append_with_node_1(&arrow)?;

        let typed = input.clone();
        let typing = Listener::new(
            &input,
            "input",
            Box::new(move |_| {
                chat.keep_draft(&typed.value());
                check(chat, &typed);
            }),
        );
        // The loader's button only sends; Enter still comes by the loader and always sends.
        send.set_onclick(None);
        let pressed = input.clone();
        let pressing = Listener::new(
            &send,
            "click",
            Box::new(move |_| {
                if chat.writing.peek(bool::clone) {
                    chat.stop();
                } else {
                    submit(chat, &pressed);
                }
            }),
        );
        let drafted = input.clone();
        let drafting = Follower::new(Box::new(move || {
            let Some(draft) = chat.draft.get() else { return };
            if draft.is_empty() || drafted.value().is_empty() {
                drafted.set_value(&draft);
                check(chat, &drafted);
            }
        }));
        let turning = Follower::new(Box::new(move || {
            let writing = chat.writing.get();
            send.set_class_name(if writing { "stop" } else { "" });
            let path = arrow.first_element_child();
            let (text, drawing) = if writing { (Text::Stop, STOP) } else { (Text::Send, SEND) };
            // The attributes' names are well-formed.
            let _ = send.set_attribute("aria-label", chat.text(text));
            let _ = path.map(|path| path.set_attribute("d", drawing));
        }));
        let (finished, foot) = (input.clone(), foot.clone().unchecked_into::<HtmlElement>());
        let finishing = Follower::new(Box::new(move || {
            let gone = foot.hidden();
            foot.set_hidden(chat.finished.get());
            chat.open.get();
            fit(&finished);
            if gone && !foot.hidden() {
                // It can be focused: it is shown.
                let _ = finished.focus();
            }
        }));
        check(chat, &input);
        Ok(Self { chat, input, _listeners: [typing, pressing], _followers: [drafting, turning, finishing] })
    }

    /// Sends what is written.
    pub(super) fn submit(&self) {
        submit(self.chat, &self.input);
    }
}

/// Sends what is written, if there is something and it is not too much.
fn submit(chat: Chat, input: &HtmlTextAreaElement) {
    let text = input.value();
    if trim(&text).is_empty() || surplus(chat, &text) > 0 {
        return;
    }
    input.set_value("");
    chat.draft.set(None);
    chat.keep_draft("");
    fit(input);
    chat.send(trim(&text));
}

/// Characters over the longest message.
fn surplus(chat: Chat, text: &str) -> usize {
    trim(text).chars().count().saturating_sub(chat.config.message_max_chars)
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
    // While it is not shown it has no height; when it is, it is measured.
    let height = input.scroll_height();
    if height > 0 {
        let _ = style.set_property("height", &[&digits(height as i64), "px"].joined());
    }
}
