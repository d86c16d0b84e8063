//! One message with what belongs to it: the time above it, chips and state below it.

use std::rc::Rc;

use super::{chips, choices, rich_text};
use crate::chat::{Chat, Entry, EntryState};
use crate::panel::view::{View, view};
use crate::texts::Text;

/// One message.
pub(super) fn entry(chat: Chat, entry: &Rc<Entry>) -> View {
    let (role, speaker) = if entry.by_visitor {
        ("user", chat.text(Text::You))
    } else {
        ("assistant", chat.config.assistant.as_str())
    };
    let (written, told) = (Rc::clone(entry), Rc::clone(entry));
    let words = view("div", "")
        .attribute("part", "message")
        .attribute("data-role", role)
        .attribute_follows("class", move || {
            let writing = written.state.with(|state| *state == EntryState::Writing);
            if writing { "writing".to_owned() } else { String::new() }
        })
        .child(view("span", "unseen").text(speaker).text(": "))
        .child(rich_text::words(entry));
    let mut row = view("div", if entry.follows.get() { "row follows" } else { "row" });
    if let Some(time) = &*entry.time.borrow() {
        row = row.child(view("div", "time").text(time));
    }
    row = row
        .child(words)
        .child(view("small", "state").text_follows(move || state_text(chat, &told).to_owned()));
    row.child(if entry.by_visitor { chips::chips(chat, entry) } else { choices::choices(chat, entry) })
}

fn state_text(chat: Chat, entry: &Entry) -> &'static str {
    let text = match entry.state.get() {
        EntryState::Sending if chat.notice.with(|notice| !notice.text.is_empty()) => Text::Waiting,
        EntryState::Failed => Text::Failed,
        EntryState::Degraded => Text::Degraded,
        _ => return "",
    };
    chat.text(text)
}
