//! What the widget reads of the wire, and writes to it. The contract stands in `shared::wire`; here is the part of it
//! that is shown. The tests read what `shared` writes, and let `shared` read what is written here.

mod config;
pub mod edit;

use super::json::{Json, Writer};
use crate::conversation::text::digits;

pub use config::{Attribute, Config, Form, Presence};

/// What is understood so far (`shared::wire::ScopeView`).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scope {
    /// Every value that is known.
    pub known: Vec<Known>,
    /// 0 to 1.
    pub confidence: f64,
    /// Whether enough is known for an estimate.
    pub ready: bool,
    /// The keys that are needed and not known.
    pub missing: Vec<String>,
    /// Whether the visitor has confirmed it, as it stands.
    pub confirmed: bool,
}

/// A value that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The attribute's key.
    pub key: String,
    /// Its name for the visitor.
    pub label: String,
    /// The value for the visitor.
    pub display: String,
}

impl Scope {
    /// Reads it from a scope, or from a reply, which has the same fields.
    #[must_use]
    pub fn of(json: &Json) -> Self {
        let mut known = Vec::new();
        for (key, value) in json.field("extracted_attributes").fields() {
            if value.has_texts(&["label", "display"]) {
                let (label, display) = (value.words("label"), value.words("display"));
                known.push(Known { key: key.clone(), label, display });
            }
        }
        Self {
            known,
            confidence: json.field("confidence").number().unwrap_or_default(),
            ready: json.is("ready_for_estimate"),
            missing: texts(json.field("missing_attributes")),
            confirmed: json.is("confirmed"),
        }
    }

    /// The value of an attribute.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Known> {
        self.known.iter().find(|known| known.key == key)
    }
}

/// A message of the log (`shared::wire::Message`).
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// The turn it belongs to.
    pub turn_id: String,
    /// The id of the visitor's message; of an answer, the id of the message answered.
    pub message_id: String,
    /// Whether the visitor wrote it.
    pub by_visitor: bool,
    /// What it says.
    pub text: String,
    /// When: RFC 3339, UTC.
    pub at: String,
    /// Whether it is not answered yet.
    pub pending: bool,
    /// Whether the rules engine wrote it.
    pub degraded: bool,
    /// Whether the visitor stopped it.
    pub stopped: bool,
    /// Of the visitor: whether it was done in the card or the form.
    pub edit: bool,
    /// Of the visitor: what was understood from it.
    pub understood: Vec<Known>,
    /// Of an answer: what is shown under it (`shared::wire::Block`), read where it is drawn.
    pub blocks: Vec<Json>,
    /// Of an answer: what the visitor thinks of it: `up`, `down` or nothing.
    pub thumb: String,
}

impl Message {
    /// The messages of a page or of a session, oldest first.
    #[must_use]
    pub fn all(json: &Json) -> Vec<Self> {
        let mut messages = Vec::new();
        for json in json.field("messages").list() {
            if !json.has_texts(&["turn_id", "message_id", "author", "text", "at", "state"]) {
                continue;
            }
            messages.push(Self {
                turn_id: json.words("turn_id"),
                message_id: json.words("message_id"),
                by_visitor: json.words("author") == "user",
                text: json.words("text"),
                at: json.words("at"),
                pending: json.words("state") == "pending",
                degraded: json.is("degraded"),
                stopped: json.is("stopped"),
                edit: json.is("edit"),
                understood: understood(json.field("understood")),
                blocks: blocks(json),
                thumb: json.words("thumb"),
            });
        }
        messages
    }
}

/// What is shown under an answer, of a reply or of a message: first the tools that were called for it, each as a
/// block; then its blocks. What was understood is no tool: it was quoted, and stands beside the visitor's message.
#[must_use]
pub fn blocks(json: &Json) -> Vec<Json> {
    let mut blocks = Vec::new();
    for call in json.field("tool_calls").list() {
        if call.field("arguments").field("quote") == &Json::Null {
            blocks.push(called(call.clone()));
        }
    }
    blocks.extend_from_slice(json.field("blocks").list());
    blocks
}

/// A call of a tool (`shared::wire::ToolCall`) as a block of the kind `tool`.
#[must_use]
pub fn called(call: Json) -> Json {
    Json::Object(vec![("kind".to_owned(), Json::Text("tool".to_owned())), ("call".to_owned(), call)])
}

fn understood(list: &Json) -> Vec<Known> {
    let mut known = Vec::new();
    for json in list.list() {
        known.push(Known {
            key: json.words("key"),
            label: json.words("label"),
            display: json.words("display"),
        });
    }
    known
}

/// `before` for the page of older messages; `None` at the beginning.
#[must_use]
pub fn before(json: &Json) -> Option<u64> {
    json.field("before").number().map(|number| number as u64)
}

/// Two texts of every object of a list.
fn pairs(list: &Json, first: &str, second: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for json in list.list() {
        if let (Some(first), Some(second)) = (json.field(first).text(), json.field(second).text()) {
            pairs.push((first, second));
        }
    }
    pairs
}

/// The texts of a list.
fn texts(list: &Json) -> Vec<String> {
    let mut texts = Vec::new();
    for json in list.list() {
        if let Some(text) = json.text() {
            texts.push(text);
        }
    }
    texts
}

/// The greeting and the openings of a session, where it has its own; of the tenant otherwise.
#[must_use]
pub fn welcome(json: &Json, config: &Config) -> (String, Vec<String>) {
    let suggestions = json.field("suggestions");
    let greeting = json.field("greeting").text().unwrap_or_else(|| config.greeting.clone());
    (greeting, if suggestions == &Json::Null { config.suggestions.clone() } else { texts(suggestions) })
}

/// What went wrong (`shared::wire::Problem`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// What happened here and what to do about it.
    pub detail: String,
    /// A stable word for programs.
    pub code: String,
    /// Whether the same request can succeed later.
    pub retryable: bool,
    /// Seconds to wait before the next try.
    pub retry_after: Option<u32>,
}

impl Problem {
    /// Reads it; `None` where it is none of ours.
    #[must_use]
    pub fn of(json: &Json) -> Option<Self> {
        let status = json.field("status").number()? as u16;
        json.has_texts(&["detail", "code"]).then(|| Self {
            status,
            detail: json.words("detail"),
            code: json.words("code"),
            retryable: json.is("retryable"),
            retry_after: json.field("retry_after").number().map(|seconds| seconds as u32),
        })
    }
}

impl Problem {
    /// What a proxy's answer in its own words comes to: to wait. `None` where the status says nothing of the kind; such
    /// an answer need not be about us.
    #[must_use]
    pub fn of_other(status: u16, retry_after: Option<u32>) -> Option<Self> {
        let retryable = status == 429 || status >= 500;
        retryable.then(|| Self { status, retryable, retry_after, ..Self::default() })
    }
}

/// The page the visitor is on (`shared::wire::Page`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Its address.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Where the visitor came from.
    pub referrer: String,
}

impl Page {
    fn write(&self) -> String {
        let page = Writer::default().text("url", &self.url).text("title", &self.title);
        page.text("referrer", &self.referrer).end()
    }
}

/// The body that begins a conversation (`shared::wire::SessionRequest`).
#[must_use]
pub fn session_request(
    tenant: &str,
    locale: &str,
    time_zone: &str,
    page: &Page,
    resume: Option<&str>,
    user: &str,
) -> String {
    let body = Writer::default().text("tenant", tenant).text("locale", locale);
    let body = body.text("time_zone", time_zone).json("page", &page.write());
    let body = if let Some(token) = resume { body.text("resume", token) } else { body };
    if user.is_empty() { body.end() } else { body.text("user_token", user).end() }
}

/// The body that sends a message, or an edit in its place (`shared::wire::SendRequest`).
#[must_use]
pub fn send_request(message: &str, edit: &str, message_id: &str, page: &Page) -> String {
    let body = Writer::default();
    let body = if edit.is_empty() { body.text("message", message) } else { body.json("edit", edit) };
    body.text("message_id", message_id).json("page", &page.write()).end()
}

/// The body that rates the conversation (`shared::wire::Rating`); stars from 1 to 5.
#[must_use]
pub fn rating(stars: u8, comment: &str) -> String {
    let body = Writer::default().json("stars", &digits(stars as i64));
    if comment.is_empty() { body.end() } else { body.text("comment", comment).end() }
}

/// The body that gives an answer a thumb (`shared::wire::FeedbackRequest`): `up`, `down`, or nothing to take it back.
#[must_use]
pub fn feedback(turn_id: &str, thumb: &str) -> String {
    let body = Writer::default().text("turn_id", turn_id);
    if thumb.is_empty() { body.json("thumb", "null").end() } else { body.text("thumb", thumb).end() }
}

#[cfg(test)]
mod tests;
