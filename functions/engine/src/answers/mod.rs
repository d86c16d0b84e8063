//! Answers that are kept for whoever asks the same: which questions, under which key, and which answers.
//!
//! A question is asked by everybody alike: it opens a conversation, comes from nobody in particular, names nobody and
//! nothing of the visitor's own, and tells nothing that could be gathered. So no visitor's data should be in what is kept; but
//! what a model says may repeat any word of the question, so what a conversation has left here is deleted with it. Whatever else the model is shown is part of the key: nobody can
//! make an answer be kept for those who see another page.

mod common;

#[cfg(test)]
mod tests;

use core::fmt::Write as _;

use jiff::civil::Date;
use sha2::{Digest as _, Sha256};
use shared::tenant::TenantFile;
use shared::wire::{Block, Page};

use crate::log::Outcome;
use crate::ports::{Found, KeptAnswer, QuestionKey};
use crate::prompt::{CONVERSATIONAL_SCOPING, without_tracking};

/// A message and all that its answer may depend on.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The tenant.
    pub tenant: &'a TenantFile,
    /// The model.
    pub model: &'a str,
    /// BCP 47: the conversation's language.
    pub locale: &'a str,
    /// The day of the message, where the visitor is.
    pub today: Date,
    /// The page the visitor is on.
    pub page: Option<&'a Page>,
    /// The message.
    pub message: &'a str,
}

/// What the answer is kept under; `None` where the question is not one that everybody asks alike, or nothing is kept.
///
/// Whether it opens its conversation, and whether the visitor is anonymous, is for the caller to know.
#[must_use]
pub fn key(asked: &Asked<'_>) -> Option<QuestionKey> {
    let Asked { tenant, model, locale, today, page, message } = *asked;
    if tenant.answers.keep_minutes == 0 || !common::is_common(asked) {
        return None;
    }
    // A tenant file is plain data: it can always be written. Answers to what it said before are not given any more.
    let file = serde_json::to_string(tenant).ok()?;
    let (address, title) =
        page.map(|page| (without_tracking(&page.url), page.title.as_str())).unwrap_or_default();
    let prompt = CONVERSATIONAL_SCOPING.stamp();
    let today = today.to_string();
    let message = normalised(message);
    let mut hash = Sha256::new();
    for part in [&file, &prompt, model, locale, &today, &address, title, &message] {
        // Their lengths keep the parts apart.
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    Some(QuestionKey { tenant: tenant.id.clone(), hash: hexadecimal(&hash.finalize()) })
}

/// The answer as it may be given to whoever asks the same; `None` where it is the visitor's alone, or not the model's whole
/// own answer.
#[must_use]
pub fn to_keep(
    tenant: &TenantFile,
    message: &str,
    found: Option<&[Found]>,
    outcome: &Outcome,
) -> Option<KeptAnswer> {
    let scope = &outcome.scope;
    let is_plain = outcome.tool_calls.is_empty() && scope.known.is_empty() && scope.declined.is_empty();
    let is_whole =
        outcome.degraded.is_none() && outcome.reply_replaced.is_none() && !outcome.reply.trim().is_empty();
    let is_common = matches!(outcome.intent.as_str(), "question" | "small_talk");
    if !(is_plain && is_whole && is_common) || common::repeats_a_name(tenant, message, &outcome.reply) {
        return None;
    }
    Some(KeptAnswer {
        reply: outcome.reply.clone(),
        intent: outcome.intent.clone(),
        asks: scope.asking.clone(),
        model: outcome.model.clone(),
        sources: outcome.blocks.iter().find_map(|block| match block {
            Block::Links(links) => Some(links.clone()),
            _ => None,
        }),
        stood_on: stood_on(found),
    })
}

/// What an answer stands on besides its question: the entries that were found for it, as a hash; `None` where the tenant has no
/// knowledge, or it could not be read.
#[must_use]
pub fn stood_on(found: Option<&[Found]>) -> Option<String> {
    let mut hash = Sha256::new();
    for one in found? {
        // An entry is plain data: it can always be written.
        let entry = serde_json::to_string(&one.entry).unwrap_or_default();
        hash.update((entry.len() as u64).to_be_bytes());
        hash.update(entry);
    }
    Some(hexadecimal(&hash.finalize()))
}

fn hexadecimal(hash: &[u8]) -> String {
    hash.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// In small letters, with single blanks, without punctuation at its ends.
fn normalised(message: &str) -> String {
    let words: Vec<&str> = message.split_whitespace().collect();
    words.join(" ").to_lowercase().trim_matches(|sign: char| !sign.is_alphanumeric()).to_owned()
}
