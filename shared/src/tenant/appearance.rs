//! How the widget looks. Closed choices, so that every combination can be drawn well.

use serde::{Deserialize, Serialize};

/// How the widget looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Appearance {
    /// The one colour from which every shade is derived: `#rrggbb`.
    pub accent: String,
    /// The lower corner in which the launcher stands.
    pub side: Side,
    /// Light, dark, or as the visitor's system says.
    pub color_scheme: ColorScheme,
}

impl Default for Appearance {
    fn default() -> Self {
        Self { accent: "#3056d3".to_owned(), side: Side::End, color_scheme: ColorScheme::Auto }
    }
}

/// The lower corner in which the launcher stands, by the direction of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Left where one writes from left to right.
    Start,
    /// Right where one writes from left to right.
    #[default]
    End,
}

/// Light, dark, or as the visitor's system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColorScheme {
    /// As the visitor's system says.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}
