//! What a tool said, bounded: a text, and nothing in it that is not to be seen.

use engine::ports::ToolSaid;

/// The most characters of what a tool said.
const CHARACTERS_AT_MOST: usize = 16_000;

/// The most characters of a description.
const DESCRIPTION_AT_MOST: usize = 1_000;

/// The most characters of a name or an address of something that was left out.
const NAME_AT_MOST: usize = 200;

/// Its text, cut where it is too long.
pub(crate) fn said(text: &str, is_error: bool) -> ToolSaid {
    let (text, is_cut) = cut(text, CHARACTERS_AT_MOST);
    ToolSaid { text, is_error, is_cut }
}

/// A description, as its owner gives it.
pub(crate) fn description(text: &str) -> String {
    cut(text, DESCRIPTION_AT_MOST).0
}

/// A name or an address on one line.
pub(crate) fn name(text: &str) -> String {
    cut(text, NAME_AT_MOST).0.replace(['\n', '\t'], " ")
}

/// Without signs that cannot be seen, up to so many characters; whether there were more.
fn cut(text: &str, most: usize) -> (String, bool) {
    let mut signs = text.chars().filter(|sign| !sign.is_control() || matches!(sign, '\n' | '\t'));
    let kept: String = signs.by_ref().take(most).collect();
    let is_cut = signs.next().is_some();
    (kept, is_cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_cut_and_said_to_be() {
        let all = "é".repeat(CHARACTERS_AT_MOST);
        assert_eq!(said(&all, false), ToolSaid { text: all.clone(), is_error: false, is_cut: false });
        assert_eq!(said(&format!("{all}é"), true), ToolSaid { text: all, is_error: true, is_cut: true });
        assert_eq!(said("a\u{1b}[31mb\r\n\u{0}c\td", false).text, "a[31mb\nc\td");
        assert_eq!(name("a\nb"), "a b");
        assert_eq!(description(&"x".repeat(2_000)).len(), DESCRIPTION_AT_MOST);
    }
}
