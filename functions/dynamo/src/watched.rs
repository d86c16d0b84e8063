//! Watching the calls of a client: how long each took, with all its tries, and whether it was in vain.
//!
//! Of request and answer nothing is looked at but the operation's name and, where it failed, the error's.

use std::sync::Arc;
use std::time::Instant;

use async_trait::async_trait;
use aws::dynamodb::Client;
use aws::{Call, CallError, Fields, Refusal, Watch};
use serde_json::Value;
use telemetry::record;
use tracing::Instrument;

/// The same client, each of whose calls is counted and is a span.
#[must_use]
pub fn watched(client: &Client) -> Client {
    Client::new(client.caller().watched_by(Arc::new(Watcher)))
}

struct Watcher;

#[async_trait]
impl Watch for Watcher {
    async fn watch(&self, operation: &'static str, call: Call<'_>) -> Result<Fields, CallError> {
        let began = Instant::now();
        let ended = call.instrument(tracing::debug_span!("store", operation)).await;
        record::store_called(operation, began.elapsed(), ended.as_ref().err().and_then(failure));
        ended
    }
}

/// Why the call was in vain, if it was. A condition that does not hold is an answer like any other.
fn failure(error: &CallError) -> Option<&'static str> {
    match error {
        CallError::Refused(refusal) if refusal.status < 500 => refused(refusal),
        CallError::Refused(_) => Some("refused"),
        CallError::Unanswered(_) | CallError::Unreadable => Some("unreachable"),
    }
}

/// What an answer with a status of 4xx is.
fn refused(refusal: &Refusal) -> Option<&'static str> {
    let reasons = refusal.field("CancellationReasons").and_then(Value::as_array);
    let is_throttled = |reason: &Value| reason["Code"] == "ThrottlingError";
    if refusal.is_throttling() || reasons.is_some_and(|reasons| reasons.iter().any(is_throttled)) {
        return Some("throttled");
    }
    match refusal.name() {
        "ConditionalCheckFailedException" | "TransactionCanceledException" => None,
        _ => Some("refused"),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use async_trait::async_trait;
    use aws::{Answer, Caller, Fields, Patience, Transport, Unanswered};
    use serde_json::json;

    use super::failure;

    /// A transport that always says the same.
    struct Says(Result<Answer, Unanswered>);

    #[async_trait]
    impl Transport for Says {
        async fn send(&self, _: &'static str, _: aws::Body) -> Result<Answer, Unanswered> {
            self.0.clone()
        }
    }

    async fn of(said: Result<(u16, String), Unanswered>) -> Option<&'static str> {
        let answer = said.map(|(status, body)| Answer { status, request_id: None, body: body.into() });
        let caller = Caller::new(Arc::new(Says(answer)), Patience::IN_PROCESS);
        failure(&caller.call("Query", Fields::new()).await.unwrap_err())
    }

    #[tokio::test]
    async fn a_condition_that_does_not_hold_is_no_failure() {
        let kind = async |kind: &str| {
            let body = json!({ "__type": format!("com.amazonaws.dynamodb.v20120810#{kind}") });
            of(Ok((400, body.to_string()))).await
        };
        assert_eq!(kind("ConditionalCheckFailedException").await, None);
        assert_eq!(kind("TransactionCanceledException").await, None);
        assert_eq!(kind("ProvisionedThroughputExceededException").await, Some("throttled"));
        assert_eq!(kind("ThrottlingException").await, Some("throttled"));
        assert_eq!(kind("AccessDeniedException").await, Some("refused"));
        let cancelled = json!({
            "__type": "TransactionCanceledException",
            "CancellationReasons": [{ "Code": "None" }, { "Code": "ThrottlingError" }],
        });
        assert_eq!(of(Ok((400, cancelled.to_string()))).await, Some("throttled"));
    }

    #[tokio::test]
    async fn what_no_store_says_is_a_failure() {
        assert_eq!(of(Ok((403, "<html>".to_owned()))).await, Some("refused"));
        assert_eq!(of(Ok((500, "{}".to_owned()))).await, Some("refused"));
        assert_eq!(of(Ok((200, "<html>".to_owned()))).await, Some("unreachable"));
        assert_eq!(of(Err(Unanswered::TimedOut)).await, Some("unreachable"));
    }
}
