//! Background turns, webhooks and ends of conversations, as a Lambda function.

use std::process::ExitCode;

// One batch at a time, and all of it is waiting.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    lambda::run_jobs().await
}
