//! The language model: one streamed function call.

use core::pin::Pin;
use core::time::Duration;
use std::sync::Arc;

use async_trait::async_trait;
use futures_core::Stream;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// A model that answers with the arguments of one function call, streamed.
#[async_trait]
pub trait Model: Send + Sync {
    /// Its name, as kept with every turn.
    fn name(&self) -> &str;

    /// Asks it. Resolves once the answer has begun; until then the implementation may try again by itself, afterwards
    /// it must not.
    async fn call(&self, request: ModelRequest) -> Result<ModelStream, ModelError>;
}

/// The answer as it comes: any number of `Arguments`, then one `Finished`, or an error, and nothing after either.
/// A stream that ends before `Finished` is reported as [`ModelError::Cut`] by the implementation.
pub type ModelStream = Pin<Box<dyn Stream<Item = Result<ModelEvent, ModelError>> + Send>>;

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelRequest {
    /// The instructions and the conversation, in order.
    pub messages: Vec<ChatMessage>,
    /// The one function that it must call: the same for every message of a tenant's.
    pub function: Arc<FunctionSchema>,
    /// The most tokens of the answer.
    pub max_output_tokens: u32,
}

/// One message of what is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatMessage {
    /// Who says it.
    pub role: ChatRole,
    /// What it says.
    pub content: String,
}

/// Who says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChatRole {
    /// Our instructions.
    System,
    /// The visitor.
    User,
    /// The assistant, earlier.
    Assistant,
}

/// The function that the model must call.
#[derive(Debug, Clone, PartialEq)]
pub struct FunctionSchema {
    /// Its name.
    pub name: String,
    /// What it does.
    pub description: String,
    /// Its parameters: a JSON Schema within the bounds of strict mode.
    pub parameters: Json,
}

/// A piece of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ModelEvent {
    /// More of the arguments' JSON text.
    Arguments(String),
    /// The answer is whole.
    Finished {
        /// What it cost, where the endpoint says.
        usage: Option<Usage>,
    },
}

/// What a call cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Usage {
    /// Tokens read.
    pub input_tokens: u64,
    /// Tokens written.
    pub output_tokens: u64,
}

/// Why there is no answer, or no whole one. [`ModelError::code`] is kept with the turn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// Nothing, or no end, within the time.
    #[error("the model did not answer within {0:?}")]
    Timeout(Duration),
    /// No connection.
    #[error("the model's endpoint cannot be reached: {0}")]
    Unreachable(String),
    /// 401 or 403.
    #[error("the model's endpoint refused the key (status {0})")]
    Unauthorized(u16),
    /// 429.
    #[error("the model is over its quota")]
    RateLimited {
        /// What `Retry-After` says.
        retry_after: Option<Duration>,
    },
    /// 5xx.
    #[error("the model's endpoint failed with status {0}")]
    Server(u16),
    /// Any other 4xx: the request is one that it does not take.
    #[error("the model's endpoint did not take the request (status {status}): {message}")]
    Rejected {
        /// The status.
        status: u16,
        /// What it says; at most 500 characters.
        message: String,
    },
    /// It declined to answer.
    #[error("the model refused: {0}")]
    Refused(String),
    /// The endpoint's filter stopped the answer.
    #[error("the model's answer was withheld by the endpoint's content filter")]
    Filtered,
    /// The endpoint reported an error of its own in the middle of the answer; at most 500 characters.
    #[error("the model's endpoint broke off: {0}")]
    Failed(String),
    /// It reached the most tokens of an answer.
    #[error("the model's answer was too long")]
    TooLong,
    /// The stream ended before the answer was whole.
    #[error("the model's answer was cut off")]
    Cut,
    /// What came is not what the protocol says.
    #[error("the model's answer cannot be read: {0}")]
    Malformed(String),
    /// It called something else.
    #[error("the model called a function that it was not offered: {0}")]
    UnknownFunction(String),
    /// It called nothing.
    #[error("the model answered without calling the function")]
    NoCall,
    /// It was not asked: the tenant's day has no tokens left for it.
    #[error("the tenant's tokens of the day are used up")]
    OverBudget,
}

impl ModelError {
    /// A stable word for logs, metrics and the turn log.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Timeout(_) => "model_timeout",
            Self::Unreachable(_) => "model_unreachable",
            Self::Unauthorized(_) => "model_unauthorized",
            Self::RateLimited { .. } => "model_rate_limited",
            Self::Server(_) => "model_server_error",
            Self::Rejected { .. } => "model_rejected_request",
            Self::Refused(_) => "model_refused",
            Self::Filtered => "model_filtered",
            Self::Failed(_) => "model_failed",
            Self::TooLong => "model_too_long",
            Self::Cut => "model_cut",
            Self::Malformed(_) => "model_malformed",
            Self::UnknownFunction(_) => "model_unknown_function",
            Self::NoCall => "model_no_call",
            Self::OverBudget => "token_budget",
        }
    }
}
