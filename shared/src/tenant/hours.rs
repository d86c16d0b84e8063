//! When people of the tenant's are there.

use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::schema;

/// When people of the tenant's are there. The assistant answers at any time; outside these hours the widget says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BusinessHours {
    /// IANA time zone: `Europe/Berlin`.
    #[cfg_attr(feature = "schema", schemars(example = "Europe/Berlin"))]
    pub time_zone: String,
    /// The hours of each day.
    pub days: Days,
    /// Said outside them; at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<200>>"))]
    pub away: Option<String>,
}

/// The hours of each day, as ranges `"09:00-17:30"`; none on a day that is absent. `24:00` is the day's end.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Days {
    /// Monday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Hours>"))]
    pub monday: Vec<String>,
    /// Tuesday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Hours>"))]
    pub tuesday: Vec<String>,
    /// Wednesday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Hours>"))]
    pub wednesday: Vec<String>,
    /// Thursday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Hours>"))]
    pub thursday: Vec<String>,
    /// Friday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Hours>"))]
    pub friday: Vec<String>,
    /// Saturday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Hours>"))]
    pub saturday: Vec<String>,
    /// Sunday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Hours>"))]
    pub sunday: Vec<String>,
}
