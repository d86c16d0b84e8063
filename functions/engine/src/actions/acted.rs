//! What came of a call.

use shared::tenant::Destructive;
use shared::wire::{ActionDone, Record};

use super::Call;
use crate::ports::ToolSaid;

/// A call that was carried out, or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Acted {
    /// The call, with what was found out about it: its target by id.
    pub call: Call,
    /// What came of it.
    pub came: Came,
}

/// What came of a call.
#[derive(Debug, Clone, PartialEq)]
pub enum Came {
    /// A list.
    Found {
        /// Those that are shown.
        records: Vec<Record>,
        /// How many there are.
        total: usize,
        /// Whether there are more than were looked at.
        more: bool,
    },
    /// Numbers over many.
    Counted {
        /// Each value of the field (none: not known), or one without a value, and its number.
        groups: Vec<(Option<serde_json::Value>, f64)>,
        /// The currency of sums of money.
        currency: Option<String>,
        /// Whether there are more records than were looked at.
        more: bool,
    },
    /// One record.
    Shown(Box<Record>),
    /// A change was made.
    Done {
        /// The change.
        done: Box<ActionDone>,
        /// What is told of it: the record as it is now, or as it was before it was deleted. Absent where a turn was taken over
        /// and it is gone.
        record: Option<Box<Record>>,
    },
    /// It was so already.
    Unchanged(Box<Record>),
    /// A page of the tenant's site.
    Opened {
        /// What it is called.
        label: String,
        /// Where it is.
        url: String,
    },
    /// It has no page.
    NoPage,
    /// It waits for a clear yes.
    ToConfirm(Option<Box<Record>>),
    /// It waits to be told which; how many fit is the second.
    Which(Vec<Record>, usize),
    /// None is so, or none that may be seen. What was looked for, and the record that could be made in its place.
    NotFound {
        /// By which words or id.
        sought: String,
        /// The call that is offered.
        offer: Option<Box<Call>>,
    },
    /// Nothing is spoken of.
    NothingMeant,
    /// It waits for a field that must be known.
    Needs(String),
    /// A value is none of its field: the field, and what was said.
    Invalid(String, String),
    /// The type has no such field.
    NoField(String),
    /// From its state it cannot go there; the states that it can go to.
    NoTransition(Box<Record>, Vec<String>),
    /// Another record has the same in this field.
    NotUnique(String),
    /// Somebody has changed it meanwhile.
    Stale(Option<Box<Record>>),
    /// Not allowed to this user.
    Refused,
    /// Never done by chat.
    Never(Destructive),
    /// Too many in one message.
    TooMany,
    /// The user does not want it after all.
    Declined,
    /// Something else waits for the user's word already.
    OneAtATime,
    /// What a tool said.
    ToolSaid(ToolSaid),
    /// A tool failed, with the stable word for it.
    ToolFailed(&'static str),
}

impl Acted {
    /// The name of the call in the log.
    #[must_use]
    pub fn tool(&self) -> &str {
        self.call.name()
    }

    /// What came of it, as a stable word.
    #[must_use]
    pub const fn outcome(&self) -> &'static str {
        match &self.came {
            Came::Found { .. } | Came::Counted { .. } | Came::Shown(_) => "found",
            Came::Done { .. } | Came::Opened { .. } | Came::ToolSaid(_) => "done",
            Came::Unchanged(_) => "unchanged",
            Came::NoPage => "no_page",
            Came::ToConfirm(_) => "to_confirm",
            Came::Which(..) => "ambiguous",
            Came::NotFound { .. } | Came::NothingMeant => "not_found",
            Came::Needs(_) => "incomplete",
            Came::Invalid(..) | Came::NoField(_) => "invalid",
            Came::NoTransition(..) => "no_transition",
            Came::NotUnique(_) => "not_unique",
            Came::Stale(_) => "stale",
            Came::Refused | Came::Never(_) => "refused",
            Came::TooMany => "too_many",
            Came::Declined => "declined",
            Came::OneAtATime => "one_at_a_time",
            Came::ToolFailed(code) => code,
        }
    }
}
