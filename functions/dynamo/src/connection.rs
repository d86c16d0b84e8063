//! The client of DynamoDB on AWS: where it is, who asks, how long is waited and how often it is tried again.
//!
//! Read from the environment alone, as Lambda sets it: no profile files, no metadata service. Lambda's credentials
//! outlive the process that got them, so they are read once.

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Builder, Config, Credentials, Region};
use reqwest::ClientBuilder;

use crate::https::Network;
use crate::watched::watched;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(1);
/// How long one attempt may take; DynamoDB answers within 20 ms, and within 500 ms when it is having a bad day.
const ATTEMPT: Duration = Duration::from_secs(2);
/// How long a call may take with all its attempts.
const CALL: Duration = Duration::from_secs(6);
/// How often a call is tried, the first time included.
const ATTEMPTS: u32 = 4;
/// The longest first pause between attempts; each further one may be twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
/// The longest pause between attempts.
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// Where DynamoDB is, and who asks.
#[derive(Debug, Clone)]
pub struct Connection {
    region: String,
    endpoint: Option<String>,
    credentials: Credentials,
}

/// A variable of the environment is not set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the environment variable {0} is not set")]
pub struct MissingVariable(&'static str);

impl Connection {
    /// Reads `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, where they are set, `AWS_SESSION_TOKEN`
    /// and `AWS_ENDPOINT_URL_DYNAMODB`.
    ///
    /// # Errors
    ///
    /// One of the first three is not set.
    pub fn from_environment() -> Result<Self, MissingVariable> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// The same, from variables that come from elsewhere.
    ///
    /// # Errors
    ///
    /// One that must be there is not, or is empty.
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Self, MissingVariable> {
        let optional = |name: &str| variable(name).filter(|value| !value.is_empty());
        let required = |name: &'static str| optional(name).ok_or(MissingVariable(name));
        Ok(Self {
            region: required("AWS_REGION")?,
            endpoint: optional("AWS_ENDPOINT_URL_DYNAMODB"),
            credentials: Credentials::new(
                required("AWS_ACCESS_KEY_ID")?,
                required("AWS_SECRET_ACCESS_KEY")?,
                optional("AWS_SESSION_TOKEN"),
                None,
                "environment",
            ),
        })
    }

    /// Whether it is reached over TLS.
    #[must_use]
    pub fn is_secured(&self) -> bool {
        self.endpoint.as_deref().is_none_or(|endpoint| !endpoint.starts_with("http://"))
    }
}

/// What the HTTP client of a DynamoDB on AWS must be, besides how it does TLS: 1 s for a connection, straight to AWS, and
/// nothing tried again that the SDK counts.
pub fn http_settings(client: ClientBuilder) -> ClientBuilder {
    client
        .connect_timeout(CONNECT)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .no_proxy()
}

/// A client of DynamoDB that reaches it by this HTTP client, made with [`http_settings`].
#[must_use]
pub fn connect(connection: Connection, http: reqwest::Client) -> Client {
    let mut config = settings()
        .http_client(Network(http))
        .region(Region::new(connection.region))
        .credentials_provider(connection.credentials);
    config.set_endpoint_url(connection.endpoint);
    watched(&Client::from_conf(config.build()))
}

/// Time-outs and retries, as every client has that reaches its store over a network: 1 s for a connection, 2 s for an
/// attempt, 6 s for a call; at most 4 attempts, 50 ms to 1 s apart.
#[must_use]
pub fn settings() -> Builder {
    Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .timeout_config(
            TimeoutConfig::builder()
                .connect_timeout(CONNECT)
                .operation_attempt_timeout(ATTEMPT)
                .operation_timeout(CALL)
                .build(),
        )
        .retry_config(
            RetryConfig::standard()
                .with_max_attempts(ATTEMPTS)
                .with_initial_backoff(FIRST_PAUSE)
                .with_max_backoff(LONGEST_PAUSE),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(variables: &[(&str, &str)]) -> Result<Connection, MissingVariable> {
        Connection::from_variables(|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn what_is_missing_is_named() {
        let all = [
            ("AWS_REGION", "eu-central-1"),
            ("AWS_ACCESS_KEY_ID", "id"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
        ];
        assert!(from(&all).is_ok());
        for (left_out, (name, _)) in all.iter().enumerate() {
            let mut some = all;
            some[left_out].1 = "";
            assert_eq!(
                from(&some).unwrap_err().to_string(),
                format!("the environment variable {name} is not set")
            );
        }
    }

    #[test]
    fn secrets_are_not_printed() {
        let connection = from(&[
            ("AWS_REGION", "eu-central-1"),
            ("AWS_ACCESS_KEY_ID", "id"),
            ("AWS_SECRET_ACCESS_KEY", "do-not-tell"),
            ("AWS_SESSION_TOKEN", "nor-this"),
        ])
        .unwrap();
        let printed = format!("{connection:?}");
        assert!(printed.contains("eu-central-1"), "{printed}");
        assert!(!printed.contains("do-not-tell") && !printed.contains("nor-this"), "{printed}");
    }
}
