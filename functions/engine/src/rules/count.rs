//! Numbers that are no amounts: years of the calendar, and people told without a number ("just me", "zu zweit").

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value as Json;
use shared::value::Kind;

use super::candidates::is_year;
use super::language::concepts::Concept;
use super::language::pattern;
use super::look::{Look, Proposal, overlap};
use crate::scope::Operation;

static ALONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:just|only) (?:for )?(?:me|myself|one)|by myself|on my own|me only|alone|nur (?:fur )?(?:ich|mich)|ich allein\w*|alleine?|(?:solo|solamente|solo para) (?:yo|mi)|yo sol[oa]|solo)\b",
    )
});
static TOGETHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:zu (zweit|dritt|viert|funft|sechst)|(?:the )?(two|three|four|five|six) of us|somos (dos|tres|cuatro|cinco|seis)|(me and my (?:husband|wife|partner|girlfriend|boyfriend)|my (?:husband|wife|partner) and (?:i|me)|meine? (?:frau|mann|partnerin?) und ich|mi (?:marido|mujer|pareja) y yo))\b",
    )
});

/// The command for an attribute that asks for a year of the calendar, which is no number of anything.
pub(super) fn year(look: &Look<'_>, proposals: &[Proposal]) -> Option<Proposal> {
    let attribute = look.of_kind(Kind::Number).into_iter().find(|index| look.profiles[*index].is_year)?;
    if proposals.iter().any(|one| one.attribute == attribute) {
        return None;
    }
    let word = look.text.words.iter().find(|word| {
        is_year(look.text.at(&word.place))
            && !look.in_question(&word.place)
            && !look.is_of_others(&word.place)
            && !proposals.iter().any(|one| overlap(&one.place, &word.place))
    })?;
    let value = Json::from(look.text.at(&word.place).parse::<u32>().ok()?);
    let place = word.place.clone();
    Some(Proposal { attribute, operation: Operation::Set, value, place, approximate: false })
}

/// The command for the asked number of people, where no number was found.
pub(super) fn of_people(look: &Look<'_>, proposals: &[Proposal]) -> Option<Proposal> {
    let attribute = look.asked?;
    let profile = look.profiles.get(attribute)?;
    let counts_people =
        profile.concepts.iter().any(|one| matches!(one, Concept::People | Concept::Adults | Concept::Staff));
    if profile.attribute.kind != Kind::Number
        || !counts_people
        || proposals.iter().any(|one| one.attribute == attribute)
    {
        return None;
    }
    let flat = &look.text.flat;
    let (place, number) = match TOGETHER.captures(flat) {
        Some(found) => {
            let word = found.iter().skip(1).flatten().next().map_or("", |word| word.as_str());
            let number = match word {
                "dritt" | "three" | "tres" => 3,
                "viert" | "four" | "cuatro" => 4,
                "funft" | "five" | "cinco" => 5,
                "sechst" | "six" | "seis" => 6,
                _ => 2,
            };
            (found.get(0)?.range(), number)
        }
        None => (ALONE.find(flat)?.range(), 1),
    };
    (!look.in_question(&place)).then(|| Proposal {
        attribute,
        operation: Operation::Set,
        value: Json::from(number),
        place,
        approximate: false,
    })
}
