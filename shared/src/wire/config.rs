//! What the browser is told of a tenant: never the tenant file itself.

use serde::{Deserialize, Serialize};

use crate::tenant::Appearance;

/// `GET /api/v1/widget/{tenant}`: what the widget needs before a conversation begins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WidgetConfig {
    /// The tenant's id.
    pub tenant: String,
    /// The tenant's name.
    pub name: String,
    /// The name under which the assistant answers.
    pub assistant: String,
    /// BCP 47: the language of the tenant's texts.
    pub locale: String,
    /// The first message; Markdown.
    pub greeting: String,
    /// Openings to choose from.
    pub suggestions: Vec<String>,
    /// How the widget looks.
    pub appearance: Appearance,
    /// The confidence from which enough is known.
    pub threshold: f64,
    /// What is gathered, in the tenant's order.
    pub attributes: Vec<AttributeSummary>,
    /// The longest message, in characters.
    pub message_max_chars: usize,
}

/// One attribute as the summary card names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeSummary {
    /// Its key.
    pub key: String,
    /// Its name for the visitor.
    pub label: String,
}
