//! Whether words of a message are a form of a phrase, and how far off they are.

use super::mentions::Phrase;
use crate::rules::language::stems::Stems;
use crate::rules::look::Look;

/// How many letters are wrong, or `None` if the words are no form of the phrase.
pub(super) fn matches(look: &Look<'_>, phrase: &Phrase, words: &core::ops::Range<usize>) -> Option<usize> {
    let text = &look.text;
    let same_length = words.len() == phrase.words.len();
    if same_length
        && words.clone().zip(&phrase.words).zip(&phrase.stems).all(|((index, word), stems)| {
            text.word(index) == word
                || text.word(index).strip_suffix('s') == Some(word)
                || (word.len() > 3
                    && begin_alike(text.word(index), word)
                    && text.words[index].stems.agree(stems.get_or_init(|| Stems::of(word))))
        })
    {
        return Some(0);
    }
    // "web shop", "webshop", "web-shop" are one; two words of different sentences are not.
    let place = text.place_of(words);
    let written = text.at(&place);
    if written.contains(['.', ',', ';', '!', '?', ':', '\n']) {
        return None;
    }
    let joined: String = words.clone().map(|index| text.word(index)).collect();
    if joined == phrase.joined {
        return Some(0);
    }
    if words.len() == 1
        && phrase.words.len() == 1
        && let Some(faults) = compound(look, &joined, &phrase.joined, phrase.attribute)
    {
        return Some(faults);
    }
    if !same_length && phrase.joined.len() < 6 {
        return None;
    }
    typo(look, &joined, phrase)
}

/// No stemmer changes the first three letters.
pub(super) fn begin_alike(one: &str, other: &str) -> bool {
    one.as_bytes().iter().zip(other.as_bytes()).take(3).all(|(one, other)| one == other)
}

/// "Badsanierung" is a "Sanierung"; "Workshop" is no "Shop".
pub(super) fn compound(look: &Look<'_>, word: &str, part: &str, attribute: usize) -> Option<usize> {
    let asked = look.asked == Some(attribute);
    if asked && word.len() >= 5 && part.starts_with(word) {
        return Some(1);
    }
    let rest = word.len().checked_sub(part.len())?;
    let least = if asked { 4 } else { 5 };
    let head = rest >= 3 && part.len() >= least && word.ends_with(part) && !word.ends_with("workshop");
    let front = rest >= 3 && part.len() >= 6 && word.starts_with(part) && rest <= part.len() + 4;
    (head || front).then_some(1)
}

pub(super) fn typo(look: &Look<'_>, joined: &str, phrase: &Phrase) -> Option<usize> {
    let length = phrase.joined.len();
    let asked = look.asked == Some(phrase.attribute);
    let allowed = match length {
        0..=3 => 0,
        4 => 0,
        5 => usize::from(asked),
        6..=8 => 1,
        _ => 2,
    };
    if allowed == 0 || joined.len().abs_diff(length) > allowed || joined.len() < 5 && length < 6 {
        return None;
    }
    // A typo in the first letter is rare, and makes another word more often.
    if joined.as_bytes().first() != phrase.joined.as_bytes().first() {
        return None;
    }
    if crate::rules::language::stop::is_function_word(joined) {
        return None;
    }
    let faults = strsim::damerau_levenshtein(joined, &phrase.joined);
    (faults <= allowed).then_some(faults + 1)
}
