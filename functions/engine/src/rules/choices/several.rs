//! The commands for an attribute that takes several values.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value as Json;
use shared::value::Value;

use super::context::{is_aside, is_in_open_answer};
use super::mentions::Mention;
use crate::rules::candidates::last_words;
use crate::rules::language::{markers, pattern};
use crate::rules::look::{Look, Proposal};
use crate::rules::text::Place;
use crate::scope::Operation;

/// The commands for an attribute that takes several values.
pub(super) fn some_of(look: &Look<'_>, attribute: usize, mentions: &[Mention]) -> Vec<Proposal> {
    let declared = look.profiles[attribute].attribute;
    let known: &[String] = match look.known(attribute).map(|known| &known.value) {
        Some(Value::List(values)) => values,
        _ => &[],
    };
    let value_of = |one: &Mention| declared.choices.get(one.choice).map(|choice| choice.value.clone());
    let mut state: Vec<(String, bool, Place)> = Vec::new();
    for (index, one) in mentions.iter().enumerate() {
        // "french. no sorry, german"
        let taken_back = mentions.get(index + 1).is_some_and(|next| {
            one.place.end <= next.place.start
                && TAKEN_BACK.is_match(look.text.at(&(one.place.end..next.place.start)))
        });
        if taken_back {
            continue;
        }
        let broken = markers::BROKEN.is_match(look.text.at(&look.clause(&one.place)));
        let possible = !is_aside(look, &one.place) && !broken && !is_in_open_answer(look, &one.place);
        if !one.denied && !possible {
            continue;
        }
        let Some(value) = value_of(one) else { continue };
        state.retain(|(other, _, _)| *other != value);
        state.push((value, !one.denied, one.place.clone()));
    }
    let mut proposals = Vec::new();
    let added: Vec<&(String, bool, Place)> = state.iter().filter(|(_, wanted, _)| *wanted).collect();
    let gone: Vec<&(String, bool, Place)> =
        state.iter().filter(|(value, wanted, _)| !wanted && known.contains(value)).collect();
    let span = |of: &[&(String, bool, Place)]| -> Option<Place> {
        Some(of.iter().map(|one| one.2.start).min()?..of.iter().map(|one| one.2.end).max()?)
    };
    let values =
        |of: &[&(String, bool, Place)]| Json::from(of.iter().map(|one| one.0.clone()).collect::<Vec<_>>());
    if let Some(place) = span(&added) {
        let only =
            !known.is_empty() && markers::ONLY.is_match(last_words(look.before_in_clause(&added[0].2), 3));
        let operation = if only { Operation::Set } else { Operation::Append };
        let approximate = added.iter().all(|one| look.is_hedged(&one.2));
        proposals.push(Proposal { attribute, operation, value: values(&added), place, approximate });
    }
    if let Some(place) = span(&gone) {
        let place = with_clause(look, &place);
        proposals.push(Proposal {
            attribute,
            operation: Operation::Remove,
            value: values(&gone),
            place,
            approximate: false,
        });
    }
    proposals
}

/// Nothing but a correction between two choices.
static TAKEN_BACK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\W*(?:(?:oh|ah|ach|well|hm+|bueno|pues|or|oder|o)\W+)*(?:no|nein|nee|sorry|perdon|wait|moment|quatsch)(?:\s*[,.!]+|\s+(?:no|nein|wait|sorry|actually|rather|i mean|i meant|ich meine|ich meinte|doch|lieber|eher|digo|perdona?|mejor|mas bien|quise decir))\W*(?:(?:no|nein|wait|sorry|actually|rather|i mean|i meant|make (?:it|that)|ich meine|ich meinte|doch|lieber|eher|digo|perdona?|mejor|mas bien|quise decir|the|die|das|den|el|la)\W+)*$",
    )
});

/// The place, and its clause where it lies in one: "not the blog" rather than "blog".
pub(super) fn with_clause(look: &Look<'_>, place: &Place) -> Place {
    let clause = look.clause(place);
    clause.start.min(place.start)..clause.end.max(place.end)
}
