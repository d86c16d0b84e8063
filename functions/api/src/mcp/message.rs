//! What is sent and answered: JSON-RPC 2.0.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The codes of JSON-RPC and of the protocol that are used here.
pub(super) const INVALID_REQUEST: i64 = -32_600;
pub(super) const METHOD_NOT_FOUND: i64 = -32_601;
pub(super) const INVALID_PARAMS: i64 = -32_602;
pub(super) const HEADER_MISMATCH: i64 = -32_020;
pub(super) const UNSUPPORTED_VERSION: i64 = -32_022;

/// A message of the Model Context Protocol (JSON-RPC 2.0): a request, or a notification, which has no `id`.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub(crate) struct McpMessage {
    /// `2.0`.
    pub(crate) jsonrpc: String,
    /// A text or a whole number; the answer has it too.
    #[serde(default)]
    pub(crate) id: Option<Value>,
    /// `server/discover`, `tools/list`, `tools/call`; of older revisions also `initialize`, `ping` and notifications.
    pub(crate) method: String,
    /// What belongs to the method, and `_meta`.
    #[serde(default)]
    pub(crate) params: Option<serde_json::Map<String, Value>>,
}

impl McpMessage {
    /// Something of its parameters.
    pub(super) fn param(&self, name: &str) -> &Value {
        self.params.as_ref().and_then(|params| params.get(name)).unwrap_or(&Value::Null)
    }

    /// Something of its `_meta`.
    pub(super) fn meta(&self, name: &str) -> &Value {
        self.param("_meta").get(name).unwrap_or(&Value::Null)
    }
}

/// The answer to a request: exactly one of `result` and `error`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub(crate) struct McpAnswer {
    /// `2.0`.
    pub(crate) jsonrpc: String,
    /// The request's; absent where it could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<Value>,
    /// What came of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) result: Option<Value>,
    /// Why nothing came of it: `code`, `message`, and `data` where there is more to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<Value>,
}

/// Why a request is not answered with a result.
pub(super) struct Fault {
    pub(super) status: StatusCode,
    pub(super) code: i64,
    pub(super) message: String,
    pub(super) data: Option<Value>,
}

impl Fault {
    pub(super) fn new(status: StatusCode, code: i64, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), data: None }
    }
}

/// The result as an answer.
pub(super) fn with_result(id: Option<Value>, result: Value) -> Response {
    let answer = McpAnswer { jsonrpc: "2.0".to_owned(), id, result: Some(result), error: None };
    Json(answer).into_response()
}

/// The fault as an answer.
pub(super) fn with_fault(id: Option<Value>, fault: Fault) -> Response {
    let mut error = json!({ "code": fault.code, "message": fault.message });
    if let Some(data) = fault.data {
        error["data"] = data;
    }
    let answer = McpAnswer { jsonrpc: "2.0".to_owned(), id, result: None, error: Some(error) };
    (fault.status, Json(answer)).into_response()
}
