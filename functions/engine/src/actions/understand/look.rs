//! What a part of a message is held against: the tenant's words, the day, and what was spoken of before.

use jiff::civil::Date;
use shared::value::DateRange;

use super::lexicon::{Lexicon, Meaning};
use super::words::{Word, text};
use crate::actions::{Sentence, Target, TargetBy};
use crate::rules::values::{Context, find_dates};

/// What a part of a message is held against.
pub(super) struct Look<'a> {
    /// The message and what is known of it.
    pub(super) sentence: &'a Sentence<'a>,
    /// The tenant's words.
    pub(super) lexicon: &'a Lexicon<'a>,
}

impl<'a> Look<'a> {
    /// The visitor's own words there.
    pub(super) fn text(&self, words: &[Word]) -> &'a str {
        text(self.sentence.message, words)
    }

    /// For the recognisers of values.
    pub(super) fn context(&self) -> Context<'a> {
        let tenant = self.sentence.tenant;
        Context { country: &tenant.country, locale: self.sentence.locale, today: self.sentence.today }
    }

    /// The day where the visitor is.
    pub(super) const fn today(&self) -> Date {
        self.sentence.today
    }

    /// The days named in these words: where, in words, and which.
    pub(super) fn dates(&self, words: &[Word]) -> Vec<(core::ops::Range<usize>, DateRange)> {
        let Some(first) = words.first() else { return Vec::new() };
        let said = self.text(words);
        let found = find_dates(said, &self.context());
        found
            .into_iter()
            .filter_map(|found| {
                let (start, end) = (found.span.start + first.start, found.span.end + first.start);
                let from = words.iter().position(|word| word.end > start)?;
                let to = words.iter().rposition(|word| word.start < end)?;
                (from <= to).then_some((from..to + 1, found.value))
            })
            .collect()
    }

    /// The only day that these words name, where they name nothing else.
    pub(super) fn only_date(&self, words: &[Word]) -> Option<DateRange> {
        let (place, day) = self.dates(words).into_iter().next()?;
        let rest = words[..place.start].iter().chain(&words[place.end..]);
        let says_nothing =
            |word: &Word| word.is(&["on", "by", "for", "the", "due", "until", "till", "before"]);
        rest.into_iter().all(says_nothing).then_some(day)
    }

    /// The type of what was spoken of last.
    pub(super) fn focus_type(&self) -> Option<usize> {
        let key = &self.sentence.thread.focus.first()?.record_type;
        self.place_of(key)
    }

    /// Which of the types has this key.
    pub(super) fn place_of(&self, key: &str) -> Option<usize> {
        self.lexicon.types.iter().position(|one| one.key == *key)
    }

    /// The only type that there is.
    pub(super) fn only_type(&self) -> Option<usize> {
        (self.lexicon.types.len() == 1).then_some(0)
    }

    /// A type of things to be done, by what it is called.
    pub(super) fn to_do_type(&self) -> Option<usize> {
        const NAMES: [&str; 8] = ["task", "to-do", "todo", "to do", "reminder", "tarefa", "tarea", "aufgabe"];
        self.lexicon.types.iter().position(|one| {
            let names = [&one.one, &one.key].into_iter().chain(&one.synonyms);
            names.into_iter().any(|name| NAMES.contains(&crate::rules::folded(name).as_str()))
        })
    }

    /// The type that a target is of, where that is known.
    pub(super) fn type_of(&self, target: &Target) -> Option<usize> {
        if let Some(key) = &target.record_type {
            return self.place_of(key);
        }
        match &target.by {
            TargetBy::Id(id) => self.type_of_id(id),
            TargetBy::Context | TargetBy::Nth(_) => self.focus_type().or_else(|| self.only_type()),
            TargetBy::Words(_) => self.only_type(),
        }
    }

    /// The type whose ids look so.
    pub(super) fn type_of_id(&self, id: &str) -> Option<usize> {
        let (prefix, _) = id.rsplit_once('-')?;
        self.lexicon.types.iter().position(|one| one.id_prefix.eq_ignore_ascii_case(prefix))
    }

    /// The key of a type.
    pub(super) fn key(&self, of: usize) -> String {
        self.lexicon.types.get(of).map(|one| one.key.clone()).unwrap_or_default()
    }

    /// The declared name of a state.
    pub(super) fn status_value(&self, meaning: Meaning) -> Option<&'a str> {
        let Meaning::Status(of, place) = meaning else { return None };
        let settings = self.lexicon.types.get(of)?.status.as_ref()?;
        settings.values.get(place).map(|status| status.value.as_str())
    }

    /// The declared name of a choice, and its field.
    pub(super) fn choice_value(&self, meaning: Meaning) -> Option<(&'a str, &'a str)> {
        let Meaning::Choice(of, field, place) = meaning else { return None };
        let field = self.lexicon.field(of, field)?;
        Some((field.key.as_str(), field.choices.get(place)?.value.as_str()))
    }

    /// An id that begins at these words, in how many of them.
    pub(super) fn id_at(&self, words: &[Word]) -> Option<(String, usize)> {
        let first = words.first().filter(|word| !word.quoted)?;
        for one in self.lexicon.types {
            let prefix = one.id_prefix.to_lowercase();
            if let Some(number) = first.flat.strip_prefix(&prefix) {
                let number = number.trim_start_matches(['-', '#', ' ']);
                if is_number(number) {
                    return Some((format!("{}-{number}", one.id_prefix), 1));
                }
                if number.is_empty()
                    && first.capital
                    && let Some(next) = words.get(1)
                    && is_number(next.flat.trim_start_matches('#'))
                {
                    return Some((format!("{}-{}", one.id_prefix, next.flat.trim_start_matches('#')), 2));
                }
            }
        }
        // "task 12", "bug #7", "lead number 3"
        let named = self.lexicon.type_at(words)?;
        let mut at = named.length;
        if words.get(at).is_some_and(|word| word.is(&["number", "no", "nr"])) {
            at += 1;
        }
        let number = words.get(at)?.flat.trim_start_matches('#').to_owned();
        let prefix = &self.lexicon.types.get(named.meaning.of_type())?.id_prefix;
        is_number(&number).then(|| (format!("{prefix}-{number}"), at + 1))
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 9 && text.bytes().all(|digit| digit.is_ascii_digit())
}

/// The words without what stands around them and says nothing.
pub(super) fn trim<'w>(mut words: &'w [Word], leading: &[&str], trailing: &[&str]) -> &'w [Word] {
    while let Some((first, rest)) = words.split_first() {
        if !first.is(leading) || first.ends() {
            break;
        }
        words = rest;
    }
    while let Some((last, rest)) = words.split_last() {
        if !last.is(trailing) {
            break;
        }
        words = rest;
    }
    words
}

/// Whether the words begin with this phrase, and in how many words.
pub(super) fn begins_with(words: &[Word], phrase: &str) -> Option<usize> {
    let mut length = 0;
    for part in phrase.split(' ') {
        let word = words.get(length)?;
        if word.quoted || word.flat != part {
            return None;
        }
        length += 1;
    }
    Some(length)
}

/// The longest of these phrases that the words begin with, in words.
pub(super) fn longest(words: &[Word], phrases: &[&str]) -> Option<usize> {
    phrases.iter().filter_map(|phrase| begins_with(words, phrase)).max()
}
