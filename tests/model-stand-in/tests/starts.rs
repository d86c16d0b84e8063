//! It starts, is asked, and ends.

#![expect(clippy::unwrap_used, reason = "a test ends where its own footing is not as it must be")]

use std::io::{Read, Write};
use std::net::TcpStream;

use model_stand_in::{StandIn, StandInError};
use serde_json::json;

fn address(stand_in: &StandIn) -> String {
    stand_in.base_url().trim_start_matches("http://").trim_end_matches("/v1").to_owned()
}

fn post(stand_in: &StandIn, body: &str) -> String {
    let mut socket = TcpStream::connect(address(stand_in)).unwrap();
    let length = body.len();
    write!(socket, "POST /v1/chat/completions HTTP/1.0\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}")
        .unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn it_answers_and_tells_what_it_was_asked() {
    let fixtures = json!([{"match": {"userMessage": "hello"}, "response": {"content": "Good day"}}]);
    let stand_in = StandIn::start(&fixtures).unwrap();
    assert!(stand_in.requests().unwrap().is_empty());
    let body = json!({"model": "any", "messages": [{"role": "user", "content": "hello"}]});
    assert!(post(&stand_in, &body.to_string()).contains("Good day"));
    let requests = stand_in.requests().unwrap();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0]["body"]["messages"][0]["content"], "hello");
}

#[test]
fn nobody_is_there_once_it_is_dropped() {
    let stand_in = StandIn::start(&json!([])).unwrap();
    let address = address(&stand_in);
    assert!(TcpStream::connect(&address).is_ok());
    drop(stand_in);
    assert!(TcpStream::connect(&address).is_err());
}

#[test]
fn a_fixture_that_it_does_not_take_is_told_in_one_line() {
    let error = StandIn::start(&json!([{"match": {}, "response": {"nothing": true}}])).unwrap_err();
    assert!(
        matches!(&error, StandInError::Start(why) if why.contains("ixture") && !why.contains('\n')),
        "{error}"
    );
}
