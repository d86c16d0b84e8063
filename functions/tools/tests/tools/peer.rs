//! A server on this machine that answers as a test says, byte by byte, and remembers what it was asked.

use std::sync::{Arc, Mutex};

use engine::ports::{Clock, FakeSecrets, ToolError, ToolSaid, ToolUse, Tools as _};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value as Json, json};
use shared::tenant::TenantFile;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tools::{Reach, TenantTools};

pub(crate) const KEY: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// What was asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Asked {
    pub(crate) fn json(&self) -> Json {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The method of JSON-RPC.
    pub(crate) fn rpc(&self) -> String {
        self.json()["method"].as_str().unwrap_or_default().to_owned()
    }
}

/// What is answered.
pub(crate) enum Reply {
    /// These bytes, and the connection is closed.
    Bytes(Vec<u8>),
    /// These bytes, and then this again and again.
    Endless(Vec<u8>, Vec<u8>),
    /// These bytes, and then nothing more; the connection stays open.
    Hang(Vec<u8>),
}

pub(crate) fn answer(status: u16, media_type: &str, body: &str) -> Reply {
    answer_with(status, media_type, "", body)
}

pub(crate) fn answer_with(status: u16, media_type: &str, headers: &str, body: &str) -> Reply {
    let head = format!(
        "HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-type: {media_type}\r\n{headers}content-length: {}\r\n\r\n",
        body.len()
    );
    Reply::Bytes([head.as_bytes(), body.as_bytes()].concat())
}

/// A result of JSON-RPC, as the answer to this.
pub(crate) fn result(asked: &Asked, result: &Json) -> Reply {
    answer(
        200,
        "application/json",
        &json!({ "jsonrpc": "2.0", "id": asked.json()["id"], "result": result }).to_string(),
    )
}

/// A tool `echo` that takes a text.
pub(crate) fn echo() -> Json {
    json!({
        "name": "echo", "description": "Says it again.", "annotations": { "readOnlyHint": true },
        "inputSchema": { "type": "object", "properties": { "message": { "type": "string" } }, "required": ["message"] },
    })
}

/// A list with that tool alone.
pub(crate) fn list(asked: &Asked) -> Reply {
    result(asked, &json!({ "resultType": "complete", "tools": [echo()], "ttlMs": 0, "cacheScope": "public" }))
}

pub(crate) fn said(asked: &Asked, text: &str) -> Reply {
    result(asked, &json!({ "resultType": "complete", "content": [{ "type": "text", "text": text }] }))
}

type Answering = dyn Fn(&Asked) -> Reply + Send + Sync;

pub(crate) struct Peer {
    pub(crate) url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Peer {
    pub(crate) async fn start(answering: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/mcp", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let answering: Arc<Answering> = Arc::new(answering);
        let kept = Arc::clone(&asked);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (answering, kept) = (Arc::clone(&answering), Arc::clone(&kept));
                tokio::spawn(async move { serve(stream, &*answering, &kept).await });
            }
        });
        Self { url, asked }
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// The methods of JSON-RPC that were asked for.
    pub(crate) fn methods(&self) -> Vec<String> {
        self.asked().iter().map(Asked::rpc).filter(|method| !method.is_empty()).collect()
    }
}

async fn serve(mut stream: TcpStream, answering: &Answering, kept: &Mutex<Vec<Asked>>) {
    let Some(asked) = read(&mut stream).await else { return };
    kept.lock().unwrap().push(asked.clone());
    match answering(&asked) {
        Reply::Bytes(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
        }
        Reply::Endless(head, piece) => {
            let _ = stream.write_all(&head).await;
            while stream.write_all(&piece).await.is_ok() {}
        }
        Reply::Hang(bytes) => {
            let _ = stream.write_all(&bytes).await;
            // Until the other side goes.
            let _ = stream.read(&mut [0; 1]).await;
        }
    }
}

async fn read(stream: &mut TcpStream) -> Option<Asked> {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let text = String::from_utf8(bytes[..head].to_vec()).ok()?;
    let mut lines = text.lines();
    let method = lines.next()?.split(' ').next()?.to_owned();
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length: usize = length.map_or(0, |(_, value)| value.parse().unwrap_or(0));
    while bytes.len() < head + 4 + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    let body = String::from_utf8(bytes[head + 4..].to_vec()).ok()?;
    Some(Asked { method, headers, body })
}

/// A clock that stands still until it is moved.
pub(crate) struct HandClock(Mutex<Timestamp>);

impl HandClock {
    pub(crate) fn pass(&self, time: SignedDuration) {
        let mut now = self.0.lock().unwrap();
        *now += time;
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// Tools that may call this machine, and their clock.
pub(crate) fn tools() -> (TenantTools, Arc<HandClock>) {
    let clock = Arc::new(HandClock(Mutex::new("2026-11-21T12:00:00Z".parse().unwrap())));
    let secrets = Arc::new(FakeSecrets::new(&[("DESK", "the-desk"), ("SIGNS", KEY), ("BROKEN", "a\nb")]));
    (TenantTools::new(Reach::Private, secrets, Arc::clone(&clock) as Arc<dyn Clock>), clock)
}

/// A tenant with these tools.
pub(crate) fn tenant(tools: &Json) -> TenantFile {
    serde_json::from_value(json!({
        "version": 1, "id": "candles", "name": "Candles", "origins": ["self"], "locale": "en-GB", "country": "DE",
        "greeting": "Hello!", "tools": tools,
        "scope": { "attributes": [{ "key": "pieces", "kind": "number", "question": "How many?" }] },
    }))
    .unwrap()
}

/// A tenant with a server at this address, of which `echo` may be called.
pub(crate) fn with_server(url: &str) -> TenantFile {
    tenant(&json!({ "mcp": [{ "name": "desk", "url": url, "allow": ["echo"], "timeout_seconds": 1 }] }))
}

pub(crate) fn calling(name: &str, arguments: Json) -> ToolUse {
    ToolUse { id: "turn-1.0".to_owned(), name: name.to_owned(), arguments }
}

/// Has `desk.echo` say something.
pub(crate) async fn echoed(tools: &TenantTools, tenant: &TenantFile) -> Result<ToolSaid, ToolError> {
    tools.call(tenant, &calling("desk.echo", json!({ "message": "hello" }))).await
}
