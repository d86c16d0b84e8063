//! Background turns that were given up, as the tenant's admins see them.

use serde::{Deserialize, Serialize};

/// `GET /api/v1/admin/dead-turns`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeadTurnList {
    /// Those that were tried too often. At most 100.
    pub turns: Vec<DeadTurn>,
    /// The name of the dead-letter queue, where a queue of its own keeps them: then none is listed here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dead_letter_queue: Option<String>,
}

/// A background turn that was given up. Its message is in the log, and its conversation waits for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeadTurn {
    /// The turn, as it was answered with 202.
    pub turn_id: String,
    /// Its conversation.
    pub session_id: String,
    /// The request that brought it.
    pub request_id: String,
}
