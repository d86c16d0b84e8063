//! One thing and what is known of it.

use super::{buttons, text};
use crate::chat::Chat;
use crate::conversation::json::Json;
use crate::panel::view::{View, view};

/// The card of a block.
pub(super) fn card(chat: Chat, key: u32, json: &Json) -> View {
    let title = text(json, "title");
    let title = match buttons::link(chat, "", &text(json, "url")) {
        Some(link) => view("b", "").child(link.text(&title)),
        None => view("b", "").text(&title),
    };
    let mut fields = view("dl", "");
    for field in json.field("fields").list() {
        let name = view("dt", "").text(&text(field, "label"));
        fields = fields.child(view("div", "").child(name).child(view("dd", "").text(&text(field, "value"))));
    }
    view("div", "thing")
        .child(title)
        .child(view("small", "").text(&text(json, "subtitle")))
        .child(fields)
        .child(buttons::buttons(chat, key, json))
}
