//! Servers that are dead, slow, lying or endless: each call ends, with an error that says which.

use core::time::Duration;

use engine::ports::{ToolError, Tools as _};
use serde_json::json;

use crate::peer::{
    Asked, Peer, Reply, answer, answer_with, echo, echoed, list, result, said, tools, with_server,
};

/// More than any call may take here, by far: what takes longer hangs.
const FAR: Duration = Duration::from_secs(20);

type Lie = fn(&Asked) -> Reply;

fn in_json(body: &serde_json::Value) -> Reply {
    answer(200, "application/json", &body.to_string())
}

fn head(media_type: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: {media_type}\r\n\r\n").into_bytes()
}

fn failed(why: &str) -> ToolError {
    ToolError::Failed(why.to_owned())
}

/// What may be wrong with an answer, and what is said of it.
fn lies() -> Vec<(&'static str, Lie, ToolError)> {
    vec![
        ("silence", |_| Reply::Hang(Vec::new()), ToolError::Timeout),
        ("half an answer", |_| Reply::Hang(head("application/json")), ToolError::Timeout),
        ("a stream that says nothing", |_| Reply::Hang(head("text/event-stream")), ToolError::Timeout),
        ("a closed connection", |_| Reply::Bytes(Vec::new()), failed("no answer that can be read")),
        ("no HTTP", |_| Reply::Bytes(b"hello there\r\n\r\n".to_vec()), failed("no answer that can be read")),
        ("a redirect", |_| answer_with(302, "text/plain", "location: /other\r\n", ""), failed("status 302")),
        ("not allowed", |_| answer(401, "text/plain", ""), failed("status 401")),
        ("an error of the server", |_| answer(500, "text/html", "<h1>Oh</h1>"), failed("status 500")),
        (
            "a page",
            |_| answer(200, "text/html", "<h1>Hello</h1>"),
            failed("the answer is neither JSON nor a stream of events"),
        ),
        ("nothing", |_| answer(200, "application/json", ""), failed("the answer is none of JSON-RPC")),
        (
            "half of JSON",
            |_| answer(200, "application/json", "{\"jsonrpc\":"),
            failed("the answer is none of JSON-RPC"),
        ),
        ("other JSON", |_| in_json(&json!({ "ok": true })), failed("the answer is none of JSON-RPC")),
        (
            "an old JSON-RPC",
            |asked| in_json(&json!({ "jsonrpc": "1.0", "id": asked.json()["id"], "result": {} })),
            failed("the answer is none of JSON-RPC"),
        ),
        ("several at once", |_| in_json(&json!([])), failed("the answer is none of JSON-RPC")),
        (
            "another's answer",
            |_| in_json(&json!({ "jsonrpc": "2.0", "id": 99, "result": { "tools": [], "content": [] } })),
            failed("it answers what was not asked"),
        ),
        (
            "another's answer as a text",
            |_| in_json(&json!({ "jsonrpc": "2.0", "id": "2", "result": { "tools": [], "content": [] } })),
            failed("it answers what was not asked"),
        ),
        (
            "a result that is none",
            |asked| in_json(&json!({ "jsonrpc": "2.0", "id": asked.json()["id"], "result": "fine" })),
            failed("the answer is none of JSON-RPC"),
        ),
        (
            "an endless answer",
            |_| Reply::Endless(head("application/json"), vec![b' '; 65_536]),
            failed("the answer is larger than 1 MB"),
        ),
        (
            "endless events",
            |_| {
                Reply::Endless(
                    head("text/event-stream"),
                    b"data: {\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":1}\n\n".repeat(1_000),
                )
            },
            failed("the answer is larger than 1 MB"),
        ),
        (
            "an endless line",
            |_| Reply::Endless(head("text/event-stream"), vec![b'x'; 65_536]),
            failed("the answer is larger than 1 MB"),
        ),
        (
            "a stream that ends early",
            |_| answer(200, "text/event-stream", "data: {\"jsonrpc\":\"2.0\",\"method\":\"x\"}\n\n"),
            failed("its stream ends without an answer"),
        ),
        (
            "events that are none",
            |_| answer(200, "text/event-stream", "data: hello\n\n"),
            failed("what it streams is none of JSON-RPC"),
        ),
        (
            "another's answer in a stream",
            |_| answer(200, "text/event-stream", "data: {\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}\n\n"),
            failed("it answers what was not asked"),
        ),
        (
            "bytes that are no text",
            |_| Reply::Bytes([head("application/json"), vec![0xff; 40]].concat()),
            failed("the answer is none of JSON-RPC"),
        ),
    ]
}

#[tokio::test]
async fn a_call_that_is_answered_with_a_lie_ends_with_an_error() {
    for (name, lie, expected) in lies() {
        let peer = Peer::start(
            move |asked: &Asked| if asked.rpc() == "tools/list" { list(asked) } else { lie(asked) },
        )
        .await;
        let (tools, _) = tools();
        let came = tokio::time::timeout(FAR, echoed(&tools, &with_server(&peer.url))).await;
        assert_eq!(came.expect(name), Err(expected), "{name}");
        let calls = peer.methods().iter().filter(|method| *method == "tools/call").count();
        assert_eq!(calls, 1, "a call is made once: {name}");
    }
}

#[tokio::test]
async fn a_list_that_is_a_lie_offers_nothing() {
    for (name, lie, _) in lies() {
        let peer = Peer::start(lie).await;
        let (tools, _) = tools();
        let tenant = with_server(&peer.url);
        let offered = tokio::time::timeout(FAR, tools.offered(&tenant)).await.expect(name);
        assert!(offered.is_empty(), "{name}");
        assert!(
            matches!(echoed(&tools, &tenant).await, Err(ToolError::Failed(_) | ToolError::Timeout)),
            "{name}"
        );
    }
}

#[tokio::test]
async fn tools_that_cannot_be_used_are_not_offered() {
    let with = |key: &str, value: serde_json::Value| {
        let mut tool = echo();
        tool[key] = value;
        tool
    };
    let large = json!({ "type": "object", "description": "x".repeat(20_000) });
    let lists = [
        ("no list", json!({ "tools": "echo" })),
        ("nothing", json!({})),
        ("another name", json!({ "tools": [with("name", json!("Echo"))] })),
        ("twice", json!({ "tools": [echo(), with("description", json!("Another."))] })),
        ("no schema", json!({ "tools": [with("inputSchema", json!(null))] })),
        ("a schema that is none", json!({ "tools": [with("inputSchema", json!("object"))] })),
        ("a schema of a list", json!({ "tools": [with("inputSchema", json!({ "type": "array" }))] })),
        ("a schema that is too large", json!({ "tools": [with("inputSchema", large)] })),
        ("too many", json!({ "tools": vec![echo(); 501] })),
        ("a cursor that stays", json!({ "tools": [], "nextCursor": "again" })),
    ];
    for (name, said) in lists {
        let peer = Peer::start(move |asked: &Asked| result(asked, &said)).await;
        let (tools, _) = tools();
        assert!(tools.offered(&with_server(&peer.url)).await.is_empty(), "{name}");
        assert!(peer.asked().len() <= 20, "{name}");
    }
    let pages = Peer::start(|asked: &Asked| {
        let at: u32 = asked.json()["params"]["cursor"].as_str().map_or(0, |cursor| cursor.parse().unwrap());
        result(asked, &json!({ "tools": [], "nextCursor": (at + 1).to_string() }))
    })
    .await;
    let (tools, _) = tools();
    assert!(tools.offered(&with_server(&pages.url)).await.is_empty());
    assert_eq!(pages.asked().len(), 20);
}

#[tokio::test]
async fn a_tool_that_has_gone_is_unknown_and_the_list_is_asked_for_anew() {
    let peer = Peer::start(|asked: &Asked| match asked.rpc().as_str() {
        "tools/list" => list(asked),
        _ => in_json(&json!({ "jsonrpc": "2.0", "id": asked.json()["id"], "error": { "code": -32602, "message": "Unknown tool" } })),
    })
    .await;
    let (tools, _) = tools();
    let tenant = with_server(&peer.url);
    assert_eq!(echoed(&tools, &tenant).await, Err(ToolError::Unknown("desk.echo".to_owned())));
    tools.offered(&tenant).await;
    assert_eq!(peer.methods(), ["tools/list", "tools/call", "tools/list"]);
}

#[tokio::test]
async fn what_is_said_is_cut_and_marked() {
    let peer = Peer::start(|asked: &Asked| match asked.rpc().as_str() {
        "tools/list" => list(asked),
        _ => said(asked, &"ä".repeat(100_000)),
    })
    .await;
    let (tools, _) = tools();
    let heard = echoed(&tools, &with_server(&peer.url)).await.unwrap();
    assert_eq!((heard.text.chars().count(), heard.is_cut), (16_000, true));
}

#[tokio::test]
async fn nobody_there_is_an_error_at_once() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/mcp", listener.local_addr().unwrap());
    drop(listener);
    let (tools, _) = tools();
    assert_eq!(echoed(&tools, &with_server(&url)).await, Err(failed("no connection")));
}

#[tokio::test]
async fn who_does_not_wait_has_asked_all_the_same() {
    let peer = Peer::start(|_: &Asked| Reply::Hang(Vec::new())).await;
    let (tools, _) = tools();
    let tenant = with_server(&peer.url);
    let gone = tokio::time::timeout(Duration::from_millis(1), tools.offered(&tenant)).await;
    assert!(gone.is_err());
    // The next waits for that one at the most, and all after it for nothing.
    for _ in 0..5 {
        assert!(tools.offered(&tenant).await.is_empty());
    }
    assert_eq!(peer.asked().len(), 1);
}
