//! What there is to be told, one function for each thing that happens. Each is one line where it happens.

use core::time::Duration;

use crate::catalogue::{
    ACTIONS, ANSWERS, DEGRADED, ERRORS, LIMITS_HIT, MODEL_FAILURES, MODEL_FIRST_TOKEN_SECONDS, MODEL_SECONDS,
    MODEL_TOKENS, REPLIES_REPLACED, REQUEST_SECONDS, REQUESTS, SESSIONS_BEGUN, STORE_FAILURES, STORE_SECONDS,
    TURN_OWN_SECONDS, TURN_SECONDS, TURNS, TURNS_GIVEN_UP, WEBHOOK_DELIVERIES,
};
use crate::tally::Tally;
use crate::{label, sessions};

/// A request was answered to its end.
pub fn request_answered(route: &str, method: &str, status: u16, intent: Option<&str>, took: Duration) {
    let intent = label::intent(intent.unwrap_or("none"));
    REQUESTS.add(&[route, label::method(method), &status.to_string(), intent], 1);
    REQUEST_SECONDS.observe(&[route], took.as_secs_f64());
}

/// An error is told to whoever asked, or has ended a turn. `kind` is the problem's code.
pub fn error_told(kind: &str, status: u16) {
    ERRORS.add(&[label::word(kind), if status < 500 { "client" } else { "server" }], 1);
}

/// A conversation was begun or taken up again.
pub fn session_begun(tenant: &str) {
    SESSIONS_BEGUN.add(&[tenant], 1);
}

/// A turn, when it is over.
#[derive(Debug, Clone, Copy)]
pub struct Turn<'a> {
    /// The tenant.
    pub tenant: &'a str,
    /// The conversation: only counted, never told.
    pub session: &'a str,
    /// What the message was about.
    pub intent: &'a str,
    /// `answered`, `stopped` or `failed`.
    pub outcome: &'static str,
    /// Why the model did not answer, where it should have.
    pub degraded: Option<&'a str>,
    /// Tokens that the model read and wrote.
    pub tokens: (u64, u64),
    /// How long it took.
    pub took: Duration,
    /// How long of that the model was waited for.
    pub model: Duration,
}

/// A turn is over.
pub fn turn_closed(turn: &Turn<'_>) {
    let Turn { tenant, session, intent, outcome, degraded, tokens, took, model } = *turn;
    TURNS.add(&[tenant, label::intent(intent), outcome], 1);
    TURN_SECONDS.observe(&[], took.as_secs_f64());
    TURN_OWN_SECONDS.observe(&[], took.saturating_sub(model).as_secs_f64());
    if let Some(reason) = degraded {
        DEGRADED.add(&[tenant, label::word(reason)], 1);
    }
    for (direction, count) in [("input", tokens.0), ("output", tokens.1)] {
        if count > 0 {
            MODEL_TOKENS.add(&[tenant, direction], count);
        }
    }
    sessions::seen(tenant, session);
}

/// The model's reply was thrown away, and the rules engine's stands in its place.
pub fn reply_replaced(tenant: &str, reason: &str) {
    REPLIES_REPLACED.add(&[tenant, label::word(reason)], 1);
}

/// A command or a tool call of a turn, and what came of it.
pub fn action_taken(tool: &str, outcome: &str) {
    ACTIONS.add(&[label::word(tool), label::word(outcome)], 1);
}

/// The intent as it may be told: one of ours, or `other`.
#[must_use]
pub fn intent(intent: &str) -> &'static str {
    label::intent(intent)
}

/// A call of the model is over. `outcome` is `whole`, `failed` or `dropped`.
pub fn model_called(outcome: &'static str, took: Duration, first_token: Option<Duration>) {
    MODEL_SECONDS.observe(&[outcome], took.as_secs_f64());
    if let Some(first_token) = first_token {
        MODEL_FIRST_TOKEN_SECONDS.observe(&[], first_token.as_secs_f64());
    }
    Tally::each(|tally| tally.add_model(took));
}

/// The model gave no whole answer.
pub fn model_failed(kind: &str) {
    MODEL_FAILURES.add(&[label::word(kind)], 1);
}

/// A question was looked up among the kept answers.
pub fn answer_looked_up(tenant: &str, is_there: bool) {
    ANSWERS.add(&[tenant, if is_there { "hit" } else { "miss" }], 1);
}

/// A limit was reached.
pub fn limit_hit(tenant: &str, limit: &str) {
    LIMITS_HIT.add(&[tenant, label::word(limit)], 1);
}

/// A webhook was tried. `outcome` is `delivered`, `retried` or `dead`.
pub fn webhook_tried(event: &str, outcome: &'static str) {
    WEBHOOK_DELIVERIES.add(&[label::word(event), outcome], 1);
}

/// A turn of the background was tried too often.
pub fn turn_given_up(tenant: &str) {
    TURNS_GIVEN_UP.add(&[tenant], 1);
}

/// The store was called. `failure` is why in vain, if so: `throttled`, `unreachable` or `refused`.
pub fn store_called(operation: &str, took: Duration, failure: Option<&'static str>) {
    let operation = label::word(operation);
    STORE_SECONDS.observe(&[operation], took.as_secs_f64());
    if let Some(kind) = failure {
        STORE_FAILURES.add(&[operation, kind], 1);
    }
    Tally::each(|tally| tally.add_store(took));
}
