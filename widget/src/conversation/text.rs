//! Searching in texts, byte by byte: what is searched is short, and the standard library's general searcher is four
//! kilobytes of every visitor's download.

/// Texts made one.
pub trait Joined {
    /// One after the other. The standard library's `concat` provides for separators too, at a third of a kilobyte.
    fn joined(&self) -> String;
}

impl Joined for [&str] {
    #[inline(never)]
    fn joined(&self) -> String {
        let mut joined = String::new();
        for text in self {
            joined.push_str(text);
        }
        joined
    }
}

/// Where the mark stands first, in bytes; an empty one stands at the beginning.
#[must_use]
pub fn find(text: &str, mark: &str) -> Option<usize> {
    if mark.is_empty() {
        return Some(0);
    }
    text.as_bytes().windows(mark.len()).position(|here| here == mark.as_bytes())
}

/// What stands before and after the mark.
#[must_use]
pub fn split<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let place = find(text, mark)?;
    Some((text.get(..place)?, text.get(place + mark.len()..)?))
}

/// How often the mark stands there, side by side.
#[must_use]
pub fn count(text: &str, mark: &str) -> usize {
    let mut count = 0;
    let mut rest = text;
    while let Some((_, after)) = split(rest, mark) {
        count += 1;
        rest = after;
    }
    count
}

/// A whole number in digits; the standard library's formatting, which cuts, pads and signs, weighs more.
#[must_use]
pub fn digits(number: i64) -> String {
    let mut left = number.unsigned_abs();
    let mut digits = String::new();
    loop {
        digits.insert(0, char::from(b"0123456789"[(left % 10) as usize]));
        left /= 10;
        if left == 0 {
            break;
        }
    }
    if number < 0 {
        digits.insert(0, '-');
    }
    digits
}

/// A whole number from digits alone, at most 18 of them.
#[must_use]
pub fn number(digits: &str) -> Option<u64> {
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let mut number = 0;
    for byte in digits.bytes() {
        number = number * 10 + u64::from(byte.is_ascii_digit().then(|| byte - b'0')?);
    }
    Some(number)
}

/// Without the white space around it.
#[must_use]
pub fn trim(text: &str) -> &str {
    let (mut start, mut end) = (text.len(), 0);
    for (place, character) in text.char_indices() {
        if !character.is_whitespace() {
            start = start.min(place);
            end = place + character.len_utf8();
        }
    }
    text.get(start..end).unwrap_or_default()
}

/// Without these marks (ASCII) at its end.
#[must_use]
pub fn without_end<'a>(text: &'a str, marks: &[u8]) -> &'a str {
    let marks = text.bytes().rev().take_while(|byte| is_one(*byte, marks)).count();
    text.get(..text.len() - marks).unwrap_or(text)
}

/// Whether one of these marks (ASCII) stands in it.
#[must_use]
pub fn has(text: &str, marks: &[u8]) -> bool {
    text.bytes().any(|byte| is_one(byte, marks))
}

#[expect(
    clippy::manual_contains,
    reason = "the standard search, by words of four bytes, is 0.2 KB of brotli"
)]
fn is_one(byte: u8, marks: &[u8]) -> bool {
    marks.iter().any(|mark| *mark == byte)
}

/// From its beginning to the first white space or mark (ASCII).
#[must_use]
pub fn word<'a>(text: &'a str, marks: &[u8]) -> &'a str {
    for (place, character) in text.char_indices() {
        if character.is_whitespace() || character.is_ascii() && is_one(character as u8, marks) {
            return text.get(..place).unwrap_or_default();
        }
    }
    text
}

/// What stands between the marks; nothing where the text is empty, nor behind a mark at its end.
#[must_use]
pub fn parts<'a>(text: &'a str, mark: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (part, after) = split(rest, mark).unwrap_or((rest, ""));
        parts.push(part);
        rest = after;
    }
    parts
}

/// Whether a character can be part of a word. Outside ASCII every one is taken to be.
#[must_use]
pub fn is_word(character: char) -> bool {
    !character.is_ascii() || character.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_and_splits() {
        assert_eq!(find("für ](x", "]("), Some(5));
        assert_eq!(find("ab", "abc"), None);
        assert_eq!(find("ab", ""), Some(0));
        assert_eq!(split("key: a: b", ": "), Some(("key", "a: b")));
        assert_eq!(split("key", ": "), None);
    }

    #[test]
    fn numbers_are_written_as_anywhere() {
        for number in [0, 7, 10, -1, 1_795_000_000_000, i64::MAX, i64::MIN] {
            assert_eq!(digits(number), number.to_string());
        }
    }

    #[test]
    fn numbers_are_read_or_refused() {
        for (digits, expected) in
            [("0", Some(0)), ("0042", Some(42)), ("1795000000000", Some(1_795_000_000_000))]
        {
            assert_eq!(number(digits), expected);
        }
        for text in ["", "-1", "+1", "1 ", "1e3", "٣", "9999999999999999999999"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn words_and_parts() {
        assert_eq!(word("example.com/x> y", b"<>"), "example.com/x");
        assert_eq!(word("für\u{a0}x", b""), "für");
        assert_eq!(word("für", b"x"), "für");
        assert_eq!(parts("a|b||c|", "|"), ["a", "b", "", "c"]);
        assert_eq!(parts("", "|"), [""; 0]);
        assert!(has("a]", b"[]") && !has("a", b"[]"));
    }

    proptest::proptest! {
        #[test]
        fn trims_like_the_standard_library(text in "[ \\n\u{a0}\u{3000}aä#.]{0,12}") {
            proptest::prop_assert_eq!(trim(&text), text.trim());
            proptest::prop_assert_eq!(without_end(&text, b"#."), text.trim_end_matches(['#', '.']));
        }
    }

    #[test]
    fn counts_without_overlap() {
        assert_eq!(count("**a** *** ", "**"), 3);
        assert_eq!(count("", "**"), 0);
    }
}
