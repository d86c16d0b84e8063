//! One clause: what it asks for, by the verb at its beginning.

use super::english::{BEGINNINGS, CLOSERS, DENIALS, NO_REQUEST, OPENERS, STATUS_NAMES, TO_SEE, Verb};
use super::look::{Look, begins_with, longest, trim};
use super::words::{Word, is_typo};
use super::{asking, changing, creating};
use crate::actions::Call;

/// What a clause asks for.
pub(super) struct Clause {
    pub(super) calls: Vec<Call>,
    /// How sure that is.
    pub(super) confidence: f64,
}

/// The verb that the words begin with, in how many words, and whether it was spelt wrong.
pub(super) fn verb(words: &[Word]) -> Option<(Verb, usize, bool)> {
    let exact = BEGINNINGS
        .iter()
        .filter_map(|(phrase, verb)| Some((*verb, begins_with(words, phrase)?)))
        .max_by_key(|found| found.1);
    if let Some((verb, length)) = exact {
        return Some((verb, length, false));
    }
    let first = words.first().filter(|word| !word.quoted && words.len() > 1)?;
    let near = BEGINNINGS
        .iter()
        .filter(|(phrase, _)| !phrase.contains(' '))
        .find(|(phrase, _)| is_typo(&first.flat, phrase));
    near.map(|(_, verb)| (*verb, 1, true))
}

/// Without what stands before and after a request and says nothing; and whether it asks to see something.
pub(super) fn bare<'w>(look: &Look<'_>, mut words: &'w [Word]) -> (&'w [Word], bool) {
    let mut to_see = false;
    loop {
        let name = look.sentence.tenant.assistant.name.as_deref().map(crate::rules::folded);
        if let Some(first) = words.first()
            && words.len() > 1
            && Some(&first.flat) == name.as_ref()
        {
            words = &words[1..];
            continue;
        }
        let Some(length) = longest(words, OPENERS) else { break };
        if length >= words.len() {
            return (&words[words.len()..], to_see);
        }
        to_see |= longest(words, TO_SEE).is_some_and(|see| see >= length);
        words = &words[length..];
    }
    loop {
        let end = CLOSERS.iter().filter_map(|phrase| ends_with(words, phrase)).max();
        match end {
            Some(length) if length < words.len() => words = &words[..words.len() - length],
            _ => return (words, to_see),
        }
    }
}

fn ends_with(words: &[Word], phrase: &str) -> Option<usize> {
    let length = phrase.split(' ').count();
    let from = words.len().checked_sub(length)?;
    begins_with(&words[from..], phrase)
}

/// Whether the words ask whether, suppose, deny or tell of somebody, and so ask for nothing.
pub(super) fn is_no_request(words: &[Word]) -> bool {
    if begins_with(words, "don't let me forget").is_some() || begins_with(words, "don't forget to").is_some()
    {
        return false;
    }
    let free = longest(words, TO_SEE).is_some() || begins_with(words, "do you know").is_some();
    if !free && longest(words, NO_REQUEST).is_some() {
        return true;
    }
    false
}

/// What the clause asks for; `None` where it is none of ours.
pub(super) fn clause(look: &Look<'_>, words: &[Word], asks: bool) -> Option<Clause> {
    if is_no_request(words) {
        return None;
    }
    let (words, to_see) = bare(look, words);
    if words.is_empty() || is_no_request(words) {
        return None;
    }
    let found = verb(words);
    let (calls, mut loss) = by_verb(look, words, found, asks, to_see)?;
    let acts = calls.iter().any(|call| call.intent() == crate::actions::Intent::Action);
    let has_text = calls.iter().any(|call| matches!(call, Call::Comment { .. } | Call::Create { .. }));
    if acts && !has_text && words.iter().any(|word| word.is(DENIALS) || word.is(&["not"])) {
        return None;
    }
    if found.is_some_and(|(_, _, slip)| slip) {
        loss += 0.15;
    }
    Some(Clause { calls, confidence: (1.0 - loss).clamp(0.0, 1.0) })
}

fn by_verb(
    look: &Look<'_>,
    words: &[Word],
    found: Option<(Verb, usize, bool)>,
    asks: bool,
    to_see: bool,
) -> Option<(Vec<Call>, f64)> {
    let Some((verb, length, _)) = found else {
        if to_see {
            return asking::shown(look, words);
        }
        if let Some(listed) = asking::bare(look, words) {
            return Some(listed);
        }
        if asks {
            return asking::state_asked(look, words);
        }
        if let Some(chosen) = asking::chosen(look, words) {
            return Some(chosen);
        }
        // "I fixed BUG-3", "we've just sold it"
        let done = trim(words, &["i", "we", "i've", "we've", "have", "just", "already", "finally"], &[]);
        let tells = done.len() < words.len();
        return changing::by_state(look, done, tells).or_else(|| changing::statement(look, words)).map(plain);
    };
    let rest = &words[length..];
    let said = || words[..length].iter().map(|word| word.flat.as_str()).collect::<Vec<_>>().join(" ");
    if rest.is_empty() && !matches!(verb, Verb::What | Verb::Find) {
        return None;
    }
    let made = |made: creating::Made| (made.calls, made.loss);
    match verb {
        Verb::Create => match field_added(look, rest) {
            Some(changed) => Some(plain(changed)),
            None => creating::creating(look, rest, false).map(made),
        },
        Verb::Intend => creating::creating(look, rest, true).map(made),
        Verb::Find => asking::shown(look, rest),
        Verb::What => asking::asked(look, words),
        Verb::Count => asking::counted(look, rest),
        Verb::Sum => asking::summed(look, rest),
        Verb::Open => asking::opened(look, rest),
        Verb::Mark => changing::marking(look, rest).map(plain),
        Verb::Move => {
            let finishing = || changing::setting(look, rest);
            changing::moving(look, rest).or_else(finishing).map(plain)
        }
        Verb::Postpone => changing::postponing(look, rest).map(plain),
        Verb::Set => changing::setting(look, rest).map(plain).or_else(|| {
            // "make a new task: …"
            let is_new = rest.first().is_some_and(|word| word.is(&["a", "an", "new", "another"]));
            is_new.then(|| creating::creating(look, rest, false).map(made)).flatten()
        }),
        Verb::Rename => changing::renaming(look, rest).map(plain),
        Verb::Assign => changing::assigning(look, rest).map(plain),
        Verb::Unassign => changing::unassigning(look, rest).map(plain),
        Verb::Comment => changing::commenting(look, rest).map(plain),
        Verb::Link => changing::linking(look, rest).map(plain),
        Verb::Delete => changing::deleting(look, rest).map(|mut changed| {
            // "drop the blog" may be said of a plan.
            if matches!(said().as_str(), "drop" | "scrap" | "discard" | "trash" | "throw away") {
                changed.loss += 0.15;
            }
            plain(changed)
        }),
        Verb::Finish => {
            let by_state = || changing::by_state(look, words, false);
            let listed = || asking::bare(look, words);
            // "completed tasks" are to be seen.
            if matches!(said().as_str(), "completed" | "finished" | "done")
                && let Some(listed) = listed()
            {
                return Some(listed);
            }
            let verb = said();
            let verb = verb.rsplit(' ').find(|word| !matches!(*word, "with" | "off")).unwrap_or("done");
            changing::by_verb(look, verb, rest).or_else(by_state).map(plain)
        }
        Verb::Reopen => changing::by_verb(look, "reopen", rest).map(plain),
        Verb::Start => changing::by_verb(look, "start", rest).map(plain),
    }
}

fn plain(changed: changing::Changed) -> (Vec<Call>, f64) {
    (changed.calls, changed.loss)
}

/// "add a phone number to John: 0171…", "add deadline Friday to TSK-7": a field of a record that is there.
fn field_added(look: &Look<'_>, words: &[Word]) -> Option<changing::Changed> {
    let words = trim(words, &["a", "an", "the", "her", "his", "their"], &[]);
    if words.first()?.is(STATUS_NAMES) {
        return None;
    }
    let named =
        look.lexicon.field_at(words, None).filter(|named| named.alike == super::words::Alike::Same)?;
    if words[0].is(super::english::BELONGS)
        || look.lexicon.type_at(words).is_some_and(|of| of.length >= named.length)
    {
        return None;
    }
    let at = words.iter().rposition(|word| word.is(&["to", "for"])).filter(|at| *at > named.length)?;
    let meant = super::target::target(look, &words[at + 1..])?;
    let by_words = matches!(meant.target.by, crate::actions::TargetBy::Words(_));
    let of = look.type_of(&meant.target)?;
    let field = look.lexicon.field_at(words, Some(of))?;
    let super::lexicon::Meaning::Field(_, place) = field.meaning else { return None };
    let key = look.lexicon.field(of, place)?.key.clone();
    let field = changing::FieldOf {
        key,
        target: meant.target,
        of: Some(of),
        loss: meant.loss + if by_words { 0.1 } else { 0.0 },
    };
    changing::set_field(look, field, &words[named.length..at])
}
