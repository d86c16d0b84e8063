//! The binary of the jobs under the simulator, and the events that Lambda wakes it with.

use lambda_simulator::process::{ManagedProcess, ProcessConfig, ProcessRole};
use lambda_simulator::{FreezeMode, InvocationBuilder, InvocationStatus, Simulator};
use serde_json::{Value as Json, json};

use crate::environment::Environment;
use crate::function::PATIENCE;

/// The binary, running.
pub(crate) struct Worker {
    simulator: Simulator,
    _process: ManagedProcess,
}

impl Worker {
    /// Starts it. Between events it is stopped, as Lambda stops it.
    pub(crate) async fn start(environment: &Environment) -> Self {
        let simulator = Simulator::builder()
            .function_name("anteroom-jobs")
            .freeze_mode(FreezeMode::Process)
            .build()
            .await
            .unwrap();
        let mut config = ProcessConfig::new(env!("CARGO_BIN_EXE_jobs"), ProcessRole::Runtime);
        for (name, value) in environment.variables() {
            config = config.env(name, value);
        }
        let process = simulator.spawn_process_with_config(config).unwrap();
        Self { simulator, _process: process }
    }

    /// Has it do what the event asks for. The identifiers of the records that must come again.
    pub(crate) async fn does(&self, event: Json) -> Vec<String> {
        let invocation = InvocationBuilder::new().payload(event).timeout_ms(60_000).build().unwrap();
        let id = self.simulator.enqueue(invocation).await;
        let state = self.simulator.wait_for_invocation_complete(&id, PATIENCE).await.unwrap();
        assert_eq!(state.status, InvocationStatus::Success, "{state:?}");
        let answer = state.response.unwrap().payload;
        let failures = answer["batchItemFailures"].as_array().unwrap_or_else(|| panic!("{answer}"));
        let identifiers =
            failures.iter().map(|failure| failure["itemIdentifier"].as_str().unwrap().to_owned());
        identifiers.collect()
    }
}

/// Messages of the queue, each by its identifier and its body.
pub(crate) fn of_queue(messages: &[(&str, &str)]) -> Json {
    let record = |(id, body): &(&str, &str)| {
        json!({
            "messageId": id, "receiptHandle": "handle", "body": body, "messageAttributes": {},
            "attributes": { "ApproximateReceiveCount": "1" }, "eventSource": "aws:sqs",
            "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:turns", "awsRegion": "eu-central-1",
        })
    };
    json!({ "Records": messages.iter().map(record).collect::<Vec<_>>() })
}

/// Items that were put into the table, each by its keys.
pub(crate) fn of_stream(items: &[(String, String)]) -> Json {
    let record = |(number, (partition, sort)): (usize, &(String, String))| {
        json!({
            "eventID": number.to_string(), "eventName": "INSERT", "eventVersion": "1.1", "awsRegion": "eu-central-1",
            "eventSource": "aws:dynamodb", "eventSourceARN": "arn:aws:dynamodb:eu-central-1:123456789012:table/t/stream/s",
            "dynamodb": {
                "Keys": { "pk": { "S": partition }, "sk": { "S": sort } },
                "SequenceNumber": format!("{number}00000"), "SizeBytes": 100, "StreamViewType": "KEYS_ONLY",
            },
        })
    };
    json!({ "Records": items.iter().enumerate().map(record).collect::<Vec<_>>() })
}

/// The clock's.
pub(crate) fn of_schedule() -> Json {
    json!({})
}
