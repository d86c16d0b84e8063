//! Where choices are named in a message.

use core::cell::OnceCell;
use std::sync::LazyLock;

use regex::Regex;
use shared::value::Kind;

use super::alike::matches;
use super::context::is_denied;
use crate::rules::candidates::last_words;
use crate::rules::language::pattern;
use crate::rules::language::stems::Stems;
use crate::rules::look::{Look, overlap};
use crate::rules::role;
use crate::rules::text::{Place, folded};

/// One way of naming a choice.
pub(super) struct Phrase {
    pub(super) attribute: usize,
    pub(super) choice: usize,
    pub(super) words: Vec<String>,
    /// Made when a word of the message looks alike.
    pub(super) stems: Vec<OnceCell<Stems>>,
    pub(super) joined: String,
}

/// A choice that is named in the message.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub(super) attribute: usize,
    pub(super) choice: usize,
    pub(super) place: Place,
    /// Letters and digits of what matched: the longer, the surer.
    pub(super) size: usize,
    /// How far off the words are.
    pub(super) faults: usize,
    pub(super) denied: bool,
}

/// The longest synonym, in words.
pub(super) const PHRASE_WORDS: usize = 6;

pub(super) fn phrases(look: &Look<'_>) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    for (attribute, profile) in look.profiles.iter().enumerate() {
        for (choice, declared) in profile.attribute.choices.iter().enumerate() {
            let value = declared.value.replace(['_', '-'], " ");
            let names =
                declared.synonyms.iter().chain(&declared.label).map(String::as_str).chain([value.as_str()]);
            for name in names {
                let flat = folded(name);
                let words: Vec<String> = flat
                    .split(|sign: char| !sign.is_alphanumeric() && sign != '\'')
                    .filter(|word| !word.is_empty())
                    .map(str::to_owned)
                    .collect();
                if words.is_empty() || words.len() > PHRASE_WORDS {
                    continue;
                }
                let stems = words.iter().map(|_| OnceCell::new()).collect();
                let joined = words.concat();
                phrases.push(Phrase { attribute, choice, words, stems, joined });
            }
        }
    }
    phrases
}

pub(super) fn mentions(
    look: &Look<'_>,
    phrases: &[Phrase],
    taken: &[Place],
    evident: &[Place],
) -> Vec<Mention> {
    let text = &look.text;
    let mut found: Vec<Mention> = Vec::new();
    for phrase in phrases {
        let count = phrase.words.len();
        for start in 0..text.words.len() {
            for length in [count, count + 1, count.saturating_sub(1)] {
                let words = start..start + length;
                if length == 0 || words.end > text.words.len() {
                    continue;
                }
                let Some(faults) = matches(look, phrase, &words) else { continue };
                let place = text.place_of(&words);
                // "mid January" is no typo of "middle".
                let mut others = taken.iter().chain(evident.iter().filter(|_| faults > 0));
                if others.any(|other| overlap(other, &place)) {
                    continue;
                }
                let size = phrase.joined.len();
                let (attribute, choice) = (phrase.attribute, phrase.choice);
                found.push(Mention { attribute, choice, place, size, faults, denied: false });
                break;
            }
        }
    }
    keep_longest(look, found)
}

/// Where mentions overlap, the longest and most exact one stays; of one attribute's, and across attributes. Where two
/// attributes know the very same words, the one that was asked for, or both.
pub(super) fn keep_longest(look: &Look<'_>, mut found: Vec<Mention>) -> Vec<Mention> {
    found.sort_by_key(|one| {
        let asked = look.asked == Some(one.attribute);
        (
            one.faults,
            core::cmp::Reverse(one.place.len()),
            !asked,
            core::cmp::Reverse(one.size),
            one.place.start,
        )
    });
    let mut kept: Vec<Mention> = Vec::new();
    for one in found {
        let asked_for = |attribute: usize| look.asked == Some(attribute);
        let loses = kept.iter().any(|other| {
            overlap(&other.place, &one.place)
                && (other.attribute == one.attribute
                    || other.place != one.place
                    || asked_for(other.attribute))
        });
        if !loses {
            kept.push(one);
        }
    }
    by_direction(look, &mut kept);
    kept.sort_by_key(|one| (one.place.start, one.choice));
    for one in &mut kept {
        one.denied = is_denied(look, &one.place);
    }
    kept
}

/// The same words for two attributes with one choice each ("from German into English"): the preposition decides, or
/// the question that was asked; where neither does, they belong to none.
pub(super) fn by_direction(look: &Look<'_>, mentions: &mut Vec<Mention>) {
    let all = mentions.clone();
    let kind = |attribute: usize| look.profiles[attribute].attribute.kind;
    let side = |attribute: usize| role::side(look.profiles[attribute].attribute);
    mentions.retain(|one| {
        let rival = |other: &&Mention| {
            other.place == one.place
                && other.attribute != one.attribute
                && kind(other.attribute) == Kind::Choice
        };
        let rivals: Vec<usize> = all.iter().filter(rival).map(|other| other.attribute).collect();
        if rivals.is_empty() || kind(one.attribute) != Kind::Choice {
            return true;
        }
        let before = last_words(look.before_in_clause(&one.place), 2);
        let wanted = if FROM.is_match(before) {
            role::Direction::From
        } else if INTO.is_match(before) {
            role::Direction::To
        } else {
            role::Direction::At
        };
        let decides = wanted != role::Direction::At
            && rivals.iter().chain([&one.attribute]).any(|index| side(*index) == wanted);
        if decides { side(one.attribute) == wanted } else { look.asked == Some(one.attribute) }
    });
}

pub(super) static FROM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:from|out of|von|vom|aus|aus dem|desde|del|de)\b"));

pub(super) static INTO: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:to|into|nach|ins|zu|auf|al|a|hasta)\b"));
