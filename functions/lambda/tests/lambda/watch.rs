//! The binary under `cargo lambda watch`, which stands in for Lambda with response streaming on a developer's machine.
//!
//! Needs a Python package, so it is left out of the other tests: `cargo xtask test --filter watch` installs and runs it.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value as Json, json};

use crate::environment::{Environment, PAGE, client};
use crate::function::PATIENCE;
use crate::model::FedModel;

/// The variable with the program `cargo-lambda`.
const PROGRAM: &str = "ANTEROOM_CARGO_LAMBDA";

/// The stand-in, and the function that it calls. Both end with the test.
struct Watch {
    processes: [Child; 2],
    address: String,
}

impl Drop for Watch {
    fn drop(&mut self) {
        for process in &mut self.processes {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

impl Watch {
    async fn start(environment: &Environment) -> Self {
        let program = std::env::var_os(PROGRAM).map(PathBuf::from);
        let program =
            program.unwrap_or_else(|| panic!("{PROGRAM} is not set: run `cargo xtask test --filter watch`"));
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let stand_in = Command::new(program)
            // The function is built and started here, with what it finds.
            .args(["lambda", "watch", "--only-lambda-apis", "--invoke-address", "127.0.0.1"])
            .args(["--invoke-port", &port.to_string()])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let address = format!("http://127.0.0.1:{port}");
        let begun = Instant::now();
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            assert!(begun.elapsed() < PATIENCE, "it does not start");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let function = Command::new(env!("CARGO_BIN_EXE_api"))
            .env("AWS_LAMBDA_RUNTIME_API", format!("{address}/.rt"))
            .env("AWS_LAMBDA_FUNCTION_NAME", "_")
            .env("AWS_LAMBDA_FUNCTION_VERSION", "1")
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128")
            .envs(environment.variables().iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        Self { processes: [stand_in, function], address }
    }

    async fn post(&self, path: &str, token: &str, accept: &str, body: &Json) -> reqwest::Response {
        let request = client().post(format!("{}/api/v1/chat/{path}", self.address));
        let request = request.header("origin", PAGE).header("content-type", "application/json");
        let request = request.header("accept", accept).bearer_auth(token).body(body.to_string());
        request.timeout(PATIENCE).send().await.unwrap()
    }
}

#[tokio::test]
#[ignore = "needs a Python package: cargo xtask test --filter watch"]
async fn the_first_event_comes_before_the_last_is_made() {
    let (model, address) = FedModel::start().await;
    let environment = Environment::good().await.with("OPENAI_BASE_URL", &address);
    let watch = Watch::start(&environment).await;
    let session = watch.post("sessions", "", "application/json", &json!({ "tenant": "studio" })).await;
    assert_eq!(session.status(), 201);
    let session: Json = serde_json::from_slice(&session.bytes().await.unwrap()).unwrap();

    let message = json!({ "message": "Hello", "message_id": "message-one" });
    let token = session["token"].as_str().unwrap();
    let mut answer = watch.post("send", token, "text/event-stream", &message).await;
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["content-type"]),
        (200, &"text/event-stream".parse().unwrap())
    );
    let mut read = String::new();
    model.asked().await;
    model.writes(r#"{"commands":[],"intent":"scoping","asks":"budget","reply":"Nice to meet you. "#);
    while !read.contains("Nice to meet you.") {
        read.push_str(core::str::from_utf8(&answer.chunk().await.unwrap().unwrap()).unwrap());
    }
    assert!(read.contains("event: accepted") && !read.contains("event: done"), "{read}");
    // Only now is the rest made.
    model.writes(r#"What is your budget?"}"#);
    model.finishes();
    while let Some(piece) = answer.chunk().await.unwrap() {
        read.push_str(core::str::from_utf8(&piece).unwrap());
    }
    assert!(read.contains("event: done"), "{read}");
}
