//! The commands for an attribute that takes several values.

use serde_json::Value as Json;
use shared::value::Value;

use super::context::{is_aside, is_in_open_answer};
use super::mentions::Mention;
use crate::rules::candidates::last_words;
use crate::rules::language::markers;
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
    for one in mentions {
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

/// The place, and its clause where it lies in one: "not the blog" rather than "blog".
pub(super) fn with_clause(look: &Look<'_>, place: &Place) -> Place {
    let clause = look.clause(place);
    clause.start.min(place.start)..clause.end.max(place.end)
}
