//! `anteroom serve` as a child process, and a visitor who talks to it over a socket.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Once;

use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value as Json, json};

/// The binary.
pub(crate) const ANTEROOM: &str = env!("CARGO_BIN_EXE_anteroom");

/// The repository.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The command without a model, whatever is set where the tests run.
pub(crate) fn anteroom() -> Command {
    let mut command = Command::new(ANTEROOM);
    command.env_remove("OPENAI_API_KEY").env_remove("OPENAI_BASE_URL").env_remove("OPENAI_MODEL");
    command.env("ANTEROOM_TENANTS", repository().join("tenants"));
    command.env("ANTEROOM_ADDR", "127.0.0.1:0");
    command
}

/// A running server. It is killed when this is dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) origin: String,
    /// What it said when it started.
    pub(crate) said: String,
}

impl Server {
    /// Starts one on a free port, and returns once it listens.
    pub(crate) fn start(data: &Path, change: impl FnOnce(&mut Command)) -> Self {
        let mut command = anteroom();
        command.arg("serve").env("ANTEROOM_DATA", data).stdout(Stdio::piped());
        change(&mut command);
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut said = String::new();
        for line in &mut lines {
            let line = line.unwrap();
            said.push_str(&line);
            said.push('\n');
            // The last line that is always said.
            if line.contains("rules engine") {
                break;
            }
        }
        let origin = said.lines().find_map(|line| line.strip_prefix("Anteroom is at ")).expect(&said);
        Self { child, origin: origin.trim_end_matches('/').to_owned(), said }
    }

    /// Ends it as a crash would: nothing is told and nothing is finished.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end, and says how it ended.
    pub(crate) fn stop(mut self) -> bool {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.child.wait().unwrap().success()
    }

    /// Closes its standard input, as the end of whoever started it would.
    pub(crate) fn close_input(&mut self) {
        drop(self.child.stdin.take());
    }

    /// Waits for its end, and says how it ended.
    pub(crate) fn wait(mut self) -> bool {
        self.child.wait().unwrap().success()
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        client().get(format!("{}{path}", self.origin)).send().await.unwrap()
    }

    pub(crate) fn request(&self, method: Method, path: &str, token: &str, body: &Json) -> RequestBuilder {
        let request = client().request(method, format!("{}{path}", self.origin));
        let request = request.header("content-type", "application/json").body(body.to_string());
        // The origin is always the one on which the session was begun: ports change from start to start.
        if token.is_empty() { request } else { request.header("authorization", format!("Bearer {token}")) }
    }

    /// Begins a session; its token and id.
    pub(crate) async fn begin(&self) -> (String, String) {
        let request = self.request(Method::POST, "/api/v1/chat/sessions", "", &json!({ "tenant": "studio" }));
        let json = json_of(request.header("origin", &self.origin).send().await.unwrap()).await;
        (json["token"].as_str().unwrap().to_owned(), json["session_id"].as_str().unwrap().to_owned())
    }

    pub(crate) fn sends(&self, token: &str, id: &str, message: &str) -> RequestBuilder {
        let body = json!({ "message": message, "message_id": id });
        self.request(Method::POST, "/api/v1/chat/send", token, &body)
    }

    /// The same, and again where it was too quick, after as long as the server says: as the widget does.
    pub(crate) async fn sends_patiently(&self, token: &str, id: &str, message: &str) -> Response {
        loop {
            let response = self.sends(token, id, message).send().await.unwrap();
            let Some(wait) = response.headers().get("retry-after").filter(|_| response.status() == 429)
            else {
                return response;
            };
            let seconds = wait.to_str().unwrap().parse().unwrap();
            tokio::time::sleep(core::time::Duration::from_secs(seconds)).await;
        }
    }

    pub(crate) async fn history(&self, token: &str, session: &str) -> Vec<Json> {
        let path = format!("/api/v1/chat/history/{session}");
        let response = self.request(Method::GET, &path, token, &json!(null)).send().await.unwrap();
        json_of(response).await["messages"].as_array().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already: then there is nothing to kill.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A client over plain HTTP. It wants to know who would do TLS all the same.
pub(crate) fn client() -> Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| rustls::crypto::ring::default_provider().install_default().unwrap());
    Client::new()
}

pub(crate) async fn json_of(response: Response) -> Json {
    let text = response.text().await.unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// What a command that fails says.
pub(crate) fn failure(command: &mut Command) -> String {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = String::new();
    child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(!child.wait().unwrap().success(), "{said}");
    said
}
