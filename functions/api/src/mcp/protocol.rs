//! Which revision a request is of, whether its headers are as it says, and the methods that there are.

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::message::{
    Fault, HEADER_MISMATCH, INVALID_PARAMS, INVALID_REQUEST, METHOD_NOT_FOUND, McpMessage,
    UNSUPPORTED_VERSION, with_fault, with_result,
};
use super::{Asker, act, offer};
use crate::problem::ApiError;

/// The revisions that are spoken here, newest first. The first needs no `initialize`, the others begin with it.
const REVISIONS: [&str; 4] = ["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26"];
const MODERN: &str = REVISIONS[0];

/// What `_meta` says of the revision and the client.
const PROTOCOL_VERSION: &str = "io.modelcontextprotocol/protocolVersion";
const CLIENT_CAPABILITIES: &str = "io.modelcontextprotocol/clientCapabilities";

/// For how long a client may keep a list, in milliseconds.
const KEEPS_MS: u64 = 60_000;

/// Answers a message.
pub(crate) async fn answer(
    asker: &Asker<'_>,
    headers: &HeaderMap,
    message: &McpMessage,
) -> Result<Response, ApiError> {
    let is_request = message.id.is_some();
    let id = message.id.clone().filter(|id| id.is_string() || id.is_i64() || id.is_u64());
    if message.jsonrpc != "2.0" || (is_request && id.is_none()) {
        let fault =
            Fault::new(StatusCode::BAD_REQUEST, INVALID_REQUEST, "This is no request of JSON-RPC 2.0.");
        return Ok(with_fault(id, fault));
    }
    let is_modern = match revision(headers, message) {
        Ok(revision) => revision == MODERN,
        Err(fault) => return Ok(with_fault(id, fault)),
    };
    if !is_request {
        return Ok(StatusCode::ACCEPTED.into_response());
    }
    let done = match message.method.as_str() {
        "server/discover" if is_modern => Ok(kept(discovered())),
        "initialize" if !is_modern => Ok(initialized(message)),
        "ping" if !is_modern => Ok(json!({})),
        "tools/list" => Ok(listed(asker)),
        "tools/call" => act::call(asker, headers, message).await?,
        method => {
            let status = if is_modern { StatusCode::NOT_FOUND } else { StatusCode::OK };
            Err(Fault::new(status, METHOD_NOT_FOUND, format!("There is no method {}.", shortened(method))))
        }
    };
    Ok(match done {
        Ok(mut result) => {
            if is_modern {
                result["resultType"] = "complete".into();
                result["_meta"]["io.modelcontextprotocol/serverInfo"] = server_info();
            }
            with_result(id, result)
        }
        Err(fault) => with_fault(id, fault),
    })
}

/// The revision that the request is of; of the newest the headers must say what the body says.
fn revision(headers: &HeaderMap, message: &McpMessage) -> Result<&'static str, Fault> {
    let header = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let known = |said: &str| REVISIONS.into_iter().find(|revision| *revision == said);
    let said = message.meta(PROTOCOL_VERSION).as_str();
    let in_header = header("mcp-protocol-version");
    let unknown = |said: &str| Fault {
        data: Some(json!({ "supported": REVISIONS, "requested": shortened(said) })),
        ..Fault::new(StatusCode::BAD_REQUEST, UNSUPPORTED_VERSION, "Unsupported protocol version")
    };
    let mismatch = |what: &str| {
        Fault::new(
            StatusCode::BAD_REQUEST,
            HEADER_MISMATCH,
            format!("Header mismatch: {what} is not what the body says"),
        )
    };
    let Some(said) = said else {
        // Without a word of it in the body it is one of the older revisions, which know no more than this header; and the
        // first of them not even that.
        return match in_header {
            None => Ok(REVISIONS[3]),
            Some(MODERN) => Err(Fault::new(
                StatusCode::BAD_REQUEST,
                INVALID_PARAMS,
                format!("`_meta` needs `{PROTOCOL_VERSION}` and `{CLIENT_CAPABILITIES}`"),
            )),
            Some(said) => known(said).ok_or_else(|| unknown(said)),
        };
    };
    if in_header != Some(said) {
        return Err(mismatch("MCP-Protocol-Version"));
    }
    let revision = known(said).ok_or_else(|| unknown(said))?;
    if revision != MODERN {
        return Ok(revision);
    }
    if header("mcp-method") != Some(message.method.as_str()) {
        return Err(mismatch("Mcp-Method"));
    }
    let name = message.param("name").as_str().filter(|_| message.method == "tools/call");
    if name.is_some_and(|name| header("mcp-name").and_then(decoded).as_deref() != Some(name)) {
        return Err(mismatch("Mcp-Name"));
    }
    if !message.meta(CLIENT_CAPABILITIES).is_object() {
        let why = format!("`_meta` needs `{CLIENT_CAPABILITIES}`");
        return Err(Fault::new(StatusCode::BAD_REQUEST, INVALID_PARAMS, why));
    }
    Ok(revision)
}

/// A header as it is meant: in base64 where it could not stand there as it is.
fn decoded(value: &str) -> Option<String> {
    match value.strip_prefix("=?base64?").and_then(|rest| rest.strip_suffix("?=")) {
        Some(encoded) => String::from_utf8(STANDARD.decode(encoded).ok()?).ok(),
        None => Some(value.to_owned()),
    }
}

fn discovered() -> Value {
    json!({ "supportedVersions": REVISIONS, "capabilities": { "tools": {} } })
}

/// The client's revision where it is spoken here, else the newest that begins so.
fn initialized(message: &McpMessage) -> Value {
    let wanted = message.param("protocolVersion").as_str().unwrap_or_default();
    let agreed = REVISIONS[1..].iter().find(|revision| **revision == wanted).unwrap_or(&REVISIONS[1]);
    json!({ "protocolVersion": agreed, "capabilities": { "tools": {} }, "serverInfo": server_info() })
}

fn listed(asker: &Asker<'_>) -> Value {
    let tools: Vec<Value> = offer::tools(asker).iter().map(offer::Offered::told).collect();
    kept(json!({ "tools": tools }))
}

/// For a while, by the one who asked.
fn kept(mut result: Value) -> Value {
    result["ttlMs"] = KEEPS_MS.into();
    result["cacheScope"] = "private".into();
    result
}

fn server_info() -> Value {
    json!({ "name": "anteroom", "version": env!("CARGO_PKG_VERSION") })
}

fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_headers_may_be_encoded() {
        assert_eq!(decoded("find_task").as_deref(), Some("find_task"));
        assert_eq!(decoded("=?base64?ZmluZF90YXNr?=").as_deref(), Some("find_task"));
        assert_eq!(decoded("=?base64?%?="), None);
    }
}
