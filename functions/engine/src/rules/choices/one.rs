//! The command for an attribute that takes one value.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value as Json;
use shared::value::Value;

use super::context::{is_aside, is_in_open_answer};
use super::mentions::Mention;
use super::several::with_clause;
use crate::rules::candidates::last_words;
use crate::rules::language::{markers, pattern};
use crate::rules::look::{Look, Proposal};
use crate::scope::Operation;

/// The command for an attribute that takes one value.
pub(super) fn one_of(look: &Look<'_>, attribute: usize, mentions: &[Mention]) -> Option<Proposal> {
    let declared = look.profiles[attribute].attribute;
    let known = match look.known(attribute).map(|known| &known.value) {
        Some(Value::Choice(value)) => Some(value.as_str()),
        _ => None,
    };
    let asked = look.asked == Some(attribute);
    let standing: Vec<&Mention> = mentions
        .iter()
        .filter(|one| !one.denied && !is_aside(look, &one.place))
        .filter(|one| !is_in_open_answer(look, &one.place))
        .collect();
    let Some(chosen) = pick(look, &standing, asked || known.is_none()) else {
        let denied = mentions
            .iter()
            .find(|one| one.denied && known == Some(declared.choices[one.choice].value.as_str()))?;
        let place = with_clause(look, &denied.place);
        return Some(Proposal {
            attribute,
            operation: Operation::Clear,
            value: Json::Null,
            place,
            approximate: false,
        });
    };
    let value = &declared.choices.get(chosen.choice)?.value;
    // What is known is not replaced in passing.
    if !asked && known.is_some_and(|known| known != value) && !replaces(look, chosen, mentions) {
        return None;
    }
    let approximate = look.is_hedged(&chosen.place);
    let value = Json::String(value.clone());
    Some(Proposal { attribute, operation: Operation::Set, value, place: chosen.place.clone(), approximate })
}

/// Whether the words mean to replace what is known.
pub(super) fn replaces(look: &Look<'_>, mention: &Mention, mentions: &[Mention]) -> bool {
    let sentence =
        look.text.sentence_at(&mention.place).map_or(mention.place.clone(), |one| one.place.clone());
    let said = look.text.at(&sentence);
    mentions.iter().any(|one| one.denied)
        || markers::CORRECTS.is_match(said)
        || WISHES.is_match(said)
        || look.text.words.len() <= 4
}

pub(super) static WISHES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:want|need|like to have|looking for|go for|take|choose|prefer|switch to|mocht\w*|will|wollen|brauch\w*|nehm\w*|such\w*|quier\w+|queremos|necesit\w+|prefer\w+|busc\w+)\b",
    )
});

/// Of several choices that stand, the one that is meant.
pub(super) fn pick<'m>(look: &Look<'_>, standing: &[&'m Mention], free: bool) -> Option<&'m Mention> {
    let mut best: Option<(&Mention, i32)> = None;
    for one in standing {
        let weight = wanted(look, one);
        best = match best {
            None => Some((one, weight)),
            Some((earlier, _)) if look.is_corrected_between(&earlier.place, &one.place) => {
                Some((one, weight))
            }
            Some((earlier, _)) if free && undecided(look, earlier, one) => return None,
            Some((_, least)) if weight > least => Some((one, weight)),
            keep => keep,
        };
    }
    best.map(|(one, _)| one)
}

/// "a website or an app"
pub(super) fn undecided(look: &Look<'_>, earlier: &Mention, later: &Mention) -> bool {
    earlier.choice != later.choice
        && earlier.place.end <= later.place.start
        && markers::BETWEEN.is_match(look.text.at(&(earlier.place.end..later.place.start)))
}

/// How much the words before a choice say that it is wished for, rather than there already or made use of.
pub(super) fn wanted(look: &Look<'_>, mention: &Mention) -> i32 {
    let before = look.before_in_clause(&mention.place);
    let near = last_words(before, 3);
    let mut weight = 0;
    if OWNED.is_match(near) {
        weight -= 2;
    }
    if SERVES.is_match(last_words(before, 3)) {
        weight -= 1;
    }
    if LATER.is_match(look.text.at(&look.clause(&mention.place))) {
        weight -= 1;
    }
    if mention.faults > 0 {
        weight -= 1;
    }
    weight
}

pub(super) static OWNED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:my|our|current|existing|old|present|mein\w*|unser\w*|bestehend\w*|aktuell\w*|alt\w*|jetzig\w*|mi|mis|nuestr\w+|actual|antigu\w+|viej\w+)\b(?:\s+\w+)?\s*$",
    )
});

pub(super) static SERVES: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:for|of|from|fur|von|vom|aus|para|de|del)\b(?:\s+\w+)?\s*$"));

pub(super) static LATER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:later|someday|eventually|one day|in the future|spater|irgendwann|mal|mas adelante|algun dia|en el futuro)\b",
    )
});
