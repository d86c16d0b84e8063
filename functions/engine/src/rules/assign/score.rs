//! How much speaks for a value being an attribute's.

use serde_json::Value as Json;
use shared::value::Kind;

use super::cue::{counted, cue, named_beside};
use super::dates::{direction, is_past};
use crate::rules::candidates::{Candidate, is_year, last_words};
use crate::rules::language::concepts::Concept;
use crate::rules::language::{markers, pattern};
use crate::rules::look::Look;
use crate::rules::profile::Counts;
use crate::rules::text::Place;

pub(super) fn score(
    look: &Look<'_>,
    candidate: &Candidate,
    attribute: usize,
    same: usize,
    all: &[Candidate],
) -> Option<f32> {
    let profile = &look.profiles[attribute];
    let asked = look.asked == Some(attribute);
    let own = cue(look, &candidate.place, attribute, all);
    let rival = look.of_kind(candidate.kind).into_iter().filter(|other| *other != attribute);
    let rival = rival.map(|other| cue(look, &candidate.place, other, all)).fold(0.0_f32, f32::max);
    // What is named beside the value weighs more than what was asked: "and 300 as a deposit".
    let mut score = match asked {
        true if rival < own + 1.0 => 3.0,
        false if same > 1 && own >= rival + 1.0 => 1.0,
        _ => 0.0,
    };
    if candidate.evident || matches!(candidate.kind, Kind::Email | Kind::Phone | Kind::Url) {
        score += 1.0;
    }
    let cue = own;
    score += cue;
    match candidate.kind {
        Kind::Number => {
            let year = is_year(look.text.at(&candidate.place));
            if year && profile.is_year {
                return Some(score + 3.0);
            }
            if year && !asked && look.profiles.iter().any(|one| one.is_year) {
                return None;
            }
            let counted = counted(look, &candidate.place, attribute);
            match counted {
                Counts::This => score += 3.0,
                Counts::Part => score += 2.2,
                Counts::Other => return None,
                Counts::Unknown if asked => {}
                Counts::Unknown if corrects(look, candidate, attribute, same) => score += 1.5,
                // A number that counts nothing and stands beside no name of the attribute is any number.
                Counts::Unknown if named_beside(look, &candidate.place, attribute) => score += 1.0,
                Counts::Unknown => return None,
            }
        }
        Kind::Duration if asked => {}
        Kind::Duration if profile.has_lasted => {
            if !lasts(look, &candidate.place) {
                return None;
            }
            score += 1.2;
        }
        Kind::Duration if profile.is_age => {
            if !names_what_ages(look, &candidate.place, attribute) {
                return None;
            }
            score += 1.0;
        }
        Kind::Duration if is_only_length(look, attribute) && is_length(look, &candidate.place) => {
            score += 1.0
        }
        Kind::Duration => {}
        _ if same == 1 => score += 1.0,
        _ => {}
    }
    if candidate.kind == Kind::Money && same > 1 && is_main_budget(look, attribute) {
        score += 1.0;
    }
    if candidate.kind == Kind::Money && !asked && of_another_subject(look, candidate, attribute) {
        return None;
    }
    if candidate.kind == Kind::Money && !candidate.evident && corrects(look, candidate, attribute, same) {
        score += 1.5;
    }
    // "hmm the boss says max 600 now"
    if candidate.kind == Kind::Money
        && !candidate.evident
        && !asked
        && look.known(attribute).is_some()
        && same == 1
        && candidate.value.get("min").is_none_or(Json::is_null)
        && LIMITED_NOW.is_match(look.after_in_clause(&candidate.place))
    {
        score += 1.5;
    }
    // "sorry, I meant May"
    if candidate.kind == Kind::Date && corrects(look, candidate, attribute, same) {
        score += 1.0;
    }
    if candidate.kind == Kind::Date {
        score += direction(look, candidate, attribute, same);
        if is_past(look, candidate)
            && !profile.concepts.contains(&Concept::Birth)
            && !(asked && candidate.evident)
        {
            return None;
        }
    }
    if candidate.kind == Kind::Url && !asked && cue < 0.8 {
        let before = look.before_in_clause(&candidate.place);
        if markers::AS_EXAMPLE.is_match(last_words(before, 4)) || look.is_of_others(&candidate.place) {
            return None;
        }
    }
    Some(score)
}

static LIMITED_NOW: std::sync::LazyLock<regex::Regex> =
    std::sync::LazyLock::new(|| pattern(r"^\s*(?:now|jetzt|nun|ahora|instead|after all)\W*$"));

/// "I've had it for three weeks": what has been going on, and is no waiting for us.
pub(super) fn lasts(look: &Look<'_>, place: &Place) -> bool {
    let clause = look.clause(place);
    let clause = look.text.at(&clause);
    LASTS.is_match(clause) && !WAITS.is_match(clause)
}

/// Whether the clause names what the attribute asks the age of: "the roof is 12 years old".
fn names_what_ages(look: &Look<'_>, place: &Place, attribute: usize) -> bool {
    look.text.words_at(&look.clause(place)).any(|index| {
        let word = look.text.word(index);
        let ages = crate::rules::language::concepts::of_word(word).any(|one| one == Concept::Years);
        !ages && look.profiles[attribute].is_named_by(word, &look.text.words[index].stems)
    })
}

/// Whether the attribute is the only one that asks how long something is to take.
fn is_only_length(look: &Look<'_>, attribute: usize) -> bool {
    look.of_kind(Kind::Duration).into_iter().all(|other| {
        let profile = &look.profiles[other];
        other == attribute || profile.has_lasted || profile.is_age
    })
}

/// "for a week", "a 3 day trip", "un spot de 30 segundos": how long something is to be, and neither a rate, a notice,
/// an age nor a way of speaking.
fn is_length(look: &Look<'_>, place: &Place) -> bool {
    let clause = look.text.at(&look.clause(place)).to_owned();
    let before = last_words(look.before_in_clause(place), 3);
    let after = look.after_in_clause(place);
    !NO_LENGTH_BEFORE.is_match(before)
        && !NO_LENGTH_AFTER.is_match(after)
        && !NO_LENGTH.is_match(&clause)
        && (!IN_YEARS.is_match(look.text.at(place)) || FOR.is_match(before))
        && !look.is_of_others(place)
}

/// Years are most often told of a past or an age.
static IN_YEARS: std::sync::LazyLock<regex::Regex> =
    std::sync::LazyLock::new(|| pattern(r"\b(?:years?|jahre?n?|anos?)\b"));
static FOR: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(
        r"\b(?:for|lasting|over|fur|uber|durante|por)(?: (?:about|around|at least|up to|etwa|rund|unos))?\W*$",
    )
});
static NO_LENGTH_BEFORE: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(
        r"\b(?:per|every|each|within|in|after|before|since|until|past|the last|in last|previous|next|first|the|pro|je|jede\w*|alle|seit|nach|vor|innerhalb|binnen|in den|letzte\w*|nachste\w*|por|cada|dentro de|en|tras|desde|hace|ultim\w+|proxim\w+|a|an)\W*$|\d\s*$",
    )
});
static NO_LENGTH_AFTER: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(
        r"^\W*(?:ago|old|alt|from now|later|earlier|before|after|notice|warranty|guarantee|free|in advance|away|spater|vorher|nachher|danach|entfernt|garantie|de garantia|despues|antes|mas tarde|a week|a day|a month|per|pro)\b",
    )
});
static NO_LENGTH: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(
        r"\b(?:been|had|have (?:run|owned|lived|known)|lived|worked|waiting|waited|experience|married|together|warranty|guarantee|takes? (?:me|us)|drive|away|reading|existiert|gibt es|erfahrung|verheiratet|gewartet|garantie|fahrt|entfernt|experiencia|casad\w+|llev\w+|garantia|esperando|fundad\w+|founded|gegrundet|old|turn\w*)\b",
    )
});

pub(super) static LASTS: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(
        r"\b(?:had|have had|been|going on|hurts?|hurting|started|since|seit|schon|desde hace|llevo|hace)\b",
    )
});

pub(super) static WAITS: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(r"\b(?:wait\w*|warte\w*|gewartet|esper\w+|not|never|haven'?t|hasn'?t|nicht|nie|nunca)\b")
});

/// "no, make it 10k": a bare value for the only attribute of its kind, which is known.
pub(super) fn corrects(look: &Look<'_>, candidate: &Candidate, attribute: usize, same: usize) -> bool {
    let magnitude = |value: &Json| value.get("max").or_else(|| value.get("min")).and_then(Json::as_f64);
    let known = look.known(attribute).and_then(|known| serde_json::to_value(&known.value).ok());
    let likely = match (candidate.kind, known.as_ref().and_then(magnitude), magnitude(&candidate.value)) {
        (Kind::Money, Some(old), Some(new)) => new * 10.0 >= old,
        _ => known.is_some(),
    };
    same == 1
        && likely
        && !look.asked().is_some_and(|asked| matches!(asked.attribute.kind, Kind::Number | Kind::Money))
        && markers::CORRECTS.is_match(look.before_in_sentence(&candidate.place))
}

/// Whether of all amounts this one alone is what the visitor would spend.
pub(super) fn is_main_budget(look: &Look<'_>, attribute: usize) -> bool {
    let is_budget = |index: &usize| look.profiles[*index].concepts.contains(&Concept::Budget);
    is_budget(&attribute) && look.of_kind(Kind::Money).iter().filter(|index| is_budget(index)).count() == 1
}

/// Whether the clause names a sort of money that the attribute is not.
pub(super) fn of_another_subject(look: &Look<'_>, candidate: &Candidate, attribute: usize) -> bool {
    let clause = look.text.words_at(&look.clause(&candidate.place));
    let named = |concept: Concept| {
        clause.clone().any(|index| {
            crate::rules::language::concepts::of_word(look.text.word(index)).any(|one| one == concept)
        })
    };
    [Concept::Deposit, Concept::Rent, Concept::Income]
        .into_iter()
        .any(|concept| named(concept) && !look.profiles[attribute].concepts.contains(&concept))
        && !named(Concept::Budget)
}
