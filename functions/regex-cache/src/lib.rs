//! The patterns of telephone numbers, as `phonenumber` asks for them: compiled when they are first needed, the last ones kept.
//!
//! It takes the place of the crate of this name (`[patch.crates-io]` in the workspace's `Cargo.toml`), and has of it what
//! `phonenumber` calls. That crate parses every pattern beforehand to say whether it is one, with a parser of its own: of the
//! 3,000 patterns for all countries. `engine` is built and tested with `phonenumber`, and no program has it. The patterns come
//! with it and are known to be good; one that is not matches nothing here.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use regex::{Captures, Match, Regex, RegexBuilder, Replacer};

/// Why a pattern is none. Never said here.
pub use regex::Error;

/// The patterns that were used last, compiled; the latest in front.
#[derive(Debug)]
pub struct RegexCache {
    most: usize,
    kept: VecDeque<Kept>,
}

#[derive(Debug)]
struct Kept {
    source: Arc<str>,
    ignore_whitespace: bool,
    regex: Option<Regex>,
}

impl RegexCache {
    /// Keeps so many, at least one.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self { most: most.max(1), kept: VecDeque::new() }
    }

    fn regex(&mut self, builder: &CachedRegexBuilder) -> Option<Regex> {
        let known = self.kept.iter().position(|kept| {
            kept.ignore_whitespace == builder.ignore_whitespace && kept.source == builder.source
        });
        let kept = match known.and_then(|index| self.kept.remove(index)) {
            Some(kept) => kept,
            None => builder.compile(),
        };
        let regex = kept.regex.clone();
        self.kept.push_front(kept);
        self.kept.truncate(self.most);
        regex
    }
}

/// A pattern, and where it is kept once it is compiled.
#[derive(Debug, Clone)]
pub struct CachedRegexBuilder {
    cache: Arc<Mutex<RegexCache>>,
    source: Arc<str>,
    ignore_whitespace: bool,
}

impl CachedRegexBuilder {
    /// The pattern as it is written.
    #[must_use]
    pub fn new(cache: Arc<Mutex<RegexCache>>, source: &str) -> Self {
        Self { cache, source: source.into(), ignore_whitespace: false }
    }

    /// Whether white space in the pattern stands for nothing.
    pub fn ignore_whitespace(&mut self, yes: bool) -> &mut Self {
        self.ignore_whitespace = yes;
        self
    }

    /// The pattern, not yet compiled.
    ///
    /// # Errors
    /// None: a bad pattern matches nothing.
    pub fn build(&self) -> Result<CachedRegex, Error> {
        Ok(CachedRegex { builder: self.clone() })
    }

    fn compile(&self) -> Kept {
        let regex = RegexBuilder::new(&self.source).ignore_whitespace(self.ignore_whitespace).build();
        Kept {
            source: Arc::clone(&self.source),
            ignore_whitespace: self.ignore_whitespace,
            regex: regex.ok(),
        }
    }
}

/// A pattern that is compiled when it is first asked.
#[derive(Debug, Clone)]
pub struct CachedRegex {
    builder: CachedRegexBuilder,
}

impl CachedRegex {
    /// As [`Regex::is_match`].
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    /// As [`Regex::find`].
    #[must_use]
    pub fn find<'text>(&self, text: &'text str) -> Option<Match<'text>> {
        self.regex()?.find(text)
    }

    /// As [`Regex::captures`].
    #[must_use]
    pub fn captures<'text>(&self, text: &'text str) -> Option<Captures<'text>> {
        self.regex()?.captures(text)
    }

    /// As [`Regex::replace`].
    pub fn replace<'text, R: Replacer>(&self, text: &'text str, by: R) -> Cow<'text, str> {
        match self.regex() {
            Some(regex) => regex.replace(text, by),
            None => Cow::Borrowed(text),
        }
    }

    /// As [`Regex::captures_len`].
    #[must_use]
    pub fn captures_len(&self) -> usize {
        self.regex().map_or(1, |regex| regex.captures_len())
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.builder.source
    }

    fn regex(&self) -> Option<Regex> {
        self.builder.cache.lock().unwrap_or_else(PoisonError::into_inner).regex(&self.builder)
    }
}

#[cfg(test)]
mod tests;
