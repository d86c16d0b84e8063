//! What is to be drawn, one thing after the other. A flat list rather than a tree: one type, compared and dropped by
//! one piece of code.

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Begin an element of this name within the one that is open.
    Open(&'static str),
    /// Set an attribute of the one that is open.
    Attribute(&'static str, String),
    /// Add text to it.
    Text(String),
    /// It is complete.
    Close,
}

/// The pieces as they are made.
#[derive(Default)]
pub(super) struct Pieces {
    pieces: Vec<Piece>,
    /// Text that is not yet a piece.
    plain: String,
}

impl Pieces {
    pub(super) fn character(&mut self, character: char) {
        self.plain.push(character);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.plain.push_str(text);
    }

    pub(super) fn open(&mut self, name: &'static str) {
        self.push(Piece::Open(name));
    }

    pub(super) fn attribute(&mut self, name: &'static str, value: &str) {
        self.push(Piece::Attribute(name, value.to_owned()));
    }

    pub(super) fn close(&mut self) {
        self.push(Piece::Close);
    }

    pub(super) fn finish(mut self) -> Vec<Piece> {
        self.end_plain();
        self.pieces
    }

    fn push(&mut self, piece: Piece) {
        self.end_plain();
        self.pieces.push(piece);
    }

    fn end_plain(&mut self) {
        if !self.plain.is_empty() {
            self.pieces.push(Piece::Text(core::mem::take(&mut self.plain)));
        }
    }
}

/// How many whole blocks two texts begin with in common, and how many pieces these are.
#[must_use]
pub fn same_blocks(old: &[Piece], new: &[Piece]) -> (u32, usize) {
    let (mut blocks, mut length, mut depth) = (0, 0, 0_u32);
    for (place, piece) in new.iter().enumerate() {
        if old.get(place) != Some(piece) {
            break;
        }
        match piece {
            Piece::Open(_) => depth += 1,
            Piece::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            (blocks, length) = (blocks + 1, place + 1);
        }
    }
    (blocks, length)
}

/// As HTML would write it, for the tests to read.
#[cfg(test)]
pub(super) fn written(pieces: &[Piece]) -> String {
    let mut written = String::new();
    let mut open = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Open(name) => {
                written.push_str(&format!("<{name}>"));
                open.push(name);
            }
            Piece::Attribute(name, value) => {
                assert_eq!(written.pop(), Some('>'), "an attribute comes before what is inside");
                written.push_str(&format!(" {name}={value}>"));
            }
            Piece::Text(text) => written.push_str(&text.replace('<', "&lt;")),
            Piece::Close => written.push_str(&format!("</{}>", open.pop().expect("something is open"))),
        }
    }
    assert!(open.is_empty(), "everything is closed");
    written
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn a_growing_text_has_its_first_blocks_in_common() {
        let old = parse("one\n\ntwo", false);
        let (blocks, length) = same_blocks(&old, &parse("one\n\ntwo and more\n\n- three", false));
        assert_eq!((blocks, written(&old[..length])), (1, "<p>one</p>".to_owned()));
        assert_eq!(same_blocks(&old, &old), (2, old.len()));
        assert_eq!(same_blocks(&[], &old), (0, 0));
        assert_eq!(same_blocks(&old, &[]), (0, 0));
    }
}
