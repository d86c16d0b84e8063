//! What the visitor thinks of the answers.

use serde::de::{Error as _, Unexpected};
use serde::{Deserialize, Deserializer, Serialize};

/// `POST /api/v1/chat/rating`: stars for the conversation; another one replaces it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// 1 to 5.
    #[serde(deserialize_with = "whole_number")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 5)))]
    pub stars: u8,
    /// In the visitor's words; at most 2,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = 2_000)))]
    pub comment: Option<String>,
}

/// JSON does not tell 5 from 5.0, and some languages write it that way.
fn whole_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    let number = f64::deserialize(deserializer)?;
    // Conversion cuts off and stops at the ends: what comes back the same was a whole number of the range.
    let whole = number as u8;
    if f64::from(whole) == number {
        Ok(whole)
    } else {
        Err(D::Error::invalid_value(Unexpected::Float(number), &"a whole number"))
    }
}

/// `POST /api/v1/chat/feedback`: a thumb for one answer; another one replaces it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FeedbackRequest {
    /// The turn of the answer.
    pub turn_id: String,
    /// The thumb; `null` takes it back.
    pub thumb: Option<Thumb>,
}

/// What the visitor thinks of one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Thumb {
    /// It helped.
    Up,
    /// It did not.
    Down,
}
