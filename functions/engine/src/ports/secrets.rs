//! What must not stand in any file: keys that sign.

use core::fmt;

use async_trait::async_trait;

/// Secrets by name. Implementations keep them for a while; none is ever logged.
#[async_trait]
pub trait Secrets: Send + Sync {
    /// The secret of this name.
    async fn secret(&self, name: &str) -> Result<Secret, SecretError>;
}

/// A secret. Printing it prints nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// This one.
    #[must_use]
    pub const fn new(secret: String) -> Self {
        Self(secret)
    }

    /// The secret itself: for what signs or checks, and for nothing else.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret")
    }
}

/// Why there is no secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// None of that name.
    #[error("there is no secret named {0}")]
    Unknown(String),
    /// It cannot be read just now.
    #[error("secrets cannot be read: {0}")]
    Unavailable(String),
}
