//! Places in a text: bytes, lines and columns, and what a textarea counts.

use core::ops::Range;

use super::paint::{Paint, paint};

/// Line and column, from 1 and in characters, of a place in bytes.
pub(super) fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

/// The word or string at a line and column, both from 1 and in characters, in bytes of the text. Past the end of a
/// line, or between words: what stands before.
pub(super) fn at(text: &str, line: usize, column: usize) -> Range<usize> {
    let line = line.clamp(1, text.matches('\n').count() + 1);
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let content = text[start..].split('\n').next().unwrap_or_default();
    let column =
        content.char_indices().nth(column.saturating_sub(1)).map_or(content.len(), |(index, _)| index);
    let mut found = 0..0;
    let mut from = 0;
    for (paint, to) in paint(content) {
        if paint != Paint::Plain && from <= column {
            found = from..to;
        }
        from = to;
    }
    // A line of brackets only has no word: then the sign itself.
    if found.is_empty() {
        let length = content[column..].chars().next().map_or(0, char::len_utf8);
        found = column..column + length;
    }
    start + found.start..start + found.end
}

/// How a textarea counts a place: in units of UTF-16.
#[must_use]
pub fn utf16(text: &str, byte: usize) -> u32 {
    let units = text.get(..byte).unwrap_or(text).encode_utf16().count();
    u32::try_from(units).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{\n  \"näme\": \"🙂 x\",\n  \"count\": 12\n}";

    fn word_at(line: usize, column: usize) -> &'static str {
        &TEXT[at(TEXT, line, column)]
    }

    #[test]
    fn lines_and_columns_are_those_that_a_person_counts() {
        let place = TEXT.find("x\"").unwrap();
        assert_eq!(line_and_column(TEXT, place), (2, 14));
        assert_eq!(line_and_column(TEXT, 0), (1, 1));
        assert_eq!(line_and_column(TEXT, 10_000), (4, 2));
    }

    #[test]
    fn a_place_is_widened_to_its_word() {
        assert_eq!(word_at(2, 3), "\"näme\"");
        assert_eq!(word_at(2, 8), "\"näme\"");
        assert_eq!(word_at(2, 12), "\"🙂 x\"");
        assert_eq!(word_at(3, 99), "12");
        assert_eq!(word_at(1, 1), "{");
        assert_eq!(word_at(9, 9), "");
        assert_eq!(at("", 1, 1), 0..0);
    }

    #[test]
    fn a_textarea_counts_otherwise() {
        assert_eq!(utf16(TEXT, TEXT.find(" x").unwrap()), 15);
    }
}
