//! Secrets in memory, for the tests of the crates above.

use std::collections::BTreeMap;

use async_trait::async_trait;

use super::{Secret, SecretError, Secrets};

/// These secrets, by name, and no others.
#[derive(Debug, Clone, Default)]
pub struct FakeSecrets(BTreeMap<String, Secret>);

impl FakeSecrets {
    /// These: name and secret.
    #[must_use]
    pub fn new(secrets: &[(&str, &str)]) -> Self {
        let secrets = secrets.iter();
        Self(secrets.map(|(name, secret)| ((*name).to_owned(), Secret::new((*secret).to_owned()))).collect())
    }
}

#[async_trait]
impl Secrets for FakeSecrets {
    async fn secret(&self, name: &str) -> Result<Secret, SecretError> {
        self.0.get(name).cloned().ok_or_else(|| SecretError::Unknown(name.to_owned()))
    }
}
