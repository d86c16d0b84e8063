//! Choices by their place: "the second one", "both".

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value as Json;
use shared::value::Kind;

use crate::rules::language::pattern;
use crate::rules::look::{Look, Proposal};
use crate::scope::Operation;

pub(super) static ORDINAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\W*(?:(?:ok|okay|well|hm+|i'?d say|i think|let'?s (?:take|go with)|probably|rather|take|ich nehme|dann|lieber|mejor|pues)\W+)*(?:the |option |number |nr\.? ?|no\.? ?|# ?|die |das |der |den |la |el |las |los |opcion |numero )*",
        r"(?:(first|1st|1|one|a|erste\w*|eins|primer[oa]?|uno?)|(second|2nd|2|two|b|zweite\w*|zwei|segund[oa]|dos)|(third|3rd|3|three|c|dritte\w*|drei|tercer[oa]?|tres)|(fourth|4th|4|four|d|vierte\w*|vier|cuart[oa]|cuatro)|(last|letzte\w*|ultim[oa]))",
        r"(?:\s+(?:one|option|choice|variante|opcion))?(?:\s+(?:please|bitte|por favor|then|i guess|i think))?\W*$"
    ))
});

pub(super) static ALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\W*(?:both|all|all (?:of )?(?:them|it|those|these)|everything|the lot|beide\w*|alle\w*|alles(?: davon)?|amb[oa]s|tod[oa]s?|las dos|los dos)(?:\s+(?:please|bitte|por favor|of them))?\W*$",
    )
});

/// "the second one", "both", "all of them" in answer to a question with choices.
pub(super) fn by_position(look: &Look<'_>) -> Option<Proposal> {
    let attribute = look.asked?;
    let declared = look.profiles.get(attribute)?.attribute;
    let choices = &declared.choices;
    if !matches!(declared.kind, Kind::Choice | Kind::List) || choices.is_empty() {
        return None;
    }
    let place = look.text.sentences.first()?.place.start..look.text.sentences.last()?.place.end;
    let said = look.text.at(&place);
    if ALL.is_match(said) && declared.kind == Kind::List {
        let value = Json::from(choices.iter().map(|choice| choice.value.clone()).collect::<Vec<_>>());
        return Some(Proposal { attribute, operation: Operation::Append, value, place, approximate: false });
    }
    let found = ORDINAL.captures(said)?;
    let index = (1..=5).find(|group| found.get(*group).is_some())?;
    let choice = if index == 5 { choices.last()? } else { choices.get(index - 1)? };
    let (operation, value) = match declared.kind {
        Kind::List => (Operation::Append, Json::from(vec![choice.value.clone()])),
        _ => (Operation::Set, Json::String(choice.value.clone())),
    };
    Some(Proposal { attribute, operation, value, place, approximate: false })
}
