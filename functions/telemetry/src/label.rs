//! Keeping what labels say few and ours: what a model makes up must not become a series of its own.

/// Everything that a message can be about: the prompt's words, the rules engine's, those of edits, and those of actions.
const INTENTS: [&str; 19] = [
    "scoping",
    "question",
    "small_talk",
    "correction",
    "refusal",
    "complaint",
    "farewell",
    "greeting",
    "human",
    "summary",
    "price",
    "edit",
    "confirmation",
    "query",
    "action",
    "navigation",
    "report",
    "clarification",
    "none",
];

/// What stands for everything that is not ours.
const OTHER: &str = "other";

/// The intent, if it is one of ours.
pub(crate) fn intent(intent: &str) -> &'static str {
    INTENTS.into_iter().find(|known| *known == intent).unwrap_or(OTHER)
}

/// The method, if it is one that a route has.
pub(crate) fn method(method: &str) -> &'static str {
    ["GET", "POST", "DELETE", "OPTIONS", "HEAD", "PUT", "PATCH"]
        .into_iter()
        .find(|known| *known == method)
        .unwrap_or(OTHER)
}

/// A word of ours: short, without anything that a visitor or a model would write.
pub(crate) fn word(word: &str) -> &str {
    let is_ours = |sign: u8| sign.is_ascii_alphanumeric() || matches!(sign, b'_' | b'.' | b'-');
    if (1..=40).contains(&word.len()) && word.bytes().all(is_ours) { word } else { OTHER }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_ours_is_other() {
        assert_eq!(intent("price"), "price");
        assert_eq!(intent("budget of ada@example.com"), "other");
        assert_eq!(method("POST"), "POST");
        assert_eq!(method("BREW"), "other");
        assert_eq!(word("scope.updated"), "scope.updated");
        for odd in ["", "two words", "ä", &"a".repeat(41), "ada@example.com", "line\nline"] {
            assert_eq!(word(odd), "other", "{odd}");
        }
    }
}
