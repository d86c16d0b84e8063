//! A tool that was called for an answer: which, with what, and whether it did its work.

use crate::conversation::json::Json;
use crate::panel::view::{View, icon, view};

/// The outcomes of a call that did its work, as stable words of the server's.
const DONE: [&str; 5] = ["done", "found", "applied", "opened", "answered"];

/// A quiet line: the tool's name, and its arguments as they are.
pub(super) fn tool(call: &Json) -> View {
    let outcome = call.words("outcome");
    let done = DONE.contains(&outcome.as_str());
    let mark = icon(if done { "m5 12.5 4.5 4.5L19 7" } else { "M12 6v7M12 17.5h.01" });
    let mut line = view("div", "call")
        .attribute("part", "tool")
        .attribute("data-outcome", &outcome)
        .child(mark)
        .child(view("code", "").text(&call.words("tool")));
    for (_, value) in call.field("arguments").fields() {
        if let Some(value) = value.text() {
            line = line.child(view("span", "").text(&value));
        }
    }
    if !done {
        line = line.child(view("small", "").text(&outcome.replace('_', " ")));
    }
    line
}
