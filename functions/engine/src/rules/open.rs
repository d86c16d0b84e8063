//! The answer to an open question: the visitor's sentence, as said, unless the message is something else.

use core::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value as Json;
use shared::value::Kind;

use super::acts;
use super::language::stop::{is_content_word, is_function_word};
use super::language::{markers, pattern};
use super::look::{Look, Proposal, overlap};
use super::text::{Place, Sentence};
use crate::scope::Operation;

static INTERRUPTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\W*(?:(?:oh|um|ok|okay|sorry|please|bitte|perdon|ay)\W+)*(?:hang on|hold on|one (?:sec|second|moment|minute)|just a (?:sec|second|moment|minute)|give me a (?:sec|second|moment|minute)|brb|be right back|wait a|bear with me|(?:einen )?moment\b|augenblick|sekunde|warte\w* (?:mal|kurz)|(?:un )?momento|un segundo|espera un|dame un)",
    )
});
static LEADS_TO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\W*(?:is|are|would be|was|ist|sind|ware|es|seria|son)\b\W*(?:to |that |dass |que )?")
});

/// The command for an attribute that holds a sentence.
pub(super) fn open(look: &Look<'_>, proposals: &[Proposal]) -> Option<Proposal> {
    let asked = look.asked.filter(|index| is_open(look, *index));
    if let Some(attribute) = asked
        && let Some(place) = answered(look, proposals)
    {
        return Some(proposal(look, attribute, place));
    }
    let volunteered =
        look.of_kind(Kind::Text).into_iter().filter(|index| is_open(look, *index)).find_map(|attribute| {
            volunteered(look, attribute, proposals).map(|place| proposal(look, attribute, place))
        });
    volunteered.or_else(|| late(look, proposals))
}

/// The least words of a late answer.
const LATE_WORDS: usize = 4;

/// The answer to an open question that was asked before, where the message says nothing about the one that was asked
/// now: a guess.
fn late(look: &Look<'_>, proposals: &[Proposal]) -> Option<Proposal> {
    let asked = look.asked().filter(|_| proposals.is_empty())?;
    let waiting: Vec<usize> = (0..look.profiles.len())
        .filter(|index| {
            let key = &look.profiles[*index].attribute.key;
            let scope = look.reading.scope;
            is_open(look, *index)
                && look.asked != Some(*index)
                && scope.asked.get(key).is_some_and(|times| *times > 0)
                && !scope.known.contains_key(key)
                && !scope.declined.contains(key)
        })
        .collect();
    let [attribute] = waiting.as_slice() else { return None };
    let text = &look.text;
    let [sentence] = text.sentences.as_slice() else { return None };
    let said = text.at(&sentence.place);
    let speaks_of_asked = text.words.iter().any(|word| {
        let flat = text.at(&word.place);
        asked.asks_with(&word.stems) || asked.is_meant_by(flat, &word.stems)
    });
    let aside = speaks_of_asked
        || text.words.len() < LATE_WORDS
        || content_left(look, &sentence.words, proposals) < 2
        || !is_answer(look, sentence, proposals)
        || INTERRUPTS.is_match(said)
        || NOT_LATE.is_match(said)
        || [&*markers::KNOWS_NOT, &*markers::WILL_NOT, &*markers::CORRECTS, &*markers::TAKES_AWAY]
            .iter()
            .any(|marker| marker.is_match(said));
    (!aside).then(|| Proposal {
        approximate: true,
        ..proposal(look, *attribute, without_mark(look, sentence.place.clone()))
    })
}

/// Who begins so answers, excuses or asks something.
static NOT_LATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\W*(?:yes|yeah|no|nope|ok|okay|sure|thanks|hi|hello|ja|nein|danke|hallo|si|gracias|hola|why|what|how|i'?ll|let me|you|that'?s|this is|warum|wieso|was|wie|sie|ihr|por que|que|como)\b|\b(?:don'?t|can'?t|won'?t|haven'?t|nicht|kein\w*|no tengo|no puedo)\b",
    )
});

fn is_open(look: &Look<'_>, attribute: usize) -> bool {
    let profile = &look.profiles[attribute];
    profile.attribute.kind == Kind::Text && !profile.role.is_name()
}

fn proposal(look: &Look<'_>, attribute: usize, place: Place) -> Proposal {
    let value = Json::String(look.text.original(&place).trim().to_owned());
    Proposal { attribute, operation: Operation::Set, value, place, approximate: false }
}

/// The longest run of sentences that answer.
fn answered(look: &Look<'_>, proposals: &[Proposal]) -> Option<Place> {
    let sentences = &look.text.sentences;
    if sentences.first().is_some_and(|first| INTERRUPTS.is_match(look.text.at(&first.place))) {
        return None;
    }
    let mut best: Option<Range<usize>> = None;
    let mut start = None;
    for index in 0..=sentences.len() {
        let answers = sentences.get(index).is_some_and(|sentence| is_answer(look, sentence, proposals));
        match (answers, start) {
            (true, None) => start = Some(index),
            (false, Some(from)) => {
                if best.as_ref().is_none_or(|best: &Range<usize>| best.len() < index - from) {
                    best = Some(from..index);
                }
                start = None;
            }
            _ => {}
        }
    }
    let best = best?;
    let first = &sentences[best.start];
    let last = &sentences[best.end - 1];
    let place =
        if best.len() == 1 { core(look, first, proposals) } else { first.place.start..last.place.end };
    Some(without_mark(look, place))
}

/// The full stop belongs to the sentence when there are several, not to an answer of one.
fn without_mark(look: &Look<'_>, place: Place) -> Place {
    let said = look.text.at(&place);
    let inner = said.trim_end_matches(['.', ' ']);
    if inner.contains(['.', '!', '?']) { place } else { place.start..place.start + inner.len() }
}

fn is_answer(look: &Look<'_>, sentence: &Sentence, proposals: &[Proposal]) -> bool {
    let said = look.text.at(&sentence.place);
    if sentence.question
        || markers::ANYTHING.is_match(said)
        || markers::NOTHING.is_match(said)
        || markers::SMALL_TALK.is_match(said)
        || markers::ASKS_PRICE.is_match(said)
        || acts::is_courtesy(said)
        || acts::is_complaint(said)
        || acts::asks_for_somebody(said)
    {
        return false;
    }
    let content = content_left(look, &sentence.words, proposals);
    if (markers::KNOWS_NOT.is_match(said) || markers::WILL_NOT.is_match(said)) && content < 6 {
        return false;
    }
    let others = proposals.iter().filter(|one| overlap(&one.place, &sentence.place)).count();
    let corrects = markers::CORRECTS.is_match(said) || markers::TAKES_AWAY.is_match(said);
    match others {
        0 => content >= 1 && (content >= 2 || !is_yes_or_no(said)),
        _ if corrects => content >= 5,
        1 => content >= 3,
        _ => content >= 4,
    }
}

fn is_yes_or_no(said: &str) -> bool {
    let mut words = said.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(is_function_word)
}

/// Words of weight that no other value has taken.
fn content_left(look: &Look<'_>, words: &Range<usize>, proposals: &[Proposal]) -> usize {
    words
        .clone()
        .filter(|index| {
            let word = &look.text.words[*index];
            let flat = look.text.word(*index);
            let taken = proposals
                .iter()
                .any(|one| overlap(&one.place, &word.place) || names_its_attribute(look, one, *index));
            !taken && is_content_word(flat)
        })
        .count()
}

fn names_its_attribute(look: &Look<'_>, proposal: &Proposal, index: usize) -> bool {
    let word = &look.text.words[index];
    look.profiles[proposal.attribute].is_named_by(look.text.word(index), &word.stems)
}

/// The sentence without clauses at its ends that say only some other value, or nothing ("ok", "sure").
fn core(look: &Look<'_>, sentence: &Sentence, proposals: &[Proposal]) -> Place {
    let mut clauses = sentence.clauses.as_slice();
    let aside = |clause: &Range<usize>| {
        let place = look.text.place_of(clause);
        let has_other =
            proposals.iter().any(|one| one.place.start >= place.start && one.place.end <= place.end);
        (has_other && content_left(look, clause, proposals) <= 1) || acts::is_courtesy(look.text.at(&place))
    };
    while clauses.len() > 1 && clauses.last().is_some_and(aside) {
        clauses = &clauses[..clauses.len() - 1];
    }
    while clauses.len() > 1 && clauses.first().is_some_and(aside) {
        clauses = &clauses[1..];
    }
    let whole = clauses.len() == sentence.clauses.len();
    match (clauses.first(), clauses.last()) {
        (Some(first), Some(last)) if !whole => {
            let start = if first.start == sentence.words.start {
                sentence.place.start
            } else {
                look.text.place_of(first).start
            };
            let end = if last.end == sentence.words.end {
                sentence.place.end
            } else {
                look.text.place_of(last).end
            };
            start..end
        }
        _ => sentence.place.clone(),
    }
}

/// "our goal is to sell abroad"
fn volunteered(look: &Look<'_>, attribute: usize, proposals: &[Proposal]) -> Option<Place> {
    let profile = &look.profiles[attribute];
    for (index, word) in look.text.words.iter().enumerate() {
        if !profile.is_named_by(look.text.word(index), &word.stems) {
            continue;
        }
        let sentence = look.text.sentences.get(word.sentence)?;
        let rest = look.text.at(&(word.place.end..sentence.place.end));
        let Some(lead) = LEADS_TO.find(rest).filter(|_| !sentence.question) else { continue };
        let place = word.place.end + lead.end()..sentence.place.end;
        let words = look.text.words_at(&place);
        if content_left(look, &words, proposals) >= 2 {
            return Some(without_mark(look, place));
        }
    }
    None
}
