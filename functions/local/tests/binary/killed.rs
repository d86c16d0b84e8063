//! The server is killed in the middle: nothing that was accepted is lost, and nothing is there twice.

use model_stand_in::StandIn;
use serde_json::json;

use crate::server::{Server, json_of};

#[tokio::test(flavor = "multi_thread")]
async fn a_message_survives_a_kill_in_the_middle_of_its_turn() {
    let data = tempfile::tempdir().unwrap();
    let arguments = json!({
        "commands": [], "intent": "scoping", "asks": null, "reply": "An answer that takes its time to be written.",
    });
    let response = json!({ "toolCalls": [{ "name": "answer_visitor", "arguments": arguments }] });
    // A second between pieces: the turn is in the middle for as long as the test needs.
    let fixtures = json!([{ "match": {}, "response": response, "chunkSize": 8, "latency": 1_000 }]);
    let stand_in = tokio::task::spawn_blocking(move || StandIn::start(&fixtures).unwrap()).await.unwrap();

    let server = Server::start(data.path(), |command| {
        command.env("OPENAI_BASE_URL", stand_in.base_url());
    });
    let (token, session) = server.begin().await;
    let request = server.sends(&token, "message-1", "our budget is 10k euros");
    let mut stream = request.header("accept", "text/event-stream").send().await.unwrap();
    let first = stream.chunk().await.unwrap().unwrap();
    assert!(String::from_utf8_lossy(&first).contains("event: accepted"));
    server.kill();

    // Without the model now: what is left open is answered all the same.
    let server = Server::start(data.path(), |_| {});
    let messages = server.history(&token, &session).await;
    assert_eq!(messages.len(), 1);
    assert_eq!(messages[0]["text"], "our budget is 10k euros");
    assert_eq!(messages[0]["state"], "pending");
    let answer =
        json_of(server.sends(&token, "message-1", "our budget is 10k euros").send().await.unwrap()).await;
    assert_eq!(answer["extracted_attributes"]["budget"]["value"]["min"], 10_000);
    let again =
        json_of(server.sends(&token, "message-1", "our budget is 10k euros").send().await.unwrap()).await;
    assert_eq!(again["bot_message"], answer["bot_message"]);
    let messages = server.history(&token, &session).await;
    assert_eq!(messages.len(), 2, "{messages:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_survive_kills_at_any_moment() {
    let data = tempfile::tempdir().unwrap();
    let mut server = Server::start(data.path(), |_| {});
    let (token, session) = server.begin().await;
    let mut accepted = 0;
    for round in 0..12_u64 {
        let id = format!("message-{round:03}");
        let message = format!("note {round}");
        let sending = tokio::spawn(server.sends(&token, &id, &message).send());
        // A different moment every time, from before the message arrives to after it is answered.
        tokio::time::sleep(core::time::Duration::from_micros(round * round * 150)).await;
        server.kill();
        let _whatever_came = sending.await;
        server = Server::start(data.path(), |_| {});
        let response = server.sends_patiently(&token, &id, &message).await;
        assert_eq!(response.status(), 200);
        accepted += 1;
        let messages = server.history(&token, &session).await;
        let own: Vec<&str> = messages
            .iter()
            .filter(|message| message["author"] == "user")
            .map(|message| message["text"].as_str().unwrap())
            .collect();
        assert_eq!(own.len(), accepted, "{own:?}");
        assert_eq!(own.last(), Some(&message.as_str()));
        assert_eq!(messages.len(), 2 * accepted);
    }
    assert!(server.stop());
}

#[tokio::test]
async fn a_folder_belongs_to_one_server() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), |_| {});
    let said =
        crate::server::failure(crate::server::anteroom().arg("serve").env("ANTEROOM_DATA", data.path()));
    assert!(said.lines().count() == 1 && said.contains("in use"), "{said}");
    assert!(server.stop());
}
