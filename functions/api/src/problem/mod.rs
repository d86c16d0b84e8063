//! Every error that the API answers with.

mod kind;

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use axum::response::{IntoResponse, Response};
use engine::ports::StoreError;
use shared::wire::{FieldError, Problem};

use crate::token::TokenError;
use crate::users::UserTokenError;

pub use kind::ProblemKind;

/// Every error that the API answers with.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ApiError {
    /// The body is not JSON, or not UTF-8.
    #[error("The body cannot be read: {0}")]
    Unreadable(String),
    /// The body is not declared to be JSON.
    #[error("The body must be JSON: send the header `Content-Type: application/json`.")]
    NotJson,
    /// The body is JSON, but says something that it must not.
    #[error("{}", first(.0))]
    Invalid(Vec<FieldError>),
    /// The parameters after `?` say something that they must not.
    #[error("The query is not valid: {0}.")]
    Query(String),
    /// The body is too large.
    #[error("The body is larger than {0} bytes.")]
    TooLarge(usize),
    /// The body did not arrive in time.
    #[error("The body did not arrive in time.")]
    BodySlow,
    /// The address is too long.
    #[error("The address is longer than {0} bytes.")]
    UriTooLong(usize),
    /// The headers are too many or too large.
    #[error("There are more than {0} headers, or more than {1} bytes of them.")]
    HeadersTooLarge(usize, usize),
    /// The token is missing or not good.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// The user's token is missing or not good.
    #[error(transparent)]
    UserToken(#[from] UserTokenError),
    /// The conversation is an identified user's, and the token is not theirs.
    #[error("The conversation is another user's.")]
    OtherUser,
    /// The request comes from a page that is not the tenant's.
    #[error("{0}")]
    Origin(String),
    /// The token is for another session.
    #[error("The token is for another session.")]
    OtherSession,
    /// The conversation is over.
    #[error("The conversation is over. Begin a new one with POST /api/v1/chat/sessions.")]
    SessionExpired,
    /// There is no such conversation, turn or tenant.
    #[error("There is no such {0}.")]
    Unknown(&'static str),
    /// No such address.
    #[error("There is nothing at this address.")]
    NotFound,
    /// Another method.
    #[error("This address does not take this method.")]
    MethodNotAllowed,
    /// The same `message_id` with another message or edit.
    #[error("This message_id was used for another message. Make a new id for every message.")]
    MessageIdReused,
    /// An opinion of an answer that is not there yet.
    #[error("There is no answer yet to have an opinion of.")]
    NotAnswered,
    /// The record is not of the version that the request is about.
    #[error("The record has changed since it was read. Nothing was written.")]
    RecordChanged,
    /// Too many at once; in so many seconds there is room again.
    #[error("Too many messages at once. Nothing was lost; try again in {0} s.")]
    RateLimited(u32),
    /// The tenant's day is used up; in so many seconds the next begins.
    #[error("No more messages can be taken today. The next day begins in {0} s.")]
    DayLimit(u32),
    /// The turn is still being answered elsewhere, and has not ended in time.
    #[error("The message is safe and still being answered. Ask again for the turn's status.")]
    StillRunning,
    /// The store cannot do it now.
    #[error("The conversation cannot be reached just now. Nothing that was accepted is lost; try again.")]
    StoreUnavailable(String),
    /// A fault of ours.
    #[error("Something went wrong on our side. Try again; if it stays, tell us the request_id.")]
    Internal(String),
}

fn first(errors: &[FieldError]) -> String {
    match errors {
        [] => "The body is not valid.".to_owned(),
        [error, ..] if error.pointer.is_empty() => error.detail.clone(),
        [error, ..] => format!("`{}`: {}", error.pointer, error.detail),
    }
}

/// Seconds after which a failed store is worth another try.
const STORE_RETRY_SECONDS: u32 = 2;

impl ApiError {
    /// One place in the body that is wrong.
    pub(crate) fn invalid(pointer: &str, detail: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError { pointer: pointer.to_owned(), detail: detail.into() }])
    }

    /// The place in the log was lost to somebody else again and again.
    pub(crate) fn crowded() -> Self {
        Self::StoreUnavailable("too many messages at once in one conversation".to_owned())
    }

    /// What is the same for every occurrence of it.
    #[must_use]
    pub const fn kind(&self) -> ProblemKind {
        match self {
            Self::Unreadable(_) => ProblemKind::BODY_UNREADABLE,
            Self::NotJson => ProblemKind::BODY_NOT_JSON,
            Self::Invalid(_) => ProblemKind::BODY_INVALID,
            Self::Query(_) => ProblemKind::QUERY_INVALID,
            Self::BodySlow => ProblemKind::BODY_SLOW,
            Self::UriTooLong(_) => ProblemKind::URI_TOO_LONG,
            Self::HeadersTooLarge(..) => ProblemKind::HEADERS_TOO_LARGE,
            Self::TooLarge(_) => ProblemKind::BODY_TOO_LARGE,
            Self::Token(TokenError::Missing) => ProblemKind::TOKEN_MISSING,
            Self::Token(TokenError::Invalid) => ProblemKind::TOKEN_INVALID,
            Self::Token(TokenError::Expired) => ProblemKind::TOKEN_EXPIRED,
            Self::Token(TokenError::NotYetValid) => ProblemKind::TOKEN_NOT_YET_VALID,
            Self::UserToken(UserTokenError::Required) => ProblemKind::USER_TOKEN_REQUIRED,
            Self::UserToken(UserTokenError::Invalid) => ProblemKind::USER_TOKEN_INVALID,
            Self::UserToken(UserTokenError::Expired) => ProblemKind::USER_TOKEN_EXPIRED,
            Self::UserToken(UserTokenError::KeysUnavailable) => ProblemKind::USER_KEYS_UNAVAILABLE,
            Self::OtherUser => ProblemKind::OTHER_USER,
            Self::Origin(_) => ProblemKind::ORIGIN_NOT_ALLOWED,
            Self::OtherSession => ProblemKind::SESSION_MISMATCH,
            Self::SessionExpired => ProblemKind::SESSION_EXPIRED,
            Self::Unknown(_) | Self::NotFound => ProblemKind::NOT_FOUND,
            Self::MethodNotAllowed => ProblemKind::METHOD_NOT_ALLOWED,
            Self::MessageIdReused => ProblemKind::MESSAGE_ID_REUSED,
            Self::NotAnswered => ProblemKind::NOT_ANSWERED,
            Self::RecordChanged => ProblemKind::RECORD_CHANGED,
            Self::RateLimited(_) => ProblemKind::RATE_LIMITED,
            Self::DayLimit(_) => ProblemKind::DAY_LIMIT_REACHED,
            Self::StillRunning => ProblemKind::TURN_RUNNING,
            Self::StoreUnavailable(_) => ProblemKind::STORE_UNAVAILABLE,
            Self::Internal(_) => ProblemKind::INTERNAL,
        }
    }

    /// The stable word for it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.kind().code
    }

    const fn retry_after(&self) -> Option<u32> {
        match self {
            Self::StillRunning
            | Self::StoreUnavailable(_)
            | Self::UserToken(UserTokenError::KeysUnavailable) => Some(STORE_RETRY_SECONDS),
            Self::RateLimited(seconds) | Self::DayLimit(seconds) => Some(*seconds),
            _ => None,
        }
    }

    /// As it goes over the wire.
    #[must_use]
    pub fn problem(&self, request_id: &str) -> Problem {
        let ProblemKind { status, code, title, is_retryable, .. } = self.kind();
        Problem {
            type_uri: format!("/problems/{code}"),
            title: title.to_owned(),
            status: status.as_u16(),
            detail: self.to_string(),
            code: code.to_owned(),
            retryable: is_retryable,
            request_id: request_id.to_owned(),
            retry_after: self.retry_after(),
            errors: if let Self::Invalid(errors) = self { errors.clone() } else { Vec::new() },
        }
    }

    /// Logs and counts it, once, at the edge. A mistake of the client's is no fault of ours. What it says to the client is
    /// not logged: that may quote what the client has sent.
    pub(crate) fn log(&self) {
        telemetry::record::error_told(self.code(), self.kind().status.as_u16());
        match self {
            Self::StoreUnavailable(cause) => tracing::error!(code = self.code(), cause, "store"),
            Self::Internal(cause) => tracing::error!(code = self.code(), cause, "internal"),
            _ => tracing::info!(code = self.code(), "refused"),
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(cause) => Self::StoreUnavailable(cause),
            StoreError::TooLarge => {
                Self::invalid("/message", "the message and its answer do not fit into the store")
            }
            StoreError::Throttled => Self::StoreUnavailable("throttled".to_owned()),
            StoreError::Corrupt(cause) => Self::Internal(cause),
        }
    }
}

impl IntoResponse for ApiError {
    /// The body is written by the layer of `request_id`, which knows the request's id.
    fn into_response(self) -> Response {
        let mut response = self.kind().status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The answer for an error.
pub(crate) fn into_response(error: &ApiError, request_id: &str) -> Response {
    let problem = error.problem(request_id);
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    let mut response = (error.kind().status, body).into_response();
    let headers = response.headers_mut();
    headers.remove(CONTENT_LENGTH);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(seconds) = problem.retry_after {
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}
