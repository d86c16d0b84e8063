//! One thing to be done, typed. The rules engine and the model make the same.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::records::Condition;

/// One thing to be done. What names records or fields is as it was understood, not checked yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "call", rename_all = "snake_case")]
pub enum Call {
    /// A list of records.
    Find {
        /// The type.
        record_type: String,
        /// What they must be like. A field that refers to another type may be given by that record's name.
        filters: Vec<Condition>,
        /// Words that their search fields must fit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<String>,
        /// The order; by id where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        order: Option<Order>,
    },
    /// How many there are: one number, or one for each value of a field (a chart).
    Count {
        /// The type.
        record_type: String,
        /// What they must be like.
        filters: Vec<Condition>,
        /// The field, or `status`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
        /// The field of the kind `number` or `money` that is summed in place of counting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sum: Option<String>,
    },
    /// One record, or one thing that is known of it ("what's her phone?").
    Show {
        /// Which.
        target: Target,
        /// The field.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        field: Option<String>,
    },
    /// A new record.
    Create {
        /// The type.
        record_type: String,
        /// What is known of it, as values of the fields' kinds or as they were said.
        fields: BTreeMap<String, Json>,
    },
    /// Fields of a record.
    Update {
        /// Which.
        target: Target,
        /// What is known from now on; `null` is no longer known.
        fields: BTreeMap<String, Json>,
    },
    /// The state of a record.
    ChangeStatus {
        /// Which.
        target: Target,
        /// The state, as declared.
        to: String,
    },
    /// A comment.
    Comment {
        /// On which.
        target: Target,
        /// The comment.
        text: String,
    },
    /// A commit that belongs to it.
    LinkCommit {
        /// To which.
        target: Target,
        /// 7 to 40 hexadecimal digits.
        commit: String,
    },
    /// A record that is to go.
    Delete {
        /// Which.
        target: Target,
    },
    /// A page of the tenant's site: of a record, or the list of a type.
    Navigate {
        /// The type; needed where there is no target.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        record_type: Option<String>,
        /// The record.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target: Option<Target>,
    },
    /// A tool of the tenant's own.
    Tool {
        /// Its name, as offered.
        name: String,
        /// Its arguments.
        arguments: Json,
    },
}

impl Call {
    /// Its name in the log and on the wire: `find`, `create`, … or the tool's.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Find { .. } => "find",
            Self::Count { .. } => "count",
            Self::Show { .. } => "show",
            Self::Create { .. } => "create",
            Self::Update { .. } => "update",
            Self::ChangeStatus { .. } => "change_status",
            Self::Comment { .. } => "comment",
            Self::LinkCommit { .. } => "link_commit",
            Self::Delete { .. } => "delete",
            Self::Navigate { .. } => "navigate",
            Self::Tool { name, .. } => name,
        }
    }

    /// Which record it is about, where it is about one.
    #[must_use]
    pub const fn target(&self) -> Option<&Target> {
        match self {
            Self::Show { target, .. }
            | Self::Update { target, .. }
            | Self::ChangeStatus { target, .. }
            | Self::Comment { target, .. }
            | Self::LinkCommit { target, .. }
            | Self::Delete { target } => Some(target),
            Self::Navigate { target, .. } => target.as_ref(),
            Self::Find { .. } | Self::Count { .. } | Self::Create { .. } | Self::Tool { .. } => None,
        }
    }

    /// The same about another record.
    #[must_use]
    pub fn with_target(mut self, to: Target) -> Self {
        match &mut self {
            Self::Show { target, .. }
            | Self::Update { target, .. }
            | Self::ChangeStatus { target, .. }
            | Self::Comment { target, .. }
            | Self::LinkCommit { target, .. }
            | Self::Delete { target } => *target = to,
            Self::Navigate { target, .. } => *target = Some(to),
            Self::Find { .. } | Self::Count { .. } | Self::Create { .. } | Self::Tool { .. } => {}
        }
        self
    }

    /// What wants such a call.
    #[must_use]
    pub const fn intent(&self) -> Intent {
        match self {
            Self::Count { by: Some(_), .. } | Self::Count { sum: Some(_), .. } => Intent::Report,
            Self::Find { .. } | Self::Show { .. } | Self::Count { .. } => Intent::Query,
            Self::Navigate { .. } => Intent::Navigation,
            _ => Intent::Action,
        }
    }
}

/// Which record is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The type, where it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_type: Option<String>,
    /// By what it is known.
    pub by: TargetBy,
}

/// By what a record is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetBy {
    /// Its id: `TSK-12`.
    Id(String),
    /// Words of its search fields: "John", "the dentist one", "John from Acme".
    Words(String),
    /// What was spoken of last: "it", "that lead".
    Context,
    /// Its place in the list that was shown last, from 1; negative from the end.
    Nth(i32),
}

/// In which order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// By which field, or `created_at`, `changed_at`.
    pub by: String,
    /// The largest first.
    pub descending: bool,
}

/// What a message wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// To see or know something.
    Query,
    /// Something done.
    Action,
    /// To be taken somewhere.
    Navigation,
    /// Numbers over many.
    Report,
    /// It cannot be said without asking.
    Clarification,
}

impl Intent {
    /// Its name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Action => "action",
            Self::Navigation => "navigation",
            Self::Report => "report",
            Self::Clarification => "clarification",
        }
    }
}
