//! One start: a Runtime API that has one event, and the process that asks for it.

use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::Value as Json;
use tokio::net::TcpListener;
use tokio::sync::Notify;

use crate::environment::Environment;

/// How one start went.
pub(crate) struct Cold {
    /// From the process's start until it begins its first answer.
    pub(crate) milliseconds: f64,
    /// What it then held of memory.
    pub(crate) megabytes: f64,
}

#[derive(Clone)]
struct RuntimeApi {
    event: Arc<Mutex<Option<Json>>>,
    begun: Arc<Mutex<Option<Instant>>>,
    answered: Arc<Notify>,
}

/// Starts the program, and ends it after its first answer.
pub(crate) async fn start(program: &str, environment: &Environment, event: &Json) -> Cold {
    let event = Arc::new(Mutex::new(Some(event.clone())));
    let api = RuntimeApi { event, begun: Arc::default(), answered: Arc::default() };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new()
        .route("/2018-06-01/runtime/invocation/next", get(next))
        .route("/2018-06-01/runtime/invocation/{id}/response", post(take_answer))
        .route("/2020-01-01/extension/register", post(register))
        .route("/2020-01-01/extension/event/next", get(nothing))
        .with_state(api.clone());
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let mut command = Command::new(program);
    command
        .env_clear()
        .env("AWS_LAMBDA_RUNTIME_API", address.to_string())
        .env("AWS_LAMBDA_FUNCTION_NAME", "cold")
        .env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
        .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512")
        .envs(environment.variables().iter().map(|(name, value)| (name, value)))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let begun = Instant::now();
    let mut process = command.spawn().unwrap();
    tokio::select! {
        () = api.answered.notified() => {}
        ended = ended(&mut process) => panic!("{program} has ended before its first answer: {ended}"),
    }
    let answered = api.begun.lock().unwrap().take().unwrap();
    let milliseconds = answered.duration_since(begun).as_secs_f64() * 1000.0;
    let megabytes = resident(process.id());
    process.kill().unwrap();
    process.wait().unwrap();
    server.abort();
    Cold { milliseconds, megabytes }
}

/// Waits for the process's end.
async fn ended(process: &mut Child) -> ExitStatus {
    loop {
        if let Some(status) = process.try_wait().unwrap() {
            return status;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn next(State(api): State<RuntimeApi>) -> Response {
    let event = api.event.lock().unwrap().take();
    let Some(event) = event else { return nothing().await.into_response() };
    let deadline = "4102444800000";
    let headers = [
        ("lambda-runtime-aws-request-id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd"),
        ("lambda-runtime-deadline-ms", deadline),
        ("lambda-runtime-invoked-function-arn", "arn:aws:lambda:eu-central-1:123456789012:function:cold"),
        ("lambda-runtime-trace-id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700"),
    ];
    (headers, event.to_string()).into_response()
}

async fn take_answer(State(api): State<RuntimeApi>, body: Body) -> StatusCode {
    // It has begun. What follows waits up to 40 ms for an acknowledgement on this connection (Nagle's algorithm in the
    // runtime's own client, the same for every function), which says nothing of either.
    *api.begun.lock().unwrap() = Some(Instant::now());
    let answer = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let head = String::from_utf8_lossy(&answer);
    api.answered.notify_one();
    assert!(head.contains("\"statusCode\":20"), "{head}");
    StatusCode::ACCEPTED
}

async fn register() -> impl IntoResponse {
    ([("lambda-extension-identifier", "extension")], "{}")
}

/// Nothing more comes.
async fn nothing() -> StatusCode {
    core::future::pending().await
}

/// What the process holds of memory, in MB.
fn resident(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1024.0
}
