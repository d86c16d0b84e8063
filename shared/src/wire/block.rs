//! What is shown under a reply that is not text.

use serde::{Deserialize, Serialize};

/// Something to show under the reply that is not text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// Answers to choose from and places to go to. Those that send a message go away once the next one is sent.
    Buttons {
        /// The buttons.
        buttons: Vec<Button>,
    },
    /// One thing and what is known of it.
    Card(Card),
    /// Rows of text under headings.
    Table(Table),
    /// Numbers as a drawing, with a table behind it.
    Chart(Chart),
    /// Places to read on, such as what an answer was taken from.
    Links(Links),
}

/// Places to read on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Links {
    /// What they are; in the visitor's language: "Sources".
    pub title: String,
    /// The places.
    pub links: Vec<Link>,
}

/// A place to read on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// What it says.
    pub label: String,
    /// Where it leads, as with [`Button::url`]; a source without a page has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// An answer to choose, or a place to go to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Button {
    /// What it says.
    pub label: String,
    /// What is sent as the visitor's message when it is chosen; exactly one of this and `url`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Where it leads: `https`, `http`, `mailto`, `tel`, or a path of the page's own site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// One thing and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Card {
    /// What it is called.
    pub title: String,
    /// A line under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// What is known of it, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<CardField>,
    /// Where it is found, as with [`Button::url`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What can be done with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Button>,
}

/// One line of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CardField {
    /// Its name.
    pub label: String,
    /// Its value.
    pub value: String,
}

/// Rows of text under headings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The headings.
    pub columns: Vec<String>,
    /// The rows; each as long as `columns`.
    pub rows: Vec<Vec<String>>,
    /// Where each row leads, as with [`Button::url`]; empty where none does, otherwise as long as `rows`, with an empty text for
    /// a row that leads nowhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub urls: Vec<String>,
}

/// Numbers as a drawing, with a table behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Chart {
    /// How it is drawn.
    pub shape: ChartShape,
    /// What it shows.
    pub title: String,
    /// What the values count, told with them: `€`, `tasks`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The places along the axis.
    pub labels: Vec<String>,
    /// The lines or groups of bars; 1 to 4.
    pub series: Vec<ChartSeries>,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChartShape {
    /// Bars.
    Bar,
    /// Lines.
    Line,
}

/// One line, or one bar at every place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChartSeries {
    /// Its name.
    pub name: String,
    /// A value for each label.
    pub values: Vec<f64>,
}
