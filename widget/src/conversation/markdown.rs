//! The subset of Markdown that an answer may use, as a tree to be drawn; never as HTML.
//!
//! Paragraphs, lists (nested), fenced code, tables, headings (drawn as a strong line), quotes; strong, emphasis, code,
//! links and bare addresses. Links go to `http`, `https`, `mailto` and `tel` only; anything else, HTML included, is
//! shown as the text it is.

mod blocks;
mod inlines;

pub use blocks::parse;

/// Something that stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading, whatever its level.
    Heading(Vec<Inline>),
    /// Code, to be shown as it is.
    Code(String),
    /// A list.
    List {
        /// The first number, of a numbered list.
        start: Option<u32>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A table.
    Table {
        /// The row above the line.
        head: Vec<Vec<Inline>>,
        /// The rows below it, each with as many cells as the head.
        rows: Vec<Vec<Vec<Inline>>>,
    },
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text as it is.
    Text(String),
    /// A line break within a paragraph.
    Break,
    /// Strong.
    Strong(Vec<Inline>),
    /// Emphasised.
    Emphasis(Vec<Inline>),
    /// Code.
    Code(String),
    /// A link.
    Link {
        /// Where to: `http`, `https`, `mailto` or `tel`.
        href: String,
        /// What it says.
        text: Vec<Inline>,
    },
}
