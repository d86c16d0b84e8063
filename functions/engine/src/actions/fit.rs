//! How well a record fits the words by which somebody speaks of it.

use shared::tenant::RecordType;
use shared::wire::Record;

use super::understand::words::{is_typo, singular};
use crate::rules::folded;

/// How well a record fits; better is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Most of the words: it may be meant.
    Maybe,
    /// Every word, some of them only as a part, or misspelt.
    Nearly,
    /// Every word, as it stands there.
    Words,
    /// The words are its whole title, or its id.
    Whole,
}

/// Words that name nothing.
const EMPTY: [&str; 24] = [
    "the", "a", "an", "from", "at", "of", "in", "for", "and", "with", "mr", "mrs", "ms", "one", "my", "to",
    "on", "that", "this", "about", "called", "named", "its", "is",
];

/// How well the record fits the words; `None` where it does not.
#[must_use]
pub fn fit(record_type: &RecordType, record: &Record, said: &str) -> Option<Fit> {
    let asked = said_words(said);
    if asked.is_empty() {
        return None;
    }
    let text = |key: &str| record.fields.get(key).and_then(serde_json::Value::as_str).unwrap_or_default();
    let title = text(&record_type.display.title);
    let plain = super::naming::plain(said);
    if plain == super::naming::plain(title) || plain == super::naming::plain(&record.id) {
        return Some(Fit::Whole);
    }
    let mut there = all_words(title);
    for key in &record_type.search {
        there.extend(all_words(text(key)));
    }
    let mut worst = Fit::Words;
    let mut missing = 0;
    for word in &asked {
        match there.iter().filter_map(|other| word_fit(word, other)).max() {
            Some(fit) => worst = worst.min(fit),
            None => missing += 1,
        }
    }
    match missing {
        0 => Some(worst),
        // Of three words and more one may be another.
        _ if asked.len() >= 3 && missing * 3 <= asked.len() => Some(Fit::Maybe),
        _ => None,
    }
}

fn word_fit(asked: &str, there: &str) -> Option<Fit> {
    if asked == there || singular(asked) == singular(there) {
        return Some(Fit::Words);
    }
    let letters = asked.chars().count();
    let is_part = (letters >= 3 && there.starts_with(asked)) || (letters >= 4 && there.contains(asked));
    let inflected = letters >= 5 && there.chars().count() >= 4 && asked.starts_with(there);
    (is_part || inflected || is_typo(asked, there)).then_some(Fit::Nearly)
}

fn said_words(text: &str) -> Vec<String> {
    let all = all_words(text);
    let weighty: Vec<String> = all.iter().filter(|word| !EMPTY.contains(&word.as_str())).cloned().collect();
    if weighty.is_empty() { all } else { weighty }
}

fn all_words(text: &str) -> Vec<String> {
    let flat = folded(text).replace("'s", "");
    flat.split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Of several that fit, those that fit best.
#[must_use]
pub fn best<T>(fits: Vec<(Fit, T)>) -> (Option<Fit>, Vec<T>) {
    let top = fits.iter().map(|(fit, _)| *fit).max();
    (top, fits.into_iter().filter(|(fit, _)| Some(*fit) == top).map(|(_, one)| one).collect())
}
