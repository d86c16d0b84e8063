//! A server that writes exactly the bytes it is given, and a client for it.

use core::time::Duration;
use std::sync::{Arc, Mutex};

use engine::ports::{
    ChatMessage, ChatRole, FunctionSchema, Model, ModelError, ModelEvent, ModelRequest, ModelStream, Usage,
};
use futures_util::StreamExt;
use openai::{OpenAi, Settings};
use serde_json::{Value as Json, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

/// The key that every test sends.
pub(crate) const KEY: &str = "sk-never-to-be-seen";

/// The head of a stream whose end is the connection's.
pub(crate) const EVENTS: &str =
    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\nconnection: close\r\n\r\n";

/// What to do on a connection once a request is read.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// Write this and close.
    Close(Vec<u8>),
    /// Write this, then reset the connection.
    Reset(Vec<u8>),
    /// Write this, then wait until the client goes away.
    Hold(Vec<u8>),
    /// Write this, then the second over and over until the client goes away.
    Repeat(Vec<u8>, Vec<u8>),
}

/// A server that gives each connection the next answer, and every later one the last.
pub(crate) struct Server {
    base_url: String,
    requests: Arc<Mutex<Vec<Request>>>,
    gone: mpsc::UnboundedReceiver<()>,
}

/// A request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// Request line and headers.
    pub(crate) head: String,
    /// The body.
    pub(crate) body: Json,
}

impl Server {
    pub(crate) async fn start(answers: Vec<Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}/v1", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (left, gone) = mpsc::unbounded_channel();
        let seen = Arc::clone(&requests);
        tokio::spawn(async move {
            let mut answers = answers.into_iter().peekable();
            while let Ok((connection, _)) = listener.accept().await {
                let answer = answers.next().unwrap();
                if answers.peek().is_none() {
                    answers = vec![answer.clone()].into_iter().peekable();
                }
                tokio::spawn(serve(connection, answer, Arc::clone(&seen), left.clone()));
            }
        });
        Self { base_url, requests, gone }
    }

    /// One that sends these events, each ended by an empty line.
    pub(crate) async fn events(events: &[&str]) -> Self {
        let body: String = events.iter().map(|data| format!("data: {data}\n\n")).collect();
        Self::start(vec![Answer::Close(format!("{EVENTS}{body}").into_bytes())]).await
    }

    /// One that answers with a status.
    pub(crate) async fn status(status: &str, headers: &str, body: &str) -> Self {
        Self::start(vec![status_answer(status, headers, body)]).await
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    pub(crate) fn count(&self) -> usize {
        self.requests.lock().unwrap().len()
    }

    /// Resolves when a client has left a connection that is held.
    pub(crate) async fn client_gone(&mut self) {
        let gone = tokio::time::timeout(Duration::from_secs(20), self.gone.recv()).await;
        assert_eq!(gone, Ok(Some(())), "the client is still there");
    }

    pub(crate) fn model(&self) -> OpenAi {
        self.model_with(&[])
    }

    pub(crate) fn model_with(&self, set: &[(&str, &str)]) -> OpenAi {
        model(&self.base_url, set)
    }

    /// Asks, and reads to the end.
    pub(crate) async fn ask(&self) -> Result<(String, Option<Usage>), ModelError> {
        ask(&self.model()).await
    }
}

pub(crate) fn model(base_url: &str, set: &[(&str, &str)]) -> OpenAi {
    let settings = Settings::from_lookup(|name| {
        let given = set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        given.or_else(|| match name {
            "OPENAI_API_KEY" => Some(KEY.to_owned()),
            "OPENAI_BASE_URL" => Some(base_url.to_owned()),
            "OPENAI_MODEL" => Some("test-model".to_owned()),
            _ => None,
        })
    });
    OpenAi::new(settings.unwrap().unwrap()).unwrap()
}

pub(crate) async fn ask(model: &OpenAi) -> Result<(String, Option<Usage>), ModelError> {
    read(model.call(request()).await?).await
}

/// Reads to the end, and holds the port's promise: arguments, one end, nothing after it.
pub(crate) async fn read(mut stream: ModelStream) -> Result<(String, Option<Usage>), ModelError> {
    let mut arguments = String::new();
    let end = loop {
        match stream.next().await.expect("the stream ended without saying how") {
            Ok(ModelEvent::Arguments(more)) => arguments.push_str(&more),
            Ok(ModelEvent::Finished { usage }) => break Ok((arguments, usage)),
            Err(error) => break Err(error),
        }
    };
    assert_eq!(stream.next().await, None, "something came after the end");
    end
}

pub(crate) fn request() -> ModelRequest {
    let say = |role, content: &str| ChatMessage { role, content: content.to_owned() };
    ModelRequest {
        messages: vec![
            say(ChatRole::System, "You scope."),
            say(ChatRole::Assistant, "What is it to be?"),
            say(ChatRole::User, "A shop for 20k"),
        ],
        function: Arc::new(FunctionSchema {
            name: "scope".to_owned(),
            description: "Say what was understood.".to_owned(),
            parameters: json!({"type": "object", "properties": {}, "required": [], "additionalProperties": false}),
        }),
        max_output_tokens: 700,
    }
}

pub(crate) fn status_answer(status: &str, headers: &str, body: &str) -> Answer {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n");
    Answer::Close(format!("{head}{body}").into_bytes())
}

/// A chunk that calls the function with these arguments.
pub(crate) fn call(arguments: &str) -> String {
    let function = json!({"name": "scope", "arguments": arguments});
    delta(&json!({"tool_calls": [{"index": 0, "id": "c", "type": "function", "function": function}]}))
}

/// A chunk that adds to the call's arguments.
pub(crate) fn more(arguments: &str) -> String {
    delta(&json!({"tool_calls": [{"index": 0, "function": {"arguments": arguments}}]}))
}

/// A chunk with this delta.
pub(crate) fn delta(delta: &Json) -> String {
    json!({"choices": [{"index": 0, "delta": delta, "finish_reason": null}]}).to_string()
}

/// A chunk with this reason to finish.
pub(crate) fn finish(reason: &str) -> String {
    json!({"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]}).to_string()
}

async fn serve(
    mut connection: TcpStream,
    answer: Answer,
    seen: Arc<Mutex<Vec<Request>>>,
    left: mpsc::UnboundedSender<()>,
) {
    let request = read_request(&mut connection).await;
    seen.lock().unwrap().push(request);
    match answer {
        Answer::Close(bytes) => {
            connection.write_all(&bytes).await.unwrap();
            connection.shutdown().await.unwrap();
        }
        Answer::Reset(bytes) => {
            connection.write_all(&bytes).await.unwrap();
            connection.set_zero_linger().unwrap();
        }
        Answer::Hold(bytes) => {
            connection.write_all(&bytes).await.unwrap();
            let _ = connection.read(&mut [0]).await;
            let _ = left.send(());
        }
        Answer::Repeat(bytes, again) => {
            connection.write_all(&bytes).await.unwrap();
            while connection.write_all(&again).await.is_ok() {}
            let _ = left.send(());
        }
    }
}

async fn read_request(connection: &mut TcpStream) -> Request {
    let mut bytes = Vec::new();
    loop {
        let read = connection.read_buf(&mut bytes).await.unwrap();
        assert_ne!(read, 0, "the client left before its request was whole");
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        if body.len() == length.unwrap().parse::<usize>().unwrap() {
            return Request { head: head.to_owned(), body: serde_json::from_str(body).unwrap() };
        }
    }
}
