//! One message to a server, and its answer: JSON, or a stream of events that ends with it.

use engine::ports::ToolError;
use futures_util::StreamExt as _;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Response, StatusCode, Url};
use serde_json::Value as Json;
use sse_stream::SseByteStream;

use crate::body::{self, Broken};

/// The header by which servers of the older revisions name a session.
pub(super) const SESSION: HeaderName = HeaderName::from_static("mcp-session-id");

/// Where a server is, and what it is shown.
pub(super) struct Line {
    pub(super) http: Client,
    pub(super) url: Url,
    pub(super) authorization: Option<HeaderValue>,
}

/// What came of a message.
pub(super) enum Answered {
    /// The result of the request.
    Result(Json),
    /// The server's own error, by its code.
    Error {
        /// The code of JSON-RPC.
        code: i64,
        /// What else it says of it.
        data: Json,
    },
    /// It was taken, and there is nothing to say.
    Taken,
    /// No answer of the protocol, but this status.
    Status(StatusCode),
}

impl Line {
    /// Sends the message; the answer of a request has its id. The headers of the answer come with it.
    pub(super) async fn send(
        &self,
        message: &Json,
        headers: HeaderMap,
    ) -> Result<(Answered, HeaderMap), ToolError> {
        let mut request = self
            .http
            .post(self.url.clone())
            .header(CONTENT_TYPE, "application/json")
            .header(ACCEPT, "application/json, text/event-stream")
            .headers(headers)
            .body(message.to_string());
        if let Some(authorization) = &self.authorization {
            request = request.header(AUTHORIZATION, authorization);
        }
        let answer = request.send().await.map_err(|error| body::unsent(&error))?;
        let headers = answer.headers().clone();
        Ok((read(answer, message.get("id")).await?, headers))
    }

    /// Ends a session. Whether the server takes note is its own affair.
    pub(super) async fn end(&self, headers: HeaderMap) {
        let mut request = self.http.delete(self.url.clone()).headers(headers);
        if let Some(authorization) = &self.authorization {
            request = request.header(AUTHORIZATION, authorization);
        }
        let _ = request.send().await;
    }
}

async fn read(answer: Response, id: Option<&Json>) -> Result<Answered, ToolError> {
    let status = answer.status();
    let is_json = match body::media_type(&answer).as_str() {
        "application/json" => true,
        "text/event-stream" => false,
        _ if status.is_success() && id.is_none() => return Ok(Answered::Taken),
        _ if status.is_success() => return Err(failed("the answer is neither JSON nor a stream of events")),
        _ => return Ok(Answered::Status(status)),
    };
    let Some(id) = id else {
        return Ok(if status.is_success() { Answered::Taken } else { Answered::Status(status) });
    };
    if !is_json {
        return events(answer, id).await;
    }
    let bytes = body::whole(answer).await?;
    match serde_json::from_slice(&bytes).ok().as_ref().map(|message| answered(message, id)) {
        Some(Message::Answer(answered)) => Ok(answered),
        // Proxies and frameworks answer in JSON of their own.
        _ if !status.is_success() => Ok(Answered::Status(status)),
        Some(Message::Anothers) => Err(failed("it answers what was not asked")),
        Some(Message::Aside | Message::Nothing) | None => Err(failed("the answer is none of JSON-RPC")),
    }
}

/// Reads events until one is the answer.
async fn events(answer: Response, id: &Json) -> Result<Answered, ToolError> {
    let mut events = SseByteStream::new(body::bounded(answer));
    while let Some(event) = events.next().await {
        let event = event.map_err(|error| match error {
            sse_stream::Error::Body(inner) => {
                inner.downcast_ref::<Broken>().map_or(ToolError::from(Broken::Cut), |broken| (*broken).into())
            }
            _ => failed("what it streams are no events"),
        })?;
        let Some(data) = event.data.filter(|data| !data.is_empty()) else { continue };
        match serde_json::from_str(&data).ok().as_ref().map(|message| answered(message, id)) {
            Some(Message::Answer(answered)) => return Ok(answered),
            Some(Message::Aside) => {}
            Some(Message::Anothers) => return Err(failed("it answers what was not asked")),
            Some(Message::Nothing) | None => return Err(failed("what it streams is none of JSON-RPC")),
        }
    }
    Err(failed("its stream ends without an answer"))
}

/// What a message of a server is.
enum Message {
    /// The answer to what was asked.
    Answer(Answered),
    /// An answer to something else.
    Anothers,
    /// A word of its own: a notification, or a question, which is not answered.
    Aside,
    /// None of JSON-RPC.
    Nothing,
}

fn answered(message: &Json, id: &Json) -> Message {
    if message["jsonrpc"] != "2.0" {
        return Message::Nothing;
    }
    if message["method"].is_string() {
        return Message::Aside;
    }
    if let Some(error) = message.get("error").filter(|error| !error.is_null()) {
        let Some(code) = error["code"].as_i64() else { return Message::Nothing };
        // Where a request could not be read its error has no id.
        return match message.get("id") {
            None | Some(Json::Null) => Message::Answer(Answered::Error { code, data: error["data"].clone() }),
            Some(said) if said == id => {
                Message::Answer(Answered::Error { code, data: error["data"].clone() })
            }
            Some(_) => Message::Anothers,
        };
    }
    match (message.get("id"), message.get("result")) {
        (Some(said), Some(result @ Json::Object(_))) if said == id => {
            Message::Answer(Answered::Result(result.clone()))
        }
        (Some(_), Some(Json::Object(_))) => Message::Anothers,
        _ => Message::Nothing,
    }
}

pub(super) fn failed(why: &str) -> ToolError {
    ToolError::Failed(why.to_owned())
}
