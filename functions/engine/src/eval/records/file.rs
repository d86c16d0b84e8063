//! The file. Its form is told in `prompts/transcripts/README.md`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};
use serde_json::Value as Json;
use shared::tenant::TenantFile;
use shared::wire::Record;

use crate::eval::FileError;
use crate::records::Actor;
use crate::user::User;

/// A file of transcripts about records.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// The date on which the conversations take place.
    pub today: Date,
    /// The tenant file, from the folder of this one.
    pub tenant: String,
    /// Who speaks, where a transcript does not say.
    #[serde(default)]
    pub user: Option<User>,
    /// The records that are there when a conversation begins, by type, where a transcript does not say.
    #[serde(default)]
    pub records: BTreeMap<String, Vec<Seed>>,
    /// The conversations.
    pub transcripts: Vec<Transcript>,
}

/// A record that is there when a conversation begins.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seed {
    /// Its id.
    pub id: String,
    /// Its state.
    #[serde(default)]
    pub status: Option<String>,
    /// What is known of it.
    #[serde(default)]
    pub fields: BTreeMap<String, Json>,
    /// Who made it; `admin` where absent.
    #[serde(default)]
    pub created_by: Option<String>,
}

/// One conversation.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transcript {
    /// Its name in reports.
    pub id: String,
    /// BCP 47: the visitor's language; the tenant's where absent.
    #[serde(default)]
    pub locale: Option<String>,
    /// What it is about.
    #[serde(default)]
    pub note: Option<String>,
    /// Who speaks, in place of the file's; `null` is a visitor whom nobody knows.
    #[serde(default, deserialize_with = "said")]
    pub user: Option<Option<User>>,
    /// The records, in place of the file's.
    #[serde(default)]
    pub records: Option<BTreeMap<String, Vec<Seed>>>,
    /// Its messages.
    pub turns: Vec<Turn>,
}

fn said<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<User>>, D::Error> {
    Option::<User>::deserialize(deserializer).map(Some)
}

/// One message.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turn {
    /// What is said.
    pub message: String,
    /// What it is about, for readers of the file.
    #[serde(default)]
    pub note: Option<String>,
    /// Whether the rules cannot do it: then they may do nothing.
    #[serde(default)]
    pub needs_model: bool,
    /// What a model answers to it that is asked because the rules cannot do it: the `actions` of its function.
    #[serde(default)]
    pub wants: Vec<Json>,
    /// What should come of it.
    #[serde(default)]
    pub expect: Expect,
}

/// What should come of a turn. What is absent is not looked at.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expect {
    /// What it is about.
    pub intent: Option<String>,
    /// The calls, in order.
    pub calls: Option<Vec<Call>>,
    /// What records are like afterwards; `None` for one that is not there.
    pub records: BTreeMap<String, Option<State>>,
    /// The records that were made.
    pub created: Option<Vec<Created>>,
    /// The kinds of the blocks, in order.
    pub blocks: Option<Vec<String>>,
    /// What must stand in the reply or its blocks.
    pub reply_contains: Vec<String>,
    /// What must not.
    pub reply_lacks: Vec<String>,
}

/// A call that is expected.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// Its name.
    pub tool: String,
    /// Some of its arguments.
    #[serde(default)]
    pub arguments: BTreeMap<String, Json>,
    /// What came of it.
    #[serde(default)]
    pub outcome: Option<String>,
}

/// What a record is like.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct State {
    /// Its state.
    pub status: Option<String>,
    /// Some of its fields; `null` is not known.
    pub fields: BTreeMap<String, Json>,
}

/// A record that was made.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Created {
    /// Its type.
    #[serde(rename = "type")]
    pub record_type: String,
    /// Its state.
    #[serde(default)]
    pub status: Option<String>,
    /// Some of its fields; `null` is not known.
    #[serde(default)]
    pub fields: BTreeMap<String, Json>,
}

/// Whether a file is about records, rather than about what is known of a visitor.
#[must_use]
pub fn is_about_records(text: &str) -> bool {
    serde_json::from_str::<Json>(text).is_ok_and(|file| file.get("tenant").is_some_and(Json::is_string))
}

/// Reads a file.
///
/// # Errors
///
/// Where it is not of the form, with the place.
pub fn read(text: &str) -> Result<File, FileError> {
    let mut json = serde_json::Deserializer::from_str(text);
    let file: File = serde_path_to_error::deserialize(&mut json).map_err(|error| FileError::Shape {
        place: error.path().to_string(),
        reason: error.inner().to_string(),
    })?;
    json.end()
        .map_err(|error| FileError::Shape { place: "end of file".to_owned(), reason: error.to_string() })?;
    Ok(file)
}

impl File {
    /// Checks that every type that is named is one of the tenant's.
    ///
    /// # Errors
    ///
    /// The place of the first that is not.
    pub fn check(&self, tenant: &TenantFile) -> Result<(), FileError> {
        let unknown =
            |place: &str, key: &str| FileError::UnknownKey { place: place.to_owned(), key: key.to_owned() };
        for key in self.records.keys() {
            tenant.records.of(key).ok_or_else(|| unknown("records", key))?;
        }
        for transcript in &self.transcripts {
            let own = transcript.records.iter().flat_map(BTreeMap::keys);
            let made = transcript.turns.iter().flat_map(|turn| turn.expect.created.iter().flatten());
            for key in own.chain(made.map(|made| &made.record_type)) {
                tenant.records.of(key).ok_or_else(|| unknown(&transcript.id, key))?;
            }
        }
        Ok(())
    }

    /// Who speaks in a transcript.
    #[must_use]
    pub fn actor(&self, transcript: &Transcript) -> Actor {
        let user = transcript.user.clone().unwrap_or_else(|| self.user.clone());
        Actor { user, session: format!("session-{}", transcript.id) }
    }

    /// The records that are there when a transcript begins.
    #[must_use]
    pub fn seeds(&self, transcript: &Transcript) -> Vec<Record> {
        let at = format!("{}T08:00:00.000Z", self.today);
        let records = transcript.records.as_ref().unwrap_or(&self.records);
        let of_type = |(key, seeds): (&String, &Vec<Seed>)| {
            let record = |seed: &Seed| Record {
                record_type: key.clone(),
                id: seed.id.clone(),
                version: 1,
                status: seed.status.clone(),
                fields: seed.fields.clone(),
                created_at: at.clone(),
                created_by: seed.created_by.clone().unwrap_or_else(|| "admin".to_owned()),
                changed_at: at.clone(),
                changed_by: seed.created_by.clone().unwrap_or_else(|| "admin".to_owned()),
            };
            seeds.iter().map(record).collect::<Vec<_>>()
        };
        records.iter().flat_map(of_type).collect()
    }
}
