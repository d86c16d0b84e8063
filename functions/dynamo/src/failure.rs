//! What a failed call of the SDK means to the engine. What it says is short and holds no data: the operation, the
//! error's name and the request's id.

use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::RequestId;
use engine::ports::StoreError;

/// The names under which DynamoDB asks to slow down.
pub(crate) const THROTTLING: [&str; 3] =
    ["ProvisionedThroughputExceededException", "RequestLimitExceeded", "ThrottlingException"];

/// What DynamoDB says, under a name that stands for much else, when an item would be over 400 KB.
const TOO_LARGE: &str = "exceeded the maximum allowed size";

/// What the failure means.
pub(crate) fn store_error<E>(operation: &str, error: &SdkError<E, HttpResponse>) -> StoreError
where
    E: ProvideErrorMetadata,
{
    if let Some(refusal) = error.as_service_error() {
        if refusal.code().is_some_and(|code| THROTTLING.contains(&code)) {
            return StoreError::Throttled;
        }
        if refusal.message().is_some_and(too_large) {
            return StoreError::TooLarge;
        }
    }
    StoreError::Unavailable(short(operation, error))
}

/// Whether DynamoDB says so of an item that would be over 400 KB.
pub(crate) fn too_large(message: &str) -> bool {
    message.contains(TOO_LARGE)
}

/// One line on what failed.
pub(crate) fn short<E>(operation: &str, error: &SdkError<E, HttpResponse>) -> String
where
    E: ProvideErrorMetadata,
{
    match error {
        SdkError::ServiceError(refusal) => {
            let code = refusal.err().code().unwrap_or("an error without a name");
            let request = refusal.err().meta().request_id().unwrap_or("unknown");
            format!("{operation}: {code} (status {}, request {request})", refusal.raw().status().as_u16())
        }
        SdkError::TimeoutError(_) => format!("{operation}: no answer in time"),
        SdkError::DispatchFailure(failure) if failure.is_timeout() => {
            format!("{operation}: no answer in time")
        }
        SdkError::DispatchFailure(_) => format!("{operation}: no connection"),
        SdkError::ResponseError(_) => format!("{operation}: the answer cannot be read"),
        _ => format!("{operation}: the request cannot be made"),
    }
}
