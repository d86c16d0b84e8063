//! One attempt to tell one address: a signed POST, and what came of it.

use core::time::Duration;
use std::sync::Arc;

use engine::ports::{Delivery, Secret};
use jiff::{SignedDuration, Timestamp};
use outward::{Lookup, Reach, SetupError, SystemLookup, short, sign};
use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use reqwest::{Client, StatusCode};

/// How long an attempt may take, from the look-up of the name to the answer's first line.
const TIME_OUT: Duration = Duration::from_secs(15);

/// Tells addresses. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Sender {
    http: Client,
    reach: Reach,
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// The address has taken it.
    Taken,
    /// The address wants to hear no more of it.
    Gone,
    /// It was not taken.
    Failed {
        /// Why, in a few words: nothing of what the address answered but its status.
        why: String,
        /// How long the address wants to be left alone.
        retry_after: Option<SignedDuration>,
    },
}

impl Sender {
    /// One that calls what `reach` allows.
    ///
    /// # Errors
    ///
    /// TLS or the HTTP client cannot be set up.
    pub fn new(reach: Reach) -> Result<Self, SetupError> {
        Self::looking_up(reach, Arc::new(SystemLookup), TIME_OUT)
    }

    /// The same with another resolver of names and another time-out: for tests.
    ///
    /// # Errors
    ///
    /// TLS or the HTTP client cannot be set up.
    pub fn looking_up(reach: Reach, lookup: Arc<dyn Lookup>, time_out: Duration) -> Result<Self, SetupError> {
        let http = outward::client(reach, lookup, time_out)?;
        Ok(Self { http, reach })
    }

    /// What stands at the address, if it is not more than so many bytes.
    pub(crate) async fn get(&self, url: &str, most: usize) -> Result<Vec<u8>, String> {
        let url = self.reach.check(url).map_err(|error| error.to_string())?;
        let mut answer = self.http.get(url).send().await.map_err(|error| short(&error))?;
        if answer.status() != StatusCode::OK {
            return Err(format!("status {}", answer.status().as_u16()));
        }
        let mut body = Vec::new();
        while let Some(piece) = answer.chunk().await.map_err(|error| short(&error))? {
            body.extend_from_slice(&piece);
            if body.len() > most {
                return Err("too much".to_owned());
            }
        }
        Ok(body)
    }

    /// Sends the delivery, signed now.
    pub async fn send(&self, delivery: &Delivery, secret: &Secret, now: Timestamp) -> Attempt {
        let timestamp = now.as_second();
        let signature = match sign(secret, &delivery.id, timestamp, &delivery.body) {
            Ok(signature) => signature,
            Err(error) => return failed(error.to_string()),
        };
        let url = match self.reach.check(&delivery.url) {
            Ok(url) => url,
            Err(error) => return failed(error.to_string()),
        };
        let sent = self
            .http
            .post(url)
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", &delivery.id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signature)
            .body(delivery.body.clone())
            .send()
            .await;
        match sent {
            // What else the answer says is not read.
            Ok(answer) => judged(answer.status(), answer.headers(), now),
            Err(error) => failed(short(&error)),
        }
    }
}

fn judged(status: StatusCode, headers: &HeaderMap, now: Timestamp) -> Attempt {
    match status {
        _ if status.is_success() => Attempt::Taken,
        StatusCode::GONE => Attempt::Gone,
        _ => Attempt::Failed {
            why: format!("status {}", status.as_u16()),
            retry_after: headers.get(RETRY_AFTER).and_then(|value| retry_after(value.to_str().ok()?, now)),
        },
    }
}

/// Seconds, or a moment.
fn retry_after(said: &str, now: Timestamp) -> Option<SignedDuration> {
    let said = said.trim();
    if let Ok(seconds) = said.parse::<u32>() {
        return Some(SignedDuration::from_secs(seconds.into()));
    }
    let moment = Timestamp::try_from(httpdate::parse_http_date(said).ok()?).ok()?;
    Some(moment.duration_since(now).max(SignedDuration::ZERO))
}

const fn failed(why: String) -> Attempt {
    Attempt::Failed { why, retry_after: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_when_to_come_again() {
        let now: Timestamp = "2026-11-21T12:00:00Z".parse().unwrap();
        assert_eq!(retry_after("120", now), Some(SignedDuration::from_secs(120)));
        assert_eq!(retry_after("Sat, 21 Nov 2026 12:10:00 GMT", now), Some(SignedDuration::from_mins(10)));
        assert_eq!(retry_after("Sat, 21 Nov 2026 11:00:00 GMT", now), Some(SignedDuration::ZERO));
        for nonsense in ["", "-5", "soon", "1.5", "99999999999999"] {
            assert_eq!(retry_after(nonsense, now), None, "{nonsense}");
        }
    }
}
