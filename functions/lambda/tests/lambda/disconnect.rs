//! A client that goes away, a process that is stopped between requests, and its end.

use engine::log::{ConversationId, EntryBody, Progress};
use engine::ports::TurnLog as _;

use crate::environment::Environment;
use crate::function::{Asked, Function, PATIENCE};
use crate::model::FedModel;
use crate::store;

const BEGINNING: &str = r#"{"commands":[],"intent":"scoping","asks":"budget","reply":"Nice to meet you. "#;

async fn with_model() -> (Environment, FedModel) {
    let (model, address) = FedModel::start().await;
    (Environment::good().await.with("OPENAI_BASE_URL", &address), model)
}

/// The reply of the conversation's newest turn, if that is closed.
async fn newest_reply(environment: &Environment, session: &str) -> Option<String> {
    let conversation = ConversationId { tenant: "studio".to_owned(), session: session.to_owned() };
    let newest = store::turn_log(environment.store).newest(&conversation, None, 1).await.unwrap();
    match newest.into_iter().next()?.body {
        EntryBody::Turn(turn) => match turn.progress {
            Progress::Closed(outcome) => Some(outcome.reply),
            Progress::Open(_) => None,
        },
        _ => None,
    }
}

#[tokio::test]
async fn the_first_words_come_before_the_last_are_made() {
    let (environment, model) = with_model().await;
    let function = Function::start(&environment).await;
    let (token, _) = function.session().await;

    let mut coming = function.begin(&Asked::message(&token, "one", "Hello").streamed()).await;
    coming.until("event: accepted").await;
    model.asked().await;
    model.writes(BEGINNING);
    coming.until("Nice to meet you.").await;
    // Only now is the rest made.
    model.writes(r#"What is your budget?"}"#);
    model.finishes();

    assert!(coming.rest().await.contains("event: done"));
}

#[tokio::test]
async fn a_client_that_goes_away_neither_ends_the_process_nor_the_turn() {
    let (environment, model) = with_model().await;
    let mut function = Function::start(&environment).await;
    let (token, session) = function.session().await;

    let mut coming = function.begin(&Asked::message(&token, "one", "Hello").streamed()).await;
    coming.until("event: accepted").await;
    model.asked().await;
    function.gateway.cut();
    drop(coming);
    // The answer is out, as far as Lambda knows, and the process must be awake all the same: it has a turn to end.
    model.writes(BEGINNING);
    assert_eq!(newest_reply(&environment, &session).await, None);
    assert!(!function.simulator.is_frozen());
    model.writes(r#"What is your budget?"}"#);
    model.finishes();

    // It is stopped once the turn is closed, not before.
    function.simulator.wait_for_frozen(PATIENCE).await.unwrap();
    assert_eq!(
        newest_reply(&environment, &session).await.as_deref(),
        Some("Nice to meet you. What is your budget?")
    );
    assert!(function.process.try_wait().unwrap().is_none());
    let answer = function.ask(&Asked::get("/api/v1/chat/health")).await;
    assert_eq!(answer.status, 200, "{answer:?}");
}

#[tokio::test]
async fn asked_to_end_it_ends() {
    let mut function = Function::start(&Environment::good().await).await;

    let pid = function.process.pid().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());

    let ended = tokio::task::spawn_blocking(move || function.process.wait().unwrap()).await.unwrap();
    assert!(ended.success(), "{ended}");
}
