//! The one shape of an error: problem details (RFC 9457).

use serde::{Deserialize, Serialize};

/// What went wrong. `application/problem+json`, or the data of the event `failed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// A reference that names the kind of problem: `/problems/{code}`.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "uri-reference")))]
    pub type_uri: String,
    /// The kind of problem in a few words; the same for every occurrence.
    pub title: String,
    /// The HTTP status.
    #[cfg_attr(feature = "schema", schemars(range(min = 400, max = 599)))]
    pub status: u16,
    /// What happened here and what to do about it.
    pub detail: String,
    /// A stable word for programs: `session_expired`.
    pub code: String,
    /// Whether the same request can succeed later.
    pub retryable: bool,
    /// The request, as the log knows it.
    pub request_id: String,
    /// Seconds to wait before the next try, where that is known; also in the header `Retry-After`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// The places in the request that are wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// One place in the request that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldError {
    /// A JSON pointer (RFC 6901) into the body: `/message`; empty for the body itself.
    pub pointer: String,
    /// What is wrong there.
    pub detail: String,
}
