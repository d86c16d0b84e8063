//! The client of DynamoDB on AWS: where it is, and who asks.
//!
//! Lambda's credentials outlive the process that got them, so they are read once.

use std::fmt;
use std::sync::Arc;

use aws::dynamodb::Client;
use aws::{Account, Caller, Credentials, Network, Patience, Protocol};
use reqwest::Url;

use crate::watched::watched;

/// Where DynamoDB is, and who asks.
#[derive(Clone)]
pub struct Connection {
    account: Account,
    endpoint: Url,
}

/// A variable of the environment is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConnectionError {
    /// It must be there.
    #[error("the environment variable {0} is not set")]
    Missing(&'static str),
    /// It cannot be used.
    #[error("the environment variable {0} makes no address of DynamoDB")]
    NoAddress(&'static str),
}

impl Connection {
    /// DynamoDB at that address.
    #[must_use]
    pub const fn new(account: Account, endpoint: Url) -> Self {
        Self { account, endpoint }
    }

    /// Reads `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, where they are set, `AWS_SESSION_TOKEN`
    /// and `AWS_ENDPOINT_URL_DYNAMODB`, of variables that the function gives: no profile files, no metadata service.
    ///
    /// # Errors
    ///
    /// One of the first three is not there or empty, or no address can be made of them.
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Self, ConnectionError> {
        let optional = |name: &str| variable(name).filter(|value| !value.is_empty());
        let required = |name: &'static str| optional(name).ok_or(ConnectionError::Missing(name));
        let region = required("AWS_REGION")?;
        let credentials = Credentials::new(
            required("AWS_ACCESS_KEY_ID")?,
            required("AWS_SECRET_ACCESS_KEY")?,
            optional("AWS_SESSION_TOKEN"),
        );
        let named = "AWS_ENDPOINT_URL_DYNAMODB";
        let endpoint = match optional(named) {
            Some(endpoint) => Url::parse(&endpoint).map_err(|_| ConnectionError::NoAddress(named))?,
            None => {
                aws::endpoint(Protocol::DYNAMODB, &region).ok_or(ConnectionError::NoAddress("AWS_REGION"))?
            }
        };
        Ok(Self::new(Account { region, credentials }, endpoint))
    }

    /// Whether it is reached over TLS.
    #[must_use]
    pub fn is_secured(&self) -> bool {
        self.endpoint.scheme() == "https"
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = formatter.debug_struct("Connection");
        debug.field("region", &self.account.region).field("endpoint", &self.endpoint.as_str());
        debug.finish_non_exhaustive()
    }
}

/// A client of DynamoDB that reaches it by this HTTP client, made with [`aws::http_settings`].
#[must_use]
pub fn connect(connection: Connection, http: reqwest::Client) -> Client {
    let Connection { account, endpoint } = connection;
    let network = Network::new(http, account, Protocol::DYNAMODB, endpoint);
    watched(&Client::new(Caller::new(Arc::new(network), Patience::NETWORK)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [(&str, &str); 3] =
        [("AWS_REGION", "eu-central-1"), ("AWS_ACCESS_KEY_ID", "id"), ("AWS_SECRET_ACCESS_KEY", "secret")];

    fn from(variables: &[(&str, &str)]) -> Result<Connection, ConnectionError> {
        Connection::from_variables(|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn what_is_missing_is_named() {
        assert!(from(&ALL).is_ok());
        for (left_out, (name, _)) in ALL.iter().enumerate() {
            let mut some = ALL;
            some[left_out].1 = "";
            assert_eq!(
                from(&some).unwrap_err().to_string(),
                format!("the environment variable {name} is not set")
            );
        }
    }

    #[test]
    fn what_is_no_address_is_named() {
        let [region, id, secret] = ALL;
        let named = ("AWS_ENDPOINT_URL_DYNAMODB", "nowhere");
        let error = from(&[region, id, secret, named]).unwrap_err();
        assert_eq!(error, ConnectionError::NoAddress("AWS_ENDPOINT_URL_DYNAMODB"));
        let error = from(&[("AWS_REGION", "no region"), id, secret]).unwrap_err();
        assert_eq!(error, ConnectionError::NoAddress("AWS_REGION"));
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
        assert!(printed.contains("https://dynamodb.eu-central-1.amazonaws.com/"), "{printed}");
        assert!(!printed.contains("do-not-tell") && !printed.contains("nor-this"), "{printed}");
    }
}
