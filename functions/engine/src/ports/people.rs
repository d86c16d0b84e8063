//! What is kept under the id of an identified user.

use async_trait::async_trait;
use jiff::Timestamp;

use super::StoreError;

/// An identified user of a tenant.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UserId {
    /// The tenant.
    pub tenant: String,
    /// The tenant's id of the user.
    pub user: String,
}

/// Which conversations an identified user has spoken in: so that all of theirs can be found, to be given out or deleted.
/// Of anonymous visitors it knows nothing.
#[async_trait]
pub trait People: Send + Sync {
    /// Notes that the user is about to speak in the session. Noting it again moves `until`, and is no error. An entry may be
    /// ahead of the conversation, or outlive it, but is there for as long as any turn of it is.
    async fn note(&self, user: &UserId, session: &str, until: Timestamp) -> Result<(), StoreError>;

    /// Sessions of the user in the order of their ids, of those after `after` where that is given; at most `limit`.
    async fn sessions(
        &self,
        user: &UserId,
        after: Option<&str>,
        limit: u16,
    ) -> Result<Vec<String>, StoreError>;

    /// Forgets that the user has spoken in the session.
    async fn forget_session(&self, user: &UserId, session: &str) -> Result<(), StoreError>;

    /// Forgets what else is kept under the user's id: how much they asked lately.
    async fn forget(&self, user: &UserId) -> Result<(), StoreError>;
}
