//! Calls to AWS: of any service that speaks its JSON protocol, and those of DynamoDB by name.
//!
//! It stands in place of AWS's own SDK, which would be a tenth of the function's zip: each cold start fetches that. What is here
//! is the part that Anteroom uses, with the same names. It knows no table, no secret and no queue of ours.
//!
//! - [`Transport`]: bytes there, bytes back. [`Network`] is the one to AWS, and signs; a store in the process is another.
//! - [`Caller`]: an operation with its fields, tried again where that may help.
//! - [`dynamodb`]: requests and answers of DynamoDB over a [`Caller`].

mod caller;
mod credentials;
pub mod dynamodb;
mod failure;
mod network;
mod patience;
mod signature;
mod transport;

pub use caller::{Call, Caller, Watch};
pub use credentials::Credentials;
pub use failure::{CallError, Refusal};
pub use network::{Network, Protocol, endpoint, http_settings};
pub use patience::Patience;
pub use transport::{Answer, Body, Transport, Unanswered};

/// Who asks, and in which region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The region's name: `eu-central-1`.
    pub region: String,
    /// Who asks.
    pub credentials: Credentials,
}

/// The fields of a request or of an answer.
pub type Fields = serde_json::Map<String, serde_json::Value>;
