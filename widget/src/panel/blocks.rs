//! What is shown under an answer that is not text (`shared::wire::Block`). Each is read where it is drawn: what a block
//! does not have is not drawn, and one of an unknown kind not at all.

mod buttons;
mod card;
mod chart;
mod links;
mod table;
mod tool;

use std::rc::Rc;

use super::seldom::{self, Seldom};
use super::view::{View, button, view};
use crate::chat::{Chat, Entry};
use crate::conversation::chart::Chart;
use crate::conversation::json::Json;
use crate::live::Live;
use crate::texts::Text;

pub(super) use buttons::choice;

/// The blocks under an answer.
pub(super) fn blocks(chat: Chat, entry: &Rc<Entry>) -> View {
    let entry = Rc::clone(entry);
    view("div", "blocks").content_follows(Box::new(move || {
        let blocks = entry.blocks.get();
        blocks.iter().enumerate().map(|(place, json)| block(chat, &entry, place, json)).collect()
    }))
}

/// Buttons are drawn at once; for the others there may be code to be fetched first, and to be asked for again.
fn block(chat: Chat, entry: &Rc<Entry>, place: usize, json: &Json) -> View {
    if text(json, "kind") == "buttons" {
        return buttons::buttons(chat, entry.key, json);
    }
    let entry = Rc::clone(entry);
    let failed = Rc::new(Live::new(false));
    let [hidden, pressed, asked] = [(); 3].map(|()| Rc::clone(&failed));
    let again = button("reply", move || pressed.set(false));
    let again = again.text(chat.text(Text::TryNow)).hidden_while(move || !hidden.get());
    let needed = move || (!asked.get()).then(|| Seldom::Block(Rc::clone(&entry), place));
    seldom::place(chat, view("div", "").child(again), Box::new(needed), Rc::new(move || failed.set(true)))
}

/// A block that is not buttons; none where its kind is unknown.
pub(super) fn seldom(chat: Chat, key: u32, json: &Json) -> Option<View> {
    Some(match json.field("kind").text()?.as_str() {
        "card" => card::card(chat, key, json),
        "table" => table::table(
            chat,
            &text(json, "caption"),
            &texts(json.field("columns")),
            &json.field("rows").list().iter().map(texts).collect::<Vec<_>>(),
            &texts(json.field("urls")),
        ),
        "chart" => chart::chart(chat, &Chart::of(json)),
        "links" => links::links(chat, json),
        "tool" => tool::tool(json.field("call")),
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
