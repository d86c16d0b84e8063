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
                    || (asked_for(other.attribute) && !are_sides(look, one.attribute, other.attribute)))
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

/// Whether one attribute asks from what, and the other into what.
fn are_sides(look: &Look<'_>, one: usize, other: usize) -> bool {
    use role::Direction::{From, To};
    let side = |attribute: usize| role::side(look.profiles[attribute].attribute);
    matches!((side(one), side(other)), (From, To) | (To, From))
}

/// The same words for two attributes ("from German into English"): the words around them decide, or the question that
/// was asked; where neither does, they belong to none.
pub(super) fn by_direction(look: &Look<'_>, mentions: &mut Vec<Mention>) {
    let all = mentions.clone();
    let kind = |attribute: usize| look.profiles[attribute].attribute.kind;
    let side = |attribute: usize| role::side(look.profiles[attribute].attribute);
    let mut places: Vec<Place> = all.iter().map(|one| one.place.clone()).collect();
    places.sort_by_key(|place| place.start);
    places.dedup();
    let mut wanted: Vec<role::Direction> = Vec::new();
    for (index, place) in places.iter().enumerate() {
        let earlier =
            index.checked_sub(1).and_then(|before| Some((places.get(before)?, *wanted.get(before)?)));
        wanted.push(direction(look, place, earlier, places.get(index + 1)));
    }
    mentions.retain(|one| {
        let rival = |other: &&Mention| {
            other.place == one.place
                && other.attribute != one.attribute
                && (kind(other.attribute) == Kind::Choice || are_sides(look, one.attribute, other.attribute))
        };
        let rivals: Vec<usize> = all.iter().filter(rival).map(|other| other.attribute).collect();
        let has_side = rivals.iter().any(|other| are_sides(look, one.attribute, *other));
        if rivals.is_empty() || (kind(one.attribute) != Kind::Choice && !has_side) {
            return true;
        }
        let at = places.iter().position(|place| *place == one.place);
        let wanted = at.and_then(|at| wanted.get(at)).copied().unwrap_or(role::Direction::At);
        let decides = wanted != role::Direction::At
            && rivals.iter().chain([&one.attribute]).any(|index| side(*index) == wanted);
        if decides { side(one.attribute) == wanted } else { look.asked == Some(one.attribute) }
    });
}

/// What the words around a choice say about its side, given the choice before it and the place of the one after it.
fn direction(
    look: &Look<'_>,
    place: &Place,
    earlier: Option<(&Place, role::Direction)>,
    later: Option<&Place>,
) -> role::Direction {
    let before = last_words(look.before_in_clause(place), 2);
    let between =
        |one: &Place, other: &Place| look.text.at(&(one.end..other.start.max(one.end))).trim().to_owned();
    if FROM.is_match(before) {
        return role::Direction::From;
    }
    // "italian to german"
    if later.is_some_and(|later| LEADS_INTO.is_match(&between(place, later))) {
        return role::Direction::From;
    }
    if INTO.is_match(before) {
        return role::Direction::To;
    }
    if let Some((earlier, direction)) = earlier
        && JOINS.is_match(&between(earlier, place))
    {
        return direction;
    }
    let clause = look.before_in_clause(place);
    if NEEDED.is_match(clause) {
        role::Direction::To
    } else if GIVEN.is_match(clause) {
        role::Direction::From
    } else {
        role::Direction::At
    }
}

static LEADS_INTO: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:(?:in)?to|nach|ins|auf|al?|->|→|>|=>)(?: the| das)?$"));
static JOINS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:,|/|\+|,?\s*(?:and|und|y|e|or|oder|&|plus)(?: also| auch| tambien)?)$"));
/// What the result is to be.
static NEEDED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:need|needs|want|wants|has to be|have to be|should|must|translat\w+|put it|turn\w*|convert\w*|chang\w*|brauch\w*|soll\w*|muss\w*|mocht\w*|ubersetz\w+|necesit\w+|quer\w+|debe\w*|traduc\w+)\b",
    )
});
/// What is there already.
static GIVEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:\b(?:it'?s|they'?re|is|are|was|were|written|original\w*|currently|now|ist|sind|geschrieben|es|son|esta\w*|escrit\w+|actual\w*|have|haben|tenemos|tengo)\b)(?:\W+[\w-]+){0,3}\W*$",
    )
});

pub(super) static FROM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:from|out of|von|vom|aus|aus dem|desde|del|de)\b"));

pub(super) static INTO: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:to|into|nach|ins|zu|al|a|hasta)\b"));
