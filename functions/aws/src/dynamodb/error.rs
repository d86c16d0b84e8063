//! Why DynamoDB does not do what it is asked, by name.

use serde_json::Value;

use super::Item;
use super::json::list;
use super::value::item_from_json;
use crate::{CallError, Refusal};

/// What DynamoDB says, under a name that stands for much else, when an item would be over 400 KB.
const TOO_LARGE: &str = "exceeded the maximum allowed size";

/// Why DynamoDB does not do what it is asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The condition of a write does not hold; with what stands there, where the write asked for it and there is something.
    #[error("ConditionalCheckFailedException")]
    ConditionalCheckFailed(Option<Item>),
    /// No write of a transaction was made; with the reason of each, in their order.
    #[error("TransactionCanceledException")]
    TransactionCanceled(Vec<CancellationReason>),
    /// Anything else.
    #[error(transparent)]
    Call(CallError),
}

impl Error {
    /// Its name, if DynamoDB has answered.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::ConditionalCheckFailed(_) => Some("ConditionalCheckFailedException"),
            Self::TransactionCanceled(_) => Some("TransactionCanceledException"),
            Self::Call(CallError::Refused(refusal)) => Some(refusal.name()),
            Self::Call(_) => None,
        }
    }

    /// Whether it has this name.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.name() == Some(name)
    }

    /// Whether DynamoDB asks to slow down.
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        matches!(self, Self::Call(CallError::Refused(refusal)) if refusal.is_throttling())
    }

    /// Whether an item would be over 400 KB.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        matches!(self, Self::Call(CallError::Refused(refusal)) if refusal.message().contains(TOO_LARGE))
    }
}

impl From<CallError> for Error {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Refused(mut refusal) => match refusal.name() {
                "ConditionalCheckFailedException" => {
                    Self::ConditionalCheckFailed(refusal.fields.remove("Item").and_then(item_from_json))
                }
                "TransactionCanceledException" => Self::TransactionCanceled(reasons(&mut refusal)),
                _ => Self::Call(CallError::Refused(refusal)),
            },
            other => Self::Call(other),
        }
    }
}

/// Why a write of a transaction was not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CancellationReason {
    /// The reason's name; `None` of a write that was none of the reasons.
    pub code: Option<String>,
    /// What DynamoDB says of it.
    pub message: Option<String>,
    /// What stands there, where the write asked for it and its condition did not hold.
    pub item: Option<Item>,
}

impl CancellationReason {
    /// Whether it has this name.
    #[must_use]
    pub fn is(&self, code: &str) -> bool {
        self.code.as_deref() == Some(code)
    }

    /// Whether the item would be over 400 KB.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        self.message.as_deref().is_some_and(|message| message.contains(TOO_LARGE))
    }
}

fn reasons(refusal: &mut Refusal) -> Vec<CancellationReason> {
    let reasons = refusal.fields.remove("CancellationReasons");
    reasons.and_then(|reasons| list(reasons, reason)).unwrap_or_default()
}

fn reason(mut value: Value) -> Option<CancellationReason> {
    let fields = value.as_object_mut()?;
    let text = |name| fields.get(name).and_then(Value::as_str).map(str::to_owned);
    let (code, message) = (text("Code").filter(|code| code != "None"), text("Message"));
    let item = fields.remove("Item").and_then(item_from_json);
    Some(CancellationReason { code, message, item })
}
