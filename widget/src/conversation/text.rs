//! Searching in texts, byte by byte: what is searched is short, and the standard library's general searcher is four
//! kilobytes of every visitor's download.

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
    let mut digits = Vec::new();
    loop {
        digits.push(char::from(b"0123456789"[(left % 10) as usize]));
        left /= 10;
        if left == 0 {
            break;
        }
    }
    if number < 0 {
        digits.push('-');
    }
    digits.iter().rev().collect()
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
    fn counts_without_overlap() {
        assert_eq!(count("**a** *** ", "**"), 3);
        assert_eq!(count("", "**"), 0);
    }
}
