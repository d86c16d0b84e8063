//! One message with what belongs to it: the time above it, chips and state below it.

use crate::conversation::text::digits;
use std::rc::Rc;

use super::{chips, rich_text, tools};
use crate::chat::{Chat, Entry, EntryState};
use crate::panel::blocks;
use crate::panel::view::{View, icon, view};
use crate::texts::Text;

/// One message.
pub(super) fn entry(chat: Chat, entry: &Rc<Entry>) -> View {
    let told = Rc::clone(entry);
    let mut row = view("div", if entry.follows.get() { "row follows" } else { "row" });
    if let Some(time) = &*entry.time.borrow() {
        row = row.child(view("div", "time").text(time));
    }
    row = row
        .child(if entry.edit { edit(chat, entry) } else { message(chat, entry) })
        .child(view("small", "state").text_follows(move || state_text(chat, &told).to_owned()));
    if entry.edit {
        row
    } else if entry.by_visitor {
        row.child(chips::chips(chat, entry))
    } else {
        row.child(blocks::blocks(chat, entry)).child(tools::tools(chat, entry))
    }
}

fn message(chat: Chat, entry: &Rc<Entry>) -> View {
    let (role, speaker) = if entry.by_visitor {
        ("user", chat.text(Text::You))
    } else {
        ("assistant", chat.config.assistant.as_str())
    };
    let (written, empty) = (Rc::clone(entry), Rc::clone(entry));
    view("div", "")
        .attribute("part", "message")
        .attribute("data-role", role)
        .attribute("data-at", &digits(entry.at as i64))
        // An edit may be answered by blocks alone, or by nothing.
        .hidden_while(move || empty.state.get() != EntryState::Writing && empty.text.with(String::is_empty))
        .attribute_follows("class", move || {
            let writing = written.state.with(|state| *state == EntryState::Writing);
            if writing { "writing".to_owned() } else { String::new() }
        })
        .child(view("span", "unseen").text(speaker).text(": "))
        .child(rich_text::words(chat, entry))
}

/// What the visitor did in the card or the form: a quiet line, no speech.
fn edit(chat: Chat, entry: &Rc<Entry>) -> View {
    let is_confirmed = entry.text.peek(|text| text == chat.text(Text::Confirmed));
    view("div", "edit")
        .attribute("part", "edit")
        .child(icon(if is_confirmed { "m5 12.5 4.5 4.5L19 7" } else { "M4 20h4L19 9l-4-4L4 16v4" }))
        .child(view("span", "unseen").says(chat, Text::You).text(": "))
        .child(rich_text::words(chat, entry))
}

fn state_text(chat: Chat, entry: &Entry) -> &'static str {
    let text = match entry.state.get() {
        EntryState::Sending if chat.notice.with(|notice| !notice.text.is_empty()) => Text::Waiting,
        EntryState::Failed => Text::Failed,
        EntryState::Degraded => Text::Degraded,
        EntryState::Stopped => Text::Stopped,
        _ => return "",
    };
    chat.text(text)
}
