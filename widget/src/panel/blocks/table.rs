//! Rows of text under headings.

use super::buttons::link;
use crate::chat::Chat;
use crate::panel::view::{View, view};

/// A table, in a frame of its own that scrolls where it is too wide. A row that leads somewhere does so by its first cell.
pub(super) fn table(
    chat: Chat,
    caption: &str,
    columns: &[String],
    rows: &[Vec<String>],
    urls: &[String],
) -> View {
    // A corner without a name is no heading.
    let head = columns.iter().fold(view("tr", ""), |row, name| {
        row.child(view(if name.is_empty() { "td" } else { "th" }, "").text(name))
    });
    let mut table = view("table", "").child(view("caption", "").text(caption)).child(head);
    for (place, cells) in rows.iter().enumerate() {
        let mut row = view("tr", "");
        for (column, cell) in cells.iter().enumerate() {
            let url = if column == 0 { urls.get(place) } else { None };
            let link = url.and_then(|url| link(chat, "", url));
            // An id is one word, whatever stands in it.
            let class = if cell.contains(' ') { "" } else { "word" };
            row = row.child(match link {
                Some(link) => view("td", class).child(link.text(cell)),
                None => view("td", "").text(cell),
            });
        }
        table = table.child(row);
    }
    view("div", "table")
        .attribute("tabindex", "0")
        .attribute("role", "group")
        .attribute("aria-label", caption)
        .child(table)
}
