//! A transport that stands between the client and the store, for tests: it notes what is sent, and fails as it is told.

#![expect(clippy::unwrap_used, reason = "for tests: what is not as a test expects ends it")]

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::SharedHttpClient;
use aws_sdk_dynamodb::config::http::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use serde_json::Value as Json;

/// What becomes of a request.
#[derive(Debug)]
pub enum Fate {
    /// The store answers it.
    Answered,
    /// The store does it, and the answer gets lost.
    AnswerLost,
    /// It does not arrive.
    Lost,
    /// Nobody answers, ever.
    Swallowed,
    /// The store answers it, but is asked only after this time.
    Delayed(Duration),
    /// Something else answers, with this status and body.
    Instead(u16, Json),
}

/// One request as it was sent.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Its name: `PutItem`.
    pub operation: String,
    /// Its parameters.
    pub body: Json,
}

/// Decides it.
type Script = dyn Fn(&Sent, usize) -> Fate + Send + Sync;

/// The transport. Clones share what they note.
#[derive(Clone)]
pub struct Wire {
    store: SharedHttpClient,
    sent: Arc<Mutex<Vec<Sent>>>,
    script: Arc<Script>,
}

impl Wire {
    /// In front of the store that the client talks to. The script is asked for each request, with how many of the
    /// same operation went before it.
    pub fn before(client: &Client, script: impl Fn(&Sent, usize) -> Fate + Send + Sync + 'static) -> Self {
        Self { store: client.config().http_client().unwrap(), sent: Arc::default(), script: Arc::new(script) }
    }

    /// A client of the same store whose requests go through this.
    #[must_use]
    pub fn client(&self, client: &Client) -> Client {
        Client::from_conf(client.config().to_builder().http_client(self.clone()).build())
    }

    /// What was sent so far; it begins anew.
    #[must_use]
    pub fn take(&self) -> Vec<Sent> {
        std::mem::take(&mut self.sent.lock().unwrap())
    }

    /// The operations that were sent so far; it begins anew.
    #[must_use]
    pub fn operations(&self) -> Vec<String> {
        self.take().into_iter().map(|sent| sent.operation).collect()
    }
}

impl fmt::Debug for Wire {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Wire").finish_non_exhaustive()
    }
}

impl HttpClient for Wire {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let connector = self.store.http_connector(settings, components);
        SharedHttpConnector::new(Connected { wire: self.clone(), connector })
    }
}

#[derive(Debug)]
struct Connected {
    wire: Wire,
    connector: SharedHttpConnector,
}

impl HttpConnector for Connected {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let operation = request.headers().get("x-amz-target").unwrap().rsplit('.').next().unwrap().to_owned();
        let body = serde_json::from_slice(request.body().bytes().unwrap()).unwrap();
        let sent = Sent { operation, body };
        let fate = {
            let mut all = self.wire.sent.lock().unwrap();
            let before = all.iter().filter(|earlier| earlier.operation == sent.operation).count();
            let fate = (self.wire.script)(&sent, before);
            all.push(sent);
            fate
        };
        let lost = || ConnectorError::io("the connection was reset".into());
        match fate {
            Fate::Answered => self.connector.call(request),
            Fate::AnswerLost => {
                let answer = self.connector.call(request);
                HttpConnectorFuture::new(async move {
                    answer.await?;
                    Err(lost())
                })
            }
            Fate::Delayed(time) => {
                let answer = self.connector.call(request);
                HttpConnectorFuture::new(async move {
                    tokio::time::sleep(time).await;
                    answer.await
                })
            }
            Fate::Lost => HttpConnectorFuture::ready(Err(lost())),
            Fate::Swallowed => HttpConnectorFuture::new(std::future::pending()),
            Fate::Instead(status, body) => HttpConnectorFuture::ready(Ok(HttpResponse::new(
                StatusCode::try_from(status).unwrap(),
                SdkBody::from(body.to_string()),
            ))),
        }
    }
}
