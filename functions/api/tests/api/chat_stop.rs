//! `POST /api/v1/chat/stop/{turn}`

use core::time::Duration;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::{Value as Json, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

use crate::counting::CountingLog;
use crate::model::{Feed, arguments, fed_model, set_budget, start, whole, world_that_waits};
use crate::world::{Answer, Visitor, World, left_open, request};

const MESSAGE: &str = "our budget is 10k euros";
const REPLY: &str = "Ten thousand it is, and that goes a long way. Where can we write to you?";

/// Somebody who reads a stream as it comes.
struct Listener {
    body: Body,
    read: String,
}

impl Listener {
    async fn to(visitor: &Visitor) -> Self {
        let request = visitor.streaming(&json!({ "message": MESSAGE, "message_id": "message-1" }));
        let response = visitor.world.router().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        Self { body: response.into_body(), read: String::new() }
    }

    /// Reads on until these words have come.
    async fn until(&mut self, words: &str) {
        while !self.read.contains(words) {
            let frame = tokio::time::timeout(Duration::from_secs(60), self.body.frame()).await.unwrap();
            let frame = frame.unwrap_or_else(|| panic!("no {words} in {}", self.read)).unwrap();
            self.read.push_str(core::str::from_utf8(frame.data_ref().unwrap()).unwrap());
        }
    }

    /// The text that was shown.
    fn shown(&self) -> String {
        let blocks = self.read.split("\n\n").filter(|block| block.contains("event: text"));
        let data = blocks.filter_map(|block| block.lines().find_map(|line| line.strip_prefix("data: ")));
        data.map(|data| serde_json::from_str::<Json>(data).unwrap()["delta"].as_str().unwrap().to_owned())
            .collect()
    }

    /// The data of the last event.
    async fn done(mut self) -> Json {
        self.until("event: done").await;
        while let Some(frame) = self.body.frame().await {
            self.read.push_str(core::str::from_utf8(frame.unwrap().data_ref().unwrap()).unwrap());
        }
        let line = self.read.lines().rev().find_map(|line| line.strip_prefix("data: ")).unwrap();
        serde_json::from_str(line).unwrap()
    }
}

impl Visitor {
    async fn stops(&self, turn: &str) -> Answer {
        let path = format!("/api/v1/chat/stop/{turn}");
        self.world.post(&path, Some(&self.token), &json!({})).await
    }

    async fn stops_first(&self) -> Answer {
        self.stops(&format!("{}.1", self.session)).await
    }

    fn served_by(&self, world: World) -> Self {
        Self { world, ..self.clone() }
    }

    /// The answer of the first turn, once there is one.
    async fn answered(&self) -> Json {
        let path = format!("/api/v1/chat/status/{}.1", self.session);
        let waiting = async {
            loop {
                let status = self.world.get(&path, Some(&self.token)).await.json();
                if status["state"] == "done" {
                    return status["reply"].clone();
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), waiting).await.unwrap()
    }
}

/// A model that has written its answer up to the middle of the reply, and the rest of what it would write.
async fn half_said(world: World) -> (Visitor, Feed, Listener, String) {
    let (model, feed) = fed_model();
    let visitor = world.with_model(model).begin().await;
    let written = arguments(&[set_budget(10_000, "10k euros")], Some("email"), REPLY).to_string();
    let (half, rest) = written.split_at(written.find(", and").unwrap());
    feed.write(half);
    let mut listener = Listener::to(&visitor).await;
    listener.until("Ten thousand").await;
    (visitor, feed, listener, rest.to_owned())
}

fn assert_stopped(reply: &Json, text: &str) {
    assert_eq!((&reply["stopped"], &reply["bot_message"]), (&json!(true), &json!(text)), "{reply:#}");
    assert_eq!(reply["blocks"], json!([]));
    assert_eq!(reply["degraded"], false);
    assert_eq!(reply["extracted_attributes"]["budget"]["value"]["min"], 10_000, "what was understood stays");
}

/// A real endpoint that takes its time: the whole answer would last for minutes.
#[tokio::test(flavor = "multi_thread")]
async fn a_long_answer_ends_where_it_was_stopped() {
    let long = "And so it goes on and on. ".repeat(400);
    let answer = whole(&[set_budget(10_000, "10k euros")], Some("email"), &long);
    let fixture = json!([{ "match": {}, "response": answer, "chunkSize": 10, "latency": 200 }]);
    let stand_in = start(fixture).await;
    let visitor = world_that_waits(&stand_in, 30).await.begin().await;
    let mut listener = Listener::to(&visitor).await;
    listener.until("event: text").await;

    let asked = visitor.stops_first().await;
    assert_eq!(asked.status, StatusCode::ACCEPTED, "{asked:?}");
    let turn = format!("{}.1", visitor.session);
    assert_eq!(asked.json(), json!({ "turn_id": turn, "state": "running" }));
    drop(listener);

    let reply = visitor.answered().await;
    let said = reply["bot_message"].as_str().unwrap();
    assert!(long.starts_with(said) && !said.is_empty() && said.len() < long.len() / 2, "{said}");
    assert_stopped(&reply, said);
    let history = visitor.history().await;
    assert_eq!((history.len(), &history[1]["stopped"]), (2, &json!(true)));
    assert_eq!(history[0]["text"], MESSAGE);
    let again = visitor.says("message-1", MESSAGE).await.json();
    assert_eq!((&again["bot_message"], &again["stopped"]), (&reply["bot_message"], &json!(true)));
    assert_eq!(stand_in.requests().unwrap().len(), 1);
}

/// A proxy may keep the line open that the visitor has let go.
#[tokio::test(flavor = "multi_thread")]
async fn the_process_that_answers_stops_at_once_even_if_its_listener_stays() {
    let (visitor, feed, listener, _) = half_said(World::new().await).await;
    assert_eq!(visitor.stops_first().await.status, StatusCode::ACCEPTED);
    feed.let_go().await;
    let shown = listener.shown();
    assert_stopped(&listener.done().await, &shown);
    assert_eq!(shown, "Ten thousand it is");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_taken_by_another_process_ends_the_answer_when_its_listener_goes() {
    let (visitor, feed, listener, _) = half_said(World::new().await).await;
    let elsewhere = visitor.served_by(visitor.world.other_process(false));
    assert_eq!(elsewhere.stops_first().await.status, StatusCode::ACCEPTED);
    drop(listener);
    feed.let_go().await;
    assert_stopped(&visitor.answered().await, "Ten thousand it is");
}

/// The same the other way round, as browsers do it that let go before they say why.
#[tokio::test(flavor = "multi_thread")]
async fn a_stop_that_comes_after_the_listener_has_gone_ends_the_answer_too() {
    let world = World::new().await;
    let log = CountingLog::new(Arc::clone(&world.app.turn_log));
    let (visitor, feed, listener, _) = half_said(world.with_turn_log(log.clone())).await;
    drop(listener);
    while log.calls().len() < 3 {
        tokio::task::yield_now().await;
    }
    let elsewhere = visitor.served_by(visitor.world.other_process(false));
    assert_eq!(elsewhere.stops_first().await.status, StatusCode::ACCEPTED);
    feed.let_go().await;
    assert_stopped(&visitor.answered().await, "Ten thousand it is");
}

/// Over a real connection: a browser that goes away is noticed although the server has nothing to write.
#[tokio::test(flavor = "multi_thread")]
async fn a_closed_connection_is_a_listener_that_has_gone() {
    let (model, feed) = fed_model();
    let visitor = World::new().await.with_model(model).begin().await;
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    let router = visitor.world.router();
    let serving = tokio::spawn(async move { axum::serve(socket, router).await });

    let body = json!({ "message": MESSAGE, "message_id": "message-1" }).to_string();
    let head = format!(
        "POST /api/v1/chat/send HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {}\r\n\
         Accept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        visitor.token,
        body.len()
    );
    let mut connection = TcpStream::connect(address).await.unwrap();
    connection.write_all((head + &body).as_bytes()).await.unwrap();
    let written = arguments(&[set_budget(10_000, "10k euros")], Some("email"), REPLY).to_string();
    feed.write(&written[..written.find(", and").unwrap()]);
    let mut read = Vec::new();
    while !String::from_utf8_lossy(&read).contains("Ten thousand") {
        assert_ne!(connection.read_buf(&mut read).await.unwrap(), 0);
    }

    let elsewhere = visitor.served_by(visitor.world.other_process(false));
    assert_eq!(elsewhere.stops_first().await.status, StatusCode::ACCEPTED);
    drop(connection);

    feed.let_go().await;
    assert_stopped(&visitor.answered().await, "Ten thousand it is");
    serving.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_that_nobody_hears_of_in_time_is_told_with_the_whole_answer() {
    let (visitor, feed, listener, rest) = half_said(World::new().await).await;
    let elsewhere = visitor.served_by(visitor.world.other_process(false));
    assert_eq!(elsewhere.stops_first().await.status, StatusCode::ACCEPTED);
    feed.write(&rest);
    feed.finish();
    let reply = listener.done().await;
    assert_eq!((&reply["stopped"], &reply["bot_message"]), (&json!(true), &json!(REPLY)));
    assert_eq!(visitor.history().await[1]["stopped"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn letting_go_of_the_stream_stops_nothing() {
    let world = World::new().await;
    let log = CountingLog::new(Arc::clone(&world.app.turn_log));
    let (visitor, feed, listener, rest) = half_said(world.with_turn_log(log.clone())).await;
    drop(listener);
    // It looks whether it is to stop, and goes on.
    while log.calls().len() < 3 {
        tokio::task::yield_now().await;
    }
    assert_eq!(log.calls()[..3], ["newest", "append", "newest"]);
    feed.write(&rest);
    feed.finish();
    let reply = visitor.answered().await;
    assert_eq!((reply.get("stopped"), &reply["bot_message"]), (None, &json!(REPLY)));
    assert!(visitor.history().await[1].get("stopped").is_none());
}

/// What a stop may cost, a plain turn does not.
#[tokio::test(flavor = "multi_thread")]
async fn a_plain_turn_is_one_query_and_two_writes() {
    let world = World::new().await;
    let log = CountingLog::new(Arc::clone(&world.app.turn_log));
    let (_, feed, listener, rest) = half_said(world.with_turn_log(log.clone())).await;
    feed.write(&rest);
    feed.finish();
    assert_eq!(listener.done().await["bot_message"], REPLY);
    assert_eq!(log.calls(), ["newest", "append", "close"]);
}

#[tokio::test]
async fn a_stop_after_the_end_changes_nothing() {
    let visitor = World::new().await.begin().await;
    let sent = visitor.says("message-1", MESSAGE).await.json();
    let answer = visitor.stops_first().await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let json = answer.json();
    assert_eq!((&json["state"], &json["turn_id"]), (&json!("done"), &sent["turn_id"]));
    assert_eq!(json["reply"]["bot_message"], sent["bot_message"]);
    assert!(json["reply"].get("stopped").is_none());
    assert!(visitor.history().await[1].get("stopped").is_none());
}

/// What had been shown fell with the process; what the visitor said did not, and neither did the wish.
#[tokio::test]
async fn a_stop_outlives_the_process_that_answered() {
    let world = World::new().await;
    let fallen = world.begin().await;
    left_open(&fallen, 1, "message-1", MESSAGE).await;
    let (model, feed) = fed_model();
    let visitor = fallen.served_by(world.other_process(true).with_model(model));
    let asked = visitor.stops_first().await;
    assert_eq!((asked.status, &asked.json()["state"]), (StatusCode::ACCEPTED, &json!("interrupted")));

    let reply = visitor.says("message-1", MESSAGE).await.json();

    assert_stopped(&reply, "");
    assert_eq!(feed.asked(), [], "no model is asked for what nobody wants");
    let history = visitor.history().await;
    assert_eq!((history.len(), &history[1]["stopped"]), (2, &json!(true)));
    // The conversation goes on from there, here with a model that breaks off.
    drop(feed);
    let next = visitor.says("message-2", "write to ana@shop.example").await.json();
    assert_eq!(next["extracted_attributes"].as_object().unwrap().len(), 2);
    assert!(next.get("stopped").is_none());
}

#[tokio::test]
async fn turns_that_are_not_there_are_not_found() {
    let world = World::new().await;
    let visitor = world.begin().await;
    visitor.says("message-1", "hello").await;
    let session = &visitor.session;
    for turn in ["1".to_owned(), format!("{session}.2"), format!("{session}.0"), format!("{session}.x")] {
        assert_eq!(visitor.stops(&turn).await.problem(), (404, "not_found".to_owned()), "{turn}");
    }
    let other = world.begin().await;
    left_open(&other, 1, "message-1", MESSAGE).await;
    assert_eq!(visitor.stops(&format!("{}.1", other.session)).await.problem().0, 403);
    let said = other.served_by(world.other_process(true)).says("message-1", MESSAGE).await.json();
    assert!(said.get("stopped").is_none());

    let path = format!("/api/v1/chat/session/{session}");
    world.ask(request(Method::DELETE, &path, Some(&visitor.token), Body::empty())).await;
    assert_eq!(visitor.stops_first().await.problem(), (401, "session_expired".to_owned()));
}
