//! What is peculiar to dates: two ends of a stay, lengths counted from today, days that are over.

use jiff::fmt::temporal::SpanParser;
use serde_json::Value as Json;
use shared::value::Kind;

use super::Match;
use super::cue::cue;
use crate::rules::candidates::{Candidate, last_words};
use crate::rules::language::concepts::Concept;
use crate::rules::language::pattern;
use crate::rules::look::Look;
use crate::rules::text::Place;

/// "six weeks" in answer to "when" is a day, counted from today.
pub(super) fn counted_from_today(look: &Look<'_>, candidates: &[Candidate]) -> Vec<Candidate> {
    let mut all = candidates.to_vec();
    if !look.is_asked(Kind::Date) || all.iter().any(|one| one.kind == Kind::Date) {
        return all;
    }
    for one in all.iter_mut().filter(|one| one.kind == Kind::Duration) {
        let (min, max) =
            (one.value.get("min").and_then(Json::as_str), one.value.get("max").and_then(Json::as_str));
        let day = |span: Option<&str>| -> Option<String> {
            let span = SpanParser::new().parse_span(span?).ok()?;
            Some(look.reading.today.checked_add(span).ok()?.to_string())
        };
        let spoken_of =
            look.of_kind(Kind::Duration).iter().any(|index| cue(look, &one.place, *index, &[]) >= 0.8);
        if let (false, Some(from), Some(to)) = (spoken_of, day(min), day(max)) {
            one.kind = Kind::Date;
            one.value =
                if from == to { Json::String(from) } else { serde_json::json!({ "from": from, "to": to }) };
        }
    }
    all
}

/// Prepositions tell a beginning from an end.
pub(super) fn direction(look: &Look<'_>, candidate: &Candidate, attribute: usize, same: usize) -> f32 {
    if same == 1 {
        return 0.0;
    }
    let concepts = &look.profiles[attribute].concepts;
    let before = last_words(look.before_in_clause(&candidate.place), 3);
    let words = format!("{before} {}", look.text.at(&candidate.place));
    let last = |preposition: &regex::Regex| preposition.find_iter(&words).last().map(|found| found.start());
    let (begins, ends) = (last(&BEGINS), last(&ENDS));
    // "change the start to 20 December"
    let sets = SETS.is_match(before);
    let speaks = match (begins, ends) {
        (Some(begins), Some(ends)) if ends > begins => {
            concepts.contains(&Concept::End) || concepts.contains(&Concept::Deadline)
        }
        (None, Some(_)) if !sets => concepts.contains(&Concept::End) || concepts.contains(&Concept::Deadline),
        (Some(_), _) => concepts.contains(&Concept::Start),
        _ => false,
    };
    if speaks { 1.6 } else { 0.0 }
}

pub(super) static SETS: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(
        r"\b(?:change|set|move|make|push|update|shift|andern|verschieb\w*|setz\w*|cambi\w+|pon\w*|mueve|pasa)\b.*\b(?:to|auf|a|al)\s*$|\b(?:start|beginning|beginn|anfang|inicio) (?:to|auf|a|al)\s*$",
    )
});

pub(super) static BEGINS: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(r"\b(?:from|starting|beginning|as of|ab|von|desde|a partir de|del)\b")
});

pub(super) static ENDS: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(r"\b(?:to|till|until|by|before|bis|spatestens|vor|hasta|antes de|para|al)\b")
});

/// "from 12 January" tells a beginning to the day, where a beginning is asked for.
pub(super) fn start_day(look: &Look<'_>, attribute: usize, candidate: &Candidate) -> Option<Json> {
    let begins = look.profiles[attribute].concepts.contains(&Concept::Start) && look.asked != Some(attribute);
    let range = candidate.value.as_object().filter(|_| candidate.kind == Kind::Date && begins)?;
    let from = range.get("from")?.as_str()?;
    let open = range.get("to").is_none_or(Json::is_null);
    let words = look.text.at(&candidate.place);
    let day = words.bytes().any(|byte| byte.is_ascii_digit());
    (open && day && FROM_DAY.is_match(words)).then(|| Json::String(from.to_owned()))
}

static FROM_DAY: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(r"^(?:from|starting|beginning|starts?|ab|ab dem|vom|von|desde|desde el)\b")
});

/// Whether the day is over. A range counts by its end.
pub(super) fn is_past(look: &Look<'_>, candidate: &Candidate) -> bool {
    let end = match &candidate.value {
        Json::Object(range) => range.get("to").and_then(Json::as_str),
        other => other.as_str(),
    };
    end.is_some_and(|end| end < look.reading.today.to_string().as_str())
}

/// "from 3 to 10 May" for a tenant with an arrival and a departure is two values.
pub(super) fn split_between_ends(look: &Look<'_>, candidates: &[Candidate]) -> Option<Vec<Candidate>> {
    let dates = look.of_kind(Kind::Date);
    let has = |concept: Concept| dates.iter().any(|index| look.profiles[*index].concepts.contains(&concept));
    if dates.len() < 2 || !has(Concept::Start) || !(has(Concept::End) || has(Concept::Deadline)) {
        return None;
    }
    let mut split = Vec::new();
    for candidate in candidates {
        let ends = (candidate.kind == Kind::Date)
            .then(|| candidate.value.as_object())
            .flatten()
            .and_then(|range| Some((range.get("from")?.as_str()?, range.get("to")?.as_str()?)));
        let words = look.text.at(&candidate.place);
        let cut = TO.find(words).map(|found| candidate.place.start + found.start());
        match (ends, cut) {
            (Some((from, to)), Some(cut)) => {
                for (value, place) in [(from, candidate.place.start..cut), (to, cut..candidate.place.end)] {
                    let value = Json::String(value.to_owned());
                    split.push(Candidate { value, place, ..candidate.clone() });
                }
            }
            _ => split.push(candidate.clone()),
        }
    }
    Some(split)
}

pub(super) static TO: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(r"\s?(?:\b(?:to|till|until|through|and|bis|und|al|a|hasta|y)\b|[-–—])")
});

/// "Monday, and back by Thursday" in answer to one of two questions for a date: what speaks for the other goes there.
pub(super) fn share(look: &Look<'_>, matches: &mut [Match], all: &[Candidate]) {
    let Some(asked) = look.asked.filter(|_| look.is_asked(Kind::Date)) else { return };
    let others: Vec<usize> = look.of_kind(Kind::Date).into_iter().filter(|index| *index != asked).collect();
    let mut first: Option<Place> = None;
    for one in matches.iter_mut().filter(|one| one.attribute == asked) {
        let Some(earlier) = &first else {
            first = Some(one.candidate.place.clone());
            continue;
        };
        if look.is_corrected_between(earlier, &one.candidate.place) {
            continue;
        }
        let speaks = |index: usize| {
            cue(look, &one.candidate.place, index, all) + direction(look, &one.candidate, index, 2)
        };
        let own = speaks(asked);
        let best = others.iter().copied().max_by(|one, other| speaks(*one).total_cmp(&speaks(*other)));
        if let Some(best) = best.filter(|best| speaks(*best) > own.max(0.4)) {
            one.attribute = best;
        }
    }
}
