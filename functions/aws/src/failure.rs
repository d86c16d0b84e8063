//! Why a call has failed.

use std::fmt;

use serde_json::Value;

use crate::{Answer, Fields, Unanswered};

/// The names by which services ask to slow down.
const THROTTLING: [&str; 7] = [
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
];

/// The names of other refusals that may be none in a moment.
const PASSING: [&str; 3] =
    ["LimitExceededException", "RequestTimeoutException", "TransactionInProgressException"];

/// Why a call has failed.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// The service says no.
    #[error("{0}")]
    Refused(Refusal),
    /// The service says nothing.
    #[error(transparent)]
    Unanswered(#[from] Unanswered),
    /// What it says is not what the protocol says.
    #[error("the answer cannot be read")]
    Unreadable,
}

impl CallError {
    /// Whether the same call may succeed in a moment.
    pub(crate) fn is_passing(&self) -> bool {
        match self {
            Self::Refused(refusal) => {
                matches!(refusal.status, 429 | 500 | 502 | 503 | 504)
                    || refusal.is_throttling()
                    || PASSING.contains(&refusal.name())
            }
            Self::Unanswered(Unanswered::Unmade(_)) => false,
            Self::Unanswered(_) | Self::Unreadable => true,
        }
    }
}

/// What a service says when it says no.
#[derive(Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The answer's status.
    pub status: u16,
    /// The service's name for the request, if it told one.
    pub request_id: Option<String>,
    pub(crate) fields: Fields,
}

impl Refusal {
    /// The error's name, without the namespace that some services put before it; empty where it has none.
    #[must_use]
    pub fn name(&self) -> &str {
        self.text("__type").rsplit('#').next().unwrap_or_default()
    }

    /// What it says. It may name who asked, and quote what was asked.
    #[must_use]
    pub fn message(&self) -> &str {
        let message = self.text("message");
        if message.is_empty() { self.text("Message") } else { message }
    }

    /// Whether it asks to slow down.
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        THROTTLING.contains(&self.name())
    }

    /// Whatever else it tells.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Value> {
        self.fields.get(name)
    }

    fn text(&self, name: &str) -> &str {
        self.fields.get(name).and_then(Value::as_str).unwrap_or_default()
    }
}

/// Without what else it tells: that may be anybody's data.
impl fmt::Debug for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Refusal")
            .field("status", &self.status)
            .field("name", &self.name())
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "answered {} {}: {}", self.status, self.name(), self.message())
    }
}

/// The fields of the answer, or why it has none.
pub(crate) fn read(answer: Answer) -> Result<Fields, CallError> {
    let fields = serde_json::from_slice(&answer.body);
    if answer.status == 200 {
        return fields.map_err(|_| CallError::Unreadable);
    }
    // Something on the way may have answered, in whatever words.
    let fields = fields.unwrap_or_default();
    Err(CallError::Refused(Refusal { status: answer.status, request_id: answer.request_id, fields }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16, body: &'static str) -> (CallError, Refusal) {
        let answer = |body: &'static str| Answer { status, request_id: None, body: body.as_bytes().into() };
        let CallError::Refused(refusal) = read(answer(body)).unwrap_err() else { panic!("it is none") };
        (CallError::Refused(refusal.clone()), refusal)
    }

    #[test]
    fn a_refusal_has_a_name_and_says_something() {
        let body = r#"{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException","message":"slow"}"#;
        let (error, refusal) = refused(400, body);
        assert_eq!((refusal.name(), refusal.message()), ("ThrottlingException", "slow"));
        assert!(refusal.is_throttling());
        assert_eq!(error.to_string(), "answered 400 ThrottlingException: slow");
        assert_eq!(refused(400, r#"{"__type":"Denied","Message":"no"}"#).1.message(), "no");
        assert_eq!(refused(403, "<html>").1.name(), "");
    }

    #[test]
    fn what_may_pass_is_told_apart() {
        let is_passing = |status, body| refused(status, body).0.is_passing();
        assert!(is_passing(503, "<html>"));
        assert!(is_passing(400, r#"{"__type":"a#ProvisionedThroughputExceededException"}"#));
        assert!(is_passing(400, r#"{"__type":"a#TransactionInProgressException"}"#));
        assert!(!is_passing(400, r#"{"__type":"a#TransactionCanceledException"}"#));
        assert!(!is_passing(400, r#"{"__type":"a#ConditionalCheckFailedException"}"#));
        assert!(!is_passing(501, "{}"));
        assert!(CallError::Unreadable.is_passing());
        assert!(CallError::from(Unanswered::TimedOut).is_passing());
        assert!(!CallError::from(Unanswered::Unmade(String::new())).is_passing());
    }

    #[test]
    fn what_is_none_of_the_protocol_is_no_answer() {
        let of =
            |body: &'static str| read(Answer { status: 200, request_id: None, body: body.as_bytes().into() });
        assert_eq!(of(r#"{"a":1}"#).unwrap()["a"], 1);
        for body in ["", "<html>", "\"not an object\"", "[]"] {
            assert!(matches!(of(body), Err(CallError::Unreadable)), "{body}");
        }
    }

    #[test]
    fn data_is_not_printed() {
        let (error, _) = refused(400, r#"{"__type":"a#B","message":"of secrets","Item":{"a":{"S":"data"}}}"#);
        let printed = format!("{error:?}");
        assert!(
            printed.contains('B') && !printed.contains("secrets") && !printed.contains("data"),
            "{printed}"
        );
    }
}
