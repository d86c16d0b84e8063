//! The way to a service and back: bytes there, bytes back. Whoever goes it knows the operation's name and no more.

use async_trait::async_trait;
/// What is sent and answered: JSON. Copies share it.
pub use bytes::Bytes as Body;

/// The way to a service.
#[async_trait]
pub trait Transport: Send + Sync + 'static {
    /// Sends the operation's fields, as JSON, and brings what the service says.
    ///
    /// # Errors
    ///
    /// It says nothing. A refusal is an answer.
    async fn send(&self, operation: &'static str, body: Body) -> Result<Answer, Unanswered>;
}

/// What a service says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// As of HTTP.
    pub status: u16,
    /// The name that the service has for the request, if it has one: for its owner's questions to AWS.
    pub request_id: Option<String>,
    /// JSON.
    pub body: Body,
}

/// Why a service says nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unanswered {
    /// What is asked cannot be put on this way at all.
    #[error("the request cannot be made: {0}")]
    Unmade(String),
    /// It took too long.
    #[error("no answer in time")]
    TimedOut,
    /// There is no connection, or it broke.
    #[error("no connection: {0}")]
    NoConnection(String),
}
