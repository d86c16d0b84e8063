//! Servers that others have written: the Rust SDK's, of either revision, and the protocol's own example server.

use std::sync::Arc;

use engine::ports::{ToolError, Tools as _};
use mcp_peers::Everything;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, ListToolsResult,
    PaginatedRequestParams, ServerCapabilities, ServerConfig, Tool,
};
use rmcp::service::RequestContext;
use rmcp::transport::streamable_http_server::session::local::LocalSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use rmcp::{ErrorData, RoleServer, ServerHandler};
use serde_json::json;
use shared::tenant::Destructive;

use crate::peer::{calling, echo, tenant, tools};

/// The Rust SDK's server with one tool.
#[derive(Clone)]
struct Adder;

impl ServerHandler for Adder {
    fn get_info(&self) -> ServerConfig {
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        let tool: Tool = serde_json::from_value(echo()).unwrap();
        Ok(ListToolsResult::with_all_items(vec![tool]))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let message = request.arguments.unwrap()["message"].as_str().unwrap().to_uppercase();
        Ok(CallToolResult::success(vec![ContentBlock::text(message)]).into())
    }
}

#[tokio::test]
async fn the_rust_sdks_server_is_understood() {
    for config in [
        StreamableHttpServerConfig::default(),
        StreamableHttpServerConfig::default().with_legacy_session_mode(false).with_json_response(true),
    ] {
        let service =
            StreamableHttpService::new(|| Ok(Adder), Arc::new(LocalSessionManager::default()), config);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/mcp", listener.local_addr().unwrap());
        tokio::spawn(async move {
            axum::serve(listener, axum::Router::new().route_service("/mcp", service)).await
        });
        let (tools, _) = tools();
        let tenant = tenant(&json!({ "mcp": [{ "name": "desk", "url": url, "allow": ["echo"] }] }));
        let offered = tools.offered(&tenant).await;
        assert_eq!((offered.len(), offered[0].destructive), (1, Destructive::Allow));
        let said = tools.call(&tenant, &calling("desk.echo", json!({ "message": "hello" }))).await.unwrap();
        assert_eq!(said.text, "HELLO");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_protocols_example_server_is_understood() {
    let everything = tokio::task::spawn_blocking(Everything::start).await.unwrap().unwrap();
    let (tools, _) = tools();
    let tenant = tenant(&json!({ "mcp": [{ "name": "all", "url": everything.url(),
        "allow": ["echo", "get-sum", "get-tiny-image", "get-structured-content", "trigger-long-running-operation"],
        "timeout_seconds": 5 }] }));
    let offered = tools.offered(&tenant).await;
    let names: Vec<&str> = offered.iter().map(|tool| tool.name.as_str()).collect();
    assert_eq!(names.len(), 5, "{names:?}");
    let call = async |name: &str, arguments| tools.call(&tenant, &calling(name, arguments)).await;
    assert_eq!(call("all.echo", json!({ "message": "hello" })).await.unwrap().text, "Echo: hello");
    let sum = call("all.get-sum", json!({ "a": 2, "b": 40 })).await.unwrap();
    assert!(sum.text.contains("42"), "{sum:?}");
    // As a sentence gives them.
    let sum = call("all.get-sum", json!({ "a": "2", "b": "40" })).await.unwrap();
    assert!(sum.text.contains("42"), "{sum:?}");
    let image = call("all.get-tiny-image", json!({})).await.unwrap();
    assert!(image.text.contains("[image image/png left out]") && image.text.len() < 500, "{image:?}");
    let structured = call("all.get-structured-content", json!({ "location": "New York" })).await.unwrap();
    assert!(structured.text.contains("temperature"), "{structured:?}");
    // A stream that speaks of its progress, and then answers; and one that takes longer than it may.
    let slow = |duration: u32| json!({ "duration": duration, "steps": 2 });
    assert!(call("all.trigger-long-running-operation", slow(1)).await.unwrap().text.contains("completed"));
    assert_eq!(call("all.trigger-long-running-operation", slow(60)).await, Err(ToolError::Timeout));
    assert!(matches!(call("all.get-sum", json!({ "a": "two" })).await, Err(ToolError::Arguments(_))));
    assert_eq!(call("all.get-env", json!({})).await, Err(ToolError::Unknown("all.get-env".to_owned())));
}
