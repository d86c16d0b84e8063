//! The function `jobs`: what it leaves behind when an event is done, since it may be frozen from then on.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use lambda_simulator::{InvocationBuilder, InvocationStatus, Simulator};
use serde_json::{Value as Json, json};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::environment::Environment;
use crate::function::PATIENCE;

/// The binary, running, and what it prints.
struct Jobs {
    simulator: Simulator,
    process: Child,
    printed: UnboundedReceiver<String>,
}

impl Drop for Jobs {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Jobs {
    async fn start(environment: &Environment) -> Self {
        let simulator = Simulator::builder().function_name("anteroom-jobs").build().await.unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_jobs"))
            .envs(simulator.lambda_env_vars())
            .envs(environment.variables().iter().map(|(name, value)| (name, value)))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let (sender, printed) = unbounded_channel();
        std::thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { simulator, process, printed }
    }

    async fn does(&self, event: Json) {
        let invocation = InvocationBuilder::new().payload(event).timeout_ms(60_000).build().unwrap();
        let id = self.simulator.enqueue(invocation).await;
        let state = self.simulator.wait_for_invocation_complete(&id, PATIENCE).await.unwrap();
        assert_eq!(state.status, InvocationStatus::Success, "{state:?}");
    }

    /// The names of the next metrics that are written.
    async fn metrics(&mut self) -> Vec<String> {
        loop {
            let line = tokio::time::timeout(PATIENCE, self.printed.recv()).await.expect("in time").unwrap();
            let Ok(line) = serde_json::from_str::<Json>(&line) else { continue };
            let Some(metrics) = line["_aws"]["CloudWatchMetrics"][0]["Metrics"].as_array() else { continue };
            return metrics.iter().map(|metric| metric["Name"].as_str().unwrap().to_owned()).collect();
        }
    }
}

#[tokio::test]
async fn metrics_are_written_before_it_is_frozen() {
    let environment = Environment::good().await;
    let mut jobs = Jobs::start(&environment).await;
    for event in [json!({}), json!({ "Records": [] })] {
        jobs.does(event).await;
        assert!(jobs.metrics().await.contains(&"StoreSeconds".to_owned()));
    }
}
