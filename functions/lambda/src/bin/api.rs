//! The API as a Lambda function with response streaming.

use std::process::ExitCode;

// One request at a time: a second thread would only cost time to start.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    lambda::run_api().await
}
