//! A tool that was called for an answer: which, whether it did its work, and, opened, with what.

use crate::conversation::json::Json;
use crate::panel::view::{View, icon, view};

/// The outcomes of a call that did its work, as stable words of the server's.
const DONE: [&str; 5] = ["done", "found", "applied", "opened", "answered"];

/// A quiet line with the tool's name; behind it its arguments as they are.
pub(super) fn tool(call: &Json) -> View {
    let outcome = call.words("outcome");
    let done = DONE.contains(&outcome.as_str());
    let mark = icon(if done { "m5 12.5 4.5 4.5L19 7" } else { "M5 12h14" });
    let mut line = view("summary", "").child(mark).child(view("code", "").text(&call.words("tool")));
    if !done {
        line = line.child(view("small", "").text(&outcome.replace('_', " ")));
    }
    let mut arguments = view("dl", "");
    for (name, value) in call.field("arguments").fields() {
        if let Some(value) = value.text() {
            let name = view("dt", "").text(&name.replace('_', " "));
            arguments = arguments.child(view("div", "").child(name).child(view("dd", "").text(&value)));
        }
    }
    view("details", "call")
        .attribute("part", "tool")
        .attribute("data-outcome", &outcome)
        .child(line)
        .child(arguments)
}
