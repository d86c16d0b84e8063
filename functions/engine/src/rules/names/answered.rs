//! Names in answer to the question for them.

use std::sync::LazyLock;

use regex::Regex;

use super::introduced::SPOT;
use super::piece::{piece, strip};
use super::run::run;
use crate::rules::language::{markers, pattern};
use crate::rules::look::{Look, overlap};
use crate::rules::role::{Direction, Role};
use crate::rules::text::Place;

/// The answer to the question for a name, however it is put.
pub(super) fn answered(look: &Look<'_>, role: Role, taken: &[Place]) -> Option<Place> {
    let mut found: Option<Place> = None;
    for sentence in look.text.sentences.iter().filter(|sentence| !sentence.question) {
        let said = look.text.at(&sentence.place);
        if markers::KNOWS_NOT.is_match(said)
            || markers::WILL_NOT.is_match(said)
            || markers::ANYTHING.is_match(said)
            || markers::SMALL_TALK.is_match(said)
        {
            continue;
        }
        if look.asked().is_some_and(|asked| asked.is_code) {
            return code(look, &sentence.place, taken);
        }
        if let Role::Address(_) = role {
            return address(look, sentence.place.clone(), taken);
        }
        for clause in &sentence.clauses {
            let part = look.text.place_of(clause);
            if markers::TAKES_AWAY.is_match(look.text.at(&part)) || SOMEBODY.is_match(look.text.at(&part)) {
                continue;
            }
            let Some(place) = piece(look, clause, role, taken) else { continue };
            // "we're in Galway" names no company
            if role == Role::Company && IN.is_match(look.before_in_clause(&place)) {
                continue;
            }
            // "my mum's paying"
            let acts = look.text.words_at(&place).len() > 1 && look.text.at(&place).contains("'s ");
            if acts && role == Role::Person {
                continue;
            }
            let replaces = found.as_ref().is_none_or(|earlier| {
                // "Joe. Joe Okafor"
                let fuller = look.text.at(&place).strip_prefix(look.text.at(earlier));
                let corrects =
                    look.is_corrected_between(earlier, &place) && !is_lesser(look, earlier, &place);
                corrects || fuller.is_some_and(|rest| rest.starts_with(' '))
            });
            if replaces && !look.is_denied(&place, 2) {
                found = Some(place);
            }
        }
    }
    let found = found?;
    Some(match role {
        Role::Place(_) => with_region(look, with_article(look, found), taken),
        Role::Person => with_partner(look, found, taken),
        _ => found,
    })
}

/// A small word is no better name than two capitals: "Jonas Ahrens. ach und das Bad doch nicht, dann sinds …".
fn is_lesser(look: &Look<'_>, earlier: &Place, later: &Place) -> bool {
    let capitals = |place: &Place| {
        let words = look.text.words.get(look.text.words_at(place)).unwrap_or_default();
        words.iter().filter(|word| word.capital).count()
    };
    capitals(earlier) >= 2 && capitals(later) == 0
}

static IN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:in|near|en|nahe|cerca de)\s+(?:the\s+|der\s+)?$"));

/// "and she hasn't decided"
static SOMEBODY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\W*(?:(?:and|but|und|aber|y|pero)\s+)?(?:he|she|they|er|ella)\s+(?:ha[sd]|have|is|are|was|were|will|would|do|did|hat|ist|wird|will)",
    )
});

/// "Heathrow, terminal 5"
static HALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^,\s*(?:terminal|gate|platform|hall|pier|gleis|halle|tor|terminal|anden|puerta)\s+[a-z0-9]{1,3}\W*$",
    )
});

/// "London, UK": the second name belongs to a place when nothing else is in the message.
pub(super) fn with_region(look: &Look<'_>, place: Place, taken: &[Place]) -> Place {
    let next = look.text.words_at(&place).end;
    let comma =
        look.text.words.get(next).map(|word| look.text.at(&(place.end..word.place.start)).trim() == ",");
    let region =
        (comma == Some(true)).then(|| run(look, next, Role::Place(Direction::At), false, taken)).flatten();
    let hall = (comma == Some(true))
        .then(|| HALL.find(look.text.flat.get(place.end..)?).map(|found| place.end + found.end()))
        .flatten();
    if let Some(end) = hall {
        let end = place.end + look.text.at(&(place.end..end)).trim_end_matches(['.', '!', ' ']).len();
        return place.start..end;
    }
    match region {
        Some(region) if look.text.words_at(&region).end == look.text.words.len() => place.start..region.end,
        _ => place,
    }
}

/// "The Red Lion", where any place is asked for and not a town.
fn with_article(look: &Look<'_>, place: Place) -> Place {
    let article = look.text.words_at(&place).start.checked_sub(1).filter(|index| {
        let word = &look.text.words[*index];
        let is_article = matches!(look.text.word(*index), "the" | "el" | "la" | "los" | "las" | "le");
        is_article && word.capital && look.text.at(&(word.place.end..place.start)) == " "
    });
    let named = look.asked().is_some_and(|asked| !asked.is_town)
        && look.text.words.get(look.text.words_at(&place).start).is_some_and(|word| word.capital);
    match article.filter(|_| named).and_then(|index| look.text.words.get(index)) {
        Some(word) => word.place.start..place.end,
        None => place,
    }
}

/// "Sam and Priya", where names are asked for.
pub(super) fn with_partner(look: &Look<'_>, place: Place, taken: &[Place]) -> Place {
    let next = look.text.words_at(&place).end;
    let joined = look.asked().is_some_and(|asked| asked.is_plural)
        && matches!(look.text.word(next), "and" | "und" | "y" | "e" | "u");
    let partner = joined.then(|| run(look, next + 1, Role::Person, true, taken)).flatten();
    partner.map_or(place.clone(), |partner| place.start..partner.end)
}

/// "a barn near Inverness", where any place is asked for and not a town.
pub(super) fn spot(look: &Look<'_>, taken: &[Place]) -> Option<Place> {
    let asked = look.asked().filter(|asked| !asked.is_town)?;
    let sentence = look.text.sentences.iter().find(|sentence| !sentence.question)?;
    let clause = sentence.clauses.first()?;
    let said = look.text.place_of(clause);
    let spot = SPOT.captures(look.text.at(&said))?.get(1)?.range();
    let place = said.start + spot.start..said.start + spot.end;
    let free = !taken.iter().any(|other| overlap(other, &place));
    let tells = asked.role == Role::Place(Direction::At) && !markers::KNOWS_NOT.is_match(look.text.at(&said));
    (free && tells).then_some(place)
}

pub(super) static CODE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|\d{5}-\d{4}|[a-z]?-?\d{4,6}|\d{4} ?[a-z]{2})\b")
});

/// "85701", where a postcode is asked for.
pub(super) fn code(look: &Look<'_>, sentence: &Place, taken: &[Place]) -> Option<Place> {
    let found = CODE.find(look.text.at(sentence))?;
    let place = sentence.start + found.start()..sentence.start + found.end();
    (!taken.iter().any(|other| overlap(other, &place))).then_some(place)
}

pub(super) fn address(look: &Look<'_>, sentence: Place, taken: &[Place]) -> Option<Place> {
    let words = strip(look, &look.text.words_at(&sentence), true);
    let place = look.text.place_of(&words);
    let free = !taken.iter().any(|other| overlap(other, &place));
    (free && !words.is_empty()).then_some(place).filter(|place| place.end > place.start)
}
