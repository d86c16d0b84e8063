//! What a failed call of the store means to the engine. What it says is short and holds no data: the operation, the error's
//! name and the request's id.

use aws::dynamodb::Error;
use aws::{CallError, Unanswered};
use engine::ports::StoreError;

/// What the failure means.
pub(crate) fn store_error(operation: &str, error: &Error) -> StoreError {
    if error.is_throttling() {
        return StoreError::Throttled;
    }
    if error.is_too_large() {
        return StoreError::TooLarge;
    }
    StoreError::Unavailable(short(operation, error))
}

/// One line on what failed.
pub(crate) fn short(operation: &str, error: &Error) -> String {
    match error {
        Error::Call(CallError::Refused(refusal)) => {
            let name = Some(refusal.name()).filter(|name| !name.is_empty());
            let name = name.unwrap_or("an error without a name");
            let request = refusal.request_id.as_deref().unwrap_or("unknown");
            format!("{operation}: {name} (status {}, request {request})", refusal.status)
        }
        Error::Call(CallError::Unanswered(Unanswered::NoConnection(_))) => {
            format!("{operation}: no connection")
        }
        Error::Call(CallError::Unanswered(Unanswered::Unmade(_))) => {
            format!("{operation}: the request cannot be made")
        }
        other => format!("{operation}: {other}"),
    }
}
