//! Rows of text under headings.

use crate::panel::view::{View, view};

/// A table, in a frame of its own that scrolls where it is too wide.
pub(super) fn table(caption: &str, columns: &[String], rows: &[Vec<String>]) -> View {
    // A corner without a name is no heading.
    let head = columns.iter().fold(view("tr", ""), |row, name| {
        row.child(view(if name.is_empty() { "td" } else { "th" }, "").text(name))
    });
    let table = view("table", "").child(view("caption", "").text(caption)).child(head);
    let table = rows.iter().fold(table, |table, cells| {
        table.child(cells.iter().fold(view("tr", ""), |row, cell| row.child(view("td", "").text(cell))))
    });
    view("div", "table")
        .attribute("tabindex", "0")
        .attribute("role", "group")
        .attribute("aria-label", caption)
        .child(table)
}
