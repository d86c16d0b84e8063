//! When people of the tenant's are there.

use serde::{Deserialize, Serialize};

/// When people of the tenant's are there. The assistant answers at any time; outside these hours the widget says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BusinessHours {
    /// IANA time zone: `Europe/Berlin`.
    pub time_zone: String,
    /// The hours of each day.
    pub days: Days,
    /// Said outside them; at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub away: Option<String>,
}

/// The hours of each day, as ranges `"09:00-17:30"`; none on a day that is absent. `24:00` is the day's end.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Days {
    /// Monday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub monday: Vec<String>,
    /// Tuesday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tuesday: Vec<String>,
    /// Wednesday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wednesday: Vec<String>,
    /// Thursday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub thursday: Vec<String>,
    /// Friday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub friday: Vec<String>,
    /// Saturday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub saturday: Vec<String>,
    /// Sunday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sunday: Vec<String>,
}
