//! Taking from what was said what a note keeps.

use crate::log::Outcome;

/// Sentences end so, where a blank or nothing follows.
const ENDS: [char; 9] = ['.', '!', '?', '。', '！', '？', '؟', '।', '…'];
const ASKING: [char; 3] = ['?', '？', '؟'];

/// The sentences that ask.
pub(super) fn questions(text: &str) -> String {
    chosen(text, |sentence| sentence.ends_with(ASKING))
}

/// The sentences that do not.
pub(super) fn statements(text: &str) -> String {
    chosen(text, |sentence| !sentence.ends_with(ASKING))
}

fn chosen(text: &str, is_chosen: impl Fn(&str) -> bool) -> String {
    let sentences: Vec<&str> = sentences(text).filter(|sentence| is_chosen(sentence)).collect();
    sentences.join(" ")
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    core::iter::from_fn(move || {
        rest = rest.trim_start();
        if rest.is_empty() {
            return None;
        }
        let end = end_of_sentence(rest);
        let (sentence, after) = rest.split_at(end);
        rest = after;
        Some(sentence.trim_end())
    })
}

fn end_of_sentence(text: &str) -> usize {
    let mut signs = text.char_indices().peekable();
    while let Some((place, sign)) = signs.next() {
        let follows = signs.peek().map(|(_, next)| *next);
        let is_wide = matches!(sign, '。' | '！' | '？');
        let ends = ENDS.contains(&sign) && (is_wide || follows.is_none_or(char::is_whitespace));
        if sign == '\n' || ends {
            return place + sign.len_utf8();
        }
    }
    text.len()
}

/// At most so many characters, on one line.
pub(super) fn clipped(text: &str, longest: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", line[..end].trim_end_matches('…')),
        None => line,
    }
}

/// The text without the words that the scope's values were taken from, and without addresses and long numbers: what is
/// taken back in the scope must not stand here.
pub(super) fn without_values(text: &str, outcome: &Outcome) -> String {
    let mut text = text.to_owned();
    let calls = outcome.tool_calls.iter().filter_map(|call| {
        let key = call.arguments.get("key")?;
        let words = ["quote", "value"].iter().filter_map(|name| call.arguments.get(*name));
        Some((key, words.collect::<Vec<_>>()))
    });
    let known = outcome.scope.known.iter().map(|(key, known)| (key, vec![&known.evidence]));
    for (key, words) in calls.chain(known) {
        for words in words {
            text = blanked(&text, words.trim_end_matches('…'), key);
        }
    }
    let is_private = |word: &str| {
        word.contains('@')
            || word.contains("://")
            || word.chars().filter(|sign| sign.is_numeric()).count() > 3
    };
    let words = text.split_whitespace().map(|word| if is_private(word) { "…" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// The text with the words, however they are written in capitals, replaced by the key.
fn blanked(text: &str, words: &str, key: &str) -> String {
    let words: Vec<char> = words.trim().chars().flat_map(char::to_lowercase).collect();
    if words.is_empty() {
        return text.to_owned();
    }
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (length, sign) = match length_of(rest, &words) {
            Some(length) => (length, None),
            None => (first.len_utf8(), Some(first)),
        };
        match sign {
            Some(sign) => left.push(sign),
            None => left.extend(["[", key, "]"]),
        }
        rest = &rest[length..];
    }
    left
}

/// How many bytes at the beginning of the text are these words.
fn length_of(text: &str, words: &[char]) -> Option<usize> {
    let mut expected = words.iter();
    let mut length = 0;
    for sign in text.chars() {
        for small in sign.to_lowercase() {
            if expected.next() != Some(&small) {
                return None;
            }
        }
        length += sign.len_utf8();
        if expected.as_slice().is_empty() {
            return Some(length);
        }
    }
    None
}
