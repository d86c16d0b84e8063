//! Markdown drawn as elements: `createElement` and text, never HTML from a string.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Element;

use super::copy;
use crate::chat::{Chat, Entry, EntryState};
use crate::conversation::markdown::{Piece, parse, same_blocks};
use crate::panel::view::{View, view};

/// What a message says: Markdown of the assistant, plain text of the visitor.
pub(super) fn words(chat: Chat, entry: &Rc<Entry>) -> View {
    let entry = Rc::clone(entry);
    let drawn: RefCell<Vec<Piece>> = RefCell::default();
    view("div", "words").follow(move |element| {
        let growing = entry.state.get() == EntryState::Writing;
        let pieces = entry.text.with(|text| {
            if entry.by_visitor {
                vec![Piece::Open("p"), Piece::Text(text.clone()), Piece::Close]
            } else {
                parse(text, growing)
            }
        });
        draw(chat, element, &drawn.replace(pieces.clone()), &pieces);
    })
}

/// A text that does not change: Markdown of the tenant.
pub(in crate::panel) fn markdown(chat: Chat, text: &str) -> View {
    let words = view("div", "words");
    draw(chat, &words.element, &[], &parse(text, false));
    words
}

/// Draws the pieces where the old ones stand. While an answer grows only its last block changes: the others are left
/// alone, and a selection in them.
fn draw(chat: Chat, element: &Element, old: &[Piece], new: &[Piece]) {
    let (blocks, length) = same_blocks(old, new);
    while let Some(child) = element.children().item(blocks) {
        child.remove();
    }
    let mut open = vec![element.clone()];
    for piece in new.iter().skip(length) {
        let Some(parent) = open.last() else { return };
        // Adding to an element and setting a well-formed attribute do not fail.
        let _ = match piece {
            Piece::Open(name) => {
                let child = view(name, "").element.clone();
                let added = parent.append_with_node_1(&child);
                if *name == "pre" {
                    // `touch` listens for all of them.
                    let _ = child.append_with_node_1(&copy::button(chat, "code").element);
                }
                open.push(child);
                added
            }
            Piece::Attribute(name, value) => parent.set_attribute(name, value),
            Piece::Text(text) => parent.append_with_str_1(text),
            Piece::Close => {
                open.pop();
                Ok(())
            }
        };
    }
}
