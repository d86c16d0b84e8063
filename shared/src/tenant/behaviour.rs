//! How the widget behaves.

use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::schema;

/// How the widget behaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Behaviour {
    /// The key that, with Ctrl or Cmd, opens and closes the panel: one of `a` to `z`; `null` turns it off. Default `k`.
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Letter>"))]
    pub shortcut: Option<char>,
    /// A soft sound when an answer comes while the panel is closed or the page is not looked at. Default false.
    pub sound: bool,
    /// Stars and a comment when a conversation is finished. Default true.
    pub rating: bool,
    /// Thumbs under each answer. Default true.
    pub thumbs: bool,
}

impl Default for Behaviour {
    fn default() -> Self {
        Self { shortcut: Some('k'), sound: false, rating: true, thumbs: true }
    }
}
