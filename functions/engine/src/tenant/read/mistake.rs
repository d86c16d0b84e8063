//! One mistake: where and what.

use core::fmt;
use core::ops::Range;

/// One mistake: where and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The place as a path: `scope.attributes[2].kind`; empty for the file as a whole.
    pub path: String,
    /// Line and column from 1, in characters, of what is wrong: the value, or the key where the key is.
    pub position: (usize, usize),
    /// The same place as bytes of the text, to be marked.
    pub span: Range<usize>,
    /// What is wrong and what to do.
    pub reason: String,
}

impl Mistake {
    /// A mistake in these bytes of the text.
    pub(crate) fn new(text: &str, span: Range<usize>, path: &str, reason: String) -> Self {
        let before = text.get(..span.start).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        let position = (before.matches('\n').count() + 1, line.chars().count() + 1);
        Self { path: path.to_owned(), position, span, reason }
    }

    /// What serde found, at the end of what it had read.
    pub(super) fn of_serde(text: &str, error: &serde_json::Error) -> Self {
        let line: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let mut start = (line + error.column().saturating_sub(1)).min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let reason = error.to_string();
        let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason);
        Self::new(text, start..start, "", reason.to_owned())
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.position;
        write!(formatter, "line {line}, column {column}: ")?;
        if !self.path.is_empty() {
            write!(formatter, "`{}`: ", self.path)?;
        }
        formatter.write_str(&self.reason)
    }
}

/// The mistakes of a text as they are found.
pub(super) struct Mistakes<'text> {
    text: &'text str,
    found: Vec<Mistake>,
}

impl<'text> Mistakes<'text> {
    pub(super) const fn of(text: &'text str) -> Self {
        Self { text, found: Vec::new() }
    }

    pub(super) fn add(&mut self, span: Range<usize>, path: &str, reason: impl Into<String>) {
        self.found.push(Mistake::new(self.text, span, path, reason.into()));
    }

    /// The mistakes in the order of the text; of two at one place, the first found stays.
    pub(super) fn in_order(mut self) -> Vec<Mistake> {
        self.found.sort_by_key(|mistake| mistake.span.start);
        self.found.dedup_by(|next, earlier| next.span == earlier.span && next.path == earlier.path);
        self.found
    }
}
