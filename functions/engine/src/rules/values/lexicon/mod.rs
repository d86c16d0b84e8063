//! What words mean, language by language: data, and the look-ups over all of it.
//!
//! All languages are read at once, since visitors write in another one than the page's. Words that mean something
//! different elsewhere ("once" is eleven in Spanish) are left to the function `language`. Every word is written folded.

mod de;
mod en;
mod es;
mod language;
mod pt;

use std::collections::HashMap;
use std::sync::LazyLock;

pub(super) use language::{Tongue, is_common, language};

/// What a word does in a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum NumberWord {
    /// 0 to 19, and whatever stands like them ("veintidós").
    Small(f64),
    /// 20, 30 … 90.
    Ten(f64),
    /// 100, 200 … 900 in one word ("doscientos").
    Hundreds(f64),
    /// Multiplies what stands before it by 100.
    Hundred,
    /// Multiplies what stands before it: thousand, million.
    Magnitude(f64),
    /// Twelve of it.
    Dozen,
    /// "anderthalb": a number with a fraction that takes a magnitude.
    Mixed(f64),
    /// A thousand or a million written together with what counts it ("fünfzehntausend"): all of it, and its scale.
    Scaled(f64, f64),
}

/// Which end of a range a phrase leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// "at least"
    AtLeast,
    /// "more than": "at most" where the sentence says "not".
    Above,
    /// "up to"
    AtMost,
    /// "less than": "at least" where the sentence says "not".
    Below,
    /// "around"
    Roughly,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    /// `PT1S`
    Second,
    /// `PT1M`
    Minute,
    /// `PT1H`
    Hour,
    /// `P1D`
    Day,
    /// `P1W`
    Week,
    /// Two weeks.
    Fortnight,
    /// `P1M`
    Month,
    /// Three months.
    Quarter,
    /// `P1Y`
    Year,
}

/// The words of one language.
pub(super) struct Lexicon {
    pub(super) numbers: &'static [(&'static str, NumberWord)],
    /// Phrases before an amount.
    pub(super) frames_before: &'static [(&'static str, Frame)],
    /// Phrases after an amount.
    pub(super) frames_after: &'static [(&'static str, Frame)],
    /// What stands between the ends of a range.
    pub(super) to: &'static [&'static str],
    /// What opens a range ("between"), and what then stands between its ends ("and").
    pub(super) between: &'static [(&'static str, &'static str)],
    pub(super) units: &'static [(&'static str, Unit)],
    /// Words for a currency: its code, or one of the shared names of [`super::currency`].
    pub(super) currencies: &'static [(&'static str, &'static str)],
}

/// Every language that is read.
pub(super) const ALL: [&Lexicon; 4] = [&en::LEXICON, &de::LEXICON, &es::LEXICON, &pt::LEXICON];

fn collect<T: Copy>(table: fn(&Lexicon) -> &'static [(&'static str, T)]) -> HashMap<&'static str, T> {
    let mut words = HashMap::new();
    for lexicon in ALL {
        for &(word, value) in table(lexicon) {
            words.entry(word).or_insert(value);
        }
    }
    words
}

/// What a folded word does in a number.
pub(super) fn number_word(word: &str) -> Option<NumberWord> {
    static WORDS: LazyLock<HashMap<&str, NumberWord>> = LazyLock::new(|| collect(|lexicon| lexicon.numbers));
    let plain = WORDS.get(word).copied();
    plain.or_else(|| WORDS.get(without_umlauts(word)?.as_str()).copied())
}

/// The unit of time that a folded word names.
pub(super) fn unit(word: &str) -> Option<Unit> {
    static WORDS: LazyLock<HashMap<&str, Unit>> = LazyLock::new(|| collect(|lexicon| lexicon.units));
    WORDS.get(word).copied()
}

/// The currency that a folded word names: its code, or a shared name.
pub(super) fn currency(word: &str) -> Option<&'static str> {
    static WORDS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| collect(|lexicon| lexicon.currencies));
    WORDS.get(word).copied()
}

/// "fuenf" as "funf", the way "fünf" is folded.
pub(super) fn without_umlauts(word: &str) -> Option<String> {
    let changed = word.replace("ue", "u").replace("oe", "o").replace("ae", "a");
    (changed != word).then_some(changed)
}
