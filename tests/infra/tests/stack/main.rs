//! The deployment, made for real on a stand-in for AWS (ministack): `cargo xtask deploy` with the SAM and AWS command lines,
//! the real template, the real binary, roles enforced. Then a conversation is held with it.
//!
//! Needs Python programs, so it is left out of the other tests: `cargo xtask test --filter stack` installs and runs it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends where its own footing is not as it must be"
)]

mod cloud;
mod deployment;
mod receiver;
mod visitor;

use cloud::Cloud;
use deployment::{Deployment, widget_file};
use receiver::Receiver;
use serde_json::json;
use visitor::{Front, Visitor};

#[tokio::test]
#[ignore = "needs Python programs: cargo xtask test --filter stack"]
async fn a_conversation_is_held_with_what_one_command_deploys() {
    // Nothing here speaks TLS, but the client wants to know who would.
    rustls::crypto::ring::default_provider().install_default().unwrap();
    let cloud = Cloud::start().await;
    let receiver = Receiver::start().await;
    receiver.write_tenants(&cloud.tenants());
    let missing = Deployment::refused(&cloud);
    assert!(
        missing.contains("the secret /anteroom/test/TOKEN_KEYS: make it by `aws ssm put-parameter"),
        "{missing}"
    );
    assert!(missing.contains("the secret /anteroom/test/EDGE_SECRET"), "{missing}");

    let deployment = Deployment::make(&cloud);
    the_widget_is_served(&cloud, &deployment).await;
    a_conversation_is_held(Visitor::new(&cloud, Front::Function, &deployment)).await;
    a_conversation_is_held(Visitor::new(&cloud, Front::Cdn, &deployment)).await;
    plain_turns_ran_no_job(&cloud);
    a_turn_is_answered_in_the_background(Visitor::new(&cloud, Front::Function, &deployment)).await;
    cloud.says("anteroom-test-jobs processed 1 SQS messages").await;
    what_was_understood_is_told(Visitor::new(&cloud, Front::Function, &deployment), &receiver, &cloud).await;
}

/// As it was built and as small, with the headers that a page of any origin needs.
async fn the_widget_is_served(cloud: &Cloud, deployment: &Deployment) {
    let visitor = Visitor::new(cloud, Front::Cdn, deployment);
    for (accepted, encoding, file) in [
        ("gzip, deflate, br, zstd", Some("br"), "anteroom.js.br"),
        ("br;q=0, gzip", Some("gzip"), "anteroom.js.gz"),
        ("identity", None, "anteroom.js"),
    ] {
        let answer = visitor.file("/anteroom.js", accepted).await;
        assert_eq!(answer.header("content-encoding"), encoding, "{accepted}");
        assert_eq!(answer.header("content-type"), Some("text/javascript; charset=utf-8"));
        assert_eq!(answer.header("cache-control"), Some("public, max-age=60"));
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("cross-origin"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert!(answer.header("strict-transport-security").is_some());
        assert_eq!(answer.body, widget_file(file), "{accepted}");
    }
    let wasm = deployment::an_asset(".wasm");
    let answer = visitor.file(&format!("/assets/{wasm}"), "br").await;
    assert_eq!(answer.header("content-type"), Some("application/wasm"));
    assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(answer.body, widget_file(&format!("assets/{wasm}.br")));
}

/// A session, two messages, one of them twice, and what was said.
async fn a_conversation_is_held(mut visitor: Visitor) {
    visitor.begin("studio").await;
    let first = visitor.send("We need an online shop, 20-30k, live by mid March", "stack-message-1").await;
    assert_eq!(first["extracted_attributes"]["budget"]["value"]["max"], 30000, "{first}");
    let again = visitor.send("We need an online shop, 20-30k, live by mid March", "stack-message-1").await;
    assert_eq!(again["turn_id"], first["turn_id"]);
    let second = visitor.send("Write to ana@candles.example, please", "stack-message-2").await;
    let known = &second["extracted_attributes"];
    assert_eq!(known["budget"]["value"]["max"], 30000, "what was said before is known: {second}");
    assert!(known.to_string().contains("ana@candles.example"), "{second}");
    let said = visitor.history().await;
    let messages = said["messages"].as_array().unwrap();
    let by_visitor = messages.iter().filter(|message| message["author"] == "user").count();
    assert_eq!(by_visitor, 2, "{said}");
    let stream = visitor.stream("It should also sell gift cards", "stack-message-3").await;
    assert!(stream.contains("event: accepted") && stream.contains("event: done"), "{stream}");
    assert_eq!(visitor.config().await["tenant"], json!("studio"));
}

/// The stream's filter leaves plain turns out, and nothing was put into the queue.
fn plain_turns_ran_no_job(cloud: &Cloud) {
    let log = cloud.log();
    assert!(log.contains("environment spawned for anteroom-test-api"), "{log}");
    assert!(!log.contains("processed 1 DynamoDB stream records"), "{log}");
}

/// Taken at once, answered by the jobs: the message goes by the queue.
async fn a_turn_is_answered_in_the_background(mut visitor: Visitor) {
    visitor.begin("studio").await;
    let place = visitor.leave("We need an online shop, 20-30k, live by mid March", "stack-message-1").await;
    let status = visitor.answered(&place).await;
    assert_eq!(status["reply"]["extracted_attributes"]["budget"]["value"]["max"], 30000, "{status}");
}

/// The delivery stands in the table with the turn: the stream wakes the jobs.
async fn what_was_understood_is_told(mut visitor: Visitor, receiver: &Receiver, cloud: &Cloud) {
    visitor.begin(receiver::TENANT).await;
    visitor.send("We need an online shop, 20-30k, live by mid March", "stack-message-1").await;
    let told = receiver.hears().await;
    let [event] = &told[..] else { panic!("one event, not {told:?}: {}", cloud.log()) };
    assert_eq!(event["type"], "scope.updated");
    cloud.says("anteroom-test-jobs processed 1 DynamoDB stream records").await;
    assert!(event["data"]["turn_id"].as_str().unwrap().starts_with(visitor.session()), "{event}");
}
