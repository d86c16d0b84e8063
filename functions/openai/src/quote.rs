//! Somebody else's words, made fit for a log: short, on one line, and without our key.

use secrecy::{ExposeSecret, SecretString};

/// The most characters that are kept.
pub(crate) const MOST: usize = 500;

/// Those words. An endpoint that echoes what it was sent may echo the key.
pub(crate) fn quote(words: &str, key: Option<&SecretString>) -> String {
    let clean = match key.map(ExposeSecret::expose_secret) {
        Some(key) if !key.is_empty() => words.replace(key, "[key]"),
        _ => words.to_owned(),
    };
    clean.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_taken_out_before_anything_is_cut() {
        let key = SecretString::from("sk-secret");
        let words = format!("{}sk-secret", "x".repeat(MOST - 4));
        assert!(!quote(&words, Some(&key)).contains("sk-"));
    }

    #[test]
    fn lines_are_joined_and_length_is_bounded() {
        assert_eq!(quote("one\r\n\ttwo", None), "one two");
        assert_eq!(quote(&"ü".repeat(900), None).chars().count(), MOST);
    }
}
