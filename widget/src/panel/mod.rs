//! What is seen: one file for each part, nested like the screen. It must not know how messages travel.

mod blocks;
mod card;
mod composer;
mod finished;
mod focus;
mod form;
mod header;
mod keys;
mod log;
mod notice;
mod rating;
mod seldom;
mod styles;
mod view;

use crate::conversation::text::Joined;
use crate::conversation::text::digits;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, ShadowRoot};

use crate::browser::{Listener, fills_screen, follow_viewport};
use crate::chat::{Chat, Setting};
use crate::texts::{Text, is_right_to_left};
use composer::Composer;
use view::View;

/// The mounted panel.
pub struct Panel {
    chat: Chat,
    composer: Composer,
    /// Kept, not read: with them go their listeners and followers.
    _views: Vec<View>,
    _listeners: Vec<Listener>,
}

impl Panel {
    /// Mounts the views into the shell.
    ///
    /// # Errors
    /// When the shell is not the loader's.
    pub fn mount(setting: Setting, root: &ShadowRoot) -> Result<Self, JsValue> {
        styles::adopt(root, include_str!(concat!(env!("OUT_DIR"), "/panel.css")))?;
        let chat = Chat::new(setting);
        chat.undressed.set(Some(root.clone()));
        let find = |selector: &str| root.query_selector(selector)?.ok_or_else(|| JsValue::from_str(selector));
        let dialog = find(r#"[part="panel"]"#)?;
        let (head, main, foot) = (find("a-head")?, find("a-main")?, find("a-foot")?);

        let direction = if is_right_to_left(&chat.locale) { "rtl" } else { "ltr" };
        for part in [&head, &main, &foot] {
            part.set_attribute("dir", direction)?;
        }
        dialog
            .set_attribute("aria-label", &[chat.text(Text::Chat), " – ", &chat.config.assistant].joined())?;
        dialog.set_attribute("lang", &chat.locale)?;

        let composer = Composer::take_over(chat, &foot)?;
        head.set_text_content(None);
        let mut views = Vec::from(header::header(chat));
        let of_head = views.len();
        views.extend([card::place(chat), log::log(chat)]);
        views.extend(form::place(chat));
        views.extend(notice::notice(chat));
        views.push(finished::finished(chat));
        for (place, view) in views.iter().enumerate() {
            let parent = if place < of_head { &head } else { &main };
            parent.append_with_node_1(&view.element)?;
        }

        turned(chat, dialog.class_list().contains("open"));
        let mut listeners = Vec::new();
        for (event, open) in [("anteroom:open", true), ("anteroom:close", false)] {
            let heard = Box::new(move |_| turned(chat, open));
            listeners.push(Listener::new(&chat.host, event, heard));
        }
        // Opened by itself it writes nothing and asks for nothing until the visitor comes to it.
        for event in ["focusin", "pointerdown"] {
            listeners.push(Listener::new(&dialog, event, Box::new(move |_| chat.touched())));
        }
        if let Some(window) = web_sys::window() {
            listeners.push(Listener::new(&window, "online", Box::new(move |_| chat.hurry())));
            if let Some(document) = window.document() {
                listeners.push(Listener::new(&document, "visibilitychange", Box::new(move |_| chat.look())));
            }
        }
        listeners.push(keys::listen(chat, root, &dialog));
        listeners.append(&mut follow_viewport(Box::new(move |top, height| fit(&dialog, top, height))));
        Ok(Self { chat, composer, _views: views, _listeners: listeners })
    }

    /// Carries out a command.
    pub fn command(&self, name: &str, word: &JsValue) {
        match name {
            "submit" => self.composer.submit(),
            _ => self.chat.command(name, word),
        }
    }

    /// Takes everything down; the loader empties the shadow root.
    pub fn end(self) {
        self.chat.set_unread(0);
        self.chat.end();
    }
}

/// The panel was opened or closed.
fn turned(chat: Chat, open: bool) {
    chat.open.set(open);
    chat.name_launcher();
    if open {
        chat.look();
        chat.shown(focus::is(&chat.host, ":focus-within"));
    }
}

/// Where the panel fills the screen, it fills what the keyboard leaves of it; the stylesheet does the rest.
fn fit(dialog: &Element, top: f64, height: f64) {
    let style = dialog.unchecked_ref::<HtmlElement>().style();
    // Names and values are well-formed.
    for (name, value) in [("--seen-top", top), ("--seen", height)] {
        let _ = style.set_property(name, &[&digits(value as i64), "px"].joined());
    }
    let _ = if fills_screen() {
        dialog.set_attribute("aria-modal", "true")
    } else {
        dialog.remove_attribute("aria-modal")
    };
}
