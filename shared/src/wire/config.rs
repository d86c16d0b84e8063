//! What the browser is told of a tenant: never the tenant file itself.

use serde::{Deserialize, Serialize};

use crate::tenant::{CallToAction, Trigger};
use crate::value::Kind;

/// `GET /api/v1/widget/{tenant}?locale=`: what the widget needs before a conversation begins, with the tenant's texts
/// in the best of its languages for the visitor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WidgetConfig {
    /// The tenant's id.
    pub tenant: String,
    /// The tenant's name.
    pub name: String,
    /// The name under which the assistant answers.
    pub assistant: String,
    /// BCP 47: the language of the texts here.
    pub locale: String,
    /// How the widget looks, as a stylesheet of one `:host` rule: made of closed choices by `engine::tenant`, holds no
    /// address. What is usual is left out; the widget's own stylesheets hold it.
    pub style: String,
    /// The first message; Markdown.
    pub greeting: String,
    /// Openings to choose from.
    pub suggestions: Vec<String>,
    /// A line under the start screen; Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disclaimer: Option<String>,
    /// A form before the chat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before_chat: Option<Form>,
    /// What opens the panel by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub triggers: Vec<Trigger>,
    /// Whether people are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub presence: Option<Presence>,
    /// What the button that asks for a person says, and sends as the visitor's message; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask_person: Option<String>,
    /// The key that, with Ctrl or Cmd, opens and closes the panel: its capital letter's code (`K`: 75), which a browser's
    /// `keyCode` says whether Caps Lock is on or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shortcut: Option<u32>,
    /// Whether a new answer may sound.
    pub sound: bool,
    /// Whether a conversation can be rated.
    pub rating: bool,
    /// Whether an answer can be.
    pub thumbs: bool,
    /// The confidence from which enough is known.
    #[cfg_attr(feature = "schema", schemars(range(min = 0.0, max = 1.0)))]
    pub threshold: f64,
    /// What the visitor is invited to do once enough is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call_to_action: Option<CallToAction>,
    /// What is gathered, in the tenant's order.
    pub attributes: Vec<AttributeSummary>,
    /// The longest message, in characters.
    pub message_max_chars: usize,
}

/// One attribute as the summary card and the form show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AttributeSummary {
    /// Its key.
    pub key: String,
    /// Its name for the visitor.
    pub label: String,
    /// What sort of value it holds.
    pub kind: Kind,
    /// The names of the values to choose from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
}

/// A form before the chat; what is filled in is sent as [`crate::wire::Edit::set`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Form {
    /// Why it is asked; Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The fields: keys of [`WidgetConfig::attributes`].
    pub fields: Vec<FormFieldSummary>,
}

/// One field of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FormFieldSummary {
    /// The attribute's key.
    pub key: String,
    /// Whether the chat waits for it.
    pub required: bool,
}

/// Whether people of the tenant's are there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Presence {
    /// Whether they are, now.
    pub open: bool,
    /// When that changes next: RFC 3339, UTC; absent where it does not within a week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub changes_at: Option<String>,
    /// Said while they are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub away: Option<String>,
}
