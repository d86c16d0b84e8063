//! Numbers that are no amounts: years of the calendar, and people told without a number ("just me", "zu zweit").

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value as Json;
use shared::value::Kind;

use super::candidates::is_year;
use super::language::concepts::Concept;
use super::language::{markers, pattern};
use super::look::{Look, Proposal, overlap};
use crate::scope::Operation;

static ALONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:just|only) (?:for )?(?:me|myself|(?:the )?one)|by myself|on my own|me only|alone|nur (?:fur )?(?:ich|mich)|ich allein\w*|alleine?|(?:solo|solamente|solo para) (?:yo|mi)|yo sol[oa]|solo)\b",
    )
});
static NONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\W*(?:none|zero|no \w+|nobody|keine[rsn]?(?: \w+)?|null|ningun[oa]?(?: \w+)?|cero|nadie)\W*$")
});
static ONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:just|only) (?:the )?one|nur eine?[nrs]?|(?:solo|solamente) un[oa]?)\b|^\W*(?:una|uno|eine[nrs]?|one)\W*$",
    )
});
static TOGETHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:zu (zweit|dritt|viert|funft|sechst)|(?:the )?(two|three|four|five|six) of us|(?:somos|nosotr[oa]s) (dos|tres|cuatro|cinco|seis)|wir (zwei|drei|vier|funf|sechs)|(me and my (?:husband|wife|partner|girlfriend|boyfriend)|my (?:husband|wife|partner) and (?:i|me)|ich und meine? (?:frau|mann|partnerin?|freundin?)|yo y mi (?:marido|mujer|pareja|novi[oa])|meine? (?:frau|mann|partnerin?) und ich|mi (?:marido|mujer|pareja) y yo))\b",
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

/// "im 4. Stock", "ground floor", for an attribute that asks for the floor.
pub(super) fn floor(look: &Look<'_>, proposals: &[Proposal]) -> Option<Proposal> {
    let is_floor = |index: &usize| look.profiles[*index].concepts.contains(&Concept::Floor);
    let attribute = look.of_kind(Kind::Number).into_iter().find(is_floor)?;
    if proposals.iter().any(|one| one.attribute == attribute) {
        return None;
    }
    let flat = &look.text.flat;
    let found = FLOOR.captures(flat)?;
    let number = match (found.get(1), found.get(2)) {
        (Some(number), _) => number.as_str().parse::<u8>().ok()?,
        (_, Some(word)) => {
            ORDINALS.iter().find(|(ordinal, _)| word.as_str().starts_with(ordinal)).map(|(_, n)| *n)?
        }
        _ => 0,
    };
    let place = found.get(0)?.range();
    (!look.in_question(&place)).then(|| Proposal {
        attribute,
        operation: Operation::Set,
        value: Json::from(number),
        place,
        approximate: false,
    })
}

const ORDINALS: &[(&str, u8)] = &[
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("erst", 1),
    ("zweit", 2),
    ("dritt", 3),
    ("viert", 4),
    ("funft", 5),
    ("sechst", 6),
    ("primer", 1),
    ("segund", 2),
    ("tercer", 3),
    ("cuart", 4),
    ("quint", 5),
    ("sext", 6),
];
static FLOOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:(\d{1,2})(?:st|nd|rd|th|\.|º|ª|er|o)?\s*(?:floor|stock\w*|etage|og|obergeschoss|planta|piso)|",
        r"(first|second|third|fourth|fifth|sixth|erste\w*|zweite\w*|dritte\w*|vierte\w*|funfte\w*|sechste\w*|primera?|segund[oa]|tercera?|cuart[oa]|quint[oa]|sext[oa])\s+(?:floor|stock\w*|etage|obergeschoss|planta|piso)|",
        r"ground floor|erdgeschoss|parterre|planta baja|\beg)\b"
    ))
});

/// "19 years" in answer to a question for a number of years.
pub(super) fn years(look: &Look<'_>, proposals: &[Proposal]) -> Option<Proposal> {
    let attribute = look.asked?;
    let profile = look.profiles.get(attribute)?;
    let counts = profile.attribute.kind == Kind::Number && profile.concepts.contains(&Concept::Years);
    if !counts || proposals.iter().any(|one| one.attribute == attribute) {
        return None;
    }
    let found = YEARS.captures(&look.text.flat)?;
    let number: u32 = found.get(1)?.as_str().parse().ok()?;
    let place = found.get(0)?.range();
    (!look.in_question(&place) && !look.is_of_others(&place)).then(|| Proposal {
        attribute,
        operation: Operation::Set,
        value: Json::from(number),
        place,
        approximate: false,
    })
}

static YEARS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(\d{1,3})[ -]?(?:years?|yrs?|y/?o|jahre?|anos?)\b"));

/// The command for the asked number of people, where no number was found.
pub(super) fn of_people(look: &Look<'_>, proposals: &[Proposal]) -> Option<Proposal> {
    let people = |index: &usize| {
        let counts = |one: &Concept| matches!(one, Concept::People | Concept::Adults);
        look.profiles[*index].concepts.iter().any(counts)
    };
    let told: Vec<usize> = look.of_kind(Kind::Number).into_iter().filter(people).collect();
    let asked = look.asked.filter(|_| look.is_asked(Kind::Number));
    let together = (told.len() == 1 && TOGETHER.is_match(&look.text.flat)).then(|| told[0]);
    let attribute = asked.or(together)?;
    let profile = look.profiles.get(attribute)?;
    let counts_people =
        profile.concepts.iter().any(|one| matches!(one, Concept::People | Concept::Adults | Concept::Staff));
    if profile.attribute.kind != Kind::Number || proposals.iter().any(|one| one.attribute == attribute) {
        return None;
    }
    let flat = &look.text.flat;
    if profile.counts_things()
        && NONE.is_match(flat)
        && !markers::KNOWS_NOT.is_match(flat)
        && !markers::WILL_NOT.is_match(flat)
    {
        let place = look.text.sentences.first()?.place.clone();
        return Some(Proposal {
            attribute,
            operation: Operation::Set,
            value: Json::from(0),
            place,
            approximate: false,
        });
    }
    let (place, number) = match TOGETHER.captures(flat).filter(|_| counts_people) {
        Some(found) => {
            let word = found.iter().skip(1).flatten().next().map_or("", |word| word.as_str());
            let number = match word {
                "dritt" | "drei" | "three" | "tres" => 3,
                "viert" | "vier" | "four" | "cuatro" => 4,
                "funft" | "funf" | "five" | "cinco" => 5,
                "sechst" | "sechs" | "six" | "seis" => 6,
                _ => 2,
            };
            (found.get(0)?.range(), number)
        }
        None if counts_people => (ALONE.find(flat).or_else(|| ONE.find(flat))?.range(), 1),
        None => (ONE.find(flat)?.range(), 1),
    };
    (!look.in_question(&place)).then(|| Proposal {
        attribute,
        operation: Operation::Set,
        value: Json::from(number),
        place,
        approximate: false,
    })
}
