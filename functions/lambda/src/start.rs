//! From the process's start to its end.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use lambda_http::http::{Method, Request};
use lambda_http::{service_fn, streaming_runtime};
use lambda_runtime_api_client::PooledClient;
use lambda_runtime_api_client::body::Body;
use serde_json::json;
use tokio::signal::unix::{SignalKind, signal};

use crate::function::Function;
use crate::lifetime::Extension;
use crate::logging::start_logging;
use crate::runtime::Answered;
use crate::serve::Api;

/// How long turns that are running are waited for when the process is asked to end: Lambda kills it 500 ms later.
const LAST_WORDS: Duration = Duration::from_millis(300);

/// Runs the API until Lambda ends the process.
pub async fn run_api() -> ExitCode {
    start_logging();
    match serve_api().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the function has ended");
            ExitCode::FAILURE
        }
    }
}

async fn serve_api() -> Result<(), lambda_http::Error> {
    let prepared = Function::prepare().await.and_then(|function| {
        let running = function.running.clone();
        Ok((Api::new(function)?, running))
    });
    let (api, running) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => {
            report(&error).await;
            return Err(error.into());
        }
    };
    let extension = Extension::register().await?;
    let (answered, receiver) = Answered::none();
    let handler = service_fn(move |request| Arc::clone(&api).answer(request));
    let runtime = streaming_runtime(handler).layer(answered);
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        ended = runtime.run() => ended,
        error = extension.keep_awake(receiver, running.clone()) => Err(error.into()),
        _ = terminate.recv() => {
            // Whether they are done in time or not: the log knows how far each is.
            let _ = tokio::time::timeout(LAST_WORDS, running.none()).await;
            Ok(())
        }
    }
}

/// Tells Lambda why the function cannot start, so that it stands where its owner looks.
async fn report(error: &(dyn core::error::Error + Send + Sync)) {
    let body = json!({ "errorType": "Anteroom.CannotStart", "errorMessage": error.to_string() });
    let request = Request::builder()
        .method(Method::POST)
        .uri("/2018-06-01/runtime/init/error")
        .header("content-type", "application/json")
        .header("lambda-runtime-function-error-type", "Anteroom.CannotStart")
        .body(Body::from(body.to_string()));
    // The log says it too.
    if let Ok(request) = request {
        let _ = PooledClient::builder().build().call(request).await;
    }
}
