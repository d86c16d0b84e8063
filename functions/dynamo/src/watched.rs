//! Watching the calls of a client: how long each took, with all its tries, and whether it was in vain.
//!
//! Of request and answer nothing is looked at but the operation's name and, where it failed, the error's.

use std::time::Instant;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::interceptors::{
    BeforeSerializationInterceptorContextRef, FinalizerInterceptorContextRef,
};
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_types::config_bag::{Storable, StoreReplace};
use serde::Deserialize;
use telemetry::record;
use tracing::Span;
use tracing::field::Empty;

use crate::failure::THROTTLING;

/// The same client, each of whose calls is counted and is a span.
#[must_use]
pub fn watched(client: &Client) -> Client {
    Client::from_conf(client.config().to_builder().interceptor(Watch).build())
}

#[derive(Debug)]
struct Watch;

/// A call that is under way.
#[derive(Debug)]
struct Call {
    began: Instant,
    span: Span,
}

impl Storable for Call {
    type Storer = StoreReplace<Self>;
}

impl Intercept for Watch {
    fn name(&self) -> &'static str {
        "Watch"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        bag: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        // Which operation it is, is known later.
        let span = tracing::debug_span!("store", operation = Empty);
        bag.interceptor_state().store_put(Call { began: Instant::now(), span });
        Ok(())
    }

    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        bag: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(Call { began, span }) = bag.load::<Call>() {
            let operation = bag.load::<Metadata>().map_or("unknown", Metadata::name);
            span.record("operation", operation);
            record::store_called(operation, began.elapsed(), failure(context));
        }
        Ok(())
    }
}

/// Why the call was in vain, if it was. A condition that does not hold is an answer like any other.
fn failure(context: &FinalizerInterceptorContextRef<'_>) -> Option<&'static str> {
    if context.output_or_error().is_some_and(|ended| ended.is_ok()) {
        return None;
    }
    match context.response() {
        Some(response) if response.status().is_client_error() => {
            refusal(response.body().bytes().unwrap_or_default())
        }
        Some(response) if response.status().is_server_error() => Some("refused"),
        _ => Some("unreachable"),
    }
}

/// What an answer with a status of 4xx is.
fn refusal(body: &[u8]) -> Option<&'static str> {
    #[derive(Deserialize)]
    struct Shape {
        #[serde(rename = "__type", default)]
        kind: String,
        #[serde(rename = "CancellationReasons", default)]
        reasons: Vec<Reason>,
    }
    #[derive(Deserialize)]
    struct Reason {
        #[serde(rename = "Code", default)]
        code: String,
    }
    let Ok(Shape { kind, reasons }) = serde_json::from_slice(body) else { return Some("refused") };
    let kind = kind.rsplit('#').next().unwrap_or_default();
    let is_throttled = reasons.iter().any(|reason| reason.code == "ThrottlingError");
    match kind {
        _ if THROTTLING.contains(&kind) || is_throttled => Some("throttled"),
        "ConditionalCheckFailedException" | "TransactionCanceledException" => None,
        _ => Some("refused"),
    }
}

#[cfg(test)]
mod tests {
    use super::refusal;

    #[test]
    fn a_condition_that_does_not_hold_is_no_failure() {
        let of = |body: &str| refusal(body.as_bytes());
        let kind = |kind: &str| of(&format!(r#"{{"__type":"com.amazonaws.dynamodb.v20120810#{kind}"}}"#));
        assert_eq!(kind("ConditionalCheckFailedException"), None);
        assert_eq!(kind("TransactionCanceledException"), None);
        assert_eq!(kind("ProvisionedThroughputExceededException"), Some("throttled"));
        assert_eq!(kind("ThrottlingException"), Some("throttled"));
        assert_eq!(kind("AccessDeniedException"), Some("refused"));
        let cancelled = r#"{"__type":"TransactionCanceledException","CancellationReasons":[{"Code":"None"},{"Code":"ThrottlingError"}]}"#;
        assert_eq!(of(cancelled), Some("throttled"));
        assert_eq!(of("<html>"), Some("refused"));
    }
}
