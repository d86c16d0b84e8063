//! Comparing what somebody says with a secret.

/// Whether they are the same. It does not tell by its time how much was right, and an empty secret is nobody's.
#[must_use]
pub fn is_same_secret(said: &[u8], secret: &[u8]) -> bool {
    let difference = said.iter().zip(secret).fold(0, |all, (one, other)| all | (one ^ other));
    said.len() == secret.len() && !secret.is_empty() && difference == 0
}

#[cfg(test)]
mod tests {
    use super::is_same_secret;

    #[test]
    fn only_the_whole_secret_is_the_same_and_an_empty_one_never() {
        assert!(is_same_secret(b"word", b"word"));
        for (said, secret) in [("wor", "word"), ("words", "word"), ("Word", "word"), ("", "word"), ("", "")] {
            assert!(!is_same_secret(said.as_bytes(), secret.as_bytes()), "{said:?} {secret:?}");
        }
    }
}
