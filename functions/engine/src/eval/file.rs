//! The file of transcripts. Its shape is told in `prompts/transcripts/README.md`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeSeed;
use serde_json::Value as Json;
use shared::tenant::{Attribute, ScopeSettings, TenantFile};
use shared::value::Value;

/// A file of transcripts.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct File {
    /// The date on which the conversations take place.
    pub today: Date,
    /// Whose conversations.
    pub tenants: Vec<Tenant>,
}

/// A tenant, as far as understanding depends on it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Tenant {
    /// Its name in reports.
    pub id: String,
    /// Its name.
    pub name: String,
    /// BCP 47.
    pub locale: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The confidence from which enough is known; 0.7 where absent.
    #[serde(default)]
    pub threshold: Option<f64>,
    /// What it gathers.
    pub attributes: Vec<Attribute>,
    /// Its conversations.
    pub transcripts: Vec<Transcript>,
}

/// One conversation.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Transcript {
    /// Its name in reports.
    pub id: String,
    /// BCP 47: the visitor's language; the tenant's where absent.
    #[serde(default)]
    pub locale: Option<String>,
    /// What it is about.
    #[serde(default)]
    pub note: Option<String>,
    /// Its messages.
    pub turns: Vec<Turn>,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Turn {
    /// What the assistant had asked for just before.
    #[serde(default)]
    pub asked: Option<String>,
    /// What the visitor says.
    pub message: String,
    /// Everything that should be known afterwards.
    #[serde(default)]
    pub expect: BTreeMap<String, Json>,
    /// What must not be known afterwards.
    #[serde(default)]
    pub must_not: Vec<String>,
}

/// Why a file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Not JSON, or not of the right shape.
    #[error("{place}: {reason}")]
    Shape {
        /// Where: `tenants[0].transcripts[2].turns[1].asked`.
        place: String,
        /// What is wrong there, with line and column.
        reason: String,
    },
    /// A turn names an attribute that its tenant has not.
    #[error("{place}: there is no attribute `{key}`")]
    UnknownKey {
        /// Where.
        place: String,
        /// The key.
        key: String,
    },
    /// An expected value is none of its attribute's kind.
    #[error("{place}: {reason}")]
    Value {
        /// Where.
        place: String,
        /// What is wrong.
        reason: String,
    },
}

/// Reads a file and checks every key and value in it.
pub fn read(text: &str) -> Result<File, FileError> {
    let mut json = serde_json::Deserializer::from_str(text);
    let file: File = serde_path_to_error::deserialize(&mut json).map_err(|error| FileError::Shape {
        place: error.path().to_string(),
        reason: error.inner().to_string(),
    })?;
    json.end()
        .map_err(|error| FileError::Shape { place: "end of file".to_owned(), reason: error.to_string() })?;
    for tenant in &file.tenants {
        for transcript in &tenant.transcripts {
            for (number, turn) in transcript.turns.iter().enumerate() {
                let place = || format!("{} / {} / turn {}", tenant.id, transcript.id, number + 1);
                let named = turn.asked.iter().chain(turn.expect.keys()).chain(&turn.must_not);
                if let Some(key) = named.into_iter().find(|key| tenant.attribute(key).is_none()) {
                    return Err(FileError::UnknownKey { place: place(), key: key.clone() });
                }
                tenant.expected(turn).map_err(|(key, reason)| FileError::Value {
                    place: format!("{} / {key}", place()),
                    reason,
                })?;
            }
        }
    }
    Ok(file)
}

impl Tenant {
    /// The attribute of this key.
    #[must_use]
    pub fn attribute(&self, key: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.key == key)
    }

    /// The values that should be known after a turn, or the key and the reason why one cannot be read.
    pub fn expected(&self, turn: &Turn) -> Result<BTreeMap<String, Value>, (String, String)> {
        turn.expect
            .iter()
            .filter_map(|(key, value)| {
                let kind = self.attribute(key)?.kind;
                let read = kind.deserialize(value).map_err(|error| (key.clone(), error.to_string()));
                Some(read.map(|value| (key.clone(), value)))
            })
            .collect()
    }

    /// The tenant as the engine takes it.
    #[must_use]
    pub fn as_tenant(&self) -> TenantFile {
        let settings = ScopeSettings::default();
        TenantFile {
            version: 1,
            schema: None,
            id: self.id.clone(),
            name: self.name.clone(),
            origins: Vec::new(),
            locale: self.locale.clone(),
            country: self.country.clone(),
            appearance: shared::tenant::Appearance::default(),
            greeting: String::new(),
            suggestions: Vec::new(),
            disclaimer: None,
            translations: std::collections::BTreeMap::new(),
            before_chat: None,
            triggers: Vec::new(),
            business_hours: None,
            behaviour: shared::tenant::Behaviour::default(),
            assistant: shared::tenant::Assistant::default(),
            scope: ScopeSettings {
                threshold: self.threshold.unwrap_or(settings.threshold),
                attributes: self.attributes.clone(),
                ..settings
            },
            knowledge: shared::tenant::Knowledge::default(),
            records: shared::tenant::Records::default(),
            tools: shared::tenant::Tools::default(),
            escalation: None,
            answers: shared::tenant::Answers::default(),
            limits: shared::tenant::Limits::default(),
            users: None,
            webhooks: Vec::new(),
            session: shared::tenant::Session::default(),
            retention: shared::tenant::Retention::default(),
        }
    }
}
