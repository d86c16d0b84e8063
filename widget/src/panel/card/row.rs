//! One line of the card: a value with its name, to be changed and taken away where it stands; or a place for one.

use std::cell::RefCell;
use std::rc::Rc;

use super::editor::Editor;
use crate::chat::Chat;
use crate::conversation::wire::Attribute;
use crate::conversation::wire::edit::Change;
use crate::live::Live;
use crate::panel::focus::hand_on;
use crate::panel::view::{View, button, icon, view};
use crate::texts::Text;

/// Where a value stands.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) chat: Chat,
    pub(super) attribute: &'static Attribute,
    /// Whether the visitor has opened it.
    pub(super) open: Rc<Live<bool>>,
}

impl Place {
    /// The value for the visitor; none where it is not known.
    pub(super) fn known(&self) -> Option<String> {
        let key = &self.attribute.key;
        self.chat.scope.with(|scope| scope.get(key).map(|known| known.display.clone()))
    }

    /// What the visitor has changed and is not settled.
    pub(super) fn change(&self) -> Option<Change> {
        let key = &self.attribute.key;
        self.chat.changes.with(|changes| changes.iter().find(|change| change.key == *key).cloned())
    }

    /// Whether it is being edited: opened, or sent back with a reason.
    fn edits(&self) -> bool {
        self.open.get() || self.change().is_some_and(|change| !change.reason.is_empty())
    }
}

/// The line.
pub(super) fn row(place: &Place) -> View {
    let Place { chat, attribute, .. } = *place;
    let of = |change: fn(&Place)| {
        let place = place.clone();
        move || change(&place)
    };
    let named = |text| chat.texts.with(text, &attribute.label);
    let (hidden, waits, shown, edits) = (place.clone(), place.clone(), place.clone(), place.clone());
    let (known, pressed) = (place.clone(), place.clone());
    let value = view("div", "value")
        .hidden_while(move || edits.edits())
        .child(
            view("span", "")
                .text_follows(move || {
                    let change = shown.change().map(|change| change.typed);
                    change.or_else(|| shown.known()).unwrap_or_default()
                })
                .on("click", Box::new(move |_| pressed.open.set(true))),
        )
        .child(
            button("plain", of(|place| place.open.set(true)))
                .attribute("aria-label", &named(Text::Change))
                .child(icon("M4 20h4L19 9l-4-4L4 16v4")),
        )
        .child(
            button("plain", of(|place| place.chat.clear_value(&place.attribute.key)))
                .attribute("aria-label", &named(Text::Remove))
                .hidden_while(move || known.known().is_none())
                .child(icon("m7 7 10 10M17 7 7 17")),
        );
    view("div", "")
        .attribute("data-key", &attribute.key)
        .hidden_while(move || hidden.known().is_none() && hidden.change().is_none() && !hidden.open.get())
        .attribute_follows(
            "class",
            move || {
                if waits.change().is_some() { "waits".to_owned() } else { String::new() }
            },
        )
        .child(view("dt", "").text(&attribute.label))
        .child(view("dd", "").child(value).child(editor(place)))
}

/// The editor, there while the value is being edited.
fn editor(place: &Place) -> View {
    let place = place.clone();
    let shown: RefCell<Option<Editor>> = RefCell::default();
    view("div", "").follow(move |element| {
        let edits = place.edits();
        if edits && shown.borrow().is_none() {
            let editor = Editor::new(&place);
            // Adding an element does not fail.
            let _ = element.append_with_node_1(&editor.view.element);
            if place.open.get() {
                editor.field.focus();
            }
            shown.replace(Some(editor));
        } else if !edits && shown.take().is_some() {
            hand_on(element);
            element.set_text_content(None);
        }
    })
}
