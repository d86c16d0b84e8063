//! Reading the function's arguments while they are still being written.
//!
//! The text is one JSON object. Its parts are given out as soon as they are whole: each command, each action, then `intent`
//! and `asks`, then the reply piece by piece; `sources`, which nobody sees before the end, with the whole. This reader only finds where the parts begin and end; what is in them is
//! read by serde_json. The whole text is read once more at the end, so nothing malformed passes.

use serde::Deserialize;
use serde_json::Value as Json;

use crate::scope::{Command, Operation};

/// The most bytes of arguments: many times what the most tokens of an answer can be.
const MAX_BYTES: usize = 256 * 1024;

/// A part of the arguments.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    /// One command.
    Command(Command),
    /// One thing that is to be done.
    Action(Json),
    /// What the message is about.
    Intent(String),
    /// What the reply asks for.
    Asks(Option<String>),
    /// More of the reply.
    Reply(String),
}

/// Why the arguments cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum ArgumentsError {
    /// Not JSON, or not whole.
    #[error("the arguments are not JSON: {0}")]
    Json(String),
    /// JSON of another shape.
    #[error("the arguments have not the shape of the function: {0}")]
    Shape(String),
    /// Too many bytes.
    #[error("the arguments are longer than {MAX_BYTES} bytes")]
    TooLong,
}

/// What the arguments may hold besides what they always hold, as the function was offered.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Extra {
    /// `actions`.
    pub(super) actions: bool,
    /// `sources`.
    pub(super) sources: bool,
}

/// Reads the arguments piece by piece.
#[derive(Debug, Default)]
pub(super) struct ArgumentsReader {
    extra: Extra,
    text: String,
    /// Up to here the text has been looked at.
    seen: usize,
    depth: usize,
    in_string: bool,
    escaped: bool,
    /// Where the part that is being written begins.
    start: usize,
    /// The top-level key whose value is being written; `None` while a key is expected.
    key: Option<String>,
    /// Up to here the reply has been given out.
    reply_given: usize,
}

/// A command as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    operation: String,
    key: String,
    #[serde(default)]
    value: Json,
    quote: String,
    #[serde(default)]
    approximate: bool,
}

/// The whole arguments.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    commands: Vec<Written>,
    #[serde(default)]
    actions: Option<Vec<Json>>,
    #[serde(rename = "intent")]
    _intent: String,
    #[serde(rename = "asks")]
    _asks: Option<String>,
    #[serde(default)]
    sources: Option<Vec<String>>,
    reply: String,
}

impl ArgumentsReader {
    /// For a function that was offered with these.
    pub(super) fn new(extra: Extra) -> Self {
        Self { extra, ..Self::default() }
    }

    /// Takes more of the text and gives out what is whole.
    pub(super) fn push(&mut self, delta: &str) -> Result<Vec<Part>, ArgumentsError> {
        if self.text.len() + delta.len() > MAX_BYTES {
            return Err(ArgumentsError::TooLong);
        }
        self.text.push_str(delta);
        let mut parts = Vec::new();
        // Every sign that matters is ASCII and cannot be a part of a longer UTF-8 sequence.
        for place in self.seen..self.text.len() {
            let sign = self.text.as_bytes()[place];
            self.look(place, sign, &mut parts)?;
        }
        self.seen = self.text.len();
        if self.in_reply() {
            self.give_reply(self.text.len(), &mut parts)?;
        }
        Ok(parts)
    }

    /// Reads the whole once more, and gives out the sources. The reply must not be blank, except where something is to be
    /// done: then nobody reads it.
    pub(super) fn finish(&self) -> Result<Vec<String>, ArgumentsError> {
        let whole: Whole = serde_json::from_str(&self.text).map_err(|error| {
            let reason = error.to_string();
            if error.is_data() { ArgumentsError::Shape(reason) } else { ArgumentsError::Json(reason) }
        })?;
        if let Some(command) = whole.commands.iter().find(|one| operation(&one.operation).is_none()) {
            return Err(ArgumentsError::Shape(format!("unknown operation `{}`", command.operation)));
        }
        let unasked = [
            ("actions", whole.actions.is_some(), self.extra.actions),
            ("sources", whole.sources.is_some(), self.extra.sources),
        ];
        if let Some((name, ..)) = unasked.iter().find(|(_, is_there, is_offered)| *is_there && !is_offered) {
            return Err(ArgumentsError::Shape(format!("unknown field `{name}`")));
        }
        if whole.reply.trim().is_empty() && whole.actions.is_none_or(|actions| actions.is_empty()) {
            return Err(ArgumentsError::Shape("`reply` is blank".to_owned()));
        }
        Ok(whole.sources.unwrap_or_default())
    }

    fn look(&mut self, place: usize, sign: u8, parts: &mut Vec<Part>) -> Result<(), ArgumentsError> {
        if self.in_string {
            match sign {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.string_ends(place, parts)?,
                _ => {}
            }
            return Ok(());
        }
        match sign {
            b'"' => {
                self.in_string = true;
                if self.depth == 1 {
                    self.start = place;
                    self.reply_given = place + 1;
                }
            }
            b'{' | b'[' => {
                self.depth += 1;
                if self.depth == 3 && sign == b'{' {
                    self.start = place;
                }
            }
            b'}' | b']' => {
                let Some(depth) = self.depth.checked_sub(1) else {
                    return Err(ArgumentsError::Json(format!("`{}` closes nothing", char::from(sign))));
                };
                if self.depth == 3 && sign == b'}' {
                    let written = &self.text[self.start..=place];
                    match self.key.as_deref() {
                        Some("commands") => parts.push(Part::Command(command(written)?)),
                        Some("actions") if self.extra.actions => parts.push(Part::Action(json(written)?)),
                        _ => {}
                    }
                }
                self.depth = depth;
            }
            b'n' if self.depth == 1 && self.key.as_deref() == Some("asks") => parts.push(Part::Asks(None)),
            b',' if self.depth == 1 => self.key = None,
            _ => {}
        }
        Ok(())
    }

    fn string_ends(&mut self, place: usize, parts: &mut Vec<Part>) -> Result<(), ArgumentsError> {
        if self.depth == 1 {
            match self.key.as_deref() {
                None => self.key = Some(string(&self.text[self.start + 1..place])?),
                Some("intent") => parts.push(Part::Intent(string(&self.text[self.start + 1..place])?)),
                Some("asks") => parts.push(Part::Asks(Some(string(&self.text[self.start + 1..place])?))),
                Some("reply") => self.give_reply(place, parts)?,
                Some(_) => {}
            }
        }
        self.in_string = false;
        Ok(())
    }

    fn in_reply(&self) -> bool {
        self.in_string && self.depth == 1 && self.key.as_deref() == Some("reply")
    }

    /// Gives out the reply up to `end`, but never half an escape or half a surrogate pair.
    fn give_reply(&mut self, end: usize, parts: &mut Vec<Part>) -> Result<(), ArgumentsError> {
        let raw = &self.text[self.reply_given..end];
        let raw = &raw[..whole_escapes(raw)];
        if !raw.is_empty() {
            parts.push(Part::Reply(string(raw)?));
            self.reply_given += raw.len();
        }
        Ok(())
    }
}

/// How much of a JSON string's inside can be decoded already.
fn whole_escapes(raw: &str) -> usize {
    let bytes = raw.as_bytes();
    let mut place = 0;
    let mut pair_from = None;
    while place < bytes.len() {
        if bytes[place] != b'\\' {
            place += 1;
            pair_from = None;
            continue;
        }
        let length = if bytes.get(place + 1) == Some(&b'u') { 6 } else { 2 };
        if place + length > bytes.len() {
            return pair_from.unwrap_or(place);
        }
        let high = length == 6
            && matches!(&bytes[place + 2..place + 4], [b'd' | b'D', b'8' | b'9' | b'a'..=b'b' | b'A'..=b'B']);
        pair_from = (high && pair_from.is_none()).then_some(place);
        place += length;
    }
    pair_from.unwrap_or(place)
}

fn string(raw: &str) -> Result<String, ArgumentsError> {
    serde_json::from_str(&format!("\"{raw}\"")).map_err(|error| ArgumentsError::Json(error.to_string()))
}

fn json(text: &str) -> Result<Json, ArgumentsError> {
    serde_json::from_str(text).map_err(|error| ArgumentsError::Json(error.to_string()))
}

fn operation(name: &str) -> Option<Operation> {
    Operation::ALL.into_iter().find(|operation| operation.name() == name)
}

fn command(text: &str) -> Result<Command, ArgumentsError> {
    let written: Written =
        serde_json::from_str(text).map_err(|error| ArgumentsError::Shape(format!("a command: {error}")))?;
    let operation = operation(&written.operation)
        .ok_or_else(|| ArgumentsError::Shape(format!("unknown operation `{}`", written.operation)))?;
    let Written { key, value, quote, approximate, .. } = written;
    Ok(Command { operation, key, value, quote, approximate })
}
