//! Markdown drawn as elements: `createElement` and text, never HTML from a string.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Element;

use crate::chat::{Entry, EntryState};
use crate::conversation::markdown::{Block, Inline, parse};
use crate::panel::view::{View, view};

/// What a message says: Markdown of the assistant, plain text of the visitor.
pub(super) fn words(entry: &Rc<Entry>) -> View {
    let entry = Rc::clone(entry);
    let drawn: RefCell<Vec<Block>> = RefCell::default();
    view("div", "words").follow(move |element| {
        let growing = entry.state.get() == EntryState::Writing;
        let blocks = entry.text.with(|text| {
            if entry.by_visitor {
                vec![Block::Paragraph(vec![Inline::Text(text.clone())])]
            } else {
                parse(text, growing)
            }
        });
        // While an answer grows only its last block changes: the others are left alone, and a selection in them.
        let same = drawn.borrow().iter().zip(&blocks).take_while(|(old, new)| old == new).count();
        draw(element, &blocks, same);
        drawn.replace(blocks);
    })
}

/// Draws the blocks from the `first` on, in place of what stands there.
pub(super) fn draw(element: &Element, blocks: &[Block], first: usize) {
    while let Some(child) = u32::try_from(first).ok().and_then(|kept| element.children().item(kept)) {
        child.remove();
    }
    for block in blocks.get(first..).unwrap_or_default() {
        // Adding an element to an element does not fail.
        let _ = element.append_with_node_1(&draw_block(block).element);
    }
}

fn draw_block(block: &Block) -> View {
    match block {
        Block::Paragraph(inlines) => with_inlines(view("p", ""), inlines),
        Block::Heading(inlines) => view("p", "").child(with_inlines(view("strong", ""), inlines)),
        Block::Code(code) => view("pre", "").attribute("tabindex", "0").child(view("code", "").text(code)),
        Block::Quote(blocks) => with_blocks(view("blockquote", ""), blocks),
        Block::List { start, items } => {
            let list = match start {
                Some(start) => view("ol", "").attribute("start", &start.to_string()),
                None => view("ul", ""),
            };
            items.iter().fold(list, |list, item| list.child(with_blocks(view("li", ""), item)))
        }
        Block::Table { head, rows } => {
            let row = |name: &str, cells: &[Vec<Inline>]| {
                cells.iter().fold(view("tr", ""), |row, cell| row.child(with_inlines(view(name, ""), cell)))
            };
            let table = view("table", "").child(row("th", head));
            let table = rows.iter().fold(table, |table, cells| table.child(row("td", cells)));
            // A wide table scrolls in a frame of its own.
            view("div", "table").attribute("tabindex", "0").child(table)
        }
    }
}

fn with_blocks(parent: View, blocks: &[Block]) -> View {
    blocks.iter().fold(parent, |parent, block| parent.child(draw_block(block)))
}

fn with_inlines(parent: View, inlines: &[Inline]) -> View {
    inlines.iter().fold(parent, |parent, inline| match inline {
        Inline::Text(text) => parent.text(text),
        Inline::Break => parent.child(view("br", "")),
        Inline::Strong(inner) => parent.child(with_inlines(view("strong", ""), inner)),
        Inline::Emphasis(inner) => parent.child(with_inlines(view("em", ""), inner)),
        Inline::Code(code) => parent.child(view("code", "").text(code)),
        Inline::Link { href, text } => {
            let link = view("a", "").attribute("href", href).attribute("target", "_blank");
            parent.child(with_inlines(link.attribute("rel", "noopener noreferrer"), text))
        }
    })
}
