//! HTTP functions: signed, checked, bounded.

use engine::ports::{ToolError, ToolSaid, Tools as _};
use serde_json::{Value as Json, json};
use shared::tenant::{Destructive, TenantFile};

use crate::peer::{Asked, KEY, Peer, Reply, answer, answer_with, calling, tenant, tools};

fn with_function(url: &str, secret: &str) -> TenantFile {
    tenant(&json!({ "functions": [{
        "name": "delivery", "description": "Says when it comes.", "url": url, "secret": secret, "timeout_seconds": 1,
        "parameters": { "type": "object", "required": ["order"], "additionalProperties": false,
            "properties": { "order": { "type": "string", "pattern": "^[0-9]{4}$" } } },
    }] }))
}

async fn called(answering: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Result<ToolSaid, ToolError> {
    let peer = Peer::start(answering).await;
    let (tools, _) = tools();
    tools.call(&with_function(&peer.url, "SIGNS"), &calling("delivery", json!({ "order": "1234" }))).await
}

#[tokio::test]
async fn a_function_is_called_once_and_signed() {
    let peer =
        Peer::start(|_: &Asked| answer(200, "application/json; charset=utf-8", r#"{"day":"2026-12-01"}"#))
            .await;
    let (tools, _) = tools();
    let tenant = with_function(&peer.url, "SIGNS");
    let offered = tools.offered(&tenant).await;
    assert_eq!((offered.len(), offered[0].destructive), (1, Destructive::Allow));
    let said = tools.call(&tenant, &calling("delivery", json!({ "order": "1234" }))).await.unwrap();
    assert_eq!((said.text.as_str(), said.is_error), (r#"{"day":"2026-12-01"}"#, false));
    let [asked] = &peer.asked()[..] else { panic!("{:?}", peer.asked()) };
    assert_eq!((asked.method.as_str(), asked.body.as_str()), ("POST", r#"{"order":"1234"}"#));
    let header = |name: &str| asked.header(name).unwrap().to_owned();
    assert_eq!((header("idempotency-key").as_str(), header("webhook-id").as_str()), ("turn-1.0", "turn-1.0"));
    // By the standard's own library.
    let moment = header("webhook-timestamp").parse().unwrap();
    let theirs = standardwebhooks::Webhook::new(KEY).unwrap().sign("turn-1.0", moment, asked.body.as_bytes());
    assert_eq!(header("webhook-signature"), theirs.unwrap());
}

#[tokio::test]
async fn arguments_that_break_the_schema_are_never_sent() {
    let peer = Peer::start(|_: &Asked| answer(200, "text/plain", "yes")).await;
    let (tools, _) = tools();
    let tenant = with_function(&peer.url, "SIGNS");
    for arguments in [
        json!({}),
        json!({ "order": "12" }),
        json!({ "order": "1234", "all": true }),
        json!(null),
        Json::from(1),
    ] {
        let came = tools.call(&tenant, &calling("delivery", arguments)).await;
        assert!(matches!(came, Err(ToolError::Arguments(_))), "{came:?}");
    }
    for secret in ["NOBODYS", "DESK"] {
        let call = calling("delivery", json!({ "order": "1234" }));
        let came = tools.call(&with_function(&peer.url, secret), &call).await;
        assert!(matches!(came, Err(ToolError::Failed(_))), "{came:?}");
    }
    assert!(peer.asked().is_empty());
}

#[tokio::test]
async fn every_answer_ends_the_call() {
    let failed = |why: &str| Err(ToolError::Failed(why.to_owned()));
    let said = |text: &str, is_error| Ok(ToolSaid { text: text.to_owned(), is_error, is_cut: false });
    assert_eq!(called(|_| answer(200, "text/plain", "On Monday.")).await, said("On Monday.", false));
    assert_eq!(called(|_| answer(204, "", "")).await, said("", false));
    assert_eq!(called(|_| answer(404, "application/json", "{}")).await, said("{}", true));
    assert_eq!(called(|_| answer(503, "text/plain", "busy")).await, failed("status 503"));
    assert_eq!(called(|_| answer_with(307, "text/plain", "location: /\r\n", "")).await, failed("status 307"));
    assert_eq!(
        called(|_| answer(200, "image/png", "x")).await,
        failed("the answer is neither JSON nor text")
    );
    assert_eq!(
        called(|_| answer(200, "application/json", "{")).await,
        failed("the answer calls itself JSON and is none")
    );
    assert_eq!(called(|_| Reply::Bytes(Vec::new())).await, failed("no answer that can be read"));
    assert_eq!(called(|_| Reply::Hang(Vec::new())).await, Err(ToolError::Timeout));
    let head = || b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n".to_vec();
    assert_eq!(called(move |_| Reply::Hang(head())).await, Err(ToolError::Timeout));
    let head = || b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n".to_vec();
    assert_eq!(
        called(move |_| Reply::Endless(head(), vec![b'x'; 65_536])).await,
        failed("the answer is larger than 1 MB")
    );
    let large = called(|_| answer(200, "text/plain", &"x".repeat(20_000))).await.unwrap();
    assert_eq!((large.text.len(), large.is_cut), (16_000, true));
}
