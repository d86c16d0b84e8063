//! Applying what was proposed.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::de::DeserializeSeed;
use shared::tenant::{Attribute, TenantFile};
use shared::value::{Kind, Value};
use shared::wire::ExtractedStatus;

use super::evidence::{Support, position, support};
use super::validate::validate;
use super::{Command, Invalid, Known, Operation, Reader, Scope};
use crate::rules::values::Context;

/// What the visitor said, and when.
#[derive(Debug, Clone, Copy)]
pub struct Speech<'a> {
    /// The message of this turn.
    pub message: &'a str,
    /// The visitor's earlier messages that the reader was shown.
    pub earlier: &'a [&'a str],
    /// The day of the message.
    pub today: Date,
    /// BCP 47.
    pub locale: &'a str,
}

/// What an accepted proposal did.
#[derive(Debug, Clone, PartialEq)]
pub enum Applied {
    /// A value where there was none.
    Added,
    /// Another value than before.
    Changed {
        /// The value before.
        from: Value,
    },
    /// It was known already, just so.
    Unchanged,
    /// There is no value any more.
    Cleared,
    /// It will not be asked again.
    Declined,
}

impl Applied {
    /// A stable word for a turn's tool calls.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Added | Self::Changed { .. } | Self::Cleared | Self::Declined => "applied",
            Self::Unchanged => "unchanged",
        }
    }
}

/// Why a proposal was refused. The scope is then as it was before: an invalid correction leaves the old value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// The tenant does not gather this.
    #[error("there is no attribute `{0}`")]
    UnknownKey(String),
    /// The value has not the shape of the attribute's kind.
    #[error("a value of kind {kind} was expected: {reason}")]
    WrongType {
        /// The attribute's kind.
        kind: Kind,
        /// What is wrong.
        reason: String,
    },
    /// The attribute cannot hold it.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The visitor never said the quoted words.
    #[error("the quoted words were not said")]
    QuoteNotFound,
    /// The quoted words say something else.
    #[error("the quoted words say something else")]
    Contradicted,
    /// The visitor said something else later in the same message.
    #[error("something else was said later in the same message")]
    Superseded,
    /// Append and remove are for lists.
    #[error("only a list can be added to or taken from")]
    NotAList,
    /// There is nothing to clear or to remove.
    #[error("there is nothing to take away")]
    NothingKnown,
}

impl Rejection {
    /// A stable word for a turn's tool calls.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownKey(_) => "unknown_attribute",
            Self::WrongType { .. } => "wrong_type",
            Self::Invalid(_) => "invalid_value",
            Self::QuoteNotFound => "quote_not_found",
            Self::Contradicted => "quote_contradicts",
            Self::Superseded => "superseded",
            Self::NotAList => "not_a_list",
            Self::NothingKnown => "nothing_known",
        }
    }
}

/// The changes of one turn. Of two values for one attribute, the one whose words stand later in the message wins, in
/// whatever order they are proposed.
#[derive(Debug)]
pub struct Changes<'a> {
    tenant: &'a TenantFile,
    speech: Speech<'a>,
    scope: Scope,
    positions: BTreeMap<String, usize>,
}

impl<'a> Changes<'a> {
    /// Begins with the scope as the last turn left it.
    #[must_use]
    pub const fn new(tenant: &'a TenantFile, speech: Speech<'a>, scope: Scope) -> Self {
        Self { tenant, speech, scope, positions: BTreeMap::new() }
    }

    /// The scope as it is now.
    #[must_use]
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The scope as it is in the end.
    #[must_use]
    pub fn into_scope(self) -> Scope {
        self.scope
    }

    /// Whether this turn has said something about the attribute already.
    #[must_use]
    pub fn has_touched(&self, key: &str) -> bool {
        self.positions.contains_key(key)
    }

    /// Checks one proposal and applies it, or says why not and changes nothing.
    pub fn apply(&mut self, command: &Command, reader: Reader) -> Result<Applied, Rejection> {
        let attribute = self.attribute(&command.key)?;
        let place = self.place(&command.quote).ok_or(Rejection::QuoteNotFound)?;
        if self.positions.get(&command.key).is_some_and(|earlier| *earlier > place) {
            return Err(Rejection::Superseded);
        }
        let applied = match command.operation {
            Operation::Set => self.set(attribute, command, reader)?,
            Operation::Append => self.append(attribute, command, reader)?,
            Operation::Remove => self.remove(attribute, command)?,
            Operation::Clear => self.clear(attribute)?,
            Operation::Decline => self.decline(attribute),
        };
        self.positions.insert(command.key.clone(), place);
        Ok(applied)
    }

    fn attribute(&self, key: &str) -> Result<&'a Attribute, Rejection> {
        let declared = self.tenant.scope.attributes.iter().find(|attribute| attribute.key == key);
        declared.ok_or_else(|| Rejection::UnknownKey(key.to_owned()))
    }

    /// Where the words stand: what was said in earlier messages counts as before everything in this one.
    fn place(&self, quote: &str) -> Option<usize> {
        position(self.speech.message, quote).map(|place| place + 1).or_else(|| {
            self.speech.earlier.iter().any(|message| position(message, quote).is_some()).then_some(0)
        })
    }

    fn set(
        &mut self,
        attribute: &Attribute,
        command: &Command,
        reader: Reader,
    ) -> Result<Applied, Rejection> {
        let value = self.read(attribute, command)?;
        let status = self.status(attribute, &value, command, reader)?;
        Ok(self.keep(attribute, value, status, &command.quote))
    }

    fn append(
        &mut self,
        attribute: &Attribute,
        command: &Command,
        reader: Reader,
    ) -> Result<Applied, Rejection> {
        let Value::List(more) = self.read(attribute, command)? else { return Err(Rejection::NotAList) };
        let status = self.status(attribute, &Value::List(more.clone()), command, reader)?;
        let mut values = self.list(&attribute.key);
        values.extend(more.into_iter().filter(|value| !values.contains(value)).collect::<Vec<_>>());
        Ok(self.keep(attribute, Value::List(values), status, &command.quote))
    }

    fn remove(&mut self, attribute: &Attribute, command: &Command) -> Result<Applied, Rejection> {
        let Value::List(less) = self.read(attribute, command)? else { return Err(Rejection::NotAList) };
        let before = self.list(&attribute.key);
        let values: Vec<String> = before.iter().filter(|value| !less.contains(value)).cloned().collect();
        if values.len() == before.len() {
            return Err(Rejection::NothingKnown);
        }
        if values.is_empty() {
            return self.clear(attribute);
        }
        Ok(self.keep(attribute, Value::List(values), ExtractedStatus::Stated, &command.quote))
    }

    fn clear(&mut self, attribute: &Attribute) -> Result<Applied, Rejection> {
        if self.scope.clear(&attribute.key) { Ok(Applied::Cleared) } else { Err(Rejection::NothingKnown) }
    }

    fn decline(&mut self, attribute: &Attribute) -> Applied {
        self.scope.clear(&attribute.key);
        self.scope.declined.insert(attribute.key.clone());
        Applied::Declined
    }

    fn read(&self, attribute: &Attribute, command: &Command) -> Result<Value, Rejection> {
        let kind = attribute.kind;
        let value = kind
            .deserialize(&command.value)
            .map_err(|error| Rejection::WrongType { kind, reason: error.to_string() })?;
        Ok(validate(attribute, value, &self.tenant.country)?)
    }

    fn status(
        &self,
        attribute: &Attribute,
        value: &Value,
        command: &Command,
        reader: Reader,
    ) -> Result<ExtractedStatus, Rejection> {
        let said = if command.approximate { ExtractedStatus::Approximate } else { ExtractedStatus::Stated };
        match reader {
            Reader::Rules => Ok(said),
            Reader::Model => {
                let Speech { today, locale, .. } = self.speech;
                let context = Context { country: &self.tenant.country, locale, today };
                match support(attribute, value, &command.quote, &context) {
                    Support::Bears(ExtractedStatus::Stated) => Ok(said),
                    Support::Bears(status) => Ok(status),
                    Support::Contradicts => Err(Rejection::Contradicted),
                }
            }
        }
    }

    fn list(&self, key: &str) -> Vec<String> {
        match self.scope.known.get(key) {
            Some(Known { value: Value::List(values), .. }) => values.clone(),
            _ => Vec::new(),
        }
    }

    fn keep(&mut self, attribute: &Attribute, value: Value, status: ExtractedStatus, quote: &str) -> Applied {
        let known = Known { kind: attribute.kind, value, status, evidence: cut(quote.trim()) };
        self.scope.keep(&attribute.key, known)
    }
}

/// The most of a quote that is kept, in characters: enough to see what was said, and little enough that no
/// conversation outgrows what the store takes for one turn.
const QUOTE_KEPT: usize = 300;

/// As much of the visitor's words as is kept beside the message itself.
#[must_use]
pub(crate) fn cut(words: &str) -> String {
    match words.char_indices().nth(QUOTE_KEPT) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}
