//! What a model's reply may be: checked while it is written, before a visitor sees it.
//!
//! Whatever the model was talked into: a link leads to the tenant's own hosts, or is no link; nothing hides in signs that
//! nobody sees; what the model is told is not told on; nobody is asked for a password; and it comes to an end. A link is put
//! right where it stands. A reply that breaks another of the rules is thrown away, and the rules engine words one in its
//! place. Only what the reply says is looked at here: what it proposes for the scope is checked by [`crate::scope`].

mod address;
mod credentials;
mod leak;
mod links;
mod seen;
mod signs;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use shared::tenant::TenantFile;

use crate::prompt::own_texts;
use address::Addresses;
use leak::{Reading, Secrets};
use links::Links;
use signs::Escapes;

/// The most characters of a reply: several times what a reply should have.
pub const LONGEST_REPLY: usize = 6_000;

/// Why a reply was thrown away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replaced {
    /// It asks for what it must not ask for.
    Question,
    /// It tells what the model was told, or speaks in its marks.
    SystemText,
    /// It asks for a password, the number of a card, or the like.
    Credentials,
    /// It has a link that could not be put right.
    Link,
    /// It is longer than [`LONGEST_REPLY`].
    TooLong,
    /// Nothing of it can be shown.
    Empty,
    /// It speaks of what was to be done: that is told by the engine, once it is done.
    Actions,
}

impl Replaced {
    /// A stable word, as kept with the turn.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::SystemText => "system_text",
            Self::Credentials => "credentials",
            Self::Link => "link",
            Self::TooLong => "too_long",
            Self::Empty => "empty",
            Self::Actions => "actions",
        }
    }
}

/// What a reply in a tenant's name is held against. It follows from the tenant file, and from where the server is reached.
#[derive(Debug)]
pub struct ReplyRules {
    addresses: Addresses,
    secrets: Secrets,
}

impl ReplyRules {
    /// The rules of this tenant on a server that is reached under these origins (`https://chat.example`).
    #[must_use]
    pub fn of(tenant: &TenantFile, own_origins: &[String]) -> Self {
        let told = tenant.assistant.instructions.as_deref();
        Self {
            addresses: Addresses::of(tenant, own_origins),
            secrets: Secrets::new(&own_texts(tenant), told, &leak::public(tenant)),
        }
    }
}

/// Checks one reply, piece by piece.
#[derive(Debug)]
pub struct ReplyGuard {
    rules: Arc<ReplyRules>,
    reading: Reading,
    escapes: Escapes,
    links: Links,
    /// Where links may lead.
    addresses: Addresses,
    /// As it came, without what nobody sees.
    written: String,
    characters: usize,
    /// Blanks that are given out with what follows them: a reply that is stopped does not end with one.
    blank: String,
    /// What was given out.
    said: String,
}

impl ReplyGuard {
    /// For a reply that is held against these.
    #[must_use]
    pub fn new(rules: Arc<ReplyRules>) -> Self {
        Self {
            addresses: rules.addresses.clone(),
            rules,
            reading: Reading::default(),
            escapes: Escapes::default(),
            links: Links::default(),
            written: String::new(),
            characters: 0,
            blank: String::new(),
            said: String::new(),
        }
    }

    /// The same, where links may lead to these pages' hosts too.
    #[must_use]
    pub fn allowing<'a>(self, pages: impl Iterator<Item = &'a str>) -> Self {
        Self { addresses: self.addresses.and(pages), ..self }
    }

    /// Another reply begins: nothing is left of the one before.
    pub fn begin_anew(&mut self) {
        *self = Self { addresses: self.addresses.clone(), ..Self::new(Arc::clone(&self.rules)) };
    }

    /// Takes more of the reply, and gives out what may be shown. A few words are held back where they may be part of a link.
    pub fn push(&mut self, text: &str) -> Result<String, Replaced> {
        let seen = signs::seen(text);
        self.characters += seen.chars().count();
        if self.characters > LONGEST_REPLY {
            return Err(Replaced::TooLong);
        }
        self.written.push_str(&seen);
        self.reading.read(&self.rules.secrets, &seen)?;
        if seen.contains(credentials::ENDS) && credentials::are_asked(&self.written) {
            return Err(Replaced::Credentials);
        }
        let text = self.escapes.push(&seen);
        let mut given = core::mem::take(&mut self.blank);
        given.push_str(&self.links.push(&text, &self.addresses));
        self.blank = given.split_off(given.trim_end().len());
        self.give(given)
    }

    /// The reply is whole: gives out the rest of it.
    pub fn finish(&mut self) -> Result<String, Replaced> {
        if credentials::are_asked(&self.written) {
            return Err(Replaced::Credentials);
        }
        let text = self.escapes.finish();
        let mut given = core::mem::take(&mut self.blank);
        given.push_str(&self.links.push(&text, &self.addresses));
        given.push_str(&self.links.finish(&self.addresses));
        let given = self.give(given)?;
        if self.said.trim().is_empty() { Err(Replaced::Empty) } else { Ok(given) }
    }

    /// What was given out so far.
    #[must_use]
    pub fn said(&self) -> &str {
        &self.said
    }

    /// Whether this, in whatever else the model writes, tells what it was told.
    #[must_use]
    pub fn is_secret(&self, text: &str) -> bool {
        self.rules.secrets.are_in(&signs::seen(text))
    }

    /// Looks once more, in another way, at what the pieces have come to.
    fn give(&mut self, given: String) -> Result<String, Replaced> {
        let before = self.said.len();
        self.said.push_str(&given);
        if seen::has_foreign(&self.said, before, &self.addresses) {
            self.said.truncate(before);
            return Err(Replaced::Link);
        }
        Ok(given)
    }
}
