//! Records: what a tenant's assistant keeps, finds and changes (tasks, leads, projects…), and who may do what to them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::schema;
use super::{Choice, in_words};
use crate::value::Kind;

/// The types of records, and how the assistant deals with them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Records {
    /// The types; at most 20.
    #[cfg_attr(feature = "schema", schemars(length(max = 20)))]
    pub types: Vec<RecordType>,
    /// The most actions that one message may lead to; 1 to 20. Default 5.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 20)))]
    pub actions_per_message: u16,
    /// For how many minutes an action waits to be confirmed; 1 to 60. Default 10.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 60)))]
    pub confirm_within_minutes: u16,
    /// The most rows of a list; 1 to 50. Default 20.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 50)))]
    pub rows: u16,
}

impl Default for Records {
    fn default() -> Self {
        Self { types: Vec::new(), actions_per_message: 5, confirm_within_minutes: 10, rows: 20 }
    }
}

impl Records {
    /// The type of this key.
    #[must_use]
    pub fn of(&self, key: &str) -> Option<&RecordType> {
        self.types.iter().find(|one| one.key == key)
    }
}

/// One type of record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordType {
    /// Its name in the API: 1 to 40 of `a-z 0-9 _`, beginning with a letter.
    #[cfg_attr(feature = "schema", schemars(with = "schema::AttributeKey"))]
    pub key: String,
    /// What one of them is called: `task`.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Text<80>"))]
    pub one: String,
    /// What several are called: `tasks`.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Text<80>"))]
    pub many: String,
    /// What else people call them, one or several, in any language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Text<80>>"))]
    pub synonyms: Vec<String>,
    /// What stands before the number in an id: `TSK` makes `TSK-12`. No two types have the same.
    #[cfg_attr(feature = "schema", schemars(with = "schema::IdPrefix"))]
    pub id_prefix: String,
    /// What is known of one, in the order in which it is shown; 1 to 40. `id`, `type`, `status`, `version`, `created_at`,
    /// `created_by`, `changed_at` and `changed_by` are there anyway, and are no keys of fields.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 40)))]
    pub fields: Vec<Field>,
    /// The states that one can be in; a type without has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<StatusSettings>,
    /// How they are shown.
    pub display: Display,
    /// The fields by which people speak of one: its title, its name, its company. At least one.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::AttributeKey>", length(min = 1, max = 6)))]
    pub search: Vec<String>,
    /// Who may do what to which: what no permission allows is refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = 40)))]
    pub permissions: Vec<Permission>,
    /// Whether they may be deleted by chat. Default `confirm`.
    #[serde(default)]
    pub delete: Destructive,
}

impl RecordType {
    /// The field of this key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }
}

/// One thing that is known of a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its name in the API: 1 to 40 of `a-z 0-9 _`, beginning with a letter.
    #[cfg_attr(feature = "schema", schemars(with = "schema::AttributeKey"))]
    pub key: String,
    /// Its name for people; made from the key where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<80>>"))]
    pub label: Option<String>,
    /// What sort of value it holds.
    pub kind: Kind,
    /// What else people call it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Text<80>>"))]
    pub synonyms: Vec<String>,
    /// Whether a record must have it.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub required: bool,
    /// Whether no two records of the type may have the same, compared without case: for the kinds `text`, `email`, `phone`
    /// and `url`.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub unique: bool,
    /// What a new record has where nothing was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<FieldDefault>,
    /// The values to choose from: for kinds `choice` and `list`, and for no other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// The type of record whose id it holds: for the kind `text`. People name that record by its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::AttributeKey>"))]
    pub refers_to: Option<String>,
    /// Whether it holds a user's id: "my tasks" are those where it is the user's own. For the kind `text`.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub user: bool,
    /// Personal: never in logs, masked in the audit.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub sensitive: bool,
}

impl Field {
    /// Its name for people: the label, or the key in words (`due_on`: "Due on").
    #[must_use]
    pub fn name(&self) -> String {
        self.label.clone().unwrap_or_else(|| in_words(&self.key))
    }
}

/// What a new record has where nothing was said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldDefault {
    /// This value, written as a value of the field's kind.
    Value(serde_json::Value),
    /// Something of whoever makes it: `user.id`, `user.NAME` as in `users.claims.attributes`, or `visitor`.
    From(String),
    /// The day on which it is made.
    Today(bool),
}

/// The states that a record can be in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StatusSettings {
    /// The states, in the order of the work; 1 to 20.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 20)))]
    pub values: Vec<StatusValue>,
    /// The state of a new record.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Text<80>"))]
    pub initial: String,
    /// Which states may follow which; from a state that is not named here, every other may.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub transitions: BTreeMap<String, Vec<String>>,
}

/// One state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StatusValue {
    /// As stored: `in_review`.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Text<80>"))]
    pub value: String,
    /// Its name for people; made from the value where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Text<80>>"))]
    pub label: Option<String>,
    /// What people call it, in any language; also as what is done to come to it: `finish`, `book a meeting`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Text<80>>"))]
    pub synonyms: Vec<String>,
    /// Whether the record is done with: "open tasks" are those that are not in such a state.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub closed: bool,
}

impl StatusValue {
    /// Its name for people.
    #[must_use]
    pub fn name(&self) -> String {
        self.label.clone().unwrap_or_else(|| in_words(&self.value))
    }
}

/// How records of a type are shown. Names are keys of fields, or `id`, `status`, `created_at`, `changed_at`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Display {
    /// What stands for the record: a field of the kind `text`.
    #[cfg_attr(feature = "schema", schemars(with = "schema::AttributeKey"))]
    pub title: String,
    /// What stands under the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::AttributeKey>"))]
    pub subtitle: Option<String>,
    /// The lines of a card; every field where absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::AttributeKey>"))]
    pub card: Vec<String>,
    /// The columns of a table: 1 to 6; id, title and status where absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::AttributeKey>", length(max = 6)))]
    pub table: Vec<String>,
    /// The page of one record: an `https` address or a path of the page's own site, with names in braces:
    /// `/projects/{project_id}#{id}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Link>"))]
    pub link: Option<String>,
    /// The page with the list of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Link>"))]
    pub list_link: Option<String>,
}

/// What may be done to records of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RecordAction {
    /// To be seen: found, counted, reported, opened.
    Find,
    /// A new one made.
    Create,
    /// Fields changed.
    Update,
    /// Its state changed.
    ChangeStatus,
    /// Commented on.
    Comment,
    /// A commit of a repository linked to it.
    LinkCommit,
    /// Deleted.
    Delete,
}

impl RecordAction {
    /// Every action.
    pub const ALL: [Self; 7] = [
        Self::Find,
        Self::Create,
        Self::Update,
        Self::ChangeStatus,
        Self::Comment,
        Self::LinkCommit,
        Self::Delete,
    ];

    /// The name it has in a tenant file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Find => "find",
            Self::Create => "create",
            Self::Update => "update",
            Self::ChangeStatus => "change_status",
            Self::Comment => "comment",
            Self::LinkCommit => "link_commit",
            Self::Delete => "delete",
        }
    }
}

/// Lets some people do something to some records.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Permission {
    /// Whom: roles as users' tokens tell them; `*` is everybody, visitors who are not identified included; `user` is
    /// everybody who is identified.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Text<100>>", length(min = 1)))]
    pub roles: Vec<String>,
    /// What.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub actions: Vec<RecordAction>,
    /// To which: those that keep every one of these rules; all of the type where there is none. The rules are part of the
    /// store's query. Of a new record, a field that must equal something of the user is filled in with it.
    #[serde(default, rename = "where", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = 8)))]
    pub rules: Vec<RowRule>,
    /// Of `create` and `update`: the only fields that may be set; any where absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::AttributeKey>"))]
    pub fields: Vec<String>,
}

/// What a record must be like. Exactly one of `equals`, `in`, `is` and `one_of`.
///
/// What is compared with is named by `user.id`, `user.role`, `user.NAME` (as in `users.claims.attributes`), or `visitor`: the
/// user's id, or the session of somebody who is not identified. Where that is not known of the user, no record matches.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RowRule {
    /// The field, or `id`, `status` or `created_by`.
    #[cfg_attr(feature = "schema", schemars(with = "schema::AttributeKey"))]
    pub field: String,
    /// The field equals this of the user; of a field of the kind `list`, contains it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::OfUser>"))]
    pub equals: Option<String>,
    /// The field is one of these texts of the user.
    #[serde(default, rename = "in", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::OfUser>"))]
    pub is_in: Option<String>,
    /// The field is this value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<serde_json::Value>,
    /// The field is one of these values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<serde_json::Value>,
}

/// Whether something that cannot be taken back may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Destructive {
    /// Never by chat.
    Never,
    /// Once the user has confirmed it.
    #[default]
    Confirm,
    /// At once.
    Allow,
}
