//! Turns that nobody waits for: taken by the API, put into the queue, answered by the jobs.

use engine::log::{ConversationId, Entry};
use engine::ports::TurnLog as _;
use serde_json::Value as Json;

use crate::environment::Environment;
use crate::function::{Answer, Asked, Function};
use crate::queue::Queue;
use crate::store;
use crate::worker::{Worker, of_queue};

async fn with_queue() -> (Environment, Queue) {
    let (queue, address) = Queue::start().await;
    (Environment::good().await.with("AWS_ENDPOINT_URL_SQS", &address), queue)
}

async fn leaves(function: &Function, token: &str, id: &str) -> Answer {
    let message = Asked::message(token, id, "My budget is 20k €").header("prefer", "respond-async");
    function.ask(&message).await
}

async fn status(function: &Function, token: &str, turn: &Json) -> Json {
    let path = format!("/api/v1/chat/status/{}", turn.as_str().unwrap());
    let answer = function.ask(&Asked::get(&path).header("authorization", &format!("Bearer {token}"))).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
}

async fn log(environment: &Environment, session: &str) -> Vec<Entry> {
    let conversation = ConversationId { tenant: "studio".to_owned(), session: session.to_owned() };
    store::turn_log(environment.store).newest(&conversation, None, 10).await.unwrap()
}

#[tokio::test]
async fn a_turn_of_the_queue_is_answered_once_and_what_cannot_be_read_comes_again() {
    let (environment, queue) = with_queue().await;
    let function = Function::start(&environment).await;
    let worker = Worker::start(&environment).await;
    let (token, session) = function.session().await;

    let answer = leaves(&function, &token, "one").await;
    assert_eq!(answer.status, 202, "{answer:?}");
    let turn = answer.json()["turn_id"].clone();
    assert_eq!(answer.headers["location"], format!("/api/v1/chat/status/{}", turn.as_str().unwrap()));
    assert_eq!(status(&function, &token, &turn).await["state"], "running");
    let bodies = queue.bodies();
    let [body] = &bodies[..] else { panic!("one message, not {bodies:?}") };

    let unknown = body.replace("studio", "nobody");
    let messages = [("bad", "{}"), ("first", body), ("nobody", &unknown), ("second", body)];
    assert_eq!(worker.does(of_queue(&messages)).await, ["bad", "nobody"]);
    let done = status(&function, &token, &turn).await;
    assert_eq!(done["state"], "done", "{done}");
    assert_eq!(done["reply"]["extracted_attributes"]["budget"]["value"]["max"], 20_000, "{done}");

    // The queue may give it out again at any time.
    let before = log(&environment, &session).await;
    assert_eq!(before.len(), 1);
    assert!(worker.does(of_queue(&[("first", body)])).await.is_empty());
    assert_eq!(log(&environment, &session).await, before);
}

#[tokio::test]
async fn a_queue_that_is_busy_is_asked_again() {
    let (environment, queue) = with_queue().await;
    queue.fail(2);
    let function = Function::start(&environment).await;
    let (token, _) = function.session().await;

    assert_eq!(leaves(&function, &token, "one").await.status, 202);
    assert_eq!(queue.bodies().len(), 1);
}

#[tokio::test]
async fn a_message_is_not_said_to_be_safe_where_the_queue_is_away() {
    let (environment, queue) = with_queue().await;
    queue.fail(u32::MAX);
    let function = Function::start(&environment).await;
    let (token, session) = function.session().await;

    let answer = leaves(&function, &token, "one").await;
    assert!(answer.status >= 500, "{answer:?}");
    // It stands in the log, and sending it again puts it into the queue.
    queue.fail(0);
    assert_eq!(leaves(&function, &token, "one").await.status, 202);
    assert_eq!((queue.bodies().len(), log(&environment, &session).await.len()), (1, 1));
}
