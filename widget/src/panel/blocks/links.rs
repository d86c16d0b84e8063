//! Places to read on, such as what an answer was taken from.

use super::buttons::link;
use super::text;
use crate::chat::Chat;
use crate::conversation::json::Json;
use crate::panel::view::{View, view};

/// The links of a block. One that leads nowhere is told all the same: it is where the answer comes from.
pub(super) fn links(chat: Chat, json: &Json) -> View {
    let title = text(json, "title");
    let mut list = view("ul", "").attribute("aria-label", &title);
    for json in json.field("links").list() {
        let label = text(json, "label");
        let place = match link(chat, "", &text(json, "url")) {
            Some(link) => view("li", "").child(link.text(&label)),
            None => view("li", "").text(&label),
        };
        list = list.child(place);
    }
    view("div", "sources").child(view("small", "").text(&title)).child(list)
}
