//! A call: how often it is tried, how long it is waited for, who watches.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use aws::{Call, CallError, Fields, Unanswered, Watch};
use serde_json::json;
use tokio::time::Instant;

use crate::scripted::{Scripted, Turn};

fn refusal(name: &str) -> Turn {
    Turn::Answer(400, json!({ "__type": format!("com.amazonaws#{name}"), "message": "no" }))
}

#[tokio::test(start_paused = true)]
async fn what_passes_is_not_noticed() {
    let transport = Scripted::new([
        Turn::Answer(503, json!("busy")),
        Turn::Answer(200, json!("not an object")),
        Turn::Lost,
        Turn::Answer(200, json!({ "a": 1 })),
    ]);
    let fields = Fields::from_iter([("b".to_owned(), json!("c"))]);

    let answer = transport.caller().call("Do", fields).await.unwrap();

    assert_eq!(answer["a"], 1);
    let each = ("Do", json!({ "b": "c" }));
    assert_eq!(transport.asked(), [each.clone(), each.clone(), each.clone(), each]);
}

#[tokio::test(start_paused = true)]
async fn it_is_tried_four_times() {
    let transport = Scripted::new((0..9).map(|_| refusal("ThrottlingException")));
    let begun = Instant::now();

    let refused = transport.caller().call("Do", Fields::new()).await.unwrap_err();

    let CallError::Refused(refusal) = refused else { panic!("{refused:?}") };
    assert!(refusal.is_throttling());
    assert_eq!(refusal.request_id.as_deref(), Some("r-1"));
    assert_eq!(transport.asked().len(), 4);
    // At most 50, 100 and 200 ms apart.
    assert!(begun.elapsed().as_millis() <= 360, "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_refusal_is_not_tried_again() {
    let transport = Scripted::new([refusal("AccessDeniedException")]);
    transport.caller().call("Do", Fields::new()).await.unwrap_err();
    assert_eq!(transport.asked().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_attempt_takes_two_seconds_at_most_and_a_call_six() {
    let transport = Scripted::new((0..9).map(|_| Turn::Silence));
    let begun = Instant::now();

    let ended = transport.caller().call("Do", Fields::new()).await.unwrap_err();

    assert!(matches!(ended, CallError::Unanswered(Unanswered::TimedOut)), "{ended:?}");
    assert_eq!(begun.elapsed().as_secs(), 6);
    assert_eq!(transport.asked().len(), 3);
}

#[derive(Default)]
struct Noting(Mutex<Vec<(&'static str, bool)>>);

#[async_trait]
impl Watch for Noting {
    async fn watch(&self, operation: &'static str, call: Call<'_>) -> Result<Fields, CallError> {
        let ended = call.await;
        self.0.lock().unwrap().push((operation, ended.is_ok()));
        ended
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_is_watched_once_however_often_it_is_tried() {
    let transport = Scripted::new([Turn::Lost, Turn::Answer(200, json!({})), refusal("No")]);
    let noting = Arc::new(Noting::default());
    let watched = transport.caller().watched_by(Arc::clone(&noting) as Arc<dyn Watch>);

    watched.call("One", Fields::new()).await.unwrap();
    watched.call("Other", Fields::new()).await.unwrap_err();

    assert_eq!(*noting.0.lock().unwrap(), [("One", true), ("Other", false)]);
}
