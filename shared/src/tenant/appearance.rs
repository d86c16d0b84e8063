//! How the widget looks. Closed choices, so that every combination can be drawn well.

use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::schema;

/// How the widget looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Appearance {
    /// The one colour from which every shade is derived: `#rrggbb`.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Color"))]
    pub accent: String,
    /// The lower corner in which the launcher stands.
    pub side: Side,
    /// Light, dark, or as the visitor's system says.
    pub color_scheme: ColorScheme,
    /// How round corners are.
    pub radius: Radius,
    /// How much room there is between things.
    pub density: Density,
    /// Whose typeface is used.
    pub font: Font,
    /// How large text is.
    pub font_size: FontSize,
    /// How large the open panel is, where the window has the room.
    pub size: Size,
    /// How far the launcher stands from the window's edges.
    pub offset: Offset,
    /// Where the widget stands in the page's stack, 1 to 2,147,483,647. Default 2,147,483,000.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 2_147_483_647)))]
    pub z_index: i32,
    /// What the launcher shows.
    pub launcher: Launcher,
}

impl Default for Appearance {
    fn default() -> Self {
        Self {
            accent: "#3056d3".to_owned(),
            side: Side::End,
            color_scheme: ColorScheme::Auto,
            radius: Radius::Round,
            density: Density::Comfortable,
            font: Font::System,
            font_size: FontSize::Medium,
            size: Size::default(),
            offset: Offset::default(),
            z_index: 2_147_483_000,
            launcher: Launcher::default(),
        }
    }
}

/// The lower corner in which the launcher stands, by the direction of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

/// How round corners are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Radius {
    /// Almost square.
    Square,
    /// A little.
    Soft,
    /// Clearly.
    #[default]
    Round,
}

/// How much room there is between things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Density {
    /// Room to breathe.
    #[default]
    Comfortable,
    /// More on one screen.
    Compact,
}

/// Whose typeface is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Font {
    /// The visitor's system's.
    #[default]
    System,
    /// The page's own.
    Page,
}

/// How large text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FontSize {
    /// 14 px.
    Small,
    /// 15 px.
    #[default]
    Medium,
    /// 17 px.
    Large,
}

/// How large the open panel is, where the window has the room; on a phone it fills the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Size {
    /// CSS pixels, 280 to 640. Default 380.
    #[cfg_attr(feature = "schema", schemars(range(min = 280, max = 640)))]
    pub width: u16,
    /// CSS pixels, 320 to 900. Default 600.
    #[cfg_attr(feature = "schema", schemars(range(min = 320, max = 900)))]
    pub height: u16,
}

impl Default for Size {
    fn default() -> Self {
        Self { width: 380, height: 600 }
    }
}

/// How far the launcher stands from the window's edges: stays off another fixed button of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Offset {
    /// From the side, in CSS pixels, 0 to 200. Default 20.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 200)))]
    pub side: u16,
    /// From below, in CSS pixels, 0 to 400. Default 20.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 400)))]
    pub bottom: u16,
}

impl Default for Offset {
    fn default() -> Self {
        Self { side: 20, bottom: 20 }
    }
}

/// What the launcher shows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Launcher {
    /// A drawing of ours.
    pub icon: LauncherIcon,
    /// A drawing of the tenant's own in place of it: an SVG of nothing but `path` elements in a `viewBox`, at most
    /// 4,000 characters. It is drawn in one colour.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<4_000>>"))]
    pub svg: Option<String>,
}

/// A drawing of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LauncherIcon {
    /// A speech bubble.
    #[default]
    Bubble,
    /// A question mark.
    Question,
    /// A spark.
    Spark,
    /// A headset.
    Headset,
    /// A waving hand.
    Wave,
}
