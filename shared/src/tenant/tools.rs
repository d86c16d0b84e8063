//! Tools of the tenant's own: MCP servers and HTTP functions that the assistant may call.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Destructive;
#[cfg(feature = "schema")]
use super::schema;

/// Tools of the tenant's own.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Tools {
    /// MCP servers; at most 5.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = 5)))]
    pub mcp: Vec<McpServer>,
    /// HTTP functions; at most 20.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = 20)))]
    pub functions: Vec<HttpFunction>,
    /// Whether the tenant's records and knowledge are offered to other agents as an MCP server at `/mcp`, to users with a token
    /// of the tenant's (`users`).
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub offer_mcp: bool,
}

/// A server that speaks the Model Context Protocol over streamable HTTP.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct McpServer {
    /// Its name here: stands before the names of its tools.
    #[cfg_attr(feature = "schema", schemars(with = "schema::AttributeKey"))]
    pub name: String,
    /// Where it is: `https://…/mcp`. As with webhooks, private addresses need the operator's permission.
    #[cfg_attr(feature = "schema", schemars(with = "schema::WebhookUrl"))]
    pub url: String,
    /// The name of the secret that is shown to it as a bearer token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::SecretName>"))]
    pub secret: Option<String>,
    /// The tools of it that may be called; no other is. At most 30.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Text<128>>", length(min = 1, max = 30)))]
    pub allow: Vec<String>,
    /// Seconds that a call may take; 1 to 20. Default 10.
    #[serde(default = "ten")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 20)))]
    pub timeout_seconds: u16,
    /// What is done with tools that the server calls destructive, or says nothing about and does not call read-only. Default
    /// `confirm`.
    #[serde(default)]
    pub destructive: Destructive,
    /// Sentences that lead to one of its tools without a model, by tool.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub phrases: BTreeMap<String, Vec<String>>,
}

/// A function that is called by HTTP: `POST` with the arguments as JSON, signed as webhooks are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HttpFunction {
    /// Its name.
    #[cfg_attr(feature = "schema", schemars(with = "schema::AttributeKey"))]
    pub name: String,
    /// What it does and when it is of use, for the model.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Text<1_000>"))]
    pub description: String,
    /// Where it is.
    #[cfg_attr(feature = "schema", schemars(with = "schema::WebhookUrl"))]
    pub url: String,
    /// The name of the secret that signs.
    #[cfg_attr(feature = "schema", schemars(with = "schema::SecretName"))]
    pub secret: String,
    /// Its arguments: a JSON Schema of an object. Arguments that break it are never sent.
    pub parameters: serde_json::Value,
    /// Whether it cannot be taken back. Default `allow`.
    #[serde(default = "allow")]
    pub destructive: Destructive,
    /// Seconds that a call may take; 1 to 20. Default 10.
    #[serde(default = "ten")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 20)))]
    pub timeout_seconds: u16,
    /// Sentences that lead to it without a model.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Text<200>>", length(max = 20)))]
    pub phrases: Vec<String>,
}

const fn ten() -> u16 {
    10
}

const fn allow() -> Destructive {
    Destructive::Allow
}
