//! MCP servers as they should be, of either revision.

use engine::ports::{ToolError, Tools as _};
use jiff::SignedDuration;
use serde_json::{Value as Json, json};
use shared::tenant::Destructive;
use tools::{Reach, TenantTools};

use crate::peer::{
    Asked, Peer, Reply, answer, answer_with, calling, echo, echoed, list, result, said, tenant, tools,
    with_server,
};

fn modern(asked: &Asked) -> Reply {
    match asked.rpc().as_str() {
        "tools/list" => list(asked),
        "tools/call" => said(asked, asked.json()["params"]["arguments"]["message"].as_str().unwrap()),
        _ => answer(404, "application/json", r#"{"jsonrpc":"2.0","error":{"code":-32601,"message":"no"}}"#),
    }
}

#[tokio::test]
async fn a_server_of_the_newest_revision_is_asked_as_it_says() {
    let peer = Peer::start(modern).await;
    let (tools, _) = tools();
    let tenant =
        tenant(&json!({ "mcp": [{ "name": "desk", "url": peer.url, "allow": ["echo"], "secret": "DESK",
        "phrases": { "echo": ["say {message}"] } }] }));
    let offered = tools.offered(&tenant).await;
    assert_eq!(offered.len(), 1);
    assert_eq!((offered[0].name.as_str(), offered[0].destructive), ("desk.echo", Destructive::Allow));
    assert_eq!(
        (&offered[0].parameters, &*offered[0].phrases),
        (&echo()["inputSchema"], &["say {message}".to_owned()][..])
    );
    let heard = echoed(&tools, &tenant).await.unwrap();
    assert_eq!((heard.text.as_str(), heard.is_error, heard.is_cut), ("hello", false, false));
    assert_eq!(peer.methods(), ["tools/list", "tools/call"]);
    for asked in peer.asked() {
        let meta = &asked.json()["params"]["_meta"];
        assert_eq!(meta["io.modelcontextprotocol/protocolVersion"], "2026-07-28");
        assert_eq!(meta["io.modelcontextprotocol/clientCapabilities"], json!({}));
        for (name, value) in [
            ("mcp-protocol-version", "2026-07-28"),
            ("mcp-method", asked.rpc().as_str()),
            ("authorization", "Bearer the-desk"),
            ("accept", "application/json, text/event-stream"),
        ] {
            assert_eq!(asked.header(name), Some(value), "{name}");
        }
    }
    let call = &peer.asked()[1];
    assert_eq!((call.header("mcp-name"), call.header("idempotency-key")), (Some("echo"), Some("turn-1.0")));
    assert_eq!(call.json()["params"]["_meta"]["idempotency-key"], "turn-1.0");
}

/// A server with sessions, as there are most.
fn legacy(asked: &Asked) -> Reply {
    let message = asked.json();
    let has_session = asked.header("mcp-session-id") == Some("s-1");
    match asked.rpc().as_str() {
        _ if asked.method == "DELETE" => answer(200, "text/plain", ""),
        "initialize" => {
            assert_eq!(message["params"]["protocolVersion"], "2025-11-25");
            let said = json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "serverInfo": { "name": "x", "version": "1" } });
            let body = json!({ "jsonrpc": "2.0", "id": message["id"], "result": said });
            answer_with(200, "application/json", "mcp-session-id: s-1\r\n", &body.to_string())
        }
        "notifications/initialized" if has_session => answer(202, "text/plain", ""),
        "tools/list" if has_session => {
            // By pages, as a stream with a word of its own before the answer.
            let page = match message["params"]["cursor"].as_str() {
                None => json!({ "tools": [], "nextCursor": "2" }),
                Some(_) => json!({ "tools": [echo()] }),
            };
            let note = json!({ "jsonrpc": "2.0", "method": "notifications/message", "params": {} });
            let answered = json!({ "jsonrpc": "2.0", "id": message["id"], "result": page });
            answer(
                200,
                "text/event-stream",
                &format!(": hello\n\nid: 1\ndata:\n\ndata: {note}\n\nevent: message\ndata: {answered}\n\n"),
            )
        }
        "tools/call" if has_session => said(asked, "hello"),
        _ => answer(
            400,
            "application/json",
            r#"{"jsonrpc":"2.0","error":{"code":-32000,"message":"Bad Request: No valid session"},"id":null}"#,
        ),
    }
}

#[tokio::test]
async fn a_server_with_sessions_is_given_one_for_each_call() {
    let peer = Peer::start(legacy).await;
    let (tools, _) = tools();
    let tenant = with_server(&peer.url);
    assert_eq!(tools.offered(&tenant).await.len(), 1);
    assert_eq!(echoed(&tools, &tenant).await.unwrap().text, "hello");
    let begun = ["initialize", "notifications/initialized"];
    let expected: Vec<&str> =
        [&["tools/list"][..], &begun, &["tools/list", "tools/list"], &begun, &["tools/call"]].concat();
    assert_eq!(peer.methods(), expected);
    let call = peer.asked().into_iter().find(|asked| asked.rpc() == "tools/call").unwrap();
    assert_eq!(call.header("mcp-protocol-version"), Some("2025-06-18"));
    // The sessions are ended, by and by.
    while peer.asked().iter().filter(|asked| asked.method == "DELETE").count() < 2 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_session_that_is_gone_is_begun_anew_once() {
    let calls = std::sync::atomic::AtomicUsize::new(0);
    let peer = Peer::start(move |asked: &Asked| {
        if asked.rpc() == "tools/call" && calls.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0 {
            return answer(404, "text/plain", "");
        }
        legacy(asked)
    })
    .await;
    let (tools, _) = tools();
    assert_eq!(echoed(&tools, &with_server(&peer.url)).await.unwrap().text, "hello");
    let gone =
        Peer::start(
            |asked: &Asked| {
                if asked.rpc() == "tools/call" { answer(404, "text/plain", "") } else { legacy(asked) }
            },
        )
        .await;
    assert_eq!(
        echoed(&tools, &with_server(&gone.url)).await,
        Err(ToolError::Failed("status 404".to_owned()))
    );
    assert_eq!(gone.methods().iter().filter(|method| *method == "tools/call").count(), 2);
}

#[tokio::test]
async fn what_a_server_has_is_kept_for_five_minutes_and_a_failure_for_half_a_one() {
    let peer = Peer::start(modern).await;
    let (tools, clock) = tools();
    let tenant = with_server(&peer.url);
    for _ in 0..3 {
        assert_eq!(tools.offered(&tenant).await.len(), 1);
    }
    clock.pass(SignedDuration::from_secs(299));
    tools.offered(&tenant).await;
    assert_eq!(peer.methods().len(), 1);
    clock.pass(SignedDuration::from_secs(2));
    tools.offered(&tenant).await;
    assert_eq!(peer.methods().len(), 2);

    let down = Peer::start(|_: &Asked| answer(503, "text/plain", "")).await;
    let tenant = with_server(&down.url);
    for _ in 0..3 {
        assert!(tools.offered(&tenant).await.is_empty());
    }
    assert_eq!(down.asked().len(), 1);
    clock.pass(SignedDuration::from_secs(31));
    tools.offered(&tenant).await;
    assert_eq!(down.asked().len(), 2);
}

#[tokio::test]
async fn only_what_is_allowed_and_takes_what_it_says_is_called() {
    let tool = |name: &str, annotations: Json| {
        let mut tool = echo();
        tool["name"] = name.into();
        tool["annotations"] = annotations;
        tool
    };
    let tools_of = [
        tool("reads", json!({ "readOnlyHint": true })),
        tool("adds", json!({ "destructiveHint": false })),
        tool("drops", json!({ "readOnlyHint": true, "destructiveHint": true })),
        tool("silent", json!({})),
        tool("hidden", json!({ "readOnlyHint": true })),
    ];
    let peer = Peer::start(move |asked: &Asked| match asked.rpc().as_str() {
        "tools/list" => result(asked, &json!({ "tools": tools_of })),
        _ => said(asked, "done"),
    })
    .await;
    let (tools, _) = tools();
    let tenant = tenant(&json!({ "mcp": [{ "name": "desk", "url": peer.url, "destructive": "never",
        "allow": ["silent", "drops", "adds", "reads", "none"] }] }));
    let offered: Vec<_> =
        tools.offered(&tenant).await.into_iter().map(|tool| (tool.name, tool.destructive)).collect();
    let expected = [
        ("desk.silent", Destructive::Never),
        ("desk.drops", Destructive::Never),
        ("desk.adds", Destructive::Allow),
        ("desk.reads", Destructive::Allow),
    ];
    assert_eq!(offered, expected.map(|(name, destructive)| (name.to_owned(), destructive)));
    for name in ["desk.hidden", "desk.none", "desk.", "desk", "reads", "shop.reads", ""] {
        let refused = tools.call(&tenant, &calling(name, json!({ "message": "x" }))).await;
        assert_eq!(refused, Err(ToolError::Unknown(name.to_owned())));
    }
    for arguments in [json!({}), json!({ "message": 1 }), json!([]), json!(null)] {
        let refused = tools.call(&tenant, &calling("desk.reads", arguments)).await;
        assert!(matches!(refused, Err(ToolError::Arguments(_))), "{refused:?}");
    }
    assert!(!peer.methods().contains(&"tools/call".to_owned()));
}

#[tokio::test]
async fn nothing_private_is_called_and_nothing_without_its_secret() {
    let peer = Peer::start(modern).await;
    let (tools, clock) = tools();
    for secret in ["NOBODYS", "BROKEN"] {
        let tenant = tenant(
            &json!({ "mcp": [{ "name": "desk", "url": peer.url, "allow": ["echo"], "secret": secret }] }),
        );
        assert!(matches!(echoed(&tools, &tenant).await, Err(ToolError::Failed(_))), "{secret}");
        clock.pass(SignedDuration::from_mins(1));
    }
    let secrets = std::sync::Arc::new(engine::ports::FakeSecrets::default());
    let public = TenantTools::new(Reach::Public, secrets, clock);
    for url in
        [peer.url.as_str(), "https://127.0.0.1/mcp", "https://localhost/mcp", "https://169.254.169.254/"]
    {
        let refused = echoed(&public, &with_server(url)).await;
        assert!(matches!(refused, Err(ToolError::Failed(_))), "{url}");
    }
    assert!(peer.asked().is_empty());
}
