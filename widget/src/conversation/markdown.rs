//! The subset of Markdown that an answer may use, as pieces to be drawn one after the other; never as HTML.
//!
//! Paragraphs, lists (nested), fenced code, tables, headings (drawn as a strong line), quotations; strong, emphasis,
//! code, links and bare addresses. Links go to `http`, `https`, `mailto` and `tel` only; anything else, HTML included,
//! is shown as the text it is.

mod blocks;
mod growing;
mod inlines;
mod pieces;

pub use blocks::parse;
pub use pieces::{Piece, same_blocks};
