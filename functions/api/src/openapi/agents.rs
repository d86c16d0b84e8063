//! The route of other agents, told.

use axum::http::Method;
use schemars::json_schema;

use super::operation::{Operation, Place};
use crate::mcp::{McpAnswer, McpMessage};
use crate::problem::ProblemKind;

/// Every one of them.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(Method::POST, "/mcp/{tenant}", "answerAgent", "agents")
            .uses_the_store()
            .says(
                "The tenant's records and knowledge as an MCP server",
                "Streamable HTTP of the Model Context Protocol, without sessions, answered as JSON: revision 2026-07-28, and \
                 those from 2025-03-26 on. Only of tenants whose file says `tools.offer_mcp`. The tools are those that the \
                 user's role may use; the rules that hold in the chat hold here.",
            )
            .takes(
                Place::Header,
                "MCP-Protocol-Version",
                json_schema!({ "type": "string" }),
                "The revision; of 2026-07-28 `Mcp-Method` and, of a call, `Mcp-Name` are needed too.",
            )
            .takes(
                Place::Header,
                "Idempotency-Key",
                json_schema!({ "type": "string" }),
                "The same key for the same tool changes things once; `_meta` may have it too, as `idempotency-key`.",
            )
            .reads::<McpMessage>()
            .answers::<McpAnswer>(200, "The answer to a request: its result, or its error.")
            .answers_empty(202, "A notification is taken.")
            .answers::<McpAnswer>(400, "The request is not as its revision needs it.")
            .answers::<McpAnswer>(404, "There is no such method.")
            .can_fail(&[
                ProblemKind::TOKEN_MISSING,
                ProblemKind::USER_TOKEN_INVALID,
                ProblemKind::USER_TOKEN_EXPIRED,
                ProblemKind::USER_KEYS_UNAVAILABLE,
                ProblemKind::ORIGIN_NOT_ALLOWED,
                ProblemKind::NOT_FOUND,
                ProblemKind::RATE_LIMITED,
            ]),
    ]
}
