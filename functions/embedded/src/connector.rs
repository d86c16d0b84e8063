//! What stands in for the network: takes the SDK's HTTP request and answers it from the engine.
//!
//! Knows the protocol's envelope (target, status, JSON), not what the operations mean.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use aws_sdk_dynamodb::config::http::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use dynoxide::Database;
use tokio::sync::Semaphore;

use crate::folder::HeldFolder;
use crate::operations;

/// What stands before the operation's name in the header that names it.
const TARGET_PREFIX: &str = "DynamoDB_20120810.";

/// How many requests are in the engine at once. It does one after the other, but gives up on one that has waited too long
/// for its turn; those that wait here wait in order, for as long as their caller does, and without a thread each.
const AT_ONCE: usize = 4;

/// The engine, and the folder that it has. The engine is closed before the folder is given back.
pub(crate) struct Engine {
    database: Database,
    entrance: Semaphore,
    _folder: Option<HeldFolder>,
}

impl Engine {
    pub(crate) fn new(database: Database, folder: Option<HeldFolder>) -> Self {
        Self { database, entrance: Semaphore::new(AT_ONCE), _folder: folder }
    }

    pub(crate) fn database(&self) -> &Database {
        &self.database
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Engine").finish_non_exhaustive()
    }
}

/// The SDK's HTTP client and connector in one.
#[derive(Debug, Clone)]
pub(crate) struct InProcess {
    engine: Arc<Engine>,
}

impl InProcess {
    pub(crate) fn new(engine: Arc<Engine>) -> Self {
        Self { engine }
    }
}

impl HttpClient for InProcess {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for InProcess {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let engine = Arc::clone(&self.engine);
        HttpConnectorFuture::new(async move {
            let other = |error: Box<dyn Error + Send + Sync>| ConnectorError::other(error, None);
            let waiting = Arc::clone(&engine);
            let _within = waiting.entrance.acquire().await.map_err(|error| other(error.into()))?;
            // The engine waits for the disk: not on a thread that others need.
            let answered = tokio::task::spawn_blocking(move || answer(&engine, &request)).await;
            answered.map_err(|error| other(error.into()))?
        })
    }
}

fn answer(engine: &Engine, request: &HttpRequest) -> Result<HttpResponse, ConnectorError> {
    let operation =
        request.headers().get("x-amz-target").and_then(|target| target.strip_prefix(TARGET_PREFIX));
    let (Some(operation), Some(body)) = (operation, request.body().bytes()) else {
        return Err(ConnectorError::user("not a request of DynamoDB".into()));
    };
    let (status, body) = match operations::run(&engine.database, operation, body) {
        Ok(body) => (200, body),
        Err(error) => (error.status_code(), error.to_json().into_bytes()),
    };
    let status = StatusCode::try_from(status).map_err(|error| ConnectorError::other(error.into(), None))?;
    let mut response = HttpResponse::new(status, SdkBody::from(body));
    response.headers_mut().insert("content-type", "application/x-amz-json-1.0");
    Ok(response)
}
