//! A new record, as it is told: "buy milk tomorrow", "lead Sarah from TechCorp", "bug: login fails, critical, in Phoenix".

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use shared::tenant::{Field, RecordType};
use shared::value::Kind;

use super::english::{BELONGS, DOINGS, SELF};
use super::lexicon::Meaning;
use super::look::{Look, begins_with, trim};
use super::words::{Alike, Mark, Word};
use crate::actions::Call;
use crate::rules::values::{find_emails, find_money, find_phones, find_urls};

/// New records, and what their telling takes off the confidence.
pub(super) struct Made {
    pub(super) calls: Vec<Call>,
    pub(super) loss: f64,
}

/// The longest title, in words.
const MOST_WORDS: usize = 14;

/// Reads what stands after "add".
pub(super) fn creating(look: &Look<'_>, words: &[Word], intends: bool) -> Option<Made> {
    let (words, to_type) = without_list(look, words);
    let words = trim(
        words,
        &["a", "an", "the", "new", "another", "one", "more", "me", "to", "down"],
        &["please", "too"],
    );
    let mut loss: f64 = 0.0;
    let first_type =
        look.lexicon.type_at(words).filter(|named| named.alike > Alike::Typo || named.length < words.len());
    let (of, rest, is_said) = match first_type.filter(|_| !intends) {
        Some(named) => {
            if named.alike == Alike::Typo {
                loss += 0.1;
            }
            (named.meaning.of_type(), &words[named.length..], true)
        }
        None => {
            let guessed = look.only_type().or(to_type).or_else(|| {
                loss += if intends { 0.0 } else { 0.3 };
                look.to_do_type()
            })?;
            (guessed, words, to_type.is_some())
        }
    };
    let one = look.lexicon.types.get(of)?;
    let is_to_do = look.to_do_type() == Some(of);
    if (intends || !is_said) && !is_to_do {
        // "add a chat" is no lead.
        loss += 0.4;
    }
    // "add a task to Phoenix: …" says where it belongs.
    let says_where = rest.iter().position(|word| word.mark == Mark::Colon).is_some_and(|at| at > 0 && at < 6);
    let rest = if says_where { rest } else { trim(rest, &["to"], &[]) };
    let rest = trim(
        rest,
        &["called", "named", "titled", "with", "title", "name", "that", "says", "saying", "is", "as", "for:"],
        &["please"],
    );
    if rest.is_empty() {
        return Some(Made {
            calls: vec![Call::Create { record_type: one.key.clone(), fields: BTreeMap::new() }],
            loss,
        });
    }
    if !is_said && !intends && rest.len() > 7 {
        loss += 0.15;
    }
    if intends && rest.len() > 8 {
        loss += 0.4;
    }
    let mut calls = Vec::new();
    for part in several(rest, is_to_do) {
        let fields = Telling::of(look, one, of, part).read(&mut loss);
        calls.push(Call::Create { record_type: one.key.clone(), fields });
    }
    Some(Made { calls, loss })
}

/// Without "to my list": the words, and the type whose list it is.
fn without_list<'w>(look: &Look<'_>, words: &'w [Word]) -> (&'w [Word], Option<usize>) {
    for at in (1..words.len()).rev() {
        if !words[at].is(&["to", "on", "in", "onto"]) {
            continue;
        }
        let after = trim(&words[at + 1..], &["my", "the", "our", "this"], &["please", "list", "too"]);
        let is_list = words[at + 1..].iter().any(|word| word.is(&["list"]));
        if after.is_empty() && is_list {
            return (&words[..at], look.only_type().or_else(|| look.to_do_type()));
        }
        if let Some(named) = look
            .lexicon
            .type_at(after)
            .filter(|named| named.length == after.len() && named.alike > Alike::Typo)
            && (is_list || super::target::is_plural(after))
        {
            return (&words[..at], Some(named.meaning.of_type()));
        }
    }
    (words, None)
}

/// "milk and bread" are two, "buy milk and bread" is one, "buy milk and call mum" are two.
fn several(words: &[Word], is_to_do: bool) -> Vec<&[Word]> {
    let parts = super::target::parts(words);
    if !is_to_do || parts.len() < 2 {
        return vec![words];
    }
    let does = |part: &&[Word]| part.first().is_some_and(|word| word.is(DOINGS));
    let short = parts.iter().all(|part| part.len() <= 2 && !does(part));
    if short || parts.iter().all(does) { parts } else { vec![words] }
}

struct Telling<'r, 'a> {
    look: &'r Look<'a>,
    one: &'a RecordType,
    of: usize,
    words: &'r [Word],
    /// Which of the words are told already.
    taken: Vec<bool>,
    fields: BTreeMap<String, Json>,
}

impl<'r, 'a> Telling<'r, 'a> {
    fn of(look: &'r Look<'a>, one: &'a RecordType, of: usize, words: &'r [Word]) -> Self {
        Self { look, one, of, words, taken: vec![false; words.len()], fields: BTreeMap::new() }
    }

    fn read(mut self, loss: &mut f64) -> BTreeMap<String, Json> {
        self.belonging();
        self.evident();
        let mut at = 0;
        while at < self.words.len() {
            at += self.named(at).unwrap_or(1);
        }
        self.day();
        self.title(loss);
        self.fields
    }

    fn take(&mut self, place: core::ops::Range<usize>) {
        for at in place {
            if let Some(taken) = self.taken.get_mut(at) {
                *taken = true;
            }
        }
    }

    /// "to Phoenix: write the notes", "in the Phoenix project: …"
    fn belonging(&mut self) {
        let Some(end) = self.words.iter().position(|word| word.mark == Mark::Colon).map(|at| at + 1) else {
            return;
        };
        if end > 6
            || end == self.words.len()
            || !(self.words[0].is(BELONGS) || self.words[0].is(&["against"]))
        {
            return;
        }
        let Some(field) = self.one.fields.iter().find(|field| field.refers_to.is_some()) else { return };
        let name = self.without_type(field, &self.words[1..end]);
        if name.is_empty() {
            return;
        }
        self.fields.insert(field.key.clone(), json!(self.look.text(name).trim_end_matches(':')));
        self.take(0..end);
    }

    fn only_of(&self, kind: Kind) -> Option<&'a Field> {
        self.one.fields.iter().find(|field| field.kind == kind && !self.fields.contains_key(&field.key))
    }

    /// What carries its own sign: addresses, telephone numbers, money.
    fn evident(&mut self) {
        let said = self.look.text(self.words);
        let first = self.words.first().map_or(0, |word| word.start);
        let context = self.look.context();
        let mut spans = Vec::new();
        spans.extend(find_emails(said, &context).into_iter().map(|found| (Kind::Email, found.span)));
        spans.extend(find_urls(said, &context).into_iter().map(|found| (Kind::Url, found.span)));
        spans.extend(find_phones(said, &context).into_iter().map(|found| (Kind::Phone, found.span)));
        spans.extend(
            find_money(said, &context)
                .into_iter()
                .filter(|found| found.evident)
                .map(|found| (Kind::Money, found.span)),
        );
        for (kind, span) in spans {
            let Some(field) = self.only_of(kind) else { continue };
            let place = self.place(first + span.start, first + span.end);
            if self.taken[place.clone()].contains(&true) {
                continue;
            }
            self.fields.insert(field.key.clone(), json!(said[span].trim()));
            // "phone 0171…", "worth 5k"
            let mut from = place.start;
            while from > 0
                && self.words[from - 1]
                    .is(&["is", "with", "worth", "of", "at", "a", "and", "her", "his", "their"])
            {
                from -= 1;
            }
            let before = (0..from).rev().find(|at| {
                self.look.lexicon.field_at(&self.words[*at..from], Some(self.of)).is_some_and(|named| {
                    *at + named.length == from && matches!(named.meaning, Meaning::Field(_, place) if self.one.fields[place].key == field.key)
                })
            });
            let mut from = before.unwrap_or(from);
            while from > 0
                && self.words[from - 1].is(&["with", "and", "a", "an", "the", "her", "his", "their"])
            {
                from -= 1;
            }
            self.take(from..place.end);
        }
    }

    fn place(&self, start: usize, end: usize) -> core::ops::Range<usize> {
        let from = self.words.iter().position(|word| word.end > start).unwrap_or(self.words.len());
        let to = self.words.iter().rposition(|word| word.start < end).map_or(from, |at| at + 1);
        from..to.max(from)
    }

    /// A field or a choice by its name, with its value after it.
    fn named(&mut self, at: usize) -> Option<usize> {
        if self.taken[at] || (at == 0 && self.words.len() == 1) {
            return None;
        }
        let words = &self.words[at..];
        if let Some(length) = self.assigned(at) {
            return Some(length);
        }
        // "critical", "high priority", "priority high"
        if let Some(length) = self.chosen(at) {
            return Some(length);
        }
        let found =
            self.look.lexicon.at(words, |meaning| matches!(meaning, Meaning::Field(of, _) if of == self.of));
        let named = found.first().filter(|named| named.alike > Alike::Typo)?;
        let Meaning::Field(_, place) = named.meaning else { return None };
        let field = self.one.fields.get(place).filter(|field| !self.fields.contains_key(&field.key))?;
        if at == 0
            && self.words[0].mark != Mark::Colon
            && field.key != self.one.display.title
            && !words[0].is(BELONGS)
            && named.length == 1
            && words.len() < 3
        {
            return None;
        }
        let mut from = named.length;
        while words.get(from).is_some_and(|word| word.is(&["is", "=", "of", "to", "the"])) {
            from += 1;
        }
        let is_lead = named.length == 1 && words[0].is(BELONGS);
        let end = self.value_end(at + from);
        let value = self.words.get(at + from..end).filter(|value| !value.is_empty())?;
        let value = match field.kind {
            Kind::Text if field.user && value[0].is(SELF) => self.look.sentence.actor.known("visitor")?,
            Kind::Text => {
                let last_chance = field.required && end == self.words.len();
                let is_name =
                    value[0].capital || value[0].quoted || self.look.id_at(value).is_some() || last_chance;
                if is_lead && !is_name {
                    return None;
                }
                let value = if field.refers_to.is_some() { self.without_type(field, value) } else { value };
                json!(self.look.text(value).trim_matches(['"', '“', '”', '„']))
            }
            // "for Anna on Friday" is not for Friday alone.
            Kind::Date if self.look.only_date(value).is_none() => return None,
            _ => {
                let said = json!(self.look.text(value));
                if crate::records::validate_value(field, &said, &self.look.context()).is_err() {
                    return None;
                }
                said
            }
        };
        self.fields.insert(field.key.clone(), value);
        let mut start = at;
        while start > 0 && self.words[start - 1].is(&["with", "and", "a", "an", "the", "her", "his", "their"])
        {
            start -= 1;
        }
        self.take(start..end);
        Some(end - at)
    }

    fn without_type<'w>(&self, field: &Field, value: &'w [Word]) -> &'w [Word] {
        let to = field.refers_to.as_ref().and_then(|key| self.look.place_of(key));
        let trimmed = trim(value, &["the", "our", "project"], &[]);
        let (of, rest) = super::target::without_type(self.look, trimmed);
        if of.is_some_and(|(of, _)| Some(of) == to) && !rest.is_empty() { rest } else { trimmed }
    }

    /// "assigned to Ana", "assign it to me"
    fn assigned(&mut self, at: usize) -> Option<usize> {
        let words = &self.words[at..];
        let length = begins_with(words, "assigned to")
            .or_else(|| begins_with(words, "assign it to"))
            .or_else(|| begins_with(words, "assign to"))?;
        let owner = self.look.lexicon.owner(self.of)?;
        let end = self.value_end(at + length);
        let name = self.words.get(at + length..end).filter(|name| !name.is_empty())?;
        let value = if name[0].is(SELF) {
            self.look.sentence.actor.known("visitor")?
        } else {
            json!(self.look.text(name))
        };
        self.fields.insert(owner.key.clone(), value);
        let from = if at > 0 && self.words[at - 1].is(&["and"]) { at - 1 } else { at };
        self.take(from..end);
        Some(end - at)
    }

    fn chosen(&mut self, at: usize) -> Option<usize> {
        let words = &self.words[at..];
        let of = Some(self.of);
        let field = self.look.lexicon.field_at(words, of).filter(|named| named.alike > Alike::Typo);
        let after = field.map_or(0, |named| {
            let is = words.get(named.length).is_some_and(|word| word.is(&["is", "=", "of"]));
            named.length + usize::from(is)
        });
        let choices = |words: &[Word]| {
            let fits = |meaning| matches!(meaning, Meaning::Choice(of, ..) if of == self.of);
            self.look.lexicon.at(words, fits)
        };
        let (key, value, length) = if let Some(Meaning::Field(_, place)) = field.map(|named| named.meaning)
            && let Some(named) = words.get(after..).and_then(|words| {
                choices(words)
                    .into_iter()
                    .find(|named| matches!(named.meaning, Meaning::Choice(_, of, _) if of == place))
            }) {
            let (key, value) = self.look.choice_value(named.meaning)?;
            (key, value, after + named.length)
        } else {
            let named = choices(words).into_iter().next().filter(|named| named.alike > Alike::Typo)?;
            let (key, value) = self.look.choice_value(named.meaning)?;
            let next = words.get(named.length..).and_then(|words| self.look.lexicon.field_at(words, of));
            let by_name = next.filter(|next| {
                matches!(next.meaning, Meaning::Field(_, place) if self.one.fields.get(place).is_some_and(|field| field.key == key))
            });
            let apart = words[named.length - 1].mark != Mark::None || words.len() == named.length;
            let begins = at == 0 || self.words[at - 1].mark != Mark::None || self.words[at - 1].is(&["as"]);
            // "important" in the middle of a title is a word of it.
            let length = match by_name {
                Some(next) => named.length + next.length,
                None if apart && begins && self.words.len() > named.length => named.length,
                None => return None,
            };
            (key, value, length)
        };
        if self.fields.contains_key(key) {
            return None;
        }
        self.fields.insert(key.to_owned(), json!(value));
        let mut from = at;
        while from > 0 && self.words[from - 1].is(&["with", "and", "a", "an", "as", "at"]) {
            from -= 1;
        }
        self.take(from..at + length);
        Some(length)
    }

    /// Up to where a value goes: to the next field, a comma, or the end.
    fn value_end(&self, from: usize) -> usize {
        let mut end = from;
        while end < self.words.len() && !self.taken[end] {
            if end > from {
                if self.words[end - 1].mark != Mark::None {
                    break;
                }
                let words = &self.words[end..];
                let begins = self
                    .look
                    .lexicon
                    .field_at(words, Some(self.of))
                    .is_some_and(|named| named.alike > Alike::Typo)
                    || words[0].is(&["and", "with", "assigned", "due"])
                    || (self
                        .look
                        .lexicon
                        .choice_at(words, Some(self.of))
                        .is_some_and(|named| named.alike > Alike::Typo)
                        && words.len() <= 3);
                if begins {
                    break;
                }
            }
            end += 1;
        }
        end
    }

    /// "tomorrow", "by Friday": the day at the end or after what is told.
    fn day(&mut self) {
        let Some(field) =
            self.look.lexicon.due(self.of).filter(|field| !self.fields.contains_key(&field.key))
        else {
            return;
        };
        let Some((place, day)) = self.look.dates(self.words).into_iter().next_back() else { return };
        if self.taken[place.clone()].contains(&true) || place.len() == self.words.len() {
            return;
        }
        let at_end = (place.end..self.words.len()).all(|at| self.taken[at]);
        let at_begin = place.start == 0;
        let marked = place.start > 0
            && self.words[place.start - 1].is(&["by", "on", "due", "until", "before", "for"])
            || self.words[place.start].is(&["by", "on", "due", "until", "before", "next", "this"]);
        if !(at_end || at_begin || marked) {
            return;
        }
        let Ok(mut value) = serde_json::to_value(&day) else { return };
        // "due this week" is due by its end.
        if let Some(to) = value.get("to").cloned() {
            value = if to.is_null() { value.get("from").cloned().unwrap_or_default() } else { to };
        }
        self.fields.insert(field.key.clone(), value);
        let mut from = place.start;
        while from > 0
            && self.words[from - 1]
                .is(&["by", "on", "due", "until", "before", "for", "is", "deadline", "till"])
        {
            from -= 1;
        }
        self.take(from..place.end);
    }

    /// What is left is the title.
    fn title(&mut self, loss: &mut f64) {
        let title = &self.one.display.title;
        if self.fields.contains_key(title) {
            return;
        }
        let left: Vec<usize> = (0..self.words.len()).filter(|at| !self.taken[*at]).collect();
        let Some((&first, _)) = left.split_first() else { return };
        // The longest run of words that nobody took.
        let mut end = first;
        while end < self.words.len() && !self.taken[end] {
            end += 1;
        }
        let run = trim(
            &self.words[first..end],
            &["and", "with", "for", "against", "about"],
            &["and", "with", "for", "in", "by", "on", "please", "due"],
        );
        if left.len() > end - first {
            #[expect(clippy::cast_precision_loss, reason = "a handful of words")]
            let others = (left.len() - (end - first)) as f64;
            *loss += 0.1 * others;
        }
        // "Anna Bell, Initech" is more than a name.
        let is_several = run.iter().rev().skip(1).any(|word| word.mark == Mark::Comma);
        if is_several && self.look.to_do_type() != Some(self.of) {
            *loss += 0.25;
        }
        if run.len() > MOST_WORDS {
            *loss += 0.3;
        }
        let said = self.look.text(run).trim_matches(['"', '“', '”', '„', ',', ':']).trim();
        if !said.is_empty() {
            self.fields.insert(title.clone(), json!(with_capital(said)));
        }
    }
}

/// With a capital at its beginning, where it has none at all in its first word.
fn with_capital(text: &str) -> String {
    let first = text.split_whitespace().next().unwrap_or_default();
    if first.chars().any(char::is_uppercase) {
        return text.to_owned();
    }
    let mut signs = text.chars();
    signs.next().map(|sign| sign.to_uppercase().chain(signs).collect()).unwrap_or_default()
}
