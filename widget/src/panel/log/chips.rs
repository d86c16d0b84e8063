//! What was just understood from a message; the chips appear while the answer still streams.

use std::rc::Rc;

use crate::chat::{Chat, Entry};
use crate::panel::view::{View, view};
use crate::texts::Text;

/// The chips of one message.
pub(super) fn chips(chat: Chat, entry: &Rc<Entry>) -> View {
    let entry = Rc::clone(entry);
    view("div", "chips").attribute("role", "group").named(chat, Text::Understood).follow(move |row| {
        entry.chips.with(|chips| {
            row.set_text_content(None);
            row.set_hidden(chips.is_empty());
            for chip in chips {
                let label = view("b", "").text(&chip.label);
                let value = view("span", "").text(&chip.display);
                let chip = view("span", "").attribute("part", "chip").child(label).text(" ").child(value);
                // Adding an element to a row does not fail.
                let _ = row.append_with_node_1(&chip.element);
            }
        });
    })
}
