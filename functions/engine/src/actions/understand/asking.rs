//! What is asked to be seen: lists, numbers, one record, one thing of it, a page.

use super::changing::{begins, field_of};
use super::english::{DETERMINERS, FILLERS, STATUS_NAMES};
use super::lexicon::Meaning;
use super::listing::{Listing, listing, listing_of};
use super::look::{Look, trim};
use super::target::{is_plural, target, without_type};
use super::words::{Alike, Word};
use crate::actions::{Call, TargetBy};
use crate::records::Test;

type Asked = Option<(Vec<Call>, f64)>;

/// What is taken off where a list is asked for by no word of its type.
const NO_TYPE: f64 = 0.1;

/// "show me my tasks", "show TSK-4", "find John"
pub(super) fn shown(look: &Look<'_>, words: &[Word]) -> Asked {
    let words = trim(
        words,
        &["me", "us", "a", "chart", "report", "graph", "diagram", "of", "on", "breakdown", "list"],
        &["please", "there"],
    );
    if words.is_empty() {
        return None;
    }
    if let Some(field) = field_of(look, words)
        .filter(|field| !matches!(&field.target.by, TargetBy::Words(said) if said.split(' ').count() > 4))
    {
        let specific = words.iter().any(|word| word.is(&["'s", "of", "his", "her", "its", "their"]));
        if specific && !words.iter().any(|word| word.is(&["by", "per"])) {
            return Some((vec![Call::Show { target: field.target, field: Some(field.key) }], field.loss));
        }
    }
    let (of, rest) = without_type(look, trim(words, DETERMINERS, &[]));
    let plural = of.is_some_and(|(_, plural)| plural);
    let by_id = (0..words.len()).any(|at| look.id_at(&words[at..]).is_some());
    let listed = listing(look, words);
    let says_much = listed
        .as_ref()
        .is_some_and(|listed| !listed.filters.is_empty() || listed.by.is_some() || listed.sum.is_some());
    if by_id
        && !plural
        && let Some(meant) = target(look, words)
    {
        return Some((vec![Call::Show { target: meant.target, field: None }], meant.loss));
    }
    // "show Apollo" names a record, of whatever type.
    let bare_name = words.len() <= 3 && words.iter().all(|word| word.capital) && of.is_none();
    if bare_name && let Some(meant) = target(look, words) {
        return Some((vec![Call::Show { target: meant.target, field: None }], meant.loss + 0.1));
    }
    let says_which = says_much && of.is_some();
    if !(plural || says_which || is_all(words)) {
        let named = rest.iter().all(|word| !word.is(FILLERS));
        if let Some(meant) = target(look, words)
            && (named || !says_much)
            && !(listed.as_ref().is_some_and(|listed| listed.words.is_none() && says_much))
        {
            let specific = of.is_some() || !matches!(meant.target.by, TargetBy::Words(_));
            let is_told = words.len() > 2 && words.iter().all(|word| !word.capital);
            let unsure = match (specific, is_told) {
                (true, _) => 0.0,
                (false, true) => 0.45,
                (false, false) => 0.1,
            };
            let loss = meant.loss + unsure;
            return Some((vec![Call::Show { target: meant.target, field: None }], loss));
        }
    }
    listed.map(|listed| told(look, listed))
}

fn is_all(words: &[Word]) -> bool {
    words.first().is_some_and(|word| word.is(&["all", "everything", "every"]))
}

/// A list as a call; numbers where it is grouped.
fn told(look: &Look<'_>, listed: Listing) -> (Vec<Call>, f64) {
    let record_type = look.key(listed.of);
    let loss = listed.loss + if listed.said || !listed.filters.is_empty() { 0.0 } else { NO_TYPE };
    let call = if listed.by.is_some() {
        Call::Count { record_type, filters: listed.filters, by: listed.by, sum: listed.sum }
    } else {
        Call::Find { record_type, filters: listed.filters, words: listed.words, order: listed.order }
    };
    (vec![call], loss)
}

/// "my open bugs", "overdue tasks", "tasks by status": no verb, and nothing but what is asked for.
pub(super) fn bare(look: &Look<'_>, words: &[Word]) -> Asked {
    let listed = listing(look, words)?;
    let named = listed.said
        && words.iter().enumerate().any(|(at, _)| {
            look.lexicon.type_at(&words[at..]).is_some_and(|named| {
                named.alike > Alike::Typo
                    && (is_plural(&words[at..at + named.length])
                        || !listed.filters.is_empty()
                        || listed.by.is_some())
            })
        });
    let only_this = listed.words.is_none() && listed.loss < 0.1;
    let is_list = named
        && only_this
        && !words.iter().any(|word| {
            word.is(&["is", "are", "was", "have", "has", "i", "we", "you", "need", "needs", "want"])
        });
    is_list.then(|| told(look, listed)).or_else(|| {
        // "TSK-12"
        let whole = look.id_at(words).is_some_and(|(_, length)| length == words.len());
        let meant = whole.then(|| target(look, words)).flatten()?;
        Some((vec![Call::Show { target: meant.target, field: None }], 0.0))
    })
}

/// "how many open bugs are there", "how many tasks per project"
pub(super) fn counted(look: &Look<'_>, words: &[Word]) -> Asked {
    let listed = listing(look, words)?;
    let loss =
        listed.loss + if listed.said { 0.0 } else { 0.3 } + if listed.words.is_some() { 0.4 } else { 0.0 };
    let record_type = look.key(listed.of);
    Some((vec![Call::Count { record_type, filters: listed.filters, by: listed.by, sum: None }], loss))
}

/// "sum of deal value by stage"
pub(super) fn summed(look: &Look<'_>, words: &[Word]) -> Asked {
    let is_number = |meaning| match meaning {
        Meaning::Field(of, place) => look.lexicon.field(of, place).is_some_and(|field| {
            matches!(field.kind, shared::value::Kind::Number | shared::value::Kind::Money)
        }),
        _ => false,
    };
    let hint = (0..words.len()).find_map(|at| look.lexicon.at(&words[at..], is_number).into_iter().next());
    let listed = listing_of(look, words, hint.map(|named| named.meaning.of_type()))?;
    let sum = listed.sum?;
    let record_type = look.key(listed.of);
    Some((
        vec![Call::Count { record_type, filters: listed.filters, by: listed.by, sum: Some(sum) }],
        listed.loss,
    ))
}

/// "is TSK-4 done?": its state.
pub(super) fn state_asked(look: &Look<'_>, words: &[Word]) -> Asked {
    if !words.first()?.is(&["is", "are"]) {
        return None;
    }
    let rest = &words[1..];
    let is_state = |at: &usize| {
        let named = look.lexicon.status_at(&rest[*at..], None);
        named.is_some_and(|named| at + named.length == rest.len() && named.alike > Alike::Typo)
    };
    let at = (1..rest.len()).find(is_state)?;
    let meant = target(look, trim(&rest[..at], &[], &["already", "in", "at", "still", "really", "yet"]))?;
    let by_words = matches!(meant.target.by, TargetBy::Words(_));
    let loss = meant.loss + if by_words { 0.25 } else { 0.0 };
    Some((vec![Call::Show { target: meant.target, field: Some("status".to_owned()) }], loss))
}

/// "the second one", after a list.
pub(super) fn chosen(look: &Look<'_>, words: &[Word]) -> Asked {
    if look.sentence.thread.focus.is_empty() {
        return None;
    }
    let meant = target(look, words)?;
    matches!(meant.target.by, TargetBy::Nth(_))
        .then(|| (vec![Call::Show { target: meant.target, field: None }], 0.1))
}

/// "open the Mercury project", "go to my tasks"; "open bugs in Phoenix" is a list.
pub(super) fn opened(look: &Look<'_>, words: &[Word]) -> Asked {
    let words = trim(words, &["up", "me"], &["page", "please"]);
    let first = words.first()?;
    let (of, rest) = without_type(look, trim(words, DETERMINERS, &["list", "page", "board"]));
    if let Some((of, true)) = of {
        // "open bugs" says no article, and what follows says what they are like.
        if !first.is(DETERMINERS) {
            let mut with_state: Vec<Word> = Vec::with_capacity(words.len() + 1);
            let mut open = first.clone();
            open.flat = "open".to_owned();
            open.capital = false;
            with_state.push(open);
            with_state.extend(words.iter().cloned());
            return listing(look, &with_state).map(|listed| told(look, listed));
        }
        if rest.is_empty() {
            return Some((vec![Call::Navigate { record_type: Some(look.key(of)), target: None }], 0.0));
        }
    }
    if let Some((of, false)) = of
        && rest.is_empty()
        && words.last().is_some_and(|word| word.is(&["list", "board"]))
    {
        return Some((vec![Call::Navigate { record_type: Some(look.key(of)), target: None }], 0.0));
    }
    let meant = target(look, words)?;
    let record_type = meant.target.record_type.clone();
    let loss =
        if record_type.is_none() && matches!(meant.target.by, TargetBy::Words(_)) { 0.25 } else { 0.0 };
    Some((vec![Call::Navigate { record_type, target: Some(meant.target) }], meant.loss + loss))
}

/// "what's her phone?", "who is the owner of TSK-4", "when is it due", "what's left?"
pub(super) fn asked(look: &Look<'_>, words: &[Word]) -> Asked {
    if begins(words, &["how many"]) {
        return counted(look, &words[2..]);
    }
    let question = &words[0];
    let mut rest = trim(&words[1..], &[], &["please", "now", "currently", "again", "there"]);
    if question.is(&["tell", "do"]) {
        rest = trim(rest, &["me", "you", "know", "what", "who", "when", "about"], &[]);
        if rest.is_empty() {
            return None;
        }
    }
    if question.is(&["how", "where"]) {
        return None;
    }
    rest = trim(rest, &["is", "'s", "are", "was", "were", "the"], &[]);
    let tells = ["did", "does", "would", "should", "could", "can", "will", "may", "if"];
    if rest.is_empty() || rest[0].is(&tells) {
        return None;
    }
    if let Some(asked) = verb_of_field(look, question, rest) {
        return Some(asked);
    }
    if let Some(field) = field_of(look, trim(rest, &[], &["is", "it", "in"])) {
        return Some((vec![Call::Show { target: field.target, field: Some(field.key) }], field.loss));
    }
    // "what status is TSK-4 in"
    if rest.len() > 2
        && rest[0].is(STATUS_NAMES)
        && rest[1].is(&["is"])
        && let Some(meant) = target(look, trim(&rest[2..], &[], &["in", "at"]))
    {
        return Some((
            vec![Call::Show { target: meant.target, field: Some("status".to_owned()) }],
            meant.loss,
        ));
    }
    if let Some((_, length)) = look.id_at(rest)
        && trim(&rest[length..], &["about", "for"], &[]).is_empty()
    {
        let meant = target(look, &rest[..length])?;
        return Some((vec![Call::Show { target: meant.target, field: None }], 0.0));
    }
    let listed = listing(look, rest)?;
    // "who is in Meeting booked" asks for records by their state; "what is love" asks for none.
    let about = listed.said
        || listed.filters.iter().any(|condition| {
            condition.field == "status" || matches!(condition.test, Test::AtMost(_) | Test::AtLeast(_))
        });
    let refers = |key: &str| {
        look.lexicon
            .types
            .get(listed.of)
            .and_then(|one| one.field(key))
            .is_some_and(|field| field.refers_to.is_some())
    };
    if !listed.said && listed.filters.iter().any(|condition| refers(&condition.field)) {
        return None;
    }
    let person = question.is(&["who", "whose"]) && look.only_type().is_none();
    (about && listed.words.is_none() && !person).then(|| told(look, listed))
}

/// "who owns TSK-4", "when is TSK-4 due", "who is TSK-4 assigned to"
fn verb_of_field(look: &Look<'_>, question: &Word, words: &[Word]) -> Asked {
    let last = words.last()?;
    let one_of = |words: &[Word], key: fn(&Look<'_>, usize) -> Option<String>| {
        let meant = target(look, words)?;
        let of = look.type_of(&meant.target)?;
        Some((vec![Call::Show { field: Some(key(look, of)?), target: meant.target }], meant.loss))
    };
    let owner = |look: &Look<'_>, of: usize| look.lexicon.owner(of).map(|field| field.key.clone());
    let due = |look: &Look<'_>, of: usize| look.lexicon.due(of).map(|field| field.key.clone());
    if question.is(&["when"]) && last.is(&["due", "finished", "ready"]) && words.len() > 1 {
        return one_of(&words[..words.len() - 1], due);
    }
    if question.is(&["who"]) && words.len() > 1 {
        if words[0].is(&["owns", "has", "does", "handles", "leads"]) {
            return one_of(&words[1..], owner);
        }
        if words.len() > 2 && words[0].is(&["assigned", "working", "responsible"]) {
            return one_of(&words[2..], owner);
        }
        if words.len() > 2 && last.is(&["to"]) && words[words.len() - 2].is(&["assigned"]) {
            return one_of(&words[..words.len() - 2], owner);
        }
    }
    None
}
