//! German number words, which are written together: "fünfundzwanzigtausend".

use super::lexicon::{NumberWord, number_word, without_umlauts};

/// Longer words are no numbers; the bound keeps hostile input cheap.
const LONGEST: usize = 60;

/// What a compound says: its value, and the thousand or million it ends with (1 where it ends with none).
pub(super) fn compound(word: &str) -> Option<(f64, f64)> {
    if word.len() > LONGEST || !word.is_ascii() || matches!(word, "ein" | "eine") {
        return None;
    }
    let plain = without_umlauts(word);
    read(word).or_else(|| read(plain.as_deref()?))
}

fn read(word: &str) -> Option<(f64, f64)> {
    for (magnitude, size) in [("millionen", 1e6), ("tausend", 1e3)] {
        if let Some((before, after)) = word.split_once(magnitude) {
            let base = if before.is_empty() { 1.0 } else { below_thousand(before)? };
            let rest = after.strip_prefix("und").unwrap_or(after);
            return if rest.is_empty() {
                Some((base * size, size))
            } else {
                Some((base * size + below_thousand(rest)?, 1.0))
            };
        }
    }
    below_thousand(word).map(|value| (value, 1.0))
}

fn below_thousand(word: &str) -> Option<f64> {
    let Some((before, after)) = word.split_once("hundert") else { return below_hundred(word) };
    let hundreds = if before.is_empty() { 1.0 } else { below_hundred(before)? };
    let rest = after.strip_prefix("und").unwrap_or(after);
    let rest = if rest.is_empty() { 0.0 } else { below_hundred(rest)? };
    Some(hundreds * 100.0 + rest)
}

fn below_hundred(word: &str) -> Option<f64> {
    match number_word(word) {
        Some(NumberWord::Small(value) | NumberWord::Ten(value) | NumberWord::Mixed(value)) => {
            return Some(value);
        }
        Some(_) => return None,
        None if matches!(word, "ein" | "eine") => return Some(1.0),
        None => {}
    }
    // "fünfundzwanzig"; "hundert" ends with "und" and a part of it, so every "und" is tried.
    word.match_indices("und").find_map(|(at, und)| {
        let ones = word.get(..at).and_then(|ones| match number_word(ones) {
            Some(NumberWord::Small(value)) if value < 10.0 => Some(value),
            None if ones == "ein" => Some(1.0),
            _ => None,
        })?;
        match number_word(word.get(at + und.len()..)?) {
            Some(NumberWord::Ten(tens)) => Some(tens + ones),
            _ => None,
        }
    })
}
