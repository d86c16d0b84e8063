//! A transport that stands between the client and the store, for tests: it notes what is sent, and fails as it is told.

#![expect(clippy::unwrap_used, reason = "for tests: what is not as a test expects ends it")]

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use aws::dynamodb::Client;
use aws::{Answer, Body, Transport, Unanswered};
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
    store: Arc<dyn Transport>,
    sent: Arc<Mutex<Vec<Sent>>>,
    script: Arc<Script>,
}

impl Wire {
    /// In front of the store that the client talks to. The script is asked for each request, with how many of the
    /// same operation went before it.
    pub fn before(client: &Client, script: impl Fn(&Sent, usize) -> Fate + Send + Sync + 'static) -> Self {
        Self { store: client.caller().transport(), sent: Arc::default(), script: Arc::new(script) }
    }

    /// A client of the same store whose requests go through this.
    #[must_use]
    pub fn client(&self, client: &Client) -> Client {
        Client::new(client.caller().over(Arc::new(self.clone())))
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

#[async_trait]
impl Transport for Wire {
    async fn send(&self, operation: &'static str, body: Body) -> Result<Answer, Unanswered> {
        let sent = Sent { operation: operation.to_owned(), body: serde_json::from_slice(&body).unwrap() };
        let fate = {
            let mut all = self.sent.lock().unwrap();
            let before = all.iter().filter(|earlier| earlier.operation == sent.operation).count();
            let fate = (self.script)(&sent, before);
            all.push(sent);
            fate
        };
        let lost = || Unanswered::NoConnection("the connection was reset".to_owned());
        match fate {
            Fate::Answered => self.store.send(operation, body).await,
            Fate::AnswerLost => {
                self.store.send(operation, body).await?;
                Err(lost())
            }
            Fate::Delayed(time) => {
                tokio::time::sleep(time).await;
                self.store.send(operation, body).await
            }
            Fate::Lost => Err(lost()),
            Fate::Swallowed => std::future::pending().await,
            Fate::Instead(status, body) => {
                Ok(Answer { status, request_id: None, body: body.to_string().into() })
            }
        }
    }
}
