//! Declared choices in a message: by value, label, synonym, inflection, typo or as part of a compound.

mod alike;
mod context;
mod mentions;
mod one;
mod position;
mod several;

use shared::value::Kind;

use self::mentions::{Mention, mentions, phrases};
use self::one::one_of;
use self::position::by_position;
use self::several::some_of;
use crate::rules::look::{Look, Proposal};
use crate::rules::text::Place;

/// Whether the words are one way of naming a choice.
pub(in crate::rules) fn names(look: &Look<'_>, place: &Place) -> bool {
    let said: String = look.text.at(place).chars().filter(|sign| sign.is_alphanumeric()).collect();
    phrases(look).iter().any(|phrase| phrase.joined == said)
}

/// Whether the word is one way of naming a choice, mistyped perhaps.
pub(in crate::rules) fn nearly_names(look: &Look<'_>, place: &Place) -> bool {
    let said = look.text.at(place);
    let long = |word: &str| word.len() >= MISTYPED_FROM;
    phrases(look).iter().any(|phrase| {
        phrase.joined == said
            || (long(said) && long(&phrase.joined) && strsim::osa_distance(&phrase.joined, said) <= 2)
    })
}

/// Shorter words are too much alike, in bytes.
const MISTYPED_FROM: usize = 7;

/// The commands for choices and lists.
pub(in crate::rules) fn choose(look: &Look<'_>, taken: &[Place], evident: &[Place]) -> Vec<Proposal> {
    let phrases = phrases(look);
    let mentions = mentions(look, &phrases, taken, evident);
    let mut proposals = Vec::new();
    for attribute in 0..look.profiles.len() {
        let of_it: Vec<Mention> = mentions.iter().filter(|one| one.attribute == attribute).cloned().collect();
        match look.profiles[attribute].attribute.kind {
            Kind::Choice => proposals.extend(one_of(look, attribute, &of_it)),
            Kind::List => proposals.extend(some_of(look, attribute, &of_it)),
            _ => {}
        }
    }
    if proposals.iter().all(|one| Some(one.attribute) != look.asked) {
        proposals.extend(by_position(look));
    }
    proposals
}
