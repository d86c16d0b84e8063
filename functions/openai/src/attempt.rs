//! One try: a request, and the beginning of its answer.

use core::time::Duration;

use bytes::Bytes;
use engine::ports::ModelError;
use reqwest::Response;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use secrecy::SecretString;
use tokio::time::{Instant, timeout_at};

use crate::build::OpenAi;
use crate::failure::Failure;
use crate::quote::quote;
use crate::request::Body;
use crate::retry::Hope;

/// The most bytes of an error's body that are read.
const MOST_ERROR_BYTES: usize = 16 * 1024;

/// How long an error's body is waited for: its status says the most.
const ERROR_BODY_TIME_OUT: Duration = Duration::from_secs(2);

/// An answer that has begun.
pub(crate) struct Begun {
    /// Its first bytes.
    pub(crate) first: Bytes,
    /// Where the rest comes from.
    pub(crate) rest: Response,
    /// What it is written in.
    pub(crate) format: Format,
}

/// What an answer is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Server-sent events, as asked for.
    Events,
    /// One whole completion, as from an endpoint that does not stream.
    Json,
}

/// Asks once.
pub(crate) async fn attempt(model: &OpenAi, body: &Body<'_>) -> Result<Begun, Failure> {
    let key = model.key.as_ref();
    let bytes = serde_json::to_vec(body).map_err(|error| {
        let message = format!("it cannot be written as JSON: {error}");
        Failure::new(ModelError::Rejected { status: 0, message }, Hope::None)
    })?;
    let request = model.http.post(model.completions.clone()).body(bytes);
    let request = request
        .header(CONTENT_TYPE, "application/json")
        .header(ACCEPT, "text/event-stream, application/json");
    let mut response = request.send().await.map_err(|error| Failure::of_sending(error, key))?;
    if !response.status().is_success() {
        let status = response.status();
        let headers = response.headers().clone();
        return Err(Failure::of_status(status, &headers, &start_of_body(response).await, key));
    }
    let format = format(&response, key)?;
    match response.chunk().await {
        Ok(Some(first)) => Ok(Begun { first, rest: response, format }),
        // Not a byte has come: nothing is done twice by asking again.
        Ok(None) | Err(_) => Err(Failure::new(ModelError::Cut, Hope::Soon)),
    }
}

/// What the answer says that it is written in. One that says nothing is taken as what was asked for.
fn format(response: &Response, key: Option<&SecretString>) -> Result<Format, Failure> {
    let Some(content_type) = response.headers().get(CONTENT_TYPE) else { return Ok(Format::Events) };
    let content_type = String::from_utf8_lossy(content_type.as_bytes()).to_ascii_lowercase();
    match content_type.split(';').next().unwrap_or_default().trim() {
        "text/event-stream" => Ok(Format::Events),
        "application/json" => Ok(Format::Json),
        other => {
            let message =
                format!("neither events nor JSON, but {}: is OPENAI_BASE_URL right?", quote(other, key));
            Err(Failure::new(ModelError::Malformed(message), Hope::None))
        }
    }
}

/// The first bytes of an error's body, as text; empty where it cannot be read.
async fn start_of_body(mut response: Response) -> String {
    let mut bytes = Vec::new();
    let deadline = Instant::now() + ERROR_BODY_TIME_OUT;
    while let Ok(Ok(Some(chunk))) = timeout_at(deadline, response.chunk()).await {
        bytes.extend_from_slice(&chunk);
        if bytes.len() >= MOST_ERROR_BYTES {
            bytes.truncate(MOST_ERROR_BYTES);
            break;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
