//! Requests to the API: JSON over fetch, and streams of events.

use std::cell::RefCell;

use js_sys::{Function, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, ReadableStreamDefaultReader, RequestInit, Response};

use super::clock::Timer;
use crate::conversation::json::Json;
use crate::conversation::next_step::Failure;
use crate::conversation::sse::{Event, Parser};
use crate::conversation::text::Joined;
use crate::conversation::wire::Problem;

/// Milliseconds in which nothing came, not even the comment that the server sends every 15 s: the connection is dead,
/// though nobody has said so.
const SILENCE: i32 = 40_000;

/// The API of one server.
pub struct Api {
    base: String,
    abort: RefCell<Option<AbortController>>,
    /// A token that was sent, and the one that the server gave in its place.
    pub renewed: RefCell<Option<(String, String)>>,
}

impl Api {
    /// The API at an address that ends with a slash.
    #[must_use]
    pub fn new(base: String) -> Self {
        Self { base, abort: RefCell::default(), renewed: RefCell::default() }
    }

    /// Ends every request under way.
    pub fn abort(&self) {
        if let Some(abort) = self.abort.take() {
            abort.abort();
        }
    }

    /// A request; anything but a success is a failure.
    pub async fn request(
        &self,
        method: &str,
        path: &str,
        token: &str,
        body: Option<&str>,
        accept: &str,
    ) -> Result<Response, Failure> {
        let response =
            self.fetch(method, path, token, body, accept).await.map_err(|_| Failure::Unreachable)?;
        if response.ok() {
            if let Ok(Some(new)) = response.headers().get("anteroom-token") {
                self.renewed.replace(Some((token.to_owned(), new)));
            }
            return Ok(response);
        }
        let told = text(&response).await.ok().and_then(|text| Json::read(&text));
        let retry_after = response.headers().get("retry-after").ok().flatten();
        let retry_after = retry_after.and_then(|seconds| seconds.parse().ok());
        let problem = told.and_then(|json| Problem::of(&json));
        let problem = problem.or_else(|| Problem::of_other(response.status(), retry_after));
        Err(problem.map_or(Failure::Unreachable, Failure::Refused))
    }

    /// A request whose answer is JSON.
    pub async fn json(
        &self,
        method: &str,
        path: &str,
        token: &str,
        body: Option<&str>,
    ) -> Result<Json, Failure> {
        read(&self.text(method, path, token, body).await?)
    }

    /// A request whose answer is wanted as it came.
    pub async fn text(
        &self,
        method: &str,
        path: &str,
        token: &str,
        body: Option<&str>,
    ) -> Result<String, Failure> {
        text(&self.request(method, path, token, body, "application/json").await?).await
    }

    async fn fetch(
        &self,
        method: &str,
        path: &str,
        token: &str,
        body: Option<&str>,
        accept: &str,
    ) -> Result<Response, JsValue> {
        let headers = Headers::new()?;
        headers.set("accept", accept)?;
        if !token.is_empty() {
            headers.set("authorization", &["Bearer ", token].joined())?;
        }
        let init = RequestInit::new();
        init.set_method(method);
        if let Some(body) = body {
            headers.set("content-type", "application/json")?;
            init.set_body(&body.into());
        }
        init.set_headers(&headers);
        let abort = self.controller()?;
        init.set_signal(Some(&abort.signal()));
        let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
        // Where one request meets a dead connection, the others under way are on it too.
        let _silence = Timer::new(&method_of(&abort, "abort"), SILENCE);
        let response =
            JsFuture::from(window.fetch_with_str_and_init(&[&self.base, path].joined(), &init)).await?;
        Ok(response.unchecked_into())
    }

    /// What ends the requests under way; a new one where the last has done so.
    fn controller(&self) -> Result<AbortController, JsValue> {
        let mut abort = self.abort.borrow_mut();
        if let Some(abort) = abort.as_ref().filter(|abort| !abort.signal().aborted()) {
            return Ok(abort.clone());
        }
        let new = AbortController::new()?;
        abort.replace(new.clone());
        Ok(new)
    }
}

/// A method of an object, to be called without it.
#[must_use]
pub fn method_of(object: &JsValue, name: &str) -> Function {
    let method = Reflect::get(object, &name.into()).unwrap_or_default();
    method.unchecked_into::<Function>().bind0(object)
}

async fn text(response: &Response) -> Result<String, Failure> {
    let text = JsFuture::from(response.text().map_err(|_| Failure::Unreachable)?).await;
    text.ok().and_then(|text| text.as_string()).ok_or(Failure::Unreachable)
}

/// Reads what the server sent; what cannot be read is as good as no answer.
pub fn read(json: &str) -> Result<Json, Failure> {
    Json::read(json).ok_or(Failure::Unreachable)
}

/// The events of a response, as they arrive.
pub struct Stream {
    reader: ReadableStreamDefaultReader,
    parser: Parser,
    /// The events that have arrived and were not given yet, newest first.
    arrived: Vec<Event>,
}

impl Stream {
    /// Begins to read.
    pub fn new(response: &Response) -> Result<Self, Failure> {
        let body = response.body().ok_or(Failure::Unreachable)?;
        Ok(Self {
            reader: body.get_reader().unchecked_into(),
            parser: Parser::default(),
            arrived: Vec::new(),
        })
    }

    /// What ends it early: it has no next event then.
    #[must_use]
    pub fn cancel(&self) -> Function {
        method_of(&self.reader, "cancel")
    }

    /// The next event; `None` where the stream ended, broke or fell silent.
    pub async fn next(&mut self) -> Option<Event> {
        while self.arrived.is_empty() {
            let _silence = Timer::new(&self.cancel(), SILENCE);
            let piece = JsFuture::from(self.reader.read()).await.ok()?;
            let bytes: Uint8Array = Reflect::get(&piece, &"value".into()).ok()?.dyn_into().ok()?;
            self.arrived = self.parser.push(&bytes.to_vec());
            self.arrived.reverse();
        }
        self.arrived.pop()
    }
}
