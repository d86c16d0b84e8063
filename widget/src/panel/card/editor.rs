//! A value being edited: the control, why it could not be read, and the two ways out.

use std::rc::Rc;

use web_sys::Event;

use super::row::Place;
use crate::panel::form::Field;
use crate::panel::view::{View, button, key, view};
use crate::texts::Text;

/// A value being edited.
pub(super) struct Editor {
    pub(super) view: View,
    pub(super) field: Rc<Field>,
}

impl Editor {
    /// Begins with what was typed before, or with what is known.
    pub(super) fn new(place: &Place) -> Self {
        let chat = place.chat;
        let typed = place.change().map(|change| change.typed);
        let value = typed.or_else(|| place.known()).unwrap_or_default();
        let mut field = Field::new(chat, place.attribute, &value);
        let control = field.view.part();
        let field = Rc::new(field);
        let told_by = ["why-", &place.attribute.key].concat();
        let (saved, why) = (place.clone(), place.clone());
        let (left, escaped) = (leave(place), leave(place));
        let (read, marked, id) = (Rc::clone(&field), Rc::clone(&field), told_by.clone());
        let view = view("form", "editor")
            .attribute("novalidate", "true")
            .on(
                "submit",
                Box::new(move |event: Event| {
                    event.prevent_default();
                    save(&saved, &read.value());
                }),
            )
            .on(
                "keydown",
                Box::new(move |event: Event| {
                    if key(&event) == "Escape" {
                        // Out of the field, not out of the chat.
                        event.stop_propagation();
                        escaped();
                    }
                }),
            )
            .child(control)
            .child(view("p", "reason").attribute("id", &told_by).follow(move |element| {
                let reason = why.change().map(|change| change.reason).unwrap_or_default();
                marked.mark(!reason.is_empty(), &id);
                element.set_text_content(Some(&reason));
            }))
            .child(
                view("div", "ways")
                    .child(button("quiet", left).attribute("type", "button").text(chat.text(Text::Cancel)))
                    .child(view("button", "strong").text(chat.text(Text::Save))),
            );
        Self { view, field }
    }
}

fn save(place: &Place, value: &str) {
    let same = place.known().as_deref() == Some(value) && place.change().is_none();
    if value.is_empty() || same {
        return leave(place)();
    }
    place.open.set(false);
    place.chat.set_values(&[(&place.attribute.key, value)]);
}

fn leave(place: &Place) -> impl Fn() + use<> {
    let place = place.clone();
    move || {
        place.open.set(false);
        place.chat.leave_value(&place.attribute.key);
    }
}
