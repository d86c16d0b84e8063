//! Answers to common questions, kept for a while.

use async_trait::async_trait;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::wire::Links;

use super::StoreError;

/// Answers to common questions, kept for a while. What is past its time is not there.
#[async_trait]
pub trait Answers: Send + Sync {
    /// The answer to the question, if one is kept.
    async fn find(&self, question: &QuestionKey) -> Result<Option<KeptAnswer>, StoreError>;

    /// Keeps it, in place of an earlier one.
    async fn keep(
        &self,
        question: &QuestionKey,
        answer: &KeptAnswer,
        until: Timestamp,
    ) -> Result<(), StoreError>;

    /// Deletes the answer to the question. One that is not there is no error.
    async fn forget(&self, question: &QuestionKey) -> Result<(), StoreError>;
}

/// What decides the answer, and nothing else does: made by [`crate::answers::key`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct QuestionKey {
    /// The tenant.
    pub tenant: String,
    /// Everything else, as a hash in hexadecimal.
    pub hash: String,
}

/// An answer as it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptAnswer {
    /// What the assistant said.
    pub reply: String,
    /// What the message was about.
    pub intent: String,
    /// What the reply asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asks: Option<String>,
    /// The model that said it.
    pub model: String,
    /// What it was taken from, as shown under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sources: Option<Links>,
    /// What was found in the tenant's knowledge for the question, as [`crate::answers::stood_on`] tells it: where something else
    /// is found now, the answer is not given any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stood_on: Option<String>,
}
