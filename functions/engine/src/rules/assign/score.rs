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
        Kind::Duration if profile.has_lasted && lasts(look, &candidate.place) => score += 1.2,
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

/// "I've had it for three weeks": what has been going on, and is no waiting for us.
pub(super) fn lasts(look: &Look<'_>, place: &Place) -> bool {
    let clause = look.clause(place);
    let clause = look.text.at(&clause);
    LASTS.is_match(clause) && !WAITS.is_match(clause)
}

pub(super) static LASTS: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(
        r"\b(?:had|have had|been|going on|hurts?|hurting|started|for|since|seit|schon|desde hace|llevo|hace)\b",
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
