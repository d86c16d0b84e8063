//! Against aimock.

use core::time::Duration;

use engine::ports::{Model, ModelError, ModelEvent, Usage};
use futures_util::StreamExt;
use model_stand_in::StandIn;
use serde_json::{Value as Json, json};

use crate::server::{KEY, ask, model, request};

/// aimock with one answer to what [`request`] asks.
fn answering(entry: Json) -> StandIn {
    start(json!([with_match(entry, json!({"userMessage": "A shop for 20k"}))]))
}

/// aimock with these answers, one after the other.
fn answering_in_turn(entries: Vec<Json>) -> StandIn {
    let entries = entries.into_iter().enumerate();
    start(entries.map(|(turn, entry)| with_match(entry, json!({"sequenceIndex": turn}))).collect())
}

fn with_match(mut entry: Json, matching: Json) -> Json {
    entry["match"] = matching;
    entry
}

fn start(fixtures: Json) -> StandIn {
    StandIn::start(&fixtures).unwrap()
}

fn scope(arguments: &Json) -> Json {
    json!({"response": {"toolCalls": [{"name": "scope", "arguments": arguments}]}})
}

/// Asks, and says how often aimock was asked.
async fn ask_it(stand_in: &StandIn) -> (Result<(String, Option<Usage>), ModelError>, usize) {
    let end = ask(&model(&stand_in.base_url(), &[])).await;
    (end, stand_in.requests().unwrap().len())
}

#[tokio::test]
async fn a_plain_turn_is_one_request_and_one_streamed_call() {
    let arguments =
        json!({"set": [{"key": "budget", "value": 20000}], "reply": "Schön: 20.000 € für den Laden 🏬"});
    let mut entry = scope(&arguments);
    entry["chunkSize"] = json!(3);
    entry["response"]["usage"] = json!({"prompt_tokens": 321, "completion_tokens": 45});
    let stand_in = answering(entry);
    let model = model(&stand_in.base_url(), &[]);
    let mut stream = model.call(request()).await.unwrap();
    let mut pieces = Vec::new();
    let usage = loop {
        match stream.next().await.unwrap().unwrap() {
            ModelEvent::Arguments(piece) => pieces.push(piece),
            ModelEvent::Finished { usage } => break usage,
        }
    };
    assert!(pieces.len() > 10, "not streamed: {pieces:?}");
    assert_eq!(serde_json::from_str::<Json>(&pieces.concat()).unwrap(), arguments);
    assert_eq!(usage, Some(Usage { input_tokens: 321, output_tokens: 45 }));
    let requests = stand_in.requests().unwrap();
    assert_eq!(requests.len(), 1);
    let body = &requests[0]["body"];
    assert_eq!(body["tools"][0]["function"]["strict"], true);
    assert_eq!(body["tool_choice"]["function"]["name"], "scope");
    assert!(
        !Json::from(requests).to_string().contains(KEY),
        "aimock masks keys; ours stood somewhere else too"
    );
}

#[tokio::test]
async fn text_instead_of_a_call() {
    let end = ask_it(&answering(json!({"response": {"content": "Hello there"}}))).await;
    assert_eq!(end, (Err(ModelError::NoCall), 1));
}

#[tokio::test]
async fn an_unknown_function() {
    let calls = json!({"response": {"toolCalls": [{"name": "pay", "arguments": {}}]}});
    assert_eq!(ask_it(&answering(calls)).await, (Err(ModelError::UnknownFunction("pay".to_owned())), 1));
}

#[tokio::test]
async fn ends_other_than_the_call() {
    for (reason, expected) in [("length", ModelError::TooLong), ("content_filter", ModelError::Filtered)] {
        let mut entry = scope(&json!({"reply": "…"}));
        entry["response"]["finishReason"] = json!(reason);
        assert_eq!(ask_it(&answering(entry)).await, (Err(expected), 1), "{reason}");
    }
}

#[tokio::test]
async fn over_quota_for_long() {
    let entry = json!({"response": {"error": {"message": "slow down"}, "status": 429, "retryAfter": 60}});
    let expected = ModelError::RateLimited { retry_after: Some(Duration::from_secs(60)) };
    assert_eq!(ask_it(&answering(entry)).await, (Err(expected), 1));
}

#[tokio::test]
async fn over_quota_for_a_moment() {
    let busy = json!({"response": {"error": {"message": "slow down"}, "status": 429, "retryAfter": 0}});
    let stand_in = answering_in_turn(vec![busy.clone(), busy, scope(&json!({}))]);
    assert!(matches!(ask_it(&stand_in).await, (Ok((arguments, Some(_))), 3) if arguments == "{}"));
}

#[tokio::test]
async fn a_failure_that_passes_and_one_that_stays() {
    let broken = json!({"response": {"error": {"message": "broken"}, "status": 500}});
    let stand_in = answering_in_turn(vec![broken.clone(), scope(&json!({}))]);
    assert!(matches!(ask_it(&stand_in).await, (Ok(_), 2)));
    assert_eq!(ask_it(&answering(broken)).await, (Err(ModelError::Server(500)), 3));
}

#[tokio::test]
async fn a_wrong_key() {
    let fixtures = json!([with_match(scope(&json!({})), json!({}))]);
    let options = json!({"auth": {"apiKeys": ["sk-another"]}});
    let stand_in = StandIn::start_with(&fixtures, &options).unwrap();
    let end = ask(&model(&stand_in.base_url(), &[])).await;
    assert_eq!(end, Err(ModelError::Unauthorized(401)));
    let right = model(&stand_in.base_url(), &[("OPENAI_API_KEY", "sk-another")]);
    assert!(ask(&right).await.is_ok());
}

#[tokio::test]
async fn nothing_by_that_name() {
    let (end, count) = ask_it(&start(json!([]))).await;
    assert!(matches!(end, Err(ModelError::Rejected { status: 404, .. })), "{end:?}");
    assert_eq!(count, 1);
}

#[tokio::test]
async fn a_stream_that_is_cut() {
    let mut entry = scope(&json!({"reply": "x".repeat(400)}));
    // Spread over time, so that what was written has left before the connection is cut.
    entry["latency"] = json!(20);
    entry["truncateAfterChunks"] = json!(6);
    assert_eq!(ask_it(&answering(entry)).await, (Err(ModelError::Cut), 1));
}

#[tokio::test]
async fn a_connection_that_is_closed_without_a_word() {
    let mut entry = scope(&json!({}));
    entry["chaos"] = json!({"disconnectRate": 1});
    let (end, count) = ask_it(&answering(entry)).await;
    assert!(matches!(end, Err(ModelError::Unreachable(_))), "{end:?}");
    assert_eq!(count, 3);
}

#[tokio::test]
async fn an_answer_that_is_malformed() {
    let mut entry = scope(&json!({}));
    entry["chaos"] = json!({"malformedRate": 1});
    let (end, count) = ask_it(&answering(entry)).await;
    assert!(matches!(end, Err(ModelError::Malformed(_))), "{end:?}");
    assert_eq!(count, 1);
}

#[tokio::test]
async fn an_answer_that_is_too_slow() {
    let mut entry = scope(&json!({"reply": "x".repeat(400)}));
    entry["latency"] = json!(400);
    let stand_in = answering(entry);
    let model = model(&stand_in.base_url(), &[("OPENAI_TIMEOUT_SECONDS", "1")]);
    assert_eq!(ask(&model).await, Err(ModelError::Timeout(Duration::from_secs(1))));
    assert_eq!(stand_in.requests().unwrap().len(), 1);
}

#[tokio::test]
async fn an_endpoint_that_went_away() {
    let stand_in = answering(scope(&json!({})));
    let model = model(&stand_in.base_url(), &[]);
    assert!(ask(&model).await.is_ok());
    drop(stand_in);
    assert!(matches!(ask(&model).await, Err(ModelError::Unreachable(_))));
}
