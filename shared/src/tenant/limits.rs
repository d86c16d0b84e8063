//! How much may be asked of a tenant's assistant.

use serde::{Deserialize, Serialize};

/// How much may be asked. What is over it is refused with 429 and the time to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Messages a minute, of one user (of one conversation where nobody is identified), on the long run; 1 to 6,000.
    /// Default 60.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 6_000)))]
    pub per_minute: u32,
    /// Messages an hour, of the same; 1 to 100,000. Default 1,000.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 100_000)))]
    pub per_hour: u32,
    /// Messages at once, of the same, after a rest; 1 to 1,000. Default 10.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1_000)))]
    pub burst: u32,
    /// Conversations that may be begun an hour from one network address; 1 to 100,000. Default 120.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 100_000)))]
    pub conversations_per_address_per_hour: u32,
    /// Messages a day (UTC) of all the tenant's visitors together; no bound where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1_000_000_000)))]
    pub messages_per_day: Option<u64>,
    /// Tokens of the model a day (UTC), read and written, of all the tenant's visitors together; no bound where absent.
    /// Once they are used up the rules engine answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1_000_000_000_000_u64)))]
    pub tokens_per_day: Option<u64>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            per_minute: 60,
            per_hour: 1_000,
            burst: 10,
            conversations_per_address_per_hour: 120,
            messages_per_day: None,
            tokens_per_day: None,
        }
    }
}
