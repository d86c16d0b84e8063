//! What the tenant's file calls things: types, fields, states and choices, found in the words of a message.

use shared::tenant::{Field, RecordType, Records};
use shared::value::Kind;

use super::words::{Alike, Word, alike};
use crate::rules::folded;

/// What is called so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::actions) enum Meaning {
    /// A type.
    Type(usize),
    /// A field of a type.
    Field(usize, usize),
    /// A state of a type.
    Status(usize, usize),
    /// A choice of a field of a type.
    Choice(usize, usize, usize),
}

impl Meaning {
    /// The type that it belongs to.
    pub(in crate::actions) const fn of_type(self) -> usize {
        match self {
            Self::Type(of) | Self::Field(of, _) | Self::Status(of, _) | Self::Choice(of, _, _) => of,
        }
    }
}

struct Entry {
    words: Vec<String>,
    meaning: Meaning,
}

/// Everything that the tenant's file names.
pub(in crate::actions) struct Lexicon<'t> {
    /// The types.
    pub(in crate::actions) types: &'t [RecordType],
    entries: Vec<Entry>,
}

/// Something that is named in a message.
#[derive(Debug, Clone, Copy)]
pub(in crate::actions) struct Named {
    /// What.
    pub(in crate::actions) meaning: Meaning,
    /// In how many words.
    pub(in crate::actions) length: usize,
    /// How well.
    pub(in crate::actions) alike: Alike,
}

impl<'t> Lexicon<'t> {
    /// Of a tenant's file.
    pub(in crate::actions) fn of(records: &'t Records) -> Self {
        let mut lexicon = Self { types: &records.types, entries: Vec::new() };
        for (at, one) in records.types.iter().enumerate() {
            lexicon.add(Meaning::Type(at), [&one.one, &one.many, &one.key].into_iter().chain(&one.synonyms));
            for (place, field) in one.fields.iter().enumerate() {
                lexicon.add(
                    Meaning::Field(at, place),
                    [&field.name(), &field.key].into_iter().chain(&field.synonyms),
                );
                for (number, choice) in field.choices.iter().enumerate() {
                    let names = [&choice.value].into_iter().chain(&choice.label).chain(&choice.synonyms);
                    lexicon.add(Meaning::Choice(at, place, number), names);
                }
            }
            for (place, status) in one.status.iter().flat_map(|settings| settings.values.iter().enumerate()) {
                lexicon.add(
                    Meaning::Status(at, place),
                    [&status.name(), &status.value].into_iter().chain(&status.synonyms),
                );
            }
        }
        lexicon
    }

    fn add<'n>(&mut self, meaning: Meaning, names: impl IntoIterator<Item = &'n String>) {
        for name in names {
            let words: Vec<String> = folded(name)
                .split(|sign: char| sign.is_whitespace() || matches!(sign, '_' | '-' | '(' | ')'))
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect();
            if !words.is_empty()
                && !self.entries.iter().any(|known| known.meaning == meaning && known.words == words)
            {
                self.entries.push(Entry { words, meaning });
            }
        }
    }

    /// Everything that these words begin with, the longest and best first.
    pub(in crate::actions) fn at(&self, words: &[Word], fits: impl Fn(Meaning) -> bool) -> Vec<Named> {
        let mut found: Vec<Named> = Vec::new();
        for entry in self.entries.iter().filter(|entry| fits(entry.meaning)) {
            if let Some((length, alike)) = begins(words, &entry.words) {
                let named = Named { meaning: entry.meaning, length, alike };
                match found.iter_mut().find(|known| known.meaning == entry.meaning) {
                    Some(known) if (known.length, known.alike) >= (length, alike) => {}
                    Some(known) => *known = named,
                    None => found.push(named),
                }
            }
        }
        found.sort_by_key(|named| core::cmp::Reverse((named.length, named.alike)));
        // What is spelt right is not also something else that is spelt wrong.
        if let Some(best) = found.first().map(|named| (named.length, named.alike))
            && best.1 > Alike::Typo
        {
            found.retain(|named| named.alike > Alike::Typo);
        }
        found
    }

    /// The type that these words begin with.
    pub(in crate::actions) fn type_at(&self, words: &[Word]) -> Option<Named> {
        self.at(words, |meaning| matches!(meaning, Meaning::Type(_))).into_iter().next()
    }

    /// The field of this type (of any, where none is known) that these words begin with.
    pub(in crate::actions) fn field_at(&self, words: &[Word], of: Option<usize>) -> Option<Named> {
        let fits = |meaning| matches!(meaning, Meaning::Field(at, _) if of.is_none_or(|of| of == at));
        self.at(words, fits).into_iter().next()
    }

    /// The state of this type (of any, where none is known) that these words begin with.
    pub(in crate::actions) fn status_at(&self, words: &[Word], of: Option<usize>) -> Option<Named> {
        let fits = |meaning| matches!(meaning, Meaning::Status(at, _) if of.is_none_or(|of| of == at));
        self.at(words, fits).into_iter().next()
    }

    /// The choice of a field of this type (of any, where none is known) that these words begin with.
    pub(in crate::actions) fn choice_at(&self, words: &[Word], of: Option<usize>) -> Option<Named> {
        let fits = |meaning| matches!(meaning, Meaning::Choice(at, ..) if of.is_none_or(|of| of == at));
        self.at(words, fits).into_iter().next()
    }

    /// The field.
    pub(in crate::actions) fn field(&self, of: usize, field: usize) -> Option<&'t Field> {
        self.types.get(of)?.fields.get(field)
    }

    /// The field by which such a record is due: one that is called so, or the first with a day.
    pub(in crate::actions) fn due(&self, of: usize) -> Option<&'t Field> {
        let dates = || {
            self.types
                .get(of)
                .into_iter()
                .flat_map(|one| &one.fields)
                .filter(|field| field.kind == Kind::Date)
        };
        let is_due = |field: &&Field| {
            [&field.key, &field.name()].into_iter().chain(&field.synonyms).any(|name| {
                let name = folded(name);
                name.contains("due") || name.contains("deadline")
            })
        };
        dates().find(is_due).or_else(|| dates().next())
    }

    /// The field with the user whose such a record is: one by which it is assigned, or the first with a user.
    pub(in crate::actions) fn owner(&self, of: usize) -> Option<&'t Field> {
        let users = || self.types.get(of).into_iter().flat_map(|one| &one.fields).filter(|field| field.user);
        let is_assigned = |field: &&Field| {
            [&field.key, &field.name()]
                .into_iter()
                .chain(&field.synonyms)
                .any(|name| folded(name).contains("assign"))
        };
        users().find(is_assigned).or_else(|| users().next())
    }

    /// The states in which such a record is done with.
    pub(in crate::actions) fn closed(&self, of: usize) -> Vec<&'t str> {
        let statuses = self.types.get(of).and_then(|one| one.status.as_ref());
        let values = statuses.into_iter().flat_map(|settings| &settings.values);
        values.filter(|status| status.closed).map(|status| status.value.as_str()).collect()
    }
}

/// Whether the words begin with the name, in how many words, and how well.
fn begins(words: &[Word], name: &[String]) -> Option<(usize, Alike)> {
    let mut worst = Alike::Same;
    let (mut at, mut place) = (0, 0);
    while let Some(part) = name.get(place) {
        let word = words.get(at)?;
        if word.quoted || (at > 0 && words[at - 1].mark != super::words::Mark::None) {
            return None;
        }
        // "to-do" is one word of the message and two of the name.
        let pieces: Vec<&str> = word.flat.split('-').collect();
        let fits = |(piece, part): (&&str, &String)| alike(piece, part) > Some(Alike::Typo);
        if pieces.len() > 1
            && name[place..].len() >= pieces.len()
            && pieces.iter().zip(&name[place..]).all(fits)
        {
            place += pieces.len();
        } else {
            worst = worst.min(alike(&word.flat, part)?);
            place += 1;
        }
        at += 1;
    }
    Some((at, worst))
}
