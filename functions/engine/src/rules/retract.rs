//! Taking values back, and not answering.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value as Json;
use shared::tenant::Requirement;
use shared::value::Kind;

use super::candidates::Candidate;
use super::language::{markers, pattern};
use super::look::{Look, Proposal, overlap};
use super::text::{Place, Sentence};
use crate::scope::Operation;

static KEEPS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:don'?t|do not|won'?t|never|nicht|no) (?:forget|drop|remove|skip|vergess\w*|olvid\w+|quit[ae]\w*)\b",
    )
});
static GONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:no longer|not any ?more|any ?more|is off|is gone|is cancell?ed|(?:don'?t|do not) have (?:a|an|the|any)|entfallt|fallt weg|hat sich erledigt|gibt es nicht mehr|nicht mehr aktuell|ya no (?:hay|tenemos|vale)|queda anulad\w+)\b",
    )
});

/// The commands that clear what is known: "forget the deadline".
pub(super) fn clears(look: &Look<'_>, proposals: &[Proposal], values: &[Candidate]) -> Vec<Proposal> {
    let mut found: Vec<Proposal> = Vec::new();
    for sentence in
        look.text.sentences.iter().filter(|sentence| !sentence.question || takes_away(look, sentence))
    {
        let said = look.text.at(&sentence.place);
        if KEEPS.is_match(said) {
            continue;
        }
        for clause in &sentence.clauses {
            let place = look.text.place_of(clause);
            let said = look.text.at(&place);
            if !markers::TAKES_AWAY.is_match(said) && !GONE.is_match(said) {
                continue;
            }
            let Some(attribute) = meant(look, clause, true).or_else(|| dated(look, &place, values)) else {
                continue;
            };
            // "We're not moving to Durham anymore" says nothing of the day of the move.
            let by_kind =
                clause.clone().any(|index| look.profiles[attribute].is_kind_word(look.text.word(index)));
            if !markers::TAKES_AWAY.is_match(said) && !by_kind {
                continue;
            }
            let said_otherwise = proposals
                .iter()
                .chain(&found)
                .any(|one| one.attribute == attribute && one.operation != Operation::Decline);
            // "drop the blog" took its words for the list already.
            let took =
                proposals.iter().any(|one| one.operation == Operation::Remove && overlap(&one.place, &place));
            if !said_otherwise && !took {
                found.push(Proposal {
                    attribute,
                    operation: Operation::Clear,
                    value: Json::Null,
                    place,
                    approximate: false,
                });
            }
        }
    }
    found
}

/// The only date that is known, where the words let go of a date: "forget April".
fn dated(look: &Look<'_>, clause: &Place, values: &[Candidate]) -> Option<usize> {
    values.iter().find(|one| {
        one.kind == Kind::Date
            && overlap(&one.place, clause)
            && markers::FORGETS.is_match(look.before_in_clause(&one.place))
    })?;
    let mut known = look.of_kind(Kind::Date).into_iter().filter(|index| look.known(*index).is_some());
    known.next().filter(|_| known.next().is_none())
}

fn takes_away(look: &Look<'_>, sentence: &Sentence) -> bool {
    markers::TAKES_AWAY.is_match(look.text.at(&sentence.place))
}

/// The attribute that the words name; of those that are known, or of those that are not.
fn meant(look: &Look<'_>, words: &core::ops::Range<usize>, known: bool) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for attribute in (0..look.profiles.len()).filter(|one| look.known(*one).is_some() == known) {
        let profile = &look.profiles[attribute];
        let score = words.clone().fold(0, |score, index| {
            let flat = look.text.word(index);
            let stems = &look.text.words[index].stems;
            if profile.is_named_by(flat, stems) {
                score + 3
            } else if profile.is_meant_by(flat, stems) {
                score + 1
            } else {
                score
            }
        });
        if score > 0 && best.is_none_or(|(_, most)| score > most) {
            best = Some((attribute, score));
        }
    }
    best.map(|(attribute, _)| attribute)
}

/// The command for a question that the visitor will not answer or that has no answer: the one that is named, else the
/// one that was asked.
pub(super) fn declines(look: &Look<'_>, proposals: &[Proposal]) -> Option<Proposal> {
    let refused = |attribute: usize, place: Place| {
        let answered = proposals.iter().any(|one| one.attribute == attribute);
        (!answered && look.known(attribute).is_none()).then(|| Proposal {
            attribute,
            operation: Operation::Decline,
            value: Json::Null,
            place,
            approximate: false,
        })
    };
    for sentence in &look.text.sentences {
        let said = look.text.at(&sentence.place);
        if markers::WILL_NOT.is_match(said) {
            let attribute = meant(look, &sentence.words, false).or(look.asked)?;
            return refused(attribute, sentence.place.clone());
        }
        let asked = look.asked?;
        let kind = look.profiles[asked].attribute.kind;
        let nothing = markers::NOTHING.is_match(said) && has_nothing(look, asked, kind, said);
        if nothing || (markers::ANYTHING.is_match(said) && kind != Kind::YesNo) {
            return refused(asked, sentence.place.clone());
        }
    }
    None
}

/// Whether "nothing" or "no" answers a question of this kind: "no" to "Which company is it for?" may be anything.
fn has_nothing(look: &Look<'_>, asked: usize, kind: Kind, said: &str) -> bool {
    let only_no = matches!(
        said.trim_matches(|sign: char| !sign.is_alphanumeric()),
        "no" | "nope" | "nah" | "nein" | "nee" | "ne"
    );
    let optional = look.profiles[asked].attribute.requirement == Requirement::Optional;
    match kind {
        Kind::YesNo | Kind::Choice => false,
        _ if optional => true,
        Kind::List | Kind::Url | Kind::Duration | Kind::Phone | Kind::Email => true,
        Kind::Text | Kind::Number | Kind::Money | Kind::Date => {
            !only_no
                || YES_NO_QUESTION.is_match(&super::text::folded(&look.profiles[asked].attribute.question))
        }
    }
}

static YES_NO_QUESTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\W*(?:is|are|do|does|did|have|has|can|could|will|would|any|anything|haben|hat|gibt|ist|sind|mochten|brauchen|hay|tienes|tienen|necesitas|algun\w*|hace falta)\b",
    )
});
