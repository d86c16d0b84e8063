//! What a message wants done with records and tools, by rules: from the tenant's file alone.
//!
//! It reads no record. Which one is meant is found out by whoever carries the calls out. English; what is said in other
//! languages is left to the model.

mod asking;
mod changing;
mod clause;
mod creating;
mod english;
pub(super) mod lexicon;
mod listing;
mod look;
mod phrases;
mod target;
pub(super) mod words;

use self::lexicon::Lexicon;
use self::look::Look;
use self::words::{Mark, Word};
use super::{Call, Intent, Sentence};

/// What a message wants done.
#[derive(Debug, Clone, PartialEq)]
pub struct Understood {
    /// What it is about.
    pub intent: Intent,
    /// How sure that is: 1 where every word of weight was accounted for, 0 where it is about nothing of records. Below
    /// [`Understood::BY_RULES`] nothing is carried out.
    pub confidence: f64,
    /// What is to be done, in order.
    pub calls: Vec<Call>,
}

impl Understood {
    /// From here on the calls are carried out, though a model could be asked.
    pub const SURE: f64 = 0.8;
    /// From here on the calls are carried out where there is no model to ask.
    pub const BY_RULES: f64 = 0.5;

    /// Nothing of records.
    #[must_use]
    pub const fn nothing() -> Self {
        Self { intent: Intent::Clarification, confidence: 0.0, calls: Vec::new() }
    }
}

/// A message with more words is told to somebody, and orders nothing: but for a comment, whose text counts for nothing.
const MOST_WORDS: usize = 40;
/// The most calls that one message can lead to here. How many are carried out says the tenant's file.
const MOST_CALLS: usize = 20;

/// Reads a message.
#[must_use]
pub fn understand(sentence: &Sentence<'_>) -> Understood {
    if let Some(call) = phrases::tool(sentence) {
        return Understood { intent: Intent::Action, confidence: 1.0, calls: vec![call] };
    }
    if sentence.tenant.records.types.is_empty() || sentence.message.len() > 4_000 {
        return Understood::nothing();
    }
    let words = words::words(sentence.message);
    let lexicon = Lexicon::of(&sentence.tenant.records);
    let look = Look { sentence, lexicon: &lexicon };
    let mut calls: Vec<Call> = Vec::new();
    let mut confidence: f64 = 1.0;
    let mut others: usize = 0;
    let mut rest = words.as_slice();
    while let Some((part, asks, after)) = next_part(&look, rest) {
        rest = after;
        if part.len() > MOST_WORDS && !matches!(clause::verb(part), Some((english::Verb::Comment, ..))) {
            return Understood::nothing();
        }
        let follows = calls.last().cloned();
        match clause::clause(&look, part, asks).or_else(|| also(&look, part, follows.as_ref())) {
            Some(clause) if clause.confidence > 0.0 => {
                confidence = confidence.min(clause.confidence);
                calls.extend(clause.calls);
            }
            _ if says_nothing(&look, part) => {}
            // What denies or asks whether stands against all of it.
            _ if clause::is_no_request(part) => return Understood::nothing(),
            _ => others += part.len(),
        }
    }
    if calls.is_empty() || calls.len() > MOST_CALLS {
        return Understood::nothing();
    }
    if others > 0 {
        let makes = calls.iter().all(|call| matches!(call, Call::Create { .. }));
        confidence -= if others > 12 || makes { 0.6 } else { 0.4 };
    }
    let confidence = (confidence.clamp(0.0, 1.0) * 100.0).round() / 100.0;
    if confidence <= 0.0 {
        return Understood::nothing();
    }
    let intent = calls
        .iter()
        .map(Call::intent)
        .find(|intent| *intent == Intent::Action)
        .unwrap_or_else(|| calls[0].intent());
    Understood { intent, confidence, calls }
}

/// The place in a list or the id that the words name, where they name one and nothing else: "the second one", "LEAD-4".
pub(super) fn place_or_id(
    sentence: &Sentence<'_>,
    lexicon: &Lexicon<'_>,
    words: &[Word],
) -> Option<super::TargetBy> {
    let look = Look { sentence, lexicon };
    let (words, _) = clause::bare(&look, words);
    let meant = target::target(&look, words)?;
    matches!(meant.target.by, super::TargetBy::Id(_) | super::TargetBy::Nth(_)).then_some(meant.target.by)
}

/// "thanks!", "hi"
fn says_nothing(look: &Look<'_>, words: &[Word]) -> bool {
    clause::bare(look, words).0.is_empty()
}

/// The next clause, whether it asks, and what comes after it.
fn next_part<'w>(look: &Look<'_>, words: &'w [Word]) -> Option<(&'w [Word], bool, &'w [Word])> {
    if words.is_empty() {
        return None;
    }
    let (bare, _) = clause::bare(look, words);
    let begins = words.len() - bare.len().min(words.len());
    let first = clause::verb(bare).map(|(verb, ..)| verb);
    if first == Some(english::Verb::Comment) && !clause::is_no_request(words) {
        // A comment is everything that follows.
        return Some((words, false, &words[words.len()..]));
    }
    for (at, word) in words.iter().enumerate() {
        if let Mark::End { asks } = word.mark {
            return Some((&words[..=at], asks, &words[at + 1..]));
        }
        let joins = word.is(&["and", "then", "but"]) && at > begins;
        let comma = word.mark == Mark::Comma && at >= begins;
        if !(joins || comma) || first.is_none() {
            continue;
        }
        let mut next = at + 1;
        while words.get(next).is_some_and(|word| word.is(&["and", "then", "also", "please", "but"])) {
            next += 1;
        }
        let after = &words[next..];
        let begins_anew = clause::verb(after).is_some_and(|(verb, length, slip)| {
            !slip && after.len() > length && is_order(verb) && !reads_on(first, verb, &after[0])
        });
        if begins_anew || (joins && clause::is_no_request(after)) {
            let end = if comma { at + 1 } else { at };
            return Some((&words[..end], false, after));
        }
    }
    Some((words, false, &words[words.len()..]))
}

/// Whether the verb begins an order of its own, in the middle of a sentence.
const fn is_order(verb: english::Verb) -> bool {
    use english::Verb;
    !matches!(verb, Verb::What | Verb::Intend | Verb::Sum)
}

/// Something to be done may begin with a word that orders: "add call mum and update the website".
fn reads_on(first: Option<english::Verb>, verb: english::Verb, word: &Word) -> bool {
    use english::Verb;
    matches!(first, Some(Verb::Intend)) && !matches!(verb, Verb::Mark | Verb::Delete)
        || (matches!(first, Some(Verb::Create))
            && word.is(&[
                "get", "open", "see", "new", "report", "file", "link", "log", "update", "finish", "send",
                "put", "find", "make",
            ]))
}

/// "also call the dentist": where something to be done was told before, this is another.
fn also(look: &Look<'_>, words: &[Word], follows: Option<&Call>) -> Option<clause::Clause> {
    let led = words.first().is_some_and(|word| word.is(&["also", "plus", "and"]));
    if !led || clause::is_no_request(words) || look.to_do_type().is_none() {
        return None;
    }
    let (bare, _) = clause::bare(look, words);
    if bare.is_empty()
        || bare.len() > 8
        || bare.iter().any(|word| word.is(&["is", "are", "you", "we", "i", "was"]))
        || words.iter().any(|word| matches!(word.mark, Mark::End { asks: true }))
    {
        return None;
    }
    let of_type = |call: &Call| matches!(call, Call::Create { .. });
    let before = follows.is_some_and(of_type) || !look.sentence.thread.focus.is_empty();
    let made = creating::creating(look, bare, true)?;
    let loss = made.loss + if before { 0.1 } else { 0.35 };
    Some(clause::Clause { calls: made.calls, confidence: 1.0 - loss })
}
