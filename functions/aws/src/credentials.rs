//! Who asks. Nothing here is ever printed.

use std::fmt;

/// The keys by which AWS knows who asks.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    pub(crate) key_id: String,
    pub(crate) secret: String,
    pub(crate) session_token: Option<String>,
}

impl Credentials {
    /// These keys; those of a role have a session's token beside them.
    pub fn new(key_id: impl Into<String>, secret: impl Into<String>, session_token: Option<String>) -> Self {
        Self { key_id: key_id.into(), secret: secret.into(), session_token }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Credentials").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Credentials;

    #[test]
    fn nothing_of_them_is_printed() {
        let credentials = Credentials::new("key-id", "do-not-tell", Some("nor-this".to_owned()));
        assert_eq!(format!("{credentials:?}"), "Credentials { .. }");
    }
}
