//! What a status, an error body or a broken connection is called in the port's words.

use core::error::Error;
use core::time::Duration;
use std::time::SystemTime;

use engine::ports::ModelError;
use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use secrecy::SecretString;
use serde::Deserialize;

use crate::quote::quote;
use crate::retry::Hope;

/// A try that gave no answer.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What it is called.
    pub(crate) error: ModelError,
    /// Whether it may pass.
    pub(crate) hope: Hope,
    /// The endpoint's own words where it did not take the request, to learn its form from; empty otherwise.
    pub(crate) refusal: String,
}

impl Failure {
    /// One without words.
    pub(crate) const fn new(error: ModelError, hope: Hope) -> Self {
        Self { error, hope, refusal: String::new() }
    }

    /// No answer's head came.
    pub(crate) fn of_sending(error: reqwest::Error, key: Option<&SecretString>) -> Self {
        // The request cannot be built: no retry changes that.
        let hope = if error.is_builder() { Hope::None } else { Hope::Soon };
        Self::new(ModelError::Unreachable(quote(&innermost(&error.without_url()), key)), hope)
    }

    /// An answer's head with a status that is no success, and what of its body could be read.
    pub(crate) fn of_status(
        status: StatusCode,
        headers: &HeaderMap,
        body: &str,
        key: Option<&SecretString>,
    ) -> Self {
        let after = retry_after(headers, SystemTime::now());
        let error = named(status.as_u16(), after, quote(&words(body), key));
        let hope = match (status.as_u16(), after) {
            (429 | 503, Some(after)) => Hope::After(after),
            (500 | 502 | 503 | 504, _) => Hope::Soon,
            _ => Hope::None,
        };
        let refusal =
            if matches!(error, ModelError::Rejected { .. }) { body.to_owned() } else { String::new() };
        Self { error, hope, refusal }
    }
}

/// The name of a status.
pub(crate) fn named(status: u16, retry_after: Option<Duration>, message: String) -> ModelError {
    match status {
        401 | 403 => ModelError::Unauthorized(status),
        429 => ModelError::RateLimited { retry_after },
        500.. => ModelError::Server(status),
        300..=399 => ModelError::Rejected {
            status,
            message: "the address redirects; OPENAI_BASE_URL must name the endpoint itself".to_owned(),
        },
        _ => ModelError::Rejected { status, message },
    }
}

/// What `Retry-After` says: seconds, or a date, which is counted from `now`.
fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

/// The message of an error body, or the body itself.
fn words(body: &str) -> String {
    #[derive(Deserialize)]
    struct Shape {
        error: Words,
    }
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Words {
        Object { message: String },
        Text(String),
    }
    match serde_json::from_str::<Shape>(body) {
        Ok(Shape { error: Words::Object { message } | Words::Text(message) }) => message,
        Err(_) => body.to_owned(),
    }
}

/// The innermost cause, which is the one that says something ("Connection refused").
fn innermost(error: &dyn Error) -> String {
    let mut cause = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(retry_after: &str) -> HeaderMap {
        HeaderMap::from_iter([(RETRY_AFTER, retry_after.parse().unwrap())])
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        for (text, expected) in [
            ("3", Some(3)),
            (" 0 ", Some(0)),
            ("Sun, 06 Nov 1994 08:49:40 GMT", Some(3)),
            ("Sun, 06 Nov 1994 08:49:30 GMT", Some(0)),
            ("soon", None),
            ("-1", None),
            ("1.5", None),
        ] {
            assert_eq!(retry_after(&headers(text), now), expected.map(Duration::from_secs), "{text}");
        }
    }

    #[test]
    fn statuses_have_names_and_hopes() {
        let hope = |status: u16, after: Option<&str>| {
            let headers = after.map(headers).unwrap_or_default();
            Failure::of_status(StatusCode::from_u16(status).unwrap(), &headers, "", None).hope
        };
        assert_eq!(hope(429, None), Hope::None);
        assert_eq!(hope(429, Some("2")), Hope::After(Duration::from_secs(2)));
        assert_eq!(hope(503, Some("2")), Hope::After(Duration::from_secs(2)));
        for status in [500, 502, 503, 504] {
            assert_eq!(hope(status, None), Hope::Soon);
        }
        for status in [301, 400, 401, 403, 404, 408, 422, 501, 529] {
            assert_eq!(hope(status, None), Hope::None, "{status}");
        }
    }

    #[test]
    fn the_message_is_found() {
        assert_eq!(words(r#"{"error":{"message":"no such model","code":null}}"#), "no such model");
        assert_eq!(words(r#"{"error":"no such model"}"#), "no such model");
        assert_eq!(words("<h1>Bad Gateway</h1>"), "<h1>Bad Gateway</h1>");
    }
}
