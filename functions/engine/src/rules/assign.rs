//! Which value belongs to which attribute.
//!
//! A value goes to the attribute that was asked for, to the only one of its kind, or to the one whose words stand
//! beside it; a value for which none of that decides belongs to none.

use serde_json::Value as Json;
use shared::value::Kind;

use super::candidates::{Candidate, is_year, last_words};
use super::language::concepts::Concept;
use super::language::{markers, pattern};
use super::look::{Look, Proposal, overlap};
use super::profile::Counts;
use super::text::Place;
use crate::scope::Operation;

/// A value and the attribute it goes to.
struct Match {
    attribute: usize,
    candidate: Candidate,
    score: f32,
    /// Counts only a part of what the attribute counts.
    part: bool,
}

/// From here on a value is taken.
const ENOUGH: f32 = 2.0;
/// A cue further away, in words, says nothing.
const REACH: usize = 8;
/// A later value replaces an earlier one unless its score is lower by more than this.
const LATER_MAY_LACK: f32 = 1.7;

/// The commands for values that have a form of their own, and the places they take up.
pub(super) fn assign(look: &Look<'_>, candidates: &[Candidate]) -> Vec<Proposal> {
    let mut matches: Vec<Match> = Vec::new();
    let candidates = counted_from_today(look, candidates);
    let candidates = split_between_ends(look, &candidates).unwrap_or(candidates);
    let candidates = candidates.as_slice();
    for candidate in candidates {
        if let Some((attribute, score)) = best(look, candidate, candidates) {
            let part =
                candidate.kind == Kind::Number && counted(look, &candidate.place, attribute) == Counts::Part;
            matches.push(Match { attribute, candidate: candidate.clone(), score, part });
        }
    }
    drop_overlapping(look, &mut matches);
    share(look, &mut matches, candidates);
    let mut proposals = Vec::new();
    for attribute in 0..look.profiles.len() {
        let of_it: Vec<&Match> = matches.iter().filter(|one| one.attribute == attribute).collect();
        if let Some(chosen) = choose(look, &of_it) {
            let span = of_it.iter().find_map(|earlier| span(look, earlier, chosen));
            proposals.push(Proposal {
                attribute,
                operation: Operation::Set,
                value: span.unwrap_or_else(|| chosen.candidate.value.clone()),
                place: chosen.candidate.place.clone(),
                approximate: chosen.candidate.approximate || look.is_hedged(&chosen.candidate.place),
            });
        }
    }
    proposals
}

/// "two, maybe three" is a range.
fn span(look: &Look<'_>, earlier: &Match, later: &Match) -> Option<Json> {
    let (one, other) = (&earlier.candidate, &later.candidate);
    let (least, most) = (one.value.as_f64()?, other.value.as_f64()?);
    let between = one.place.end..other.place.start;
    let joined = between.start <= between.end && OR_MAYBE.is_match(look.text.at(&between).trim());
    let starts = OR_MAYBE_START.is_match(look.text.at(&other.place));
    let next = look.text.at(&between).trim_matches([' ', ',']).is_empty();
    (least < most && (joined || (starts && next)))
        .then(|| serde_json::json!({ "min": one.value, "max": other.value }))
}

static OR_MAYBE: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(
        r"^,?\s*(?:or|maybe|perhaps|or maybe|possibly|oder|vielleicht|oder vielleicht|o|quizas?|o quizas?|tal vez)$",
    )
});
static OR_MAYBE_START: std::sync::LazyLock<regex::Regex> =
    std::sync::LazyLock::new(|| pattern(r"^(?:or |maybe|perhaps|possibly|oder |vielleicht|quizas?|tal vez)"));

/// The attribute for which the value scores best, if it scores enough and no other one as much.
fn best(look: &Look<'_>, candidate: &Candidate, all: &[Candidate]) -> Option<(usize, f32)> {
    let same = look.of_kind(candidate.kind);
    let mut scores: Vec<(usize, f32)> = same
        .iter()
        .filter_map(|index| Some((*index, score(look, candidate, *index, same.len(), all)?)))
        .collect();
    scores.sort_by(|one, other| other.1.total_cmp(&one.1));
    let (attribute, score) = *scores.first()?;
    let runner_up = scores.get(1).map_or(f32::MIN, |other| other.1);
    (score >= ENOUGH && score > runner_up + 0.25).then_some((attribute, score))
}

/// "six weeks" in answer to "when" is a day, counted from today.
fn counted_from_today(look: &Look<'_>, candidates: &[Candidate]) -> Vec<Candidate> {
    let mut all = candidates.to_vec();
    if !look.is_asked(Kind::Date) || all.iter().any(|one| one.kind == Kind::Date) {
        return all;
    }
    for one in all.iter_mut().filter(|one| one.kind == Kind::Duration) {
        let (min, max) =
            (one.value.get("min").and_then(Json::as_str), one.value.get("max").and_then(Json::as_str));
        let day = |span: Option<&str>| -> Option<String> {
            let span: jiff::Span = span?.parse().ok()?;
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

fn score(
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
fn lasts(look: &Look<'_>, place: &Place) -> bool {
    let clause = look.clause(place);
    let clause = look.text.at(&clause);
    LASTS.is_match(clause) && !WAITS.is_match(clause)
}

static LASTS: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(
        r"\b(?:had|have had|been|going on|hurts?|hurting|started|for|since|seit|schon|desde hace|llevo|hace)\b",
    )
});
static WAITS: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(r"\b(?:wait\w*|warte\w*|gewartet|esper\w+|not|never|haven'?t|hasn'?t|nicht|nie|nunca)\b")
});

/// Whether the words around the place speak of the attribute.
pub(super) fn is_spoken_of(look: &Look<'_>, place: &Place, attribute: usize) -> bool {
    cue(look, place, attribute, &[]) >= 0.8
}

/// How much the words around the place speak for the attribute: 0 to 4.
fn cue(look: &Look<'_>, place: &Place, attribute: usize, all: &[Candidate]) -> f32 {
    let text = &look.text;
    let profile = &look.profiles[attribute];
    let own = text.words_at(place);
    let Some(sentence) = text.sentence_at(place) else { return 0.0 };
    let from = own.start.saturating_sub(REACH).max(sentence.words.start);
    let to = (own.end + REACH).min(sentence.words.end);
    let clause = text.words.get(own.start).map_or(0, |word| word.clause);
    let mut sum = 0.0_f32;
    for index in from..to {
        let word = &text.words[index];
        let inside = own.contains(&index);
        let strength = profile.cue(text, word);
        if strength <= 0.0 || (inside && strength < 1.6) {
            continue;
        }
        // A cue belongs to the value next to it, not to one behind that.
        let between =
            if index < own.start { word.place.end..place.start } else { place.end..word.place.start };
        if between.start < between.end
            && all.iter().any(|other| {
                other.place != *place
                    && look.profiles[attribute].attribute.kind == other.kind
                    && overlap(&other.place, &between)
            })
        {
            continue;
        }
        let distance = if inside {
            0
        } else if index < own.start {
            own.start - index - 1
        } else {
            index - own.end
        };
        #[expect(clippy::cast_precision_loss, reason = "at most REACH")]
        let near = 1.0 / (1.0 + distance as f32 / 6.0);
        // "arrive on the 3rd and leave on the 10th": what stands between two values speaks for the one after it.
        let speaks_for_next = index >= own.end
            && all.iter().any(|other| {
                other.kind == profile.attribute.kind
                    && other.place.start >= word.place.end
                    && other.place.start < sentence.place.end
                    && text.words_at(&other.place).start - index <= REACH
            });
        let strength = if speaks_for_next { strength * 0.4 } else { strength };
        let same_clause = if word.clause == clause { 1.0 } else { 0.5 };
        sum += strength * near * same_clause;
    }
    sum.min(4.0)
}

/// What the noun at the number counts: the two words after it, or one of the two before it.
fn counted(look: &Look<'_>, place: &Place, attribute: usize) -> Counts {
    let text = &look.text;
    let profile = &look.profiles[attribute];
    let own = text.words_at(place);
    let clause = text.clause_at(place);
    // The unit can be part of the value's own words: "10m2".
    for index in own.clone() {
        let bare = text.word(index).trim_start_matches(|sign: char| sign.is_ascii_digit());
        if !bare.is_empty() && profile.counts(bare, &super::language::stems::Stems::of(bare)) == Counts::This
        {
            return Counts::This;
        }
    }
    let mut first = None;
    for index in (own.end..(own.end + 3).min(clause.end)).chain(unit_sign(look, place)) {
        // "30 an hour" counts no hours.
        if index > own.end && matches!(text.word(index - 1), "a" | "an" | "per" | "pro" | "por" | "je" | "la")
        {
            break;
        }
        let counts = profile.counts(text.word(index), &text.words[index].stems);
        match counts {
            Counts::This | Counts::Part => return counts,
            Counts::Other if index <= own.end + 1 => first = first.or(Some(Counts::Other)),
            _ => {}
        }
    }
    if let Some(other) = first {
        return other;
    }
    // "rooms: 3", "Zimmer 3"
    for index in own.start.saturating_sub(2).max(clause.start.min(own.start))..own.start {
        if profile.counts(text.word(index), &text.words[index].stems) == Counts::This {
            return Counts::This;
        }
    }
    Counts::Unknown
}

/// "8 m²": the word with the sign, where it is cut off from the number's clause.
fn unit_sign(look: &Look<'_>, place: &Place) -> Option<usize> {
    let next = look.text.words_at(place).end;
    let gap = look.text.words.get(next).map(|word| place.end..word.place.start)?;
    look.text.at(&gap).trim().is_empty().then_some(next)
}

fn named_beside(look: &Look<'_>, place: &Place, attribute: usize) -> bool {
    let own = look.text.words_at(place);
    let clause = look.text.clause_at(place);
    (own.start.saturating_sub(4).max(clause.start.min(own.start))..own.start).any(|index| {
        let word = &look.text.words[index];
        look.profiles[attribute].is_named_by(look.text.word(index), &word.stems)
    })
}

/// "no, make it 10k": a bare value for the only attribute of its kind, which is known.
fn corrects(look: &Look<'_>, candidate: &Candidate, attribute: usize, same: usize) -> bool {
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
fn is_main_budget(look: &Look<'_>, attribute: usize) -> bool {
    let is_budget = |index: &usize| look.profiles[*index].concepts.contains(&Concept::Budget);
    is_budget(&attribute) && look.of_kind(Kind::Money).iter().filter(|index| is_budget(index)).count() == 1
}

/// Whether the clause names a sort of money that the attribute is not.
fn of_another_subject(look: &Look<'_>, candidate: &Candidate, attribute: usize) -> bool {
    let clause = look.text.words_at(&look.clause(&candidate.place));
    let named = |concept: Concept| {
        clause
            .clone()
            .any(|index| super::language::concepts::of_word(look.text.word(index)).any(|one| one == concept))
    };
    [Concept::Deposit, Concept::Rent, Concept::Income]
        .into_iter()
        .any(|concept| named(concept) && !look.profiles[attribute].concepts.contains(&concept))
        && !named(Concept::Budget)
}

/// Prepositions tell a beginning from an end.
fn direction(look: &Look<'_>, candidate: &Candidate, attribute: usize, same: usize) -> f32 {
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

static SETS: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(
        r"\b(?:change|set|move|make|push|update|shift|andern|verschieb\w*|setz\w*|cambi\w+|pon\w*|mueve|pasa)\b.*\b(?:to|auf|a|al)\s*$|\b(?:start|beginning|beginn|anfang|inicio) (?:to|auf|a|al)\s*$",
    )
});
static BEGINS: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(r"\b(?:from|starting|beginning|as of|ab|von|desde|a partir de|del)\b")
});
static ENDS: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(r"\b(?:to|till|until|by|before|bis|spatestens|vor|hasta|antes de|para|al)\b")
});

/// Whether the day is over. A range counts by its end.
fn is_past(look: &Look<'_>, candidate: &Candidate) -> bool {
    let end = match &candidate.value {
        Json::Object(range) => range.get("to").and_then(Json::as_str),
        other => other.as_str(),
    };
    end.is_some_and(|end| end < look.reading.today.to_string().as_str())
}

/// "from 3 to 10 May" for a tenant with an arrival and a departure is two values.
fn split_between_ends(look: &Look<'_>, candidates: &[Candidate]) -> Option<Vec<Candidate>> {
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

static TO: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(r"\s?(?:\b(?:to|till|until|through|and|bis|und|al|a|hasta|y)\b|[-–—])")
});

/// Of two values in the same words, the one that fits better stays.
fn drop_overlapping(look: &Look<'_>, matches: &mut Vec<Match>) {
    let better = |one: &Match, other: &Match| {
        let asked = |candidate: &Match| look.asked == Some(candidate.attribute);
        (asked(one), one.score) > (asked(other), other.score)
    };
    let mut kept: Vec<Match> = Vec::new();
    for one in matches.drain(..) {
        match kept.iter().position(|other| overlap(&other.candidate.place, &one.candidate.place)) {
            Some(at) if better(&one, &kept[at]) => kept[at] = one,
            Some(_) => {}
            None => kept.push(one),
        }
    }
    *matches = kept;
}

/// "Monday, and back by Thursday" in answer to one of two questions for a date: what speaks for the other goes there.
fn share(look: &Look<'_>, matches: &mut [Match], all: &[Candidate]) {
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

/// Of several values for one attribute, the last that is meant.
fn choose<'m>(look: &Look<'_>, matches: &[&'m Match]) -> Option<&'m Match> {
    let denied =
        |one: &Match| look.is_denied(&one.candidate.place, 3) || is_turned_down(look, &one.candidate.place);
    let standing: Vec<&&Match> = matches.iter().filter(|one| !denied(one)).collect();
    let mut chosen: Option<&Match> = None;
    for one in standing {
        let replaces = chosen.is_none_or(|earlier| {
            (one.score + LATER_MAY_LACK >= earlier.score && (!one.part || earlier.part))
                || look.is_corrected_between(&earlier.candidate.place, &one.candidate.place)
                || concludes(look, &earlier.candidate.place, &one.candidate.place)
        });
        if replaces {
            chosen = Some(one);
        }
    }
    chosen
}

/// "2 kids and me so 3"
fn concludes(look: &Look<'_>, earlier: &Place, later: &Place) -> bool {
    earlier.end <= later.start
        && look.text.clause_at(earlier).end >= look.text.clause_at(later).start
        && markers::CONCLUDES.is_match(look.text.at(&(earlier.end..later.end)))
}

/// "next week doesn't work", "5000 ist zu viel"
fn is_turned_down(look: &Look<'_>, place: &Place) -> bool {
    TURNED_DOWN.is_match(look.after_in_clause(place))
}

static TURNED_DOWN: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(concat!(
        r"^\W*(?:(?:is|was|would be|ist|ware|es|seria)\s+)?(?:way |far |a bit |viel |mir |uns |demasiado |muy )*",
        r"(?:doesn'?t work|won'?t work|does not work|isn'?t possible|too (?:much|little|low|high|soon|early|late|expensive)|zu (?:viel|wenig|teuer|fruh|spat|knapp)|geht nicht|passt nicht|klappt nicht|demasiado|muy (?:pronto|tarde|caro|poco)|no (?:puedo|podemos|me va|nos va|puede ser))"
    ))
});
