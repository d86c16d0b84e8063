//! What is shown under an answer that is not text (`shared::wire::Block`). Each is read where it is drawn: what a block
//! does not have is not drawn, and one of an unknown kind not at all.

mod buttons;
mod card;
mod chart;
mod table;

use std::rc::Rc;

use super::view::{View, view};
use crate::chat::{Chat, Entry};
use crate::conversation::chart::Chart;
use crate::conversation::json::Json;

pub(super) use buttons::choice;

/// The blocks under an answer.
pub(super) fn blocks(chat: Chat, entry: &Rc<Entry>) -> View {
    let entry = Rc::clone(entry);
    view("div", "blocks").content_follows(Box::new(move || {
        let blocks = entry.blocks.get();
        blocks.iter().filter_map(|json| block(chat, entry.key, json)).collect()
    }))
}

fn block(chat: Chat, key: u32, json: &Json) -> Option<View> {
    Some(match json.field("kind").text()?.as_str() {
        "buttons" => buttons::buttons(chat, key, json),
        "card" => card::card(chat, key, json),
        "table" => table::table(
            &text(json, "caption"),
            &texts(json.field("columns")),
            &json.field("rows").list().iter().map(texts).collect::<Vec<_>>(),
        ),
        "chart" => chart::chart(chat, &Chart::of(json)),
        _ => return None,
    })
}

/// A field that is a text; empty where it is none.
fn text(json: &Json, name: &str) -> String {
    json.field(name).text().unwrap_or_default()
}

fn texts(list: &Json) -> Vec<String> {
    list.list().iter().map(|json| json.text().unwrap_or_default()).collect()
}
