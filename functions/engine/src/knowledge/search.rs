//! Finding entries: BM25, held against the most that a text could have reached for the same words.
//!
//! ```text
//! score = Σ rarity(word) × says(word, entry) / Σ rarity(word)        over the words of what was asked
//! ```
//!
//! `says` is kept in the index, 0 to 1. So a score tells which share of what was asked the entry has to do with, times how much
//! it is about that; it can be compared between questions. A word that nobody has ever written here counts too: what else is
//! known does not answer what it asks.

use std::collections::HashMap;

use super::index::{Entry, Index, Words, letters};
use super::words::{Word, language};
use crate::ports::KnowledgeQuery;
use crate::rules;

/// What is below this has nothing to do with what was asked.
const LEAST: f64 = 0.12;
/// How much a word counts that is not there at all, beside one that is in a single entry.
const UNKNOWN: f32 = 0.6;
/// How much a word counts that says little of what is meant.
const GENERAL: f32 = 0.25;
/// How much of a word is left that was written with one mistake, and with two.
const ONE_MISTAKE: f32 = 0.85;
const TWO_MISTAKES: f32 = 0.7;
/// The longest ending that may still be on a mistaken word, and the shortest stem that is looked for in its beginning.
const ENDING_MOST: usize = 4;
const STEM_LEAST: usize = 5;
/// More words than these are a story: what it tells first is what it is about.
const WORDS_AT_MOST: usize = 24;

/// An entry that has to do with what was asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Its place among the entries.
    pub entry: u32,
    /// How well it fits: 0 to 1.
    pub score: f64,
}

impl Index {
    /// The entries that fit best, best first, at most `query.limit`. The first of the languages in which there is anything:
    /// that of the message, that of the conversation, any other.
    #[must_use]
    pub fn search(&self, query: &KnowledgeQuery) -> Vec<Hit> {
        let said = rules::detect(&query.text, &query.locale).tag();
        let wanted = language(&query.locale);
        let rank = |words: &Words| match words.tag.as_str() {
            tag if tag == said => 0,
            tag if tag == wanted => 1,
            _ => 2,
        };
        let mut languages: Vec<&Words> = self.languages.iter().collect();
        languages.sort_by_key(|words| rank(words));
        let found = languages.into_iter().map(|words| self.search_in(words, query));
        found.into_iter().find(|hits| !hits.is_empty()).unwrap_or_default()
    }

    fn search_in(&self, words: &Words, query: &KnowledgeQuery) -> Vec<Hit> {
        let asked = asked(words, &query.text);
        let whole: f32 = asked.iter().map(|one| one.rarity).sum();
        if whole <= 0.0 {
            return Vec::new();
        }
        let mut sums: HashMap<u32, f32> = HashMap::new();
        for one in &asked {
            // Of several words that may have been meant, each entry counts the one that says most.
            let mut best: HashMap<u32, f32> = HashMap::new();
            for (word, share) in &one.meant {
                for (entry, says) in self.list(word) {
                    let says = says * share;
                    let most = best.entry(entry).or_default();
                    *most = most.max(says);
                }
            }
            for (entry, says) in best {
                *sums.entry(entry).or_default() += says * one.rarity;
            }
        }
        let role = query.role.as_deref();
        let hits = sums.into_iter().map(|(entry, sum)| Hit { entry, score: f64::from(sum / whole) });
        let mut hits: Vec<Hit> = hits
            .filter(|hit| hit.score >= LEAST && self.allows(hit.entry, &query.categories, role))
            .collect();
        hits.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.entry.cmp(&other.entry)));
        hits.truncate(usize::from(query.limit.clamp(1, 20)));
        hits
    }
}

/// A word of what was asked.
struct Asked<'a> {
    /// How rare it is: how much it tells.
    rarity: f32,
    /// The words that it is, or may have been meant to be, and how much of it each is.
    meant: Vec<(&'a Entry, f32)>,
}

fn asked<'a>(words: &'a Words, text: &str) -> Vec<Asked<'a>> {
    let mut seen: Vec<String> = Vec::new();
    let mut asked = Vec::new();
    for word in words.tongue.words(text) {
        if seen.contains(&word.stem) || seen.len() >= WORDS_AT_MOST {
            continue;
        }
        let meant = meant(words, &word);
        let rarest = meant.iter().map(|(word, _)| rarity(words.entries, word.entries)).reduce(f32::max);
        match rarest {
            Some(rarity) if word.general => asked.push(Asked { rarity: rarity * GENERAL, meant }),
            Some(rarity) => asked.push(Asked { rarity, meant }),
            None if word.general => {}
            None => asked.push(Asked { rarity: rarity(words.entries, 0) * UNKNOWN, meant }),
        }
        seen.push(word.stem);
    }
    asked
}

/// The word itself, or those that are nearest where it is none: one mistake in words of five letters and more, two from nine on.
fn meant<'a>(words: &'a Words, word: &Word) -> Vec<(&'a Entry, f32)> {
    if let Some(known) = words.find(&word.stem) {
        return vec![(known, 1.0)];
    }
    let allowed = match word.letters {
        0..=4 => return Vec::new(),
        5..=8 => 1,
        _ => 2,
    };
    let bits = letters(&word.stem);
    // Each mistake takes a letter away, brings another in, or both.
    let near = words.words.iter().filter(|known| (known.letters & !bits).count_ones() <= allowed);
    let mut nearest: Vec<(&Entry, u32)> =
        near.filter_map(|known| Some((known, mistakes(words.text(known), &word.stem, allowed)?))).collect();
    let fewest = nearest.iter().map(|(_, mistakes)| *mistakes).min().unwrap_or_default();
    nearest.retain(|(_, mistakes)| *mistakes == fewest);
    let share = if fewest <= 1 { ONE_MISTAKE } else { TWO_MISTAKES };
    nearest.into_iter().map(|(known, _)| (known, share)).collect()
}

/// How many mistakes it takes from one word to the other, if no more than are allowed. A mistake in an ending keeps it from being
/// taken off, so the beginning of what was written is looked at too.
fn mistakes(known: &str, written: &str, allowed: u32) -> Option<u32> {
    let (length, whole) = (known.chars().count(), written.chars().count());
    let reach = usize::try_from(allowed).ok()?;
    let longer = if length >= STEM_LEAST { ENDING_MOST + reach } else { reach };
    if length > whole + reach || whole > length + longer || known.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let begins = |most: usize| {
        let end = written.char_indices().nth(most).map_or(written.len(), |(at, _)| at);
        written.get(..end).unwrap_or(written)
    };
    let cut = if length >= STEM_LEAST && whole > length { length - 1..=length + 1 } else { whole..=whole };
    let tried = cut.chain([whole]).map(|most| strsim::damerau_levenshtein(known, begins(most)));
    tried.min().and_then(|fewest| u32::try_from(fewest).ok()).filter(|fewest| *fewest <= allowed)
}

/// How much a word tells that stands in so many of the entries: BM25's, which is never negative.
#[expect(clippy::cast_precision_loss, reason = "there are fewer entries than that")]
fn rarity(entries: u32, with_it: u32) -> f32 {
    let (entries, with_it) = (entries as f32, with_it as f32);
    ((entries - with_it + 0.5) / (with_it + 0.5)).ln_1p()
}
