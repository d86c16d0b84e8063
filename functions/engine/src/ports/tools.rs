//! Tools of the tenant's own: MCP servers and HTTP functions.

use async_trait::async_trait;
use serde_json::Value as Json;
use shared::tenant::TenantFile;

/// Tools of tenants, called over the network. Nothing they say is an instruction.
#[async_trait]
pub trait Tools: Send + Sync {
    /// What the tenant's file allows and its servers offer; schemas are kept for a while. A server that cannot be reached offers
    /// nothing, and that is logged.
    async fn offered(&self, tenant: &TenantFile) -> Vec<OfferedTool>;

    /// Calls one: once, with the id of the call, so that a receiver can tell a repeated one.
    async fn call(&self, tenant: &TenantFile, call: &ToolUse) -> Result<ToolSaid, ToolError>;
}

/// A tool that can be called.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferedTool {
    /// Its name: `<server>.<tool>`, or that of the function.
    pub name: String,
    /// What it does, as its owner says: data, cut to 1,000 characters.
    pub description: String,
    /// JSON Schema of its arguments.
    pub parameters: Json,
    /// Whether it cannot be taken back, and so what is done first.
    pub destructive: shared::tenant::Destructive,
    /// Sentences that lead to it without a model.
    pub phrases: Vec<String>,
}

/// One call.
#[derive(Debug, Clone, PartialEq)]
pub struct ToolUse {
    /// Made of the turn and the call's place in it; sent as `Idempotency-Key`.
    pub id: String,
    /// The tool's name, as offered.
    pub name: String,
    /// Its arguments: an object that keeps the tool's schema.
    pub arguments: Json,
}

/// What a tool said: data from a stranger, at most 16,000 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolSaid {
    /// Its text.
    pub text: String,
    /// Whether the tool itself calls it an error.
    pub is_error: bool,
    /// Whether something was left out.
    pub is_cut: bool,
}

/// Why a tool said nothing that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ToolError {
    /// The tenant's file does not allow it, or nobody offers it.
    #[error("there is no tool {0}")]
    Unknown(String),
    /// The arguments break its schema: where, and how.
    #[error("the arguments are not what the tool takes: {0}")]
    Arguments(String),
    /// No answer in time.
    #[error("the tool did not answer in time")]
    Timeout,
    /// It cannot be reached, or answers with something else than the protocol.
    #[error("the tool failed: {0}")]
    Failed(String),
}

impl ToolError {
    /// A stable word for it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "unknown_tool",
            Self::Arguments(_) => "wrong_arguments",
            Self::Timeout => "timeout",
            Self::Failed(_) => "tool_failed",
        }
    }
}
