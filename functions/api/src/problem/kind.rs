//! Every kind of problem: what is the same for each occurrence of it. `GET /problems/{code}`, the OpenAPI document and
//! `docs/errors.md` are made from this table.
//!
//! Knows nothing of how a problem comes about; [`super::ApiError`] says which kind it is of.

use axum::http::StatusCode;

/// One kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProblemKind {
    /// The HTTP status.
    pub status: StatusCode,
    /// The stable word for it: lower case, digits and `_`.
    pub code: &'static str,
    /// It in a few words.
    pub title: &'static str,
    /// Whether the same request can succeed later.
    pub is_retryable: bool,
    /// What has happened.
    pub meaning: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
}

/// Declares the kinds and the list of them, so that none can be missing from it.
macro_rules! kinds {
    ($($(#[$meta:meta])* $name:ident: $status:ident, $code:literal, $title:literal, $retryable:literal,
        $meaning:literal, $remedy:literal;)*) => {
        impl ProblemKind {
            $($(#[$meta])* pub const $name: Self = Self {
                status: StatusCode::$status,
                code: $code,
                title: $title,
                is_retryable: $retryable,
                meaning: $meaning,
                remedy: $remedy,
            };)*

            /// Every kind, by status.
            pub const ALL: &[Self] = &[$(Self::$name),*];
        }
    };
}

// Status, code, title, whether it can succeed later; what has happened; what to do.
kinds! {
    /// The body cannot be read.
    BODY_UNREADABLE: BAD_REQUEST, "body_unreadable", "The body cannot be read", false,
        "The body is not JSON, not UTF-8, or ended early. `detail` says where.",
        "Send one JSON value in UTF-8.";
    /// No token.
    TOKEN_MISSING: UNAUTHORIZED, "token_missing", "The token is not good", false,
        "The header `Authorization: Bearer …` is missing.",
        "Begin a session with `POST /api/v1/chat/sessions` and send its `token`.";
    /// No token of ours.
    TOKEN_INVALID: UNAUTHORIZED, "token_invalid", "The token is not good", false,
        "The token is not one of this server's, or was changed on its way.",
        "Begin a session with `POST /api/v1/chat/sessions` and send its `token` as it is.";
    /// A token that is over.
    TOKEN_EXPIRED: UNAUTHORIZED, "token_expired", "The token is not good", false,
        "The token is past its `expires_at`. The conversation is still there.",
        "Ask for a new token: `POST /api/v1/chat/sessions` with the old one as `resume`.";
    /// A token of the future.
    TOKEN_NOT_YET_VALID: UNAUTHORIZED, "token_not_yet_valid", "The token is not good", false,
        "The token was made for a time that has not come.",
        "Use the token that the session's answer carries; it is good at once.";
    /// The session is over.
    SESSION_EXPIRED: UNAUTHORIZED, "session_expired", "The conversation is over", false,
        "The conversation was ended, or nothing was said in it for the tenant's `session.idle_minutes`.",
        "Begin a new one with `POST /api/v1/chat/sessions`.";
    /// No user, where one is needed.
    USER_TOKEN_REQUIRED: UNAUTHORIZED, "user_token_required", "The user must be known", false,
        "The tenant's chat is for identified users, and the request names none.",
        "Send the token that the site signs for its user as `user_token`; in a page: `Anteroom('identify', token)`.";
    /// A user's token that is not good.
    USER_TOKEN_INVALID: UNAUTHORIZED, "user_token_invalid", "The user's token is not good", false,
        "The token was not signed by the tenant, is not meant for this server, or says something that it must not. Which of \
         them, the server's log says.",
        "Check the signing against the guide on users, and send a new one.";
    /// A user's token that is over.
    USER_TOKEN_EXPIRED: UNAUTHORIZED, "user_token_expired", "The user's token is over", false,
        "The token with which the site identified its user is past its `exp`. The conversation is still there.",
        "Ask the site for a new token, and send it as `user_token`, beside `resume`; in a page: `Anteroom('identify', token)`.";
    /// A page of somebody else's.
    ORIGIN_NOT_ALLOWED: FORBIDDEN, "origin_not_allowed", "The page is not the tenant's", false,
        "The header `Origin` is missing where it is needed, is not one of the tenant's `origins`, or is not the origin \
         for which the token was made.",
        "Call from a page of the tenant's, or add its origin to `origins` in the tenant file.";
    /// A token for another session.
    SESSION_MISMATCH: FORBIDDEN, "session_mismatch", "The token is for another session", false,
        "The request names a session, or a turn of one, that is not the token's.",
        "Send the token of the session that the request is about.";
    /// A conversation of another user.
    OTHER_USER: FORBIDDEN, "other_user", "The conversation is another user's", false,
        "The conversation is an identified user's, and the token is not theirs.",
        "Begin a session of one's own with `POST /api/v1/chat/sessions`.";
    /// Nothing there.
    NOT_FOUND: NOT_FOUND, "not_found", "Not found", false,
        "There is no such address, tenant or turn, or it was forgotten.",
        "Check the address; `GET /api/openapi.json` lists all there are.";
    /// Another method.
    METHOD_NOT_ALLOWED: METHOD_NOT_ALLOWED, "method_not_allowed", "The method is not allowed", false,
        "The address is there, but does not take this method.",
        "Use a method that the header `Allow` names.";
    /// A body that does not come.
    BODY_SLOW: REQUEST_TIMEOUT, "body_slow", "The body is too slow", true,
        "The body had not arrived as a whole after 10 seconds. Nothing was accepted.",
        "Send the same request again, with the same `message_id`.";
    /// An id used twice.
    MESSAGE_ID_REUSED: CONFLICT, "message_id_reused", "The message_id was used before", false,
        "The conversation has another message, or edit, under this `message_id`. Nothing was run.",
        "Make a new `message_id` for every message; use the same one only to send the same message again.";
    /// Nothing to judge.
    NOT_ANSWERED: CONFLICT, "not_answered", "There is no answer yet", false,
        "A thumb or a rating came before there was an answer to judge.",
        "Wait for the answer: `GET /api/v1/chat/status/{turn}` says when it is there.";
    /// A record that is not as it was read.
    RECORD_CHANGED: PRECONDITION_FAILED, "record_changed", "The record has changed", false,
        "The record is not of the version that `If-Match` names, or somebody changed it at the same moment. Nothing was written.",
        "Read it again, and write what it is to be now with the version that it has now.";
    /// Too large.
    BODY_TOO_LARGE: PAYLOAD_TOO_LARGE, "body_too_large", "The body is too large", false,
        "The body is larger than the server reads.",
        "Send less; a message has at most 10,000 characters.";
    /// A long address.
    URI_TOO_LONG: URI_TOO_LONG, "uri_too_long", "The address is too long", false,
        "The path and what follows it are longer than 4 KB.",
        "Send a shorter address; what is long belongs into a body.";
    /// Not declared as JSON.
    BODY_NOT_JSON: UNSUPPORTED_MEDIA_TYPE, "body_not_json", "The body must be JSON", false,
        "The header `Content-Type` is missing or says something other than `application/json`.",
        "Send `Content-Type: application/json`.";
    /// JSON that says something wrong.
    BODY_INVALID: UNPROCESSABLE_ENTITY, "body_invalid", "The body is not valid", false,
        "The body can be read, but says something that it must not. `errors` names each place by a JSON pointer, with \
         the reason.",
        "Correct what `errors` names.";
    /// A parameter that says something wrong.
    QUERY_INVALID: UNPROCESSABLE_ENTITY, "query_invalid", "A parameter is not valid", false,
        "A parameter after `?` is unknown, comes twice or has a value that it must not. `detail` says which.",
        "Correct the parameter.";
    /// Too many at once.
    RATE_LIMITED: TOO_MANY_REQUESTS, "rate_limited", "Too many at once", true,
        "Whoever sends, or the network address that a conversation is begun from, has asked more than the tenant's `limits` \
         allow. Nothing was accepted.",
        "Send the same request again after `Retry-After`.";
    /// The day's messages are used up.
    DAY_LIMIT_REACHED: TOO_MANY_REQUESTS, "day_limit_reached", "The day's messages are used up", true,
        "All the tenant's visitors together have sent as many messages as `limits.messages_per_day` allows. Nothing was \
         accepted.",
        "Send the same request again after `Retry-After`, when the next day has begun (UTC), or raise the limit.";
    /// Too many headers.
    HEADERS_TOO_LARGE: REQUEST_HEADER_FIELDS_TOO_LARGE, "headers_too_large", "The headers are too large", false,
        "The request has more than 100 headers, or more than 16 KB of them.",
        "Send fewer; cookies are not needed.";
    /// A fault of ours.
    INTERNAL: INTERNAL_SERVER_ERROR, "internal", "A fault of ours", true,
        "Something went wrong on the server. What was accepted is in the log.",
        "Send the same request again, with the same `message_id`; if it stays, tell the operator the `request_id`.";
    /// Still being answered.
    TURN_RUNNING: SERVICE_UNAVAILABLE, "turn_running", "Still being answered", true,
        "The message is safe, but its answer was not there in time.",
        "Ask for it after `Retry-After`: `GET /api/v1/chat/status/{turn}`, or the same message with the same `message_id`.";
    /// Keys that cannot be reached.
    USER_KEYS_UNAVAILABLE: SERVICE_UNAVAILABLE, "user_keys_unavailable", "The user's token cannot be checked", true,
        "The keys that users' tokens are checked with cannot be reached just now.",
        "Send the same request again after `Retry-After`.";
    /// The store is away.
    STORE_UNAVAILABLE: SERVICE_UNAVAILABLE, "store_unavailable", "The store is not available", true,
        "The conversation cannot be read or written just now. Nothing that was accepted is lost.",
        "Send the same request again after `Retry-After`, with the same `message_id`.";
}

impl ProblemKind {
    /// The kind of this code.
    #[must_use]
    pub fn of(code: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|kind| kind.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::ProblemKind;

    #[test]
    fn codes_are_words_of_their_own_in_the_order_of_their_statuses() {
        assert!(ProblemKind::ALL.is_sorted_by_key(|kind| kind.status));
        for kind in ProblemKind::ALL {
            assert!(kind.code.bytes().all(|sign| sign.is_ascii_lowercase() || sign == b'_'), "{kind:?}");
            assert!(ProblemKind::of(kind.code).is_some_and(|found| found == kind), "{kind:?}");
            assert!(kind.status.is_client_error() || kind.status.is_server_error(), "{kind:?}");
        }
    }
}
