//! The binary under the simulator, and what asks it as a function URL does.

use std::time::Duration;

use lambda_simulator::process::{ManagedProcess, ProcessConfig, ProcessRole};
use lambda_simulator::{FreezeMode, InvocationBuilder, Simulator};
use serde_json::{Value as Json, json};
use tokio::sync::mpsc::UnboundedReceiver;

use crate::environment::{Environment, PAGE};
use crate::gateway::{Gateway, Piece};

/// The longest that anything may take on a slow machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// The binary, running.
pub(crate) struct Function {
    pub(crate) simulator: Simulator,
    pub(crate) gateway: Gateway,
    pub(crate) process: ManagedProcess,
}

/// A request as it reaches a function URL.
#[derive(Clone)]
pub(crate) struct Asked {
    method: &'static str,
    path: String,
    headers: Vec<(String, String)>,
    body: Option<String>,
}

impl Asked {
    pub(crate) fn get(path: &str) -> Self {
        Self { method: "GET", path: path.to_owned(), headers: Vec::new(), body: None }.header("origin", PAGE)
    }

    pub(crate) fn post(path: &str, body: &Json) -> Self {
        let mut asked = Self::get(path).header("content-type", "application/json");
        asked.method = "POST";
        asked.body = Some(body.to_string());
        asked
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// A message in a session.
    pub(crate) fn message(token: &str, id: &str, text: &str) -> Self {
        let body = json!({ "message": text, "message_id": format!("message-{id}") });
        Self::post("/api/v1/chat/send", &body).header("authorization", &format!("Bearer {token}"))
    }

    pub(crate) fn streamed(self) -> Self {
        self.header("accept", "text/event-stream")
    }

    /// The event, payload version 2.0.
    fn event(&self) -> Json {
        let (path, query) = self.path.split_once('?').unwrap_or((&self.path, ""));
        let headers: serde_json::Map<String, Json> =
            self.headers.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
        json!({
            "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": query,
            "headers": headers, "body": self.body, "isBase64Encoded": false,
            "requestContext": {
                "accountId": "anonymous", "apiId": "url", "domainName": "url.lambda-url.eu-central-1.on.aws",
                "domainPrefix": "url", "requestId": "request", "routeKey": "$default", "stage": "$default",
                "time": "21/Nov/2026:12:00:00 +0000", "timeEpoch": 1_795_262_400_000_u64,
                "http": { "method": self.method, "path": path, "protocol": "HTTP/1.1",
                    "sourceIp": "203.0.113.7", "userAgent": "test" },
            },
        })
    }
}

/// An answer on its way.
pub(crate) struct Coming {
    pub(crate) status: u64,
    pub(crate) headers: Json,
    pieces: UnboundedReceiver<Piece>,
    read: String,
}

impl Coming {
    /// The rest of the body.
    pub(crate) async fn rest(mut self) -> String {
        while let Some(piece) = self.pieces.recv().await {
            self.take(piece);
        }
        self.read
    }

    /// Reads on until the body holds this.
    pub(crate) async fn until(&mut self, text: &str) {
        while !self.read.contains(text) {
            let piece = tokio::time::timeout(PATIENCE, self.pieces.recv()).await.expect("it comes in time");
            self.take(piece.unwrap_or_else(|| panic!("{text} is not in {}", self.read)));
        }
    }

    fn take(&mut self, piece: Piece) {
        let Piece::Body(bytes) = piece else { panic!("a second head") };
        self.read.push_str(core::str::from_utf8(&bytes).unwrap());
    }
}

/// A whole answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u64,
    pub(crate) headers: Json,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Json {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

impl Function {
    /// Starts it, and returns once it asks for its first request.
    pub(crate) async fn start(environment: &Environment) -> Self {
        let function = Self::spawn(environment).await;
        function
            .simulator
            .wait_for(|| async { function.simulator.is_initialized().await }, PATIENCE)
            .await
            .unwrap();
        function
    }

    /// Starts it, whatever becomes of it. Between requests it is stopped, as Lambda stops it.
    pub(crate) async fn spawn(environment: &Environment) -> Self {
        let simulator = Simulator::builder()
            .function_name("anteroom-api")
            .freeze_mode(FreezeMode::Process)
            .extension_ready_timeout(PATIENCE)
            .build()
            .await
            .unwrap();
        let (gateway, address) = Gateway::start(simulator.addr()).await;
        let mut config = ProcessConfig::new(env!("CARGO_BIN_EXE_api"), ProcessRole::Runtime)
            .env("AWS_LAMBDA_RUNTIME_API", address.to_string());
        for (name, value) in environment.variables() {
            config = config.env(name, value);
        }
        let process = simulator.spawn_process_with_config(config).unwrap();
        Self { simulator, gateway, process }
    }

    /// Asks, and returns once the answer begins.
    pub(crate) async fn begin(&self, asked: &Asked) -> Coming {
        let invocation = InvocationBuilder::new().payload(asked.event()).timeout_ms(60_000).build().unwrap();
        let mut pieces = self.gateway.answer_to(&invocation.request_id);
        self.simulator.enqueue(invocation).await;
        let piece = tokio::time::timeout(PATIENCE, pieces.recv()).await.expect("an answer in time");
        let Some(Piece::Head(head)) = piece else { panic!("no head, but {piece:?}") };
        let status = head["statusCode"].as_u64().unwrap();
        Coming { status, headers: head["headers"].clone(), pieces, read: String::new() }
    }

    /// Asks, and waits for the whole answer and for the process to be at rest after it.
    pub(crate) async fn ask(&self, asked: &Asked) -> Answer {
        let coming = self.begin(asked).await;
        let (status, headers) = (coming.status, coming.headers.clone());
        let text = coming.rest().await;
        self.simulator.wait_for_frozen(PATIENCE).await.unwrap();
        Answer { status, headers, text }
    }

    /// Begins a session: its token and id.
    pub(crate) async fn session(&self) -> (String, String) {
        let answer = self.ask(&Asked::post("/api/v1/chat/sessions", &json!({ "tenant": "studio" }))).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        let field = |name: &str| answer.json()[name].as_str().unwrap().to_owned();
        (field("token"), field("session_id"))
    }
}
