//! Which record is meant, as it is said: an id, a place in the list, a pronoun, or words.

use super::english::{BELONGS, DETERMINERS, EVERYTHING, PRONOUNS};
use super::lexicon::Meaning;
use super::look::{Look, trim};
use super::words::{Mark, Word, singular};
use crate::actions::{Target, TargetBy};

/// A record that is meant, and what that takes off the confidence.
#[derive(Debug)]
pub(super) struct Meant {
    pub(super) target: Target,
    pub(super) loss: f64,
}

/// Words after the name of a record that say where it stands.
const TAILS: &[&[&str]] = &[
    &["from", "my", "list"],
    &["off", "my", "list"],
    &["on", "my", "list"],
    &["in", "my", "list"],
    &["from", "the", "list"],
    &["off", "the", "list"],
    &["on", "the", "list"],
    &["in", "the", "list"],
    &["off"],
    &["away"],
];

const ORDINALS: [(&str, i32); 24] = [
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("1st", 1),
    ("2nd", 2),
    ("3rd", 3),
    ("4th", 4),
    ("5th", 5),
    ("6th", 6),
    ("7th", 7),
    ("8th", 8),
    ("9th", 9),
    ("10th", 10),
    ("last", -1),
    ("latter", -1),
    ("bottom", -1),
    ("former", 1),
];

/// The most words by which a record is named.
const MOST_WORDS: usize = 8;

/// The record that these words name.
pub(super) fn target(look: &Look<'_>, words: &[Word]) -> Option<Meant> {
    let mut words = words;
    for tail in TAILS {
        if words.len() > tail.len()
            && words[words.len() - tail.len()..].iter().zip(*tail).all(|(word, part)| word.is(&[part]))
        {
            words = &words[..words.len() - tail.len()];
        }
    }
    let words =
        trim(words, &["to", "on", "for"], &["please", "now", "too", "instead", "already", "then", ":"]);
    let first = words.first()?;
    if words.len() == 1 && first.is(&["them", "both", "these", "those"]) {
        return None;
    }
    if words.len() == 1 && first.is(PRONOUNS) {
        return Some(meant(None, TargetBy::Context, 0.0));
    }
    if first.is(EVERYTHING) {
        return None;
    }
    if let Some(meant) = by_id(look, words) {
        return Some(meant);
    }
    let (determiner, rest) = if first.is(DETERMINERS) { (Some(first), &words[1..]) } else { (None, words) };
    let indefinite = determiner.is_some_and(|word| word.is(&["a", "an"]));
    if let Some(meant) = by_place(look, rest) {
        return Some(meant);
    }
    let (of, mut rest) = without_type(look, rest);
    rest = trim(
        rest,
        &["called", "named", "titled", "'s", "one", "about", "the"],
        &["one", "'s", "called", "named", "entry"],
    );
    if rest.len() > 1 && rest[0].is(BELONGS) {
        // "the one from TechCorp"
        rest = &rest[1..];
    }
    let record_type = of.map(|(of, _)| look.key(of));
    if rest.is_empty() {
        let plural = of.is_some_and(|(_, plural)| plural);
        let definite = determiner.is_none() == of.is_none();
        return (definite && !indefinite && !plural).then(|| meant(record_type, TargetBy::Context, 0.0));
    }
    // "a blog" is none that is there already; and what has a comma in it is more than a name.
    let is_name = rest[..rest.len() - 1].iter().all(|word| word.mark == Mark::None);
    if rest.len() > MOST_WORDS || (of.is_none() && indefinite) || !is_name {
        return None;
    }
    let loss = match rest.len() {
        0..=4 => 0.0,
        5..=6 => 0.1,
        _ => 0.25,
    };
    // "I'll send it" names nothing.
    let tells = rest.iter().any(|word| {
        word.is(&["i", "i'm", "i'll", "ill", "im", "we", "we'll", "you", "it", "he", "she", "they"])
    });
    let loss = if tells { loss + 0.3 } else { loss };
    let said = look.text(rest).trim_matches(['"', '“', '”', '„']).to_owned();
    (!said.is_empty()).then(|| meant(record_type, TargetBy::Words(said), loss))
}

/// Several records named one after the other: "milk and bread", "milk, eggs and bread".
pub(super) fn targets(look: &Look<'_>, words: &[Word]) -> Option<Vec<Meant>> {
    let parts = parts(words);
    if parts.len() > 1 && parts.iter().all(|part| part.len() <= 4) {
        let each: Option<Vec<Meant>> = parts.iter().map(|part| target(look, part)).collect();
        if let Some(mut each) = each {
            // "the milk and the bread ones"; a type said once holds for all.
            let record_type = each.iter().find_map(|meant| meant.target.record_type.clone());
            for meant in &mut each {
                if meant.target.record_type.is_none() && matches!(meant.target.by, TargetBy::Words(_)) {
                    meant.target.record_type.clone_from(&record_type);
                }
            }
            return Some(each);
        }
    }
    target(look, words).map(|meant| vec![meant])
}

/// The words between "and" and commas.
pub(super) fn parts(words: &[Word]) -> Vec<&[Word]> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, word) in words.iter().enumerate() {
        if word.is(&["and", "&", "plus"]) {
            parts.push(&words[from..at]);
            from = at + 1;
        } else if word.mark == Mark::Comma {
            parts.push(&words[from..=at]);
            from = at + 1;
        }
    }
    parts.push(&words[from..]);
    parts.retain(|part| !part.is_empty());
    parts
}

fn meant(record_type: Option<String>, by: TargetBy, loss: f64) -> Meant {
    Meant { target: Target { record_type, by }, loss }
}

fn by_id(look: &Look<'_>, words: &[Word]) -> Option<Meant> {
    let (at, (id, length)) = (0..words.len()).find_map(|at| Some((at, look.id_at(&words[at..])?)))?;
    let rest = words[..at].iter().chain(&words[at + length..]);
    let weighs = |word: &&Word| {
        !word.is(DETERMINERS)
            && !word.is(&["one", "number", "id"])
            && look.lexicon.type_at(core::slice::from_ref(word)).is_none()
    };
    let others = rest.filter(weighs).count();
    if others > 6 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "a handful of words")]
    let loss = 0.1 * others as f64;
    Some(meant(look.type_of_id(&id).map(|of| look.key(of)), TargetBy::Id(id), loss))
}

/// "second one", "last task", "number 2"
fn by_place(look: &Look<'_>, words: &[Word]) -> Option<Meant> {
    let first = words.first()?;
    let (nth, rest) = match ORDINALS.iter().find(|(word, _)| first.is(&[word])) {
        Some((_, nth)) => (*nth, &words[1..]),
        None if first.is(&["number", "no", "nr"]) || first.flat.starts_with('#') => {
            let digits = if words.len() > 1 { &words[1].flat } else { &first.flat };
            (digits.trim_start_matches('#').parse().ok()?, words.get(2..).unwrap_or_default())
        }
        None => return None,
    };
    let rest = trim(rest, &[], &["one", "in", "on", "the", "list", "there"]);
    let (of, rest) = without_type(look, rest);
    (rest.is_empty() && nth != 0 && nth.abs() <= 50)
        .then(|| meant(of.map(|(of, _)| look.key(of)), TargetBy::Nth(nth), 0.0))
}

/// The type that is said before or after the name, whether in the plural, and the words without it.
pub(super) fn without_type<'w>(look: &Look<'_>, words: &'w [Word]) -> (Option<(usize, bool)>, &'w [Word]) {
    // "lead" is a field of projects as well: what covers all of the words is the type.
    if let Some(named) = look.lexicon.type_at(words) {
        let plural = is_plural(&words[..named.length]);
        return (Some((named.meaning.of_type(), plural)), &words[named.length..]);
    }
    for at in (1..words.len()).rev() {
        if let Some(named) = look.lexicon.type_at(&words[at..])
            && at + named.length == words.len()
            && matches!(named.meaning, Meaning::Type(_))
        {
            return (Some((named.meaning.of_type(), is_plural(&words[at..]))), &words[..at]);
        }
    }
    (None, words)
}

/// Whether the last of these words is in the plural.
pub(super) fn is_plural(words: &[Word]) -> bool {
    words.last().is_some_and(|word| singular(&word.flat) != word.flat)
}
