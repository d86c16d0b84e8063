//! Elements under construction. Nothing here is generic, so that a hundred elements cost the download one builder:
//! Leptos's own renderer, one type for every shape of element, made the module 27 KB of brotli larger. Everything is
//! made by `createElement` and text, never from HTML, so that no policy (Trusted Types) has anything to object to.

use std::cell::RefCell;
use std::ops::Deref;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, HtmlElement};

use super::focus::hand_on;
use crate::browser::Listener;
use crate::chat::Chat;
use crate::live::Follower;
use crate::texts::Text;

/// An element, and what keeps it alive: when it is dropped, its listeners and followers are gone. One pointer, so that
/// a chain of calls hands on a number and copies nothing.
pub(super) struct View(Box<Parts>);

/// What a view points to.
pub(super) struct Parts {
    /// The element.
    pub(super) element: Element,
    kept: Vec<Kept>,
}

impl Deref for View {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// What lives as long as an element. They are kept, not read.
enum Kept {
    Listener { _listener: Listener },
    Follower { _follower: Follower },
}

/// The document: without one nothing of this runs.
fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// An HTML element; `class` may be empty.
pub(super) fn view(name: &str, class: &str) -> View {
    made("http://www.w3.org/1999/xhtml", name).attribute("class", class)
}

/// An SVG element.
pub(super) fn drawn(name: &str) -> View {
    made("http://www.w3.org/2000/svg", name)
}

/// A line drawing of one path, 24 by 24, hidden from screen readers: the button around it has a name.
pub(super) fn icon(d: &str) -> View {
    let drawing = drawn("svg").attribute("viewBox", "0 0 24 24").attribute("aria-hidden", "true");
    drawing.child(drawn("path").attribute("d", d))
}

/// A button that does something.
pub(super) fn button(class: &str, pressed: impl Fn() + 'static) -> View {
    pressable(class, Box::new(pressed))
}

#[inline(never)]
fn pressable(class: &str, pressed: Box<dyn Fn()>) -> View {
    view("button", class).on("click", Box::new(move |_| pressed()))
}

fn made(space: &str, name: &str) -> View {
    let made = document().and_then(|document| document.create_element_ns(Some(space), name).ok());
    // Names are ours and known: where creating one fails there is no page any more, and nothing to be drawn on.
    let element = made.unwrap_or_else(|| wasm_bindgen::JsValue::NULL.unchecked_into());
    View(Box::new(Parts { element, kept: Vec::new() }))
}

impl View {
    /// Sets an attribute; an empty value sets none.
    #[inline(never)]
    pub(super) fn attribute(self, name: &str, value: &str) -> Self {
        set(&self.element, name, value);
        self
    }

    /// Adds text.
    #[inline(never)]
    pub(super) fn text(self, text: &str) -> Self {
        // Adding a text to an element does not fail, nor does adding an element.
        let _ = self.element.append_with_str_1(text);
        self
    }

    /// Adds one of the widget's own words.
    #[inline(never)]
    pub(super) fn says(self, chat: Chat, text: Text) -> Self {
        self.text(chat.text(text))
    }

    /// Names it for screen readers.
    #[inline(never)]
    pub(super) fn named(self, chat: Chat, text: Text) -> Self {
        self.attribute("aria-label", chat.text(text))
    }

    /// The element for another view to hold, with what keeps it alive.
    pub(super) fn part(&mut self) -> Self {
        let kept = core::mem::take(&mut self.0.kept);
        Self(Box::new(Parts { element: self.element.clone(), kept }))
    }

    /// What stands in it follows what is read, made anew each time.
    pub(super) fn content_follows(self, content: Box<dyn Fn() -> Vec<Self>>) -> Self {
        let shown: RefCell<Vec<Self>> = RefCell::default();
        self.follow(move |element| {
            element.set_text_content(None);
            let views = content();
            for view in &views {
                let _ = element.append_with_node_1(&view.element);
            }
            shown.replace(views);
        })
    }

    /// Adds an element.
    #[inline(never)]
    pub(super) fn child(mut self, mut child: Self) -> Self {
        let _ = self.element.append_with_node_1(&child.element);
        self.0.kept.append(&mut child.0.kept);
        self
    }

    /// Listens.
    #[inline(never)]
    pub(super) fn on(mut self, event: &'static str, heard: Box<dyn FnMut(Event)>) -> Self {
        self.0.kept.push(Kept::Listener { _listener: Listener::new(&self.element, event, heard) });
        self
    }

    /// Keeps a follower for as long as the element.
    pub(super) fn follow(self, follow: impl Fn(&HtmlElement) + 'static) -> Self {
        self.followed(Box::new(follow))
    }

    /// Its text follows what is read.
    pub(super) fn text_follows(self, text: impl Fn() -> String + 'static) -> Self {
        self.text_followed(Box::new(text))
    }

    /// An attribute follows what is read; empty, it is absent.
    pub(super) fn attribute_follows(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        self.attribute_followed(name, Box::new(value))
    }

    /// Hidden while this is so.
    pub(super) fn hidden_while(self, hidden: impl Fn() -> bool + 'static) -> Self {
        self.hidden_followed(Box::new(hidden))
    }

    // What follows is code once, where the four above are code for every closure: a pointer each.

    #[inline(never)]
    fn followed(mut self, follow: Box<dyn Fn(&HtmlElement)>) -> Self {
        let element: HtmlElement = self.element.clone().unchecked_into();
        self.0.kept.push(Kept::Follower { _follower: Follower::new(Box::new(move || follow(&element))) });
        self
    }

    #[inline(never)]
    fn text_followed(self, text: Box<dyn Fn() -> String>) -> Self {
        self.followed(Box::new(move |element| element.set_text_content(Some(&text()))))
    }

    #[inline(never)]
    fn attribute_followed(self, name: &'static str, value: Box<dyn Fn() -> String>) -> Self {
        self.followed(Box::new(move |element| set(element, name, &value())))
    }

    #[inline(never)]
    fn hidden_followed(self, hidden: Box<dyn Fn() -> bool>) -> Self {
        self.followed(Box::new(move |element| {
            let hides = hidden();
            if hides && !element.hidden() {
                hand_on(element);
            }
            element.set_hidden(hides);
        }))
    }
}

fn set(element: &Element, name: &str, value: &str) {
    // The names are ours and well-formed.
    let _ =
        if value.is_empty() { element.remove_attribute(name) } else { element.set_attribute(name, value) };
}

/// The key of a keyboard's event: `Escape`.
pub(super) fn key(event: &Event) -> String {
    js_sys::Reflect::get(event, &"key".into()).ok().and_then(|key| key.as_string()).unwrap_or_default()
}

/// `true` or `false`, as ARIA writes it.
pub(super) fn yes_no(yes: bool) -> String {
    if yes { "true" } else { "false" }.to_owned()
}
