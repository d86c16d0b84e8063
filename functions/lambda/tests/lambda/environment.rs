//! Everything that the binary finds where Lambda starts it.

use std::net::SocketAddr;
use std::sync::Once;

use reqwest::Client;
use tempfile::TempDir;

use crate::parameters::ParameterStore;
use crate::store;

/// A key that signs tokens: 32 bytes in base64.
pub(crate) const KEY: &str = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";

/// What the function is told as the queue's address. Calls go to the service's endpoint all the same.
pub(crate) const QUEUE_URL: &str = "https://sqs.eu-central-1.amazonaws.com/123456789012/turns";

/// The page of the tenant.
pub(crate) const PAGE: &str = "https://studio.example";

const TENANT: &str = r#"{
  "version": 1, "id": "studio", "name": "Northlight", "origins": ["https://studio.example"],
  "locale": "en-GB", "country": "DE", "greeting": "Hello!",
  "scope": { "attributes": [
    { "key": "budget", "kind": "money", "requirement": "always", "question": "What is your budget?" }
  ] }
}"#;

/// Everything that the binary finds.
pub(crate) struct Environment {
    pub(crate) store: SocketAddr,
    pub(crate) parameters: ParameterStore,
    pub(crate) tenants: TempDir,
    variables: Vec<(String, String)>,
}

impl Environment {
    /// One in which everything is as it should be, without a model.
    pub(crate) async fn good() -> Self {
        let store = store::start().await;
        let (parameters, ssm) = ParameterStore::start(&[("/anteroom/test/TOKEN_KEYS", KEY)]).await;
        let tenants = tempfile::tempdir().unwrap();
        std::fs::create_dir(tenants.path().join("studio")).unwrap();
        let variables = [
            ("AWS_REGION", "eu-central-1".to_owned()),
            ("AWS_ACCESS_KEY_ID", "id".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "secret-of-the-account".to_owned()),
            ("AWS_SESSION_TOKEN", "session".to_owned()),
            ("AWS_ENDPOINT_URL_DYNAMODB", format!("http://{store}")),
            ("AWS_ENDPOINT_URL_SSM", format!("http://{ssm}")),
            ("ANTEROOM_TABLE", store::TABLE.to_owned()),
            ("ANTEROOM_SECRETS", "/anteroom/test/".to_owned()),
            ("ANTEROOM_QUEUE_URL", QUEUE_URL.to_owned()),
            ("ANTEROOM_OWN_ORIGINS", "https://chat.example".to_owned()),
            ("ANTEROOM_TENANTS", tenants.path().display().to_string()),
        ];
        let variables = variables.map(|(name, value)| (name.to_owned(), value)).to_vec();
        let environment = Self { store, parameters, tenants, variables };
        environment.write_tenant(TENANT);
        environment
    }

    pub(crate) fn write_tenant(&self, text: &str) {
        std::fs::write(self.tenants.path().join("studio/tenant.json"), text).unwrap();
    }

    /// The same with a variable of another value.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The variables; later ones count.
    pub(crate) fn variables(&self) -> &[(String, String)] {
        &self.variables
    }
}

/// A client over plain HTTP. It wants to know who would do TLS all the same.
pub(crate) fn client() -> Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| rustls::crypto::ring::default_provider().install_default().unwrap());
    Client::builder().no_proxy().build().unwrap()
}
