//! Signs that nobody sees, and signs that take another's meaning away.

/// Before these a backslash means that they mean nothing: it is left out, and they are looked at as what they are.
const ESCAPED: [char; 12] = ['[', ']', '(', ')', '<', '>', '!', '&', ':', '/', '.', '@'];

/// The text without what nobody sees and what turns its order round.
///
/// The joiners that Persian, the scripts of India and emoji need stay, and so do the two marks that keep a word of one
/// direction in a line of the other: neither turns letters round.
pub(super) fn seen(text: &str) -> String {
    text.chars()
        .filter_map(|sign| match sign {
            '\n' | '\t' => Some(sign),
            '\u{2028}' | '\u{2029}' | '\u{85}' => Some('\n'),
            '\u{0}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}' => None,
            _ => Some(sign),
        })
        .collect()
}

/// Leaves out the backslashes before signs that could be part of a link.
#[derive(Debug, Default)]
pub(super) struct Escapes {
    /// Backslashes whose next sign is not there yet.
    held: usize,
}

impl Escapes {
    pub(super) fn push(&mut self, text: &str) -> String {
        let mut given = String::with_capacity(text.len());
        for sign in text.chars() {
            if sign == '\\' {
                self.held += 1;
                continue;
            }
            if !ESCAPED.contains(&sign) {
                given.extend(core::iter::repeat_n('\\', self.held));
            }
            self.held = 0;
            given.push(sign);
        }
        given
    }

    pub(super) fn finish(&mut self) -> String {
        "\\".repeat(core::mem::take(&mut self.held))
    }
}
