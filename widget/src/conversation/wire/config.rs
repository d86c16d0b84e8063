//! What the tenant shows.

use super::texts;
use crate::conversation::json::Json;

/// What the tenant shows (`shared::wire::WidgetConfig`).
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The tenant's id.
    pub tenant: String,
    /// The name under which the assistant answers.
    pub assistant: String,
    /// The first message; Markdown.
    pub greeting: String,
    /// Openings to choose from.
    pub suggestions: Vec<String>,
    /// A line under the start screen; Markdown, may be empty.
    pub disclaimer: String,
    /// A form before the chat.
    pub before_chat: Option<Form>,
    /// Whether a conversation can be rated.
    pub rating: bool,
    /// Whether an answer can be.
    pub thumbs: bool,
    /// The confidence from which enough is known.
    pub threshold: f64,
    /// What the visitor is invited to do once enough is known: what the button says, and where it leads afterwards.
    pub call_to_action: Option<(String, Option<String>)>,
    /// What is gathered, in the tenant's order.
    pub attributes: Vec<Attribute>,
    /// Whether people of the tenant's are there.
    pub presence: Option<Presence>,
    /// What the button that asks for a person says and sends; empty where there is none.
    pub ask_person: String,
    /// Whether a new answer may sound.
    pub sound: bool,
    /// The longest message, in characters.
    pub message_max_chars: usize,
}

/// Whether people of the tenant's are there (`shared::wire::Presence`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// Whether they were when the configuration was fetched.
    pub open: bool,
    /// When that changes: RFC 3339, UTC; empty where it does not soon.
    pub changes_at: String,
    /// Said while they are not; may be empty.
    pub away: String,
}

impl Presence {
    fn of(json: &Json) -> Option<Self> {
        (!json.fields().is_empty()).then(|| Self {
            open: json.is("open"),
            changes_at: json.words("changes_at"),
            away: json.words("away"),
        })
    }
}

/// One thing that is gathered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its key.
    pub key: String,
    /// Its name for the visitor.
    pub label: String,
    /// What sort of value it holds, as a stable word: `text`, `yes_no` …
    pub kind: String,
    /// The names of the values to choose from.
    pub choices: Vec<String>,
}

/// A form before the chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Why it is asked; Markdown, may be empty.
    pub text: String,
    /// The keys of what is asked, each with whether the chat waits for it.
    pub fields: Vec<(String, bool)>,
}

impl Config {
    /// Reads it; `None` where it is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let json = Json::read(text)?;
        if !json.has_texts(&["tenant", "assistant", "locale", "greeting"]) {
            return None;
        }
        let (threshold, longest) =
            (json.field("threshold").number()?, json.field("message_max_chars").number()?);
        let (form, action) = (json.field("before_chat"), json.field("call_to_action"));
        Some(Self {
            tenant: json.words("tenant"),
            assistant: json.words("assistant"),
            greeting: json.words("greeting"),
            suggestions: texts(json.field("suggestions")),
            disclaimer: json.words("disclaimer"),
            before_chat: (!form.fields().is_empty()).then(|| Form::of(form)),
            rating: json.is("rating"),
            thumbs: json.is("thumbs"),
            threshold,
            call_to_action: action.field("label").text().map(|label| (label, action.field("url").text())),
            attributes: Attribute::all(json.field("attributes")),
            presence: Presence::of(json.field("presence")),
            ask_person: json.words("ask_person"),
            sound: json.is("sound"),
            message_max_chars: longest as usize,
        })
    }

    /// The attribute of a key.
    #[must_use]
    pub fn attribute(&self, key: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.key == key)
    }
}

impl Attribute {
    fn all(list: &Json) -> Vec<Self> {
        let mut attributes = Vec::new();
        for json in list.list() {
            if json.has_texts(&["key", "label", "kind"]) {
                attributes.push(Self {
                    key: json.words("key"),
                    label: json.words("label"),
                    kind: json.words("kind"),
                    choices: texts(json.field("choices")),
                });
            }
        }
        attributes
    }
}

impl Form {
    fn of(json: &Json) -> Self {
        let mut fields = Vec::new();
        for json in json.field("fields").list() {
            if let Some(key) = json.field("key").text() {
                fields.push((key, json.is("required")));
            }
        }
        Self { text: json.words("text"), fields }
    }
}
