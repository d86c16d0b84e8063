//! What fails is told by its name, never by its words: those of a model, its endpoint or a panic may quote the conversation.

use std::io::{self, Write};
use std::sync::{Arc, LazyLock, Mutex};

use async_trait::async_trait;
use engine::ports::{Model, ModelError, ModelRequest, ModelStream};
use serde_json::Value as Json;
use telemetry::logs::{Levels, json_subscriber};
use tracing::Dispatch;
use tracing::level_filters::LevelFilter;
use tracing::subscriber::DefaultGuard;

use crate::world::World;

/// What is planted.
const MARK: &str = "planted-7391";

/// Everything that this thread logs, from the finest level on.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// As long as there is one subscriber alone, `tracing` asks the thread that first comes by a line whether it is wanted, and a
/// thread of another test, to which nobody listens, says no for all. Of two it asks both.
static SECOND: LazyLock<Dispatch> = LazyLock::new(|| {
    let levels = Levels::parse("trace", LevelFilter::TRACE).unwrap();
    Dispatch::new(json_subscriber(levels, std::io::sink))
});

impl Log {
    fn listen() -> (Self, DefaultGuard) {
        let log = Self::default();
        let writer = log.clone();
        LazyLock::force(&SECOND);
        let levels = Levels::parse("trace", LevelFilter::TRACE).unwrap();
        let guard = tracing::subscriber::set_default(json_subscriber(levels, move || writer.clone()));
        (log, guard)
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    fn lines(&self) -> Vec<Json> {
        self.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// A model that fails in this way, or panics.
struct Failing(Option<ModelError>);

#[async_trait]
impl Model for Failing {
    fn name(&self) -> &str {
        "failing"
    }

    async fn call(&self, _: ModelRequest) -> Result<ModelStream, ModelError> {
        Err(self.0.clone().unwrap_or_else(|| panic!("{MARK}")))
    }
}

#[tokio::test]
async fn a_failure_of_the_model_is_told_by_its_name() {
    let words = || MARK.to_owned();
    for error in [
        ModelError::Unreachable(words()),
        ModelError::Rejected { status: 400, message: words() },
        ModelError::Refused(words()),
        ModelError::Failed(words()),
        ModelError::Malformed(words()),
        ModelError::UnknownFunction(words()),
    ] {
        let code = error.code();
        let (log, _guard) = Log::listen();
        let visitor = World::new().await.with_model(Failing(Some(error))).begin().await;
        let answer = visitor.says("message-1", &format!("a site for {MARK}")).await;
        assert_eq!(answer.json()["degraded"], true, "{code}");
        assert!(!log.text().contains(MARK), "{}", log.text());
        let lines = log.lines();
        assert!(lines.iter().any(|line| line["message"] == "model" && line["code"] == code), "{code}");
        let turn = lines
            .iter()
            .find(|line| line["message"] == "turn")
            .unwrap_or_else(|| panic!("{code}: {}", log.text()));
        assert_eq!((&turn["degraded"], &turn["outcome"]), (&code.into(), &"answered".into()));
    }
}

#[tokio::test]
async fn a_turn_that_panics_has_failed_and_says_nothing() {
    let (log, _guard) = Log::listen();
    let visitor = World::new().await.with_model(Failing(None)).begin().await;
    let answer = visitor.says("message-1", &format!("a site for {MARK}")).await;
    assert_eq!(answer.problem(), (500, "internal".to_owned()));
    assert!(!log.text().contains(MARK), "{}", log.text());
    let lines = log.lines();
    let turn = lines.iter().find(|line| line["message"] == "turn").unwrap();
    assert_eq!(turn["outcome"], "failed");
    let request = lines.iter().find(|line| line["message"] == "request" && line["status"] == 500).unwrap();
    assert_eq!((&request["turn"], &request["tenant"]), (&turn["turn"], &"studio".into()));
}
