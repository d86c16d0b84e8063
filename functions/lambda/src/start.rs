//! From the process's start to its end.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use api::App;
use lambda_http::http::{Method, Request};
use lambda_http::lambda_runtime::Runtime;
use lambda_http::{service_fn, streaming_runtime};
use lambda_runtime_api_client::PooledClient;
use lambda_runtime_api_client::body::Body;
use serde_json::json;
use tokio::signal::unix::{SignalKind, signal};

use crate::background::{jobs, work};
use crate::function::{Function, FunctionError, Reading};
use crate::lifetime::Extension;
use crate::logging::start_logging;
use crate::renewing::Renewing;
use crate::runtime::Answered;
use crate::serve::{answer, router};

/// How long turns that are running are waited for when the process is asked to end: Lambda kills it 500 ms later.
const LAST_WORDS: Duration = Duration::from_millis(300);

/// Runs the API until Lambda ends the process.
pub async fn run_api() -> ExitCode {
    start_logging();
    exit_code(serve_api().await)
}

/// Runs the jobs until Lambda ends the process.
pub async fn run_jobs() -> ExitCode {
    start_logging();
    exit_code(serve_jobs().await)
}

fn exit_code(ended: Result<(), lambda_http::Error>) -> ExitCode {
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the function has ended");
            ExitCode::FAILURE
        }
    }
}

async fn serve_api() -> Result<(), lambda_http::Error> {
    // What waits for others comes first, here as in `Function::prepare`: reading and making goes on meanwhile.
    let (extension, api) = tokio::join!(Extension::register(), prepared(Reading::Quick, router));
    let (api, extension) = (api?, extension?);
    let running = api.function().app.running.clone();
    let (answered, receiver) = Answered::none();
    let handler = service_fn(move |request| answer(Arc::clone(&api), request));
    let runtime = streaming_runtime(handler).layer(answered);
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        // In this order, so that the first request is asked for first.
        biased;
        ended = runtime.run() => ended,
        error = extension.keep_awake(receiver, running.clone()) => Err(error.into()),
        _ = terminate.recv() => {
            // Whether they are done in time or not: the log knows how far each is.
            let _ = tokio::time::timeout(LAST_WORDS, running.none()).await;
            Ok(())
        }
    }
}

async fn serve_jobs() -> Result<(), lambda_http::Error> {
    // Whether the model has room for what it is told is looked at here, where nobody waits.
    let jobs = prepared(Reading::Whole, jobs).await?;
    let runtime = Runtime::new(service_fn(move |event| work(Arc::clone(&jobs), event)));
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        ended = runtime.run() => ended,
        // What was taken and not done comes again.
        _ = terminate.recv() => Ok(()),
    }
}

/// Reads and checks everything. What is wrong is told to Lambda too.
async fn prepared<Made: Clone>(
    reading: Reading,
    make: fn(&Function, App) -> Result<Made, FunctionError>,
) -> Result<Arc<Renewing<Made>>, lambda_http::Error> {
    match Function::prepare(reading).await.and_then(|function| Renewing::new(function, make)) {
        Ok(made) => Ok(Arc::new(made)),
        Err(error) => {
            report(&error).await;
            Err(error.into())
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
