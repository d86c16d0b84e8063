//! What shows that somebody has had enough of the assistant, or wants a person outright.

use shared::tenant::TenantFile;

use super::phrases::{self, ASKS, COMPLAINTS};
use crate::rules::{asks_for_person, complains, folded};

/// From how many stars on a conversation went well.
const WENT_WELL: u8 = 3;
/// So many of the newest messages are looked at for one that is said again.
const LOOKED_AT: usize = 4;
/// A message shorter than this, in letters, is no repetition: "yes" is said often.
const TOO_SHORT: usize = 8;
/// So many letters at least, nearly all of them capitals, are shouted.
const SHOUTED: usize = 12;

/// What is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Signs<'a> {
    /// The tenant.
    pub tenant: &'a TenantFile,
    /// The message.
    pub message: &'a str,
    /// What the visitor said before, oldest first.
    pub earlier: &'a [&'a str],
    /// How the visitor has rated the conversation, 1 to 5, where they have since the message before.
    pub stars: Option<u8>,
    /// Whether the answer before was called of no help.
    pub unhelpful: bool,
}

/// What is to be done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Escalation {
    /// A person is asked for: there is nothing else to answer.
    HandOver,
    /// A person is offered beside the answer.
    Offer,
}

/// Whether a person is to be offered; never for a tenant that has not said how one is reached.
#[must_use]
pub fn decide(signs: &Signs<'_>) -> Option<Escalation> {
    let settings = signs.tenant.escalation.as_ref()?;
    let said = folded(signs.message);
    if asks(signs.message, &said) {
        return Some(Escalation::HandOver);
    }
    let own_words = settings.words.iter().any(|words| holds(&said, &folded(words)));
    let is_angry = own_words
        || complains(signs.message)
        || COMPLAINTS.iter().any(|words| holds(&said, words))
        || is_shouted(signs.message)
        || is_repeated(&said, signs.earlier)
        || signs.stars.is_some_and(|stars| stars < WENT_WELL)
        || signs.unhelpful;
    is_angry.then_some(Escalation::Offer)
}

fn asks(message: &str, said: &str) -> bool {
    // "Don't put me through to a person" asks for none.
    let refuses = ["don't ", "do not ", "nao quero ", "no quiero ", "kein", "nicht "];
    let by_button = phrases::ALL.iter().any(|phrases| said.trim() == folded(phrases.ask));
    let by_words = asks_for_person(message) || ASKS.iter().any(|words| holds(said, words));
    by_button || (by_words && !refuses.iter().any(|words| said.contains(words)))
}

/// Whether words stand in a text as words.
fn holds(said: &str, words: &str) -> bool {
    let is_edge = |sign: Option<char>| sign.is_none_or(|sign| !sign.is_alphanumeric());
    !words.is_empty()
        && said.match_indices(words).any(|(from, _)| {
            is_edge(said[..from].chars().next_back()) && is_edge(said[from + words.len()..].chars().next())
        })
}

fn is_shouted(message: &str) -> bool {
    let letters = message.chars().filter(|sign| sign.is_alphabetic());
    let (loud, all) =
        letters.fold((0, 0), |(loud, all), sign| (loud + usize::from(sign.is_uppercase()), all + 1));
    all >= SHOUTED && loud * 10 >= all * 8
}

/// Whether the same was said a moment ago: whoever has to say it again was not answered.
fn is_repeated(said: &str, earlier: &[&str]) -> bool {
    let bare = |text: &str| text.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>();
    let said = bare(said);
    said.chars().count() >= TOO_SHORT
        && earlier.iter().rev().take(LOOKED_AT).any(|before| bare(&folded(before)) == said)
}
