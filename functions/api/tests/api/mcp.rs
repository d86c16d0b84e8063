//! `POST /mcp/{tenant}`: records and knowledge for the agents of users, by the permissions of the chat.

use core::time::Duration;
use std::sync::Arc;

use api::{Tenants, router};
use axum::body::Body;
use axum::http::header::ORIGIN;
use axum::http::{Method, StatusCode};
use engine::ports::{FakeKnowledge, Knowledge as _};
use jiff::SignedDuration;
use outward::{Reach, SystemLookup};
use rmcp::model::{CallToolRequestParams, CallToolResult, ProtocolVersion};
use rmcp::transport::StreamableHttpClientTransport;
use rmcp::transport::streamable_http_client::StreamableHttpClientTransportConfig;
use rmcp::{ClientLifecycleMode, ClientServiceExt as _};
use serde_json::{Value as Json, json};
use shared::tenant::TenantFile;

use crate::signer::{SECRET_NAME, Signer, claims, token_of};
use crate::world::{Answer, World, request};

pub(crate) const PATH: &str = "/mcp/studio";

/// A server whose studio keeps tasks, each its owner's own, and notes that only editors change.
pub(crate) async fn world() -> World {
    let users = json!({ "keys": [{ "algorithm": "HS256", "secret": SECRET_NAME }], "required": false });
    let mut world = World::new().await.with_users(users);
    let mut tenants: Vec<TenantFile> = world.app.tenants.iter().cloned().collect();
    let studio = tenants.iter_mut().find(|tenant| tenant.id == "studio").unwrap();
    studio.tools.offer_mcp = true;
    studio.records = serde_json::from_value(json!({ "types": [
        {
            "key": "task", "one": "task", "many": "tasks", "id_prefix": "TSK", "search": ["title"],
            "display": { "title": "title" },
            "fields": [
                { "key": "title", "kind": "text", "required": true },
                { "key": "due", "kind": "date" },
                { "key": "owner", "kind": "text", "user": true },
            ],
            "status": { "initial": "open", "values": [{ "value": "open" }, { "value": "done", "closed": true }] },
            "permissions": [{ "roles": ["user"],
                "actions": ["find", "create", "update", "change_status", "comment", "delete"],
                "where": [{ "field": "owner", "equals": "user.id" }] }],
        },
        {
            "key": "note", "one": "note", "many": "notes", "id_prefix": "NTE", "search": ["title"], "delete": "never",
            "display": { "title": "title" }, "fields": [{ "key": "title", "kind": "text", "required": true }],
            "permissions": [
                { "roles": ["*"], "actions": ["find"] },
                { "roles": ["editor"], "actions": ["create", "update", "delete"] },
            ],
        },
    ] }))
    .unwrap();
    let entries = json!([
        { "id": "hours", "title": "When are you open?", "text": "From nine to five.", "url": "https://studio.example/hours" },
        { "id": "keys", "title": "When do editors open the office?", "text": "At six.", "roles": ["editor"] },
    ]);
    studio.knowledge = serde_json::from_value(json!({ "entries": entries })).unwrap();
    let knowledge = FakeKnowledge::default();
    knowledge.publish("studio", "en-GB", &studio.knowledge.entries).await.unwrap();
    world.app.tenants = Tenants::new(tenants);
    world.app.knowledge = Arc::new(knowledge);
    world
}

/// A token of this user in this role.
fn in_role(world: &World, user: &str, role: &str) -> String {
    let mut claims = claims(world, user);
    claims["role"] = role.into();
    Signer::hs256(crate::signer::SECRET).sign(&json!({ "alg": "HS256", "typ": "JWT" }), &claims)
}

async fn says(world: &World, token: &str, message: &Json, headers: &[(&'static str, &str)]) -> Answer {
    let mut asked = request(Method::POST, PATH, Some(token), Body::from(message.to_string()));
    for (name, value) in headers {
        asked.headers_mut().insert(*name, value.parse().unwrap());
    }
    world.ask(asked).await
}

/// What an agent of an older revision is answered to this method.
async fn asks(world: &World, token: &str, method: &str, params: Json) -> Json {
    let message = json!({ "jsonrpc": "2.0", "id": 7, "method": method, "params": params });
    let answer = says(world, token, &message, &[("mcp-protocol-version", "2025-11-25")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let json = answer.json();
    assert_eq!((&json["jsonrpc"], &json["id"]), (&json!("2.0"), &json!(7)));
    json
}

/// What a tool says to an agent.
async fn calls(world: &World, token: &str, name: &str, arguments: Json) -> Json {
    let json = asks(world, token, "tools/call", json!({ "name": name, "arguments": arguments })).await;
    let said = &json["result"]["structuredContent"];
    assert_eq!(json["result"]["content"][0]["text"], said.to_string());
    let outcome = said["outcome"].as_str().unwrap();
    let is_good =
        ["found", "done", "unchanged", "to_confirm"].contains(&outcome) || said["entries"].is_array();
    assert_eq!(json["result"]["isError"], !is_good, "{said}");
    said.clone()
}

async fn names(world: &World, token: &str) -> Vec<String> {
    let list = asks(world, token, "tools/list", json!({})).await;
    let tools = list["result"]["tools"].as_array().unwrap();
    tools.iter().map(|tool| tool["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_user_is_offered_what_their_role_may_do() {
    let world = world().await;
    let ana = token_of(&world, "ana");
    let of_everybody = [
        "search_knowledge",
        "find_task",
        "count_task",
        "get_task",
        "create_task",
        "update_task",
        "change_status_task",
        "comment_task",
        "delete_task",
        "find_note",
        "count_note",
        "get_note",
    ];
    assert_eq!(names(&world, &ana).await, of_everybody);
    let editor = in_role(&world, "eva", "editor");
    let more: Vec<&str> = of_everybody.into_iter().chain(["create_note", "update_note"]).collect();
    assert_eq!(names(&world, &editor).await, more);
    let list = asks(&world, &ana, "tools/list", json!({})).await;
    for tool in list["result"]["tools"].as_array().unwrap() {
        let schema = &tool["inputSchema"];
        assert!(jsonschema::meta::is_valid(schema), "{schema}");
        assert_eq!(engine::json_schema::not_understood(schema), None, "{schema}");
        let name = tool["name"].as_str().unwrap();
        let reads = ["search", "find", "count", "get"].iter().any(|verb| name.starts_with(verb));
        assert_eq!(tool["annotations"]["readOnlyHint"], reads, "{name}");
        assert_eq!(tool["annotations"]["destructiveHint"], name.starts_with("delete"), "{name}");
    }
}

#[tokio::test]
async fn what_is_made_and_changed_is_ones_own_and_nobody_elses() {
    let world = world().await;
    let (ana, ben) = (token_of(&world, "ana"), token_of(&world, "ben"));
    let made =
        calls(&world, &ana, "create_task", json!({ "fields": { "title": "Buy wax", "due": "2026-12-01" } }))
            .await;
    assert_eq!(made["outcome"], "done");
    assert_eq!(
        (&made["record"]["fields"]["owner"], &made["record"]["status"]),
        (&json!("ana"), &json!("open"))
    );
    let id = made["record"]["id"].as_str().unwrap();
    let found =
        calls(&world, &ana, "find_task", json!({ "filters": [{ "field": "status", "is": "open" }] })).await;
    assert_eq!((&found["total"], &found["records"][0]["id"]), (&json!(1), &json!(id)));
    assert_eq!(calls(&world, &ana, "count_task", json!({})).await["groups"][0]["number"], 1.0);
    let moved = calls(&world, &ana, "change_status_task", json!({ "id": id, "to": "done" })).await;
    assert_eq!(moved["record"]["status"], "done");
    let changed = calls(&world, &ana, "update_task", json!({ "id": id, "fields": { "due": null } })).await;
    assert_eq!(changed["record"]["fields"].get("due"), None);
    assert_eq!(
        calls(&world, &ana, "comment_task", json!({ "id": id, "text": "Beeswax." })).await["outcome"],
        "done"
    );

    // Of ben it is as if it were not there.
    for (tool, arguments) in [
        ("get_task", json!({ "id": id })),
        ("update_task", json!({ "id": id, "fields": { "title": "Mine" } })),
        ("change_status_task", json!({ "id": id, "to": "open" })),
        ("comment_task", json!({ "id": id, "text": "Hi" })),
        ("delete_task", json!({ "id": id })),
    ] {
        let refused = calls(&world, &ben, tool, arguments).await;
        assert_eq!(refused["outcome"], "not_found", "{tool}");
        assert!(!refused.to_string().contains("wax"), "{refused}");
        let none = calls(
            &world,
            &ben,
            tool,
            match tool {
                "update_task" => json!({ "id": "TSK-99", "fields": { "title": "Mine" } }),
                "change_status_task" => json!({ "id": "TSK-99", "to": "open" }),
                "comment_task" => json!({ "id": "TSK-99", "text": "Hi" }),
                _ => json!({ "id": "TSK-99" }),
            },
        )
        .await;
        assert_eq!(none.to_string(), refused.to_string().replace(id, "TSK-99"), "{tool}");
    }
    assert_eq!(calls(&world, &ben, "find_task", json!({})).await["total"], 0);
    let theirs =
        calls(&world, &ben, "create_task", json!({ "fields": { "title": "Mine", "owner": "ana" } })).await;
    assert_ne!(theirs["outcome"], "done", "{theirs}");
    assert_eq!(calls(&world, &ana, "find_task", json!({})).await["total"], 1);
}

#[tokio::test]
async fn what_the_role_may_not_do_is_no_tool_and_what_breaks_the_schema_is_not_tried() {
    let world = world().await;
    let ana = token_of(&world, "ana");
    for tool in ["create_note", "delete_note", "find_lead", "drop", "", "find_"] {
        let json = asks(&world, &ana, "tools/call", json!({ "name": tool, "arguments": {} })).await;
        assert_eq!(json["error"]["code"], -32_602, "{tool}: {json}");
    }
    let editor = in_role(&world, "eva", "editor");
    assert_eq!(
        calls(&world, &editor, "create_note", json!({ "fields": { "title": "Read me" } })).await["outcome"],
        "done"
    );
    let before = world.everything().await;
    for (tool, arguments) in [
        ("create_task", json!({})),
        ("create_task", json!({ "fields": {} })),
        ("create_task", json!({ "fields": { "title": "x", "colour": "red" } })),
        ("create_task", json!({ "fields": { "title": 1 } })),
        ("change_status_task", json!({ "id": "TSK-1", "to": "gone" })),
        ("find_task", json!({ "filters": [{ "field": "secret", "is": 1 }] })),
        ("find_task", json!({ "filters": vec![json!({ "field": "title", "is": "x" }); 13] })),
        ("find_task", json!([])),
        ("search_knowledge", json!({ "query": "" })),
    ] {
        assert_eq!(
            calls(&world, &ana, tool, arguments.clone()).await["outcome"],
            "invalid",
            "{tool} {arguments}"
        );
    }
    let left = |items: Vec<String>| -> Vec<_> {
        items.into_iter().filter(|item| !item.contains("BUCKET")).collect()
    };
    assert_eq!(left(world.everything().await), left(before));
}

#[tokio::test]
async fn knowledge_is_found_for_whom_it_is() {
    let world = world().await;
    let found = |said: &Json| {
        let entries = said["entries"].as_array().unwrap().iter();
        entries.map(|entry| entry["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let asked = json!({ "query": "When are you open?", "limit": 5 });
    let said = calls(&world, &token_of(&world, "ana"), "search_knowledge", asked.clone()).await;
    assert_eq!(said["entries"][0]["text"], "From nine to five.");
    assert!(!found(&said).contains(&"keys".to_owned()));
    let said = calls(
        &world,
        &in_role(&world, "eva", "editor"),
        "search_knowledge",
        json!({ "query": "When do editors open the office?" }),
    )
    .await;
    assert!(found(&said).contains(&"keys".to_owned()), "{said}");
}

#[tokio::test]
async fn a_deletion_is_confirmed_by_the_same_user_in_time_and_done_once() {
    let world = world().await;
    let (ana, ben) = (token_of(&world, "ana"), token_of(&world, "ben"));
    let make = async || {
        let made = calls(&world, &ana, "create_task", json!({ "fields": { "title": "Buy wax" } })).await;
        made["record"]["id"].as_str().unwrap().to_owned()
    };
    let (id, other) = (make().await, make().await);
    let waits = calls(&world, &ana, "delete_task", json!({ "id": id })).await;
    assert_eq!((&waits["outcome"], &waits["record"]["id"]), (&json!("to_confirm"), &json!(id)));
    assert_eq!(calls(&world, &ana, "find_task", json!({})).await["total"], 2);
    let confirmation = waits["confirmation"].as_str().unwrap();
    let mut forged = confirmation.to_owned();
    forged.replace_range(0..1, if confirmation.starts_with('e') { "f" } else { "e" });
    for (token, id, said) in [
        (&ben, &id, confirmation),
        (&ana, &other, confirmation),
        (&ana, &id, forged.as_str()),
        (&ana, &id, "yes"),
        (&ana, &id, ""),
        (&ana, &id, "."),
    ] {
        let refused = calls(&world, token, "delete_task", json!({ "id": id, "confirmation": said })).await;
        assert_eq!(refused["outcome"], "not_confirmed", "{said}");
    }
    assert_eq!(calls(&world, &ana, "find_task", json!({})).await["total"], 2);
    let confirmed = json!({ "id": id, "confirmation": confirmation });
    assert_eq!(calls(&world, &ana, "delete_task", confirmed.clone()).await["outcome"], "done");
    assert_eq!(calls(&world, &ana, "find_task", json!({})).await["total"], 1);
    calls(&world, &ana, "delete_task", confirmed).await;
    assert_eq!(calls(&world, &ana, "find_task", json!({})).await["total"], 1);

    let late = calls(&world, &ana, "delete_task", json!({ "id": other })).await;
    world.pass(SignedDuration::from_mins(11));
    let ana = token_of(&world, "ana");
    let late = json!({ "id": other, "confirmation": late["confirmation"] });
    assert_eq!(calls(&world, &ana, "delete_task", late).await["outcome"], "not_confirmed");
    assert_eq!(calls(&world, &ana, "find_task", json!({})).await["total"], 1);
}

#[tokio::test]
async fn the_same_key_changes_things_once() {
    let world = world().await;
    let (ana, ben) = (token_of(&world, "ana"), token_of(&world, "ben"));
    let message = |meta: Json| {
        json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call",
            "params": { "name": "create_task", "arguments": { "fields": { "title": "Buy wax" } }, "_meta": meta } })
    };
    let total = async |token: &str| calls(&world, token, "find_task", json!({})).await["total"].clone();
    let mut ids = std::collections::BTreeSet::new();
    for _ in 0..3 {
        let answer = says(&world, &ana, &message(json!({})), &[("idempotency-key", "key-1")]).await.json();
        ids.insert(answer["result"]["structuredContent"]["record"]["id"].to_string());
        let meta = json!({ "idempotency-key": "key-1" });
        let answer = says(&world, &ana, &message(meta), &[]).await.json();
        ids.insert(answer["result"]["structuredContent"]["record"]["id"].to_string());
    }
    assert_eq!((ids.len(), total(&ana).await), (1, json!(1)));
    // Another's key is another.
    says(&world, &ben, &message(json!({})), &[("idempotency-key", "key-1")]).await;
    assert_eq!((total(&ben).await, total(&ana).await), (json!(1), json!(1)));
    // Without one each call is a new one, though their ids are the same.
    for _ in 0..2 {
        says(&world, &ana, &message(json!({})), &[]).await;
    }
    assert_eq!(total(&ana).await, 3);
}

#[tokio::test]
async fn nobody_is_let_in_without_the_tenants_token_or_from_another_page() {
    let world = world().await;
    let ping = json!({ "jsonrpc": "2.0", "id": 1, "method": "ping" });
    let visitor = world.begin().await;
    let expired = Signer::hs256(crate::signer::SECRET).sign(&json!({ "alg": "HS256", "typ": "JWT" }), &{
        let mut claims = claims(&world, "ana");
        claims["exp"] = (world.app.clock.now().as_second() - 1).into();
        claims
    });
    let refused = async |token: Option<&str>, path: &str| {
        let asked = request(Method::POST, path, token, Body::from(ping.to_string()));
        world.ask(asked).await.problem()
    };
    let invalid = (401, "user_token_invalid".to_owned());
    assert_eq!(refused(None, PATH).await, (401, "token_missing".to_owned()));
    assert_eq!(refused(Some("nonsense"), PATH).await, invalid);
    assert_eq!(refused(Some(&visitor.token), PATH).await, invalid);
    assert_eq!(refused(Some(&world.admin("studio")), PATH).await, invalid);
    assert_eq!(refused(Some(&expired), PATH).await, (401, "user_token_expired".to_owned()));
    let ana = token_of(&world, "ana");
    for path in ["/mcp/crm", "/mcp/nobody"] {
        assert_eq!(refused(Some(&ana), path).await, (404, "not_found".to_owned()), "{path}");
    }
    for (origin, status) in
        [(None, 200), (Some("https://studio.example"), 200), (Some("https://evil.example"), 403)]
    {
        let mut asked = request(Method::POST, PATH, Some(&ana), Body::from(ping.to_string()));
        asked.headers_mut().remove(ORIGIN);
        if let Some(origin) = origin {
            asked.headers_mut().insert(ORIGIN, origin.parse().unwrap());
        }
        assert_eq!(world.ask(asked).await.status, status, "{origin:?}");
    }
    for method in [Method::GET, Method::DELETE] {
        let answer = world.ask(request(method, PATH, Some(&ana), Body::empty())).await;
        assert_eq!(answer.problem(), (405, "method_not_allowed".to_owned()));
    }
}

#[tokio::test]
async fn an_agent_asks_no_more_than_its_user_may() {
    let limits = json!({ "per_minute": 60, "per_hour": 100, "burst": 2 });
    let world = world().await.with_limits(limits);
    let ana = token_of(&world, "ana");
    let ping = json!({ "jsonrpc": "2.0", "id": 1, "method": "ping" });
    for status in [200, 200, 429] {
        assert_eq!(says(&world, &ana, &ping, &[]).await.status, status);
    }
    assert_eq!(says(&world, &token_of(&world, "ben"), &ping, &[]).await.status, 200);
}

#[tokio::test]
async fn each_revision_is_answered_in_its_own_way() {
    let world = world().await;
    let ana = token_of(&world, "ana");
    for (wanted, agreed) in [
        ("2025-11-25", "2025-11-25"),
        ("2025-03-26", "2025-03-26"),
        ("2024-11-05", "2025-11-25"),
        ("2026-07-28", "2025-11-25"),
    ] {
        let message = json!({ "jsonrpc": "2.0", "id": "a", "method": "initialize",
            "params": { "protocolVersion": wanted, "capabilities": {}, "clientInfo": { "name": "x", "version": "1" } } });
        let answer = says(&world, &ana, &message, &[]).await;
        assert_eq!(answer.json()["result"]["protocolVersion"], agreed);
        assert!(!answer.headers.contains_key("mcp-session-id"));
    }
    let ready = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
    let taken = says(&world, &ana, &ready, &[("mcp-protocol-version", "2025-11-25")]).await;
    assert_eq!((taken.status, taken.text.as_str()), (StatusCode::ACCEPTED, ""));

    let meta = json!({ "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {} });
    let message = |method: &str, name: Option<&str>, meta: &Json| json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": { "_meta": meta, "name": name, "arguments": {} } });
    let modern =
        [("mcp-protocol-version", "2026-07-28"), ("mcp-method", "tools/call"), ("mcp-name", "find_task")];
    let good = says(&world, &ana, &message("tools/call", Some("find_task"), &meta), &modern).await;
    assert_eq!((good.status, &good.json()["result"]["resultType"]), (StatusCode::OK, &json!("complete")));
    let encoded = [
        ("mcp-protocol-version", "2026-07-28"),
        ("mcp-method", "tools/call"),
        ("mcp-name", "=?base64?ZmluZF90YXNr?="),
    ];
    assert_eq!(
        says(&world, &ana, &message("tools/call", Some("find_task"), &meta), &encoded).await.status,
        200
    );
    let discover = [("mcp-protocol-version", "2026-07-28"), ("mcp-method", "server/discover")];
    let found = says(&world, &ana, &message("server/discover", None, &meta), &discover).await.json();
    assert_eq!(found["result"]["supportedVersions"][0], "2026-07-28");
    assert_eq!(
        (&found["result"]["cacheScope"], &found["result"]["ttlMs"]),
        (&json!("private"), &json!(60_000))
    );

    let without = json!({ "io.modelcontextprotocol/protocolVersion": "2026-07-28" });
    let unknown = json!({ "io.modelcontextprotocol/protocolVersion": "1900-01-01" });
    let of = |name: &'static str, value: &'static str| {
        modern.into_iter().filter(|(known, _)| *known != name).chain([(name, value)]).collect::<Vec<_>>()
    };
    for (headers, meta, status, code) in [
        (of("mcp-method", "tools/list"), &meta, 400, -32_020),
        (of("mcp-name", "get_task"), &meta, 400, -32_020),
        (of("mcp-name", "=?base64?%?="), &meta, 400, -32_020),
        (of("mcp-protocol-version", "2025-11-25"), &meta, 400, -32_020),
        (vec![], &meta, 400, -32_020),
        (modern.to_vec(), &json!({}), 400, -32_602),
        (modern.to_vec(), &without, 400, -32_602),
        (of("mcp-protocol-version", "1900-01-01"), &unknown, 400, -32_022),
        (of("mcp-protocol-version", "1900-01-01"), &json!({}), 400, -32_022),
    ] {
        let answer = says(&world, &ana, &message("tools/call", Some("find_task"), meta), &headers).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["error"]["code"]),
            (status, &json!(code)),
            "{headers:?}"
        );
    }
    let odd = [("mcp-protocol-version", "2026-07-28"), ("mcp-method", "resources/list")];
    let answer = says(&world, &ana, &message("resources/list", None, &meta), &odd).await;
    assert_eq!((answer.status, &answer.json()["error"]["code"]), (StatusCode::NOT_FOUND, &json!(-32_601)));
    assert_eq!(asks(&world, &ana, "resources/list", json!({})).await["error"]["code"], -32_601);
    for broken in [
        json!({ "jsonrpc": "1.0", "id": 1, "method": "ping" }),
        json!({ "jsonrpc": "2.0", "id": 1.5, "method": "ping" }),
    ] {
        let answer = says(&world, &ana, &broken, &[]).await;
        assert_eq!(
            (answer.status, &answer.json()["error"]["code"]),
            (StatusCode::BAD_REQUEST, &json!(-32_600))
        );
    }
    for no_message in [json!([]), json!({ "jsonrpc": "2.0" }), json!("ping")] {
        assert_eq!(says(&world, &ana, &no_message, &[]).await.problem().0, 422, "{no_message}");
    }
}

/// The Rust SDK's client, of either revision, over a socket.
#[tokio::test]
async fn a_client_of_others_works_with_it() {
    let world = world().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}{PATH}", listener.local_addr().unwrap());
    let app = router(world.app.clone());
    tokio::spawn(async move { axum::serve(listener, app).await });
    let http = outward::client(Reach::Private, Arc::new(SystemLookup), Duration::from_secs(30)).unwrap();
    let said = |result: &CallToolResult| result.structured_content.clone().unwrap();
    for (place, lifecycle) in [
        ClientLifecycleMode::Initialize,
        ClientLifecycleMode::Discover { preferred_versions: vec![ProtocolVersion::V_2026_07_28] },
    ]
    .into_iter()
    .enumerate()
    {
        let config =
            StreamableHttpClientTransportConfig::with_uri(url.clone()).auth_header(token_of(&world, "ana"));
        let transport = StreamableHttpClientTransport::with_client(http.clone(), config);
        let client = ().serve_with_lifecycle(transport, lifecycle).await.unwrap();
        let tools = client.list_all_tools().await.unwrap();
        assert_eq!(tools.len(), 12);
        let call = async |name: &'static str, arguments: Json| {
            let mut params = CallToolRequestParams::new(name);
            params.arguments = arguments.as_object().cloned();
            said(&client.call_tool(params).await.unwrap())
        };
        let made = call("create_task", json!({ "fields": { "title": "Buy wax" } })).await;
        assert_eq!(made["outcome"], "done");
        assert_eq!(call("find_task", json!({ "words": "wax" })).await["total"], place + 1);
        client.cancel().await.unwrap();
    }
}

/// The TypeScript SDK's client, over a socket.
#[tokio::test(flavor = "multi_thread")]
async fn the_typescript_sdks_client_works_with_it() {
    let world = world().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}{PATH}", listener.local_addr().unwrap());
    let app = router(world.app.clone());
    tokio::spawn(async move { axum::serve(listener, app).await });
    let token = token_of(&world, "ana");
    let calls = json!([
        { "name": "create_task", "arguments": { "fields": { "title": "Buy wax" } } },
        { "name": "find_task", "arguments": {} },
        { "name": "search_knowledge", "arguments": { "query": "When are you open?" } },
    ]);
    let said = tokio::task::spawn_blocking(move || mcp_peers::call_with_sdk(&url, &token, &calls))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(said["tools"].as_array().unwrap().len(), 12);
    assert_eq!(said["results"][0]["structuredContent"]["outcome"], "done");
    assert_eq!(said["results"][1]["structuredContent"]["records"][0]["fields"]["title"], "Buy wax");
    assert_eq!(said["results"][2]["structuredContent"]["entries"][0]["id"], "hours");
}
