//! Making the request fit into the tokens that the tenant allows.
//!
//! The instructions and the message always stand, then the page, then what tools have said and what was found in the
//! tenant's knowledge, each in half of the room that is left. Of the rest a summary takes at most half, and the newest turns,
//! as many as there are, what is over; what they are not shown of is in the summary. Where nothing fits there is neither; then
//! not the page either. What is too large even so is no request.

use std::sync::Arc;

use super::text::{self, Briefing, PastTurn};
use super::{Mark, marked, tokens};
use crate::ports::{ChatMessage, ChatRole, ModelRequest};
use crate::summary::{Note, Summary};

/// The most tokens of an answer: a reply of a few sentences and a command for each of a dozen attributes.
const MAX_OUTPUT_TOKENS: u32 = 1_500;

/// Not even the instructions and the message fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the instructions and the message come to {needed} tokens, of {allowed} that the tenant allows")]
pub struct TooLarge {
    /// What they come to.
    pub needed: u64,
    /// What is allowed: `session.context_tokens`.
    pub allowed: u64,
}

impl TooLarge {
    /// Why the model did not answer, as kept with the turn.
    pub const CODE: &'static str = "context_too_large";
}

/// A request, and what of the tenant's knowledge is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Briefed {
    /// The request.
    pub request: ModelRequest,
    /// So many of the entries that were found, best first, are shown in it.
    pub entries: usize,
}

/// The request for one message: [`tokens::estimate`] of it is at most the tenant's `session.context_tokens`.
pub fn request(briefing: &Briefing<'_>) -> Result<Briefed, TooLarge> {
    let allowed = u64::from(briefing.tenant.session.context_tokens);
    let newest = usize::from(briefing.tenant.session.context_turns);
    let first = briefing.history.len().saturating_sub(newest);
    let mut parts = Parts::new(briefing);
    let needed = parts.cost();
    if needed > allowed {
        return Err(TooLarge { needed, allowed });
    }
    let page = briefing.page.map(|page| text::page(briefing, page));
    if let Some(page) = page.filter(|page| needed + tokens::of_text(page) <= allowed) {
        parts.system.push_str(&page);
    }
    let mut entries = 0;
    if let Some(besides) = briefing.besides {
        parts.add(besides.tool_results.iter().map(text::tool_result), allowed);
        entries = parts.add(besides.found.iter().map(text::entry), allowed);
    }
    let room = allowed.saturating_sub(parts.cost());
    let costs: Vec<u64> = briefing.history.iter().map(turn_cost).collect();
    let fitting = (first..=briefing.history.len()).find_map(|from| {
        let earlier = summary_before(briefing, from)
            .and_then(|summary| summary.within(|one| tokens::of_text(&text::earlier(one)) <= room / 2))
            .map(|summary| text::earlier(&summary));
        let cost =
            earlier.as_deref().map(tokens::of_text).unwrap_or_default() + costs[from..].iter().sum::<u64>();
        (cost <= room).then_some((from, earlier))
    });
    let (from, earlier) = fitting.unwrap_or((briefing.history.len(), None));
    parts.system.push_str(&earlier.unwrap_or_default());
    Ok(Briefed { request: parts.with_turns(&briefing.history[from..]), entries })
}

/// How many tokens are left for a conversation of this tenant's, before anything is said.
pub fn room(briefing: &Briefing<'_>) -> Result<u64, TooLarge> {
    let allowed = u64::from(briefing.tenant.session.context_tokens);
    let needed = Parts::new(briefing).cost();
    allowed.checked_sub(needed).ok_or(TooLarge { needed, allowed })
}

/// What is left of everything before the turn at this place of the history.
fn summary_before(briefing: &Briefing<'_>, from: usize) -> Option<Summary> {
    let (left, shown) = briefing.history.split_at(from);
    let notes: Vec<&Note> = left.iter().filter_map(|turn| turn.note.as_ref()).collect();
    let mut summary = briefing.summary.cloned().unwrap_or_default();
    if let Some(first) = shown.first() {
        summary = summary.before(first.seq);
    }
    Some(summary.with(notes)).filter(|summary| !summary.is_empty())
}

fn turn_cost(turn: &PastTurn) -> u64 {
    tokens::of_message(&marked(Mark::Visitor, &turn.said)) + tokens::of_message(&turn.answered)
}

/// What the request is made of.
struct Parts {
    system: String,
    /// The most tokens of the function.
    function_tokens: u64,
    request: ModelRequest,
}

impl Parts {
    fn new(briefing: &Briefing<'_>) -> Self {
        let (function, function_tokens) = (Arc::clone(&briefing.offer.function), briefing.offer.tokens);
        let messages = vec![visitor(briefing.message)];
        let request = ModelRequest { messages, function, max_output_tokens: MAX_OUTPUT_TOKENS };
        Self { system: text::instructions(briefing), function_tokens, request }
    }

    /// What it comes to as it is now.
    fn cost(&self) -> u64 {
        let message =
            self.request.messages.iter().map(|message| tokens::of_message(&message.content)).sum::<u64>();
        tokens::PER_REQUEST + tokens::of_message(&self.system) + self.function_tokens + message
    }

    /// Adds as many of these as fit into half of the room that is left, in their order, and tells how many.
    fn add(&mut self, texts: impl Iterator<Item = String>, allowed: u64) -> usize {
        let mut room = allowed.saturating_sub(self.cost()) / 2;
        let mut added = 0;
        for text in texts {
            let Some(left) = room.checked_sub(tokens::of_text(&text)) else { break };
            room = left;
            self.system.push_str(&text);
            added += 1;
        }
        added
    }

    fn with_turns(self, turns: &[PastTurn]) -> ModelRequest {
        let Self { system, mut request, .. } = self;
        let mut messages = vec![ChatMessage { role: ChatRole::System, content: system }];
        for turn in turns {
            messages.push(visitor(&turn.said));
            messages.push(ChatMessage { role: ChatRole::Assistant, content: turn.answered.clone() });
        }
        messages.append(&mut request.messages);
        request.messages = messages;
        request
    }
}

fn visitor(message: &str) -> ChatMessage {
    ChatMessage { role: ChatRole::User, content: marked(Mark::Visitor, message) }
}
