//! What makes a call itself: the same key of the same user is the same change.

use axum::http::HeaderMap;
use serde_json::Value;

use super::Asker;
use super::message::McpMessage;
use crate::problem::ApiError;

/// The longest key, in bytes.
const KEY_MAX_BYTES: usize = 200;

/// The id under which what the call does is kept, and whether it may have been done before.
pub(super) struct Turn {
    pub(super) id: String,
    pub(super) is_named: bool,
}

/// The key that the client names, in the header `Idempotency-Key` or in `_meta` as `idempotency-key`; else one that is
/// nobody else's.
pub(super) fn turn(asker: &Asker<'_>, headers: &HeaderMap, message: &McpMessage) -> Result<Turn, ApiError> {
    let in_header = headers.get("idempotency-key").and_then(|value| value.to_str().ok());
    let said = in_header.or_else(|| message.meta("idempotency-key").as_str());
    let Some(key) = said.map(str::trim).filter(|key| !key.is_empty() && key.len() <= KEY_MAX_BYTES) else {
        return Ok(Turn { id: format!("mcp.{}", uuid::Uuid::now_v7().simple()), is_named: false });
    };
    // The tool is part of it: a client that counts its calls from one is not told what another tool has done.
    let tool = message.param("name").as_str().unwrap_or_default();
    let thing = Value::from(vec![asker.tenant.id.as_str(), asker.actor.name(), tool, key]).to_string();
    let tag =
        asker.app.keys.tag("mcp-change", &thing).map_err(|error| ApiError::Internal(error.to_string()))?;
    Ok(Turn { id: format!("mcp.{tag}"), is_named: true })
}
