//! What is to become of a record: another state, other fields, a comment, a commit, or nothing any more.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use shared::value::Kind;

use super::english::{BELONGS, SELF, STATUS_NAMES};
use super::lexicon::Meaning;
use super::look::{Look, begins_with, trim};
use super::target::{Meant, target, targets};
use super::words::{Alike, Mark, Word};
use crate::actions::naming::ASSIGNED;
use crate::actions::{Call, Target, TargetBy};

/// Calls, and what their telling takes off the confidence.
pub(super) struct Changed {
    pub(super) calls: Vec<Call>,
    pub(super) loss: f64,
}

fn one(call: Call, loss: f64) -> Option<Changed> {
    Some(Changed { calls: vec![call], loss })
}

fn each(meant: Vec<Meant>, loss: f64, call: impl Fn(Target) -> Call) -> Option<Changed> {
    let loss = meant.iter().fold(loss, |loss, one| loss.max(one.loss));
    Some(Changed { calls: meant.into_iter().map(|one| call(one.target)).collect(), loss })
}

fn context() -> Target {
    Target { record_type: None, by: TargetBy::Context }
}

/// "mark groceries done", "mark it as finished"
pub(super) fn marking(look: &Look<'_>, words: &[Word]) -> Option<Changed> {
    let words = trim(words, &["off"], &["please", "now"]);
    for at in 1..words.len() {
        let (before, after) = (&words[..at], trim(&words[at..], &["as", "as:", "to", "off"], &[]));
        if after.is_empty() {
            continue;
        }
        if let Some(changed) = state_at_end(look, before, after) {
            return Some(changed);
        }
        if let Some(changed) = choice_at_end(look, before, after) {
            return Some(changed);
        }
    }
    None
}

/// The records of `before` come to the state that all of `after` names.
pub(super) fn state_at_end(look: &Look<'_>, before: &[Word], after: &[Word]) -> Option<Changed> {
    let before = trim(
        before,
        &[],
        &["as", "to", "in", "into", "is", "are", "back", "was", "now", "has", "have", "been"],
    );
    let meant = targets(look, before)?;
    let of = meant.iter().find_map(|one| look.type_of(&one.target));
    let after = trim(after, &["the"], STATUS_NAMES);
    let after = trim(after, &["the"], &["column", "stage", "list"]);
    let to = state(look, after, of)?;
    let slip = if to.1 { 0.1 } else { 0.0 };
    each(meant, slip, |target| Call::ChangeStatus { target, to: to.0.clone() })
}

/// The state that these words name, all of them, and whether only nearly so: as declared where the type is known, else as said.
fn state(look: &Look<'_>, words: &[Word], of: Option<usize>) -> Option<(String, bool)> {
    let found = look
        .lexicon
        .at(words, |meaning| matches!(meaning, Meaning::Status(at, _) if of.is_none_or(|of| of == at)));
    if let Some(named) = found.into_iter().find(|named| named.length == words.len()) {
        let to = match of {
            Some(_) => look.status_value(named.meaning)?.to_owned(),
            None => look.text(words).to_owned(),
        };
        return Some((to, named.alike == Alike::Typo));
    }
    let said = look.text(words);
    let general = super::super::naming::is_general_state(said);
    (words.len() <= 2 && general).then(|| match of.and_then(|of| look.lexicon.types.get(of)) {
        Some(one) => {
            super::super::naming::status_named(one, said).map(|status| (status.value.clone(), false))
        }
        None => Some((said.to_owned(), false)),
    })?
}

/// "make it urgent", "set TSK-7 to high priority"
fn choice_at_end(look: &Look<'_>, before: &[Word], after: &[Word]) -> Option<Changed> {
    let before = trim(before, &[], &["as", "to", "is", "a"]);
    let after = trim(after, &["as", "a", "the"], &[]);
    let meant = targets(look, before)?;
    let of = meant.iter().find_map(|one| look.type_of(&one.target));
    let named = look.lexicon.choice_at(after, of)?;
    let (key, value) = look.choice_value(named.meaning)?;
    let rest = &after[named.length..];
    if !rest.is_empty() {
        let field = look.lexicon.field_at(rest, Some(named.meaning.of_type()))?;
        let Meaning::Field(at, place) = field.meaning else { return None };
        if field.length != rest.len() || look.lexicon.field(at, place)?.key != key {
            return None;
        }
    }
    let ambiguous = if of.is_none() { 0.1 } else { 0.0 };
    each(meant, ambiguous, |target| Call::Update {
        target,
        fields: BTreeMap::from([(key.to_owned(), json!(value))]),
    })
}

/// "move TSK-12 to review", "move John to Meeting booked", "move it to Friday"
pub(super) fn moving(look: &Look<'_>, words: &[Word]) -> Option<Changed> {
    for at in (1..words.len()).rev() {
        if !words[at].is(&["to", "into", "in", "onto", "under", "on"]) {
            continue;
        }
        let before = trim(&words[..at], &[], &["back", "over", "forward"]);
        let after = trim(&words[at + 1..], &["the"], &["please"]);
        if before.is_empty() || after.is_empty() {
            continue;
        }
        if let Some(changed) = state_at_end(look, before, after) {
            return Some(changed);
        }
        if let Some(changed) = to_day(look, before, after) {
            return Some(changed);
        }
    }
    // Where it is to go is known, but nothing is called so: whoever carries it out says what there is.
    let at = words.iter().rposition(|word| word.is(&["to", "into"])).filter(|at| *at > 0)?;
    let meant = target(look, trim(&words[..at], &[], &["back", "over"]))?;
    let after = trim(&words[at + 1..], &["the"], &["please", "column", "stage"]);
    if after.is_empty() || after.len() > 3 {
        return None;
    }
    // "move TSK-12 to Apollo"
    let of = look.type_of(&meant.target);
    let (named, rest) = super::target::without_type(look, after);
    let refers = |of: usize| {
        look.lexicon.types.get(of)?.fields.iter().find(|field| {
            let to = field.refers_to.as_ref().and_then(|key| look.place_of(key));
            to.is_some() && named.is_none_or(|(named, _)| Some(named) == to)
        })
    };
    if let Some(field) = of.and_then(refers).filter(|_| after[0].capital || named.is_some()) {
        let fields = BTreeMap::from([(field.key.clone(), json!(look.text(rest)))]);
        return one(Call::Update { target: meant.target, fields }, meant.loss + 0.1);
    }
    let to = look.text(after).to_owned();
    one(Call::ChangeStatus { target: meant.target, to }, meant.loss + 0.35)
}

/// "postpone the dentist to Friday", "… until next week"
pub(super) fn to_day(look: &Look<'_>, before: &[Word], after: &[Word]) -> Option<Changed> {
    let day = look.only_date(after)?;
    let meant = target(look, trim(before, &[], &["to", "until", "till", "by", "for", "on"]))?;
    let of = look.type_of(&meant.target)?;
    let due = look.lexicon.due(of)?;
    let fields = BTreeMap::from([(due.key.clone(), last_day(&day)?)]);
    one(Call::Update { target: meant.target, fields }, meant.loss)
}

/// "by next week" is by its last day.
fn last_day(day: &shared::value::DateRange) -> Option<Json> {
    day.to.as_ref().or(day.from.as_ref()).map(|day| json!(day))
}

pub(super) fn postponing(look: &Look<'_>, words: &[Word]) -> Option<Changed> {
    let at =
        words.iter().rposition(|word| word.is(&["to", "until", "till", "for", "by"])).filter(|at| *at > 0)?;
    to_day(look, &words[..at], &words[at + 1..])
}

/// A field of a record, as it is said.
pub(super) struct FieldOf {
    /// The key, or what was said where the type is not known.
    pub(super) key: String,
    pub(super) target: Target,
    pub(super) of: Option<usize>,
    pub(super) loss: f64,
}

/// "the deadline of TSK-7", "John's phone", "her email", "TSK-7 deadline", "the deadline"
pub(super) fn field_of(look: &Look<'_>, words: &[Word]) -> Option<FieldOf> {
    let words = trim(words, &["the", "current", "a"], &["please", "again"]);
    // "her email", "its deadline"
    if words.len() > 1 && words[0].is(&["her", "his", "its", "their", "it", "my", "this", "that"]) {
        let after = trim(&words[1..], &["'s"], &[]);
        if let Some(field) = whole_field(look, after, look.focus_type().or_else(|| look.only_type()))
            && !words[0].is(&["my"])
        {
            return Some(with(look, field, context(), 0.0));
        }
    }
    // "John's phone"
    if let Some(at) = words.iter().position(|word| word.is(&["'s"])).filter(|at| *at > 0) {
        let meant = target(look, &words[..at])?;
        let of = look.type_of(&meant.target);
        let field = whole_field(look, &words[at + 1..], of)?;
        return Some(with(look, field, meant.target, meant.loss));
    }
    // "deadline of TSK-7"
    for at in 1..words.len().saturating_sub(1) {
        if words[at].is(&["of", "for", "on", "from"])
            && let Some(meant) = target(look, &words[at + 1..])
            && let Some(field) = whole_field(look, &words[..at], look.type_of(&meant.target))
        {
            return Some(with(look, field, meant.target, meant.loss));
        }
    }
    // "TSK-7 deadline"
    for at in 1..words.len() {
        if let Some(meant) = target(look, &words[..at])
            && let Some(field) = whole_field(look, &words[at..], look.type_of(&meant.target))
        {
            let is_told = at > 1 && words[..at].iter().all(|word| !word.capital);
            let by_words = matches!(meant.target.by, TargetBy::Words(_));
            let loss = if by_words && is_told { 0.55 } else { 0.1 };
            return Some(with(look, field, meant.target, meant.loss + loss));
        }
    }
    // "the deadline"
    let of = look.focus_type().or_else(|| look.only_type());
    let field = whole_field(look, words, of)?;
    (!look.sentence.thread.focus.is_empty()).then(|| with(look, field, context(), 0.0))
}

fn with(
    look: &Look<'_>,
    (key, of, slip): (String, Option<usize>, bool),
    target: Target,
    loss: f64,
) -> FieldOf {
    let of = of.or_else(|| look.type_of(&target));
    FieldOf { key, target, of, loss: loss + if slip { 0.1 } else { 0.0 } }
}

/// The field that all of these words name, its type where that is known, and whether it was spelt wrong.
fn whole_field(look: &Look<'_>, words: &[Word], of: Option<usize>) -> Option<(String, Option<usize>, bool)> {
    let words = trim(words, &["the", "own"], &[]);
    let [first, ..] = words else { return None };
    if words.len() == 1 && first.is(BELONGS) {
        return None;
    }
    if words.len() == 1 && first.is(STATUS_NAMES) {
        return Some(("status".to_owned(), of, false));
    }
    let found = look
        .lexicon
        .at(words, |meaning| matches!(meaning, Meaning::Field(at, _) if of.is_none_or(|of| of == at)));
    let named = found.into_iter().find(|named| named.length == words.len())?;
    let Meaning::Field(at, place) = named.meaning else { return None };
    let slip = named.alike == Alike::Typo;
    match of {
        Some(_) => Some((look.lexicon.field(at, place)?.key.clone(), Some(at), slip)),
        None => Some((look.text(words).to_owned(), None, slip)),
    }
}

/// "set the deadline of TSK-7 to Friday", "change her email to …", "make it urgent"
pub(super) fn setting(look: &Look<'_>, words: &[Word]) -> Option<Changed> {
    let words = trim(words, &[], &["please", "now"]);
    // "update John: phone 0171 2345678"
    for at in 1..words.len() {
        let lead = if words[at].is(&["to", "=", "as"]) { at + 1 } else { at };
        let is_colon = words[at - 1].mark == Mark::Colon;
        if lead == at && !is_colon {
            continue;
        }
        let (before, value) = (&words[..at], &words[lead..]);
        if value.is_empty() {
            continue;
        }
        if let Some(field) = field_of(look, before) {
            return set_field(look, field, value);
        }
        if let Some(changed) = state_at_end(look, before, value) {
            return Some(changed);
        }
        if let Some(changed) = choice_at_end(look, before, value).or_else(|| to_day(look, before, value)) {
            return Some(changed);
        }
    }
    // "make it due next Friday"
    if let Some(at) = words.iter().position(|word| word.is(&["due"])).filter(|at| *at > 0)
        && let Some(changed) = to_day(look, &words[..at], &words[at + 1..])
    {
        return Some(changed);
    }
    // "make it urgent", "set TSK-7 done"
    for at in 1..words.len() {
        if let Some(changed) = state_at_end(look, &words[..at], &words[at..])
            .or_else(|| choice_at_end(look, &words[..at], &words[at..]))
        {
            return Some(changed);
        }
    }
    None
}

/// The field gets this value.
pub(super) fn set_field(look: &Look<'_>, field: FieldOf, value: &[Word]) -> Option<Changed> {
    let value = if value.len() > 1 { trim(value, &[], &["please"]) } else { value };
    if field.key == "status" {
        let (to, slip) = state(look, trim(value, &["the"], &[]), field.of)
            .unwrap_or_else(|| (look.text(value).to_owned(), true));
        return one(
            Call::ChangeStatus { target: field.target, to },
            field.loss + if slip { 0.1 } else { 0.0 },
        );
    }
    let declared = field.of.and_then(|of| look.lexicon.types.get(of)?.field(&field.key));
    let mut loss = field.loss;
    let said = look.text(value).trim_matches(['"', '“', '”', '„']).to_owned();
    let nothing = value.len() == 1 && value[0].is(&["nothing", "empty", "none", "null", "blank"]);
    let value = match declared {
        _ if nothing => Json::Null,
        Some(declared) if declared.user && value[0].is(SELF) && value.len() == 1 => {
            look.sentence.actor.known("visitor")?
        }
        Some(declared) if declared.kind == Kind::Date => match look.only_date(value) {
            Some(day) => last_day(&day)?,
            None => json!(said),
        },
        Some(declared) if declared.refers_to.is_some() => {
            let (_, rest) = super::target::without_type(look, trim(value, &["the"], &[]));
            json!(look.text(rest))
        }
        _ => json!(said),
    };
    if said.split_whitespace().count() > 30 {
        loss += 0.2;
    }
    one(Call::Update { target: field.target, fields: BTreeMap::from([(field.key, value)]) }, loss)
}

/// "rename TSK-7 to Login page", "rename it Login page"
pub(super) fn renaming(look: &Look<'_>, words: &[Word]) -> Option<Changed> {
    let at = words.iter().position(|word| word.is(&["to", "as", "into"])).filter(|at| *at > 0)?;
    let meant = target(look, &words[..at])?;
    let name = words.get(at + 1..).filter(|name| !name.is_empty())?;
    let title = match look.type_of(&meant.target) {
        Some(of) => look.lexicon.types.get(of)?.display.title.clone(),
        None => crate::actions::naming::TITLE.to_owned(),
    };
    let said = look.text(name).trim_matches(['"', '“', '”', '„']).to_owned();
    one(Call::Update { target: meant.target, fields: BTreeMap::from([(title, json!(said))]) }, meant.loss)
}

/// "assign TSK-12 to Ana", "assign me TSK-12"
pub(super) fn assigning(look: &Look<'_>, words: &[Word]) -> Option<Changed> {
    let (mut record, mut user) = match words.iter().rposition(|word| word.is(&["to"])) {
        Some(at) if at > 0 && at + 1 < words.len() => (&words[..at], &words[at + 1..]),
        Some(_) => return None,
        None if words[0].is(SELF) && words.len() > 1 => (&words[1..], &words[..1]),
        None => return None,
    };
    // "assign Ana to TSK-12"
    if look.id_at(user).is_some() && look.id_at(record).is_none() {
        core::mem::swap(&mut record, &mut user);
    }
    let record = trim(record, &["over"], &["over"]);
    let meant = targets(look, record)?;
    if user.len() > 3 {
        return None;
    }
    let value = if user[0].is(SELF) {
        look.sentence.actor.known("visitor")?
    } else if user[0].is(&["nobody", "noone"]) {
        Json::Null
    } else {
        json!(look.text(user))
    };
    assigned(look, meant, value)
}

/// "unassign TSK-12"
pub(super) fn unassigning(look: &Look<'_>, words: &[Word]) -> Option<Changed> {
    assigned(look, targets(look, words)?, Json::Null)
}

fn assigned(look: &Look<'_>, meant: Vec<Meant>, value: Json) -> Option<Changed> {
    let key = |target: &Target| match look.type_of(target) {
        Some(of) => look.lexicon.owner(of).map(|owner| owner.key.clone()),
        None => Some(ASSIGNED.to_owned()),
    };
    let mut loss: f64 = 0.0;
    let mut calls = Vec::new();
    for one in meant {
        let key = key(&one.target)?;
        loss = loss.max(one.loss);
        calls.push(Call::Update { target: one.target, fields: BTreeMap::from([(key, value.clone())]) });
    }
    Some(Changed { calls, loss })
}

/// "comment on it: looks good", "comment: looks good", "comment \"looks good\" on TSK-4"
pub(super) fn commenting(look: &Look<'_>, words: &[Word]) -> Option<Changed> {
    if let Some(at) = words.iter().position(|word| word.mark == Mark::Colon) {
        let (before, text) = words.split_at(at + 1);
        let before = trim(before, &["on", "to", "for", "about", "that", "saying"], &["that", "saying"]);
        let meant = if before.is_empty() { None } else { Some(target(look, before)?) };
        return comment(look, meant, text);
    }
    if let Some(at) = words.iter().position(|word| word.quoted) {
        let text = &words[at..=at];
        let others: Vec<Word> = words.iter().filter(|word| !word.quoted).cloned().collect();
        let others = trim(&others, &["on", "to", "for", "saying", "with"], &["saying", "with", "on"]);
        let meant = if others.is_empty() { None } else { Some(target(look, others)?) };
        return comment(look, meant, text);
    }
    let rest = trim(words, &["on", "to", "for"], &[]);
    if let Some(at) = rest.iter().position(|word| word.is(&["saying", "that"])).filter(|at| *at > 0) {
        let meant = target(look, &rest[..at])?;
        return comment(look, Some(meant), &rest[at + 1..]);
    }
    // "comment on TSK-4 looks good"
    let (_, length) = look.id_at(rest)?;
    let meant = target(look, &rest[..length])?;
    comment(look, Some(meant), &rest[length..]).map(|changed| Changed { loss: changed.loss + 0.1, ..changed })
}

fn comment(look: &Look<'_>, meant: Option<Meant>, text: &[Word]) -> Option<Changed> {
    let (first, last) = (text.first()?, text.last()?);
    // To the very end of what was said, with its marks.
    let end = look.sentence.message[last.end..]
        .find(char::is_whitespace)
        .map_or(look.sentence.message.len(), |at| last.end + at);
    let said = if first.quoted && text.len() == 1 {
        look.text(text)
    } else {
        &look.sentence.message[first.start..end]
    };
    let (target, loss) = meant.map_or_else(|| (context(), 0.0), |meant| (meant.target, meant.loss));
    one(Call::Comment { target, text: said.trim().to_owned() }, loss)
}

/// "link commit 3f2a9c1 to it"
pub(super) fn linking(look: &Look<'_>, words: &[Word]) -> Option<Changed> {
    let is_commit = |word: &Word| {
        (7..=40).contains(&word.flat.len())
            && word.flat.bytes().all(|sign| sign.is_ascii_hexdigit())
            && word.flat.bytes().any(|sign| sign.is_ascii_digit())
    };
    let commit = words.iter().find(|word| is_commit(word))?;
    let rest: Vec<Word> = words
        .iter()
        .filter(|word| !is_commit(word) && !word.is(&["commit", "the", "to", "with", "and", "hash", "sha"]))
        .cloned()
        .collect();
    let (target, loss) = match target(look, &rest) {
        Some(meant) => (meant.target, meant.loss),
        None if rest.is_empty() => (context(), 0.1),
        None => return None,
    };
    one(Call::LinkCommit { target, commit: commit.flat.clone() }, loss)
}

/// "delete the dentist one"; "remove the deadline of TSK-7" takes only that away.
pub(super) fn deleting(look: &Look<'_>, words: &[Word]) -> Option<Changed> {
    let said_of = words.iter().any(|word| word.is(&["of", "from", "'s", "for"]));
    if said_of
        && let Some(field) = field_of(look, words)
        && field.key != "status"
    {
        let fields = BTreeMap::from([(field.key, Json::Null)]);
        return one(Call::Update { target: field.target, fields }, field.loss);
    }
    let meant = targets(look, words)?;
    each(meant, 0.0, |target| Call::Delete { target })
}

/// "finish the report", "close TSK-4", "reopen it", "start TSK-4": the state by the verb.
pub(super) fn by_verb(look: &Look<'_>, verb: &str, words: &[Word]) -> Option<Changed> {
    let words = trim(words, &["off", "up", "with"], &["off", "up", "now", "today"]);
    if look.only_date(words).is_some() {
        return None;
    }
    let meant = targets(look, words)?;
    let of = meant.iter().find_map(|one| look.type_of(&one.target));
    let named =
        of.and_then(|of| look.lexicon.types.get(of)).map(|one| super::super::naming::status_named(one, verb));
    let (to, unsure) = match named {
        Some(Some(status)) => (status.value.clone(), 0.0),
        // Done with in more than one way: whoever carries it out says which there are.
        Some(None) => (verb.to_owned(), 0.35),
        None => (verb.to_owned(), 0.0),
    };
    // Words of no record are rarely done with by one word alone.
    let bare = meant
        .iter()
        .all(|one| matches!(one.target.by, TargetBy::Words(_)) && one.target.record_type.is_none());
    let unnamed = match verb {
        _ if !bare => 0.0,
        "start" => 0.25,
        _ => 0.1,
    };
    each(meant, unsure + unnamed, |target| Call::ChangeStatus { target, to: to.clone() })
}

/// "tick off milk", "book a meeting with John": a state's own words at the beginning.
pub(super) fn by_state(look: &Look<'_>, words: &[Word], tells: bool) -> Option<Changed> {
    let named = look
        .lexicon
        .status_at(words, None)
        .filter(|named| named.alike > Alike::Typo && named.length < words.len())?;
    let rest = trim(&words[named.length..], &["with", "for", "off", "on"], &["off", "today", "already"]);
    if look.only_date(rest).is_some() {
        return None;
    }
    let meant = targets(look, rest)?;
    let of = meant
        .iter()
        .find_map(|one| look.type_of(&one.target))
        .or(Some(named.meaning.of_type()).filter(|_| look.only_type().is_some()));
    let to = match of {
        Some(of) => look.status_value(look.lexicon.status_at(words, Some(of))?.meaning)?.to_owned(),
        None => look.text(&words[..named.length]).to_owned(),
    };
    let named_by_words = meant.iter().any(|one| matches!(one.target.by, TargetBy::Words(_)));
    // "we've booked the ferry": only of things to do it is likely that they are meant.
    let is_to_do = of.is_some() && of == look.to_do_type();
    let is_rare = named.length > 1 || is_to_do;
    let loss = if tells && named_by_words && !is_rare { 0.55 } else { 0.15 };
    each(meant, loss, |target| Call::ChangeStatus { target, to: to.clone() })
}

/// "groceries are done", "TSK-4 is finished", "her phone is 0171 2345678"
pub(super) fn statement(look: &Look<'_>, words: &[Word]) -> Option<Changed> {
    for at in 1..words.len() {
        let is_verb = words[at].is(&["is", "are", "has", "was", "were", "have"]);
        if !is_verb {
            continue;
        }
        let before = &words[..at];
        let after = trim(&words[at + 1..], &["now", "been", "all", "already", "both"], &["now", "already"]);
        if after.is_empty() {
            return None;
        }
        if words[at].is(&["is"])
            && let Some(field) = field_of(look, before)
            && field.key != "status"
        {
            return set_field(look, field, after);
        }
        if words[at].is(&["is", "are", "has", "have"])
            && let Some(mut changed) = state_at_end(look, before, after)
        {
            changed.loss += surety(&changed.calls);
            return Some(changed);
        }
    }
    // "groceries done"
    let last = words.len().checked_sub(1).filter(|last| *last > 0)?;
    let mut changed = state_at_end(look, &words[..last], &words[last..]).filter(|_| words.len() <= 4)?;
    changed.loss += surety(&changed.calls);
    Some(changed)
}

/// Words that are only said to be so name a record less surely than an id or a pronoun does.
fn surety(calls: &[Call]) -> f64 {
    let by_words =
        calls.iter().filter_map(Call::target).any(|target| matches!(target.by, TargetBy::Words(_)));
    if by_words { 0.25 } else { 0.05 }
}

/// Whether the words ask for a record as it is: "what about her phone" is no change.
pub(super) fn begins(words: &[Word], phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| begins_with(words, phrase).is_some())
}
