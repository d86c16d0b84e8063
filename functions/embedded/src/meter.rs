//! A transport that measures what a client asks of its store, for tests: how often, how much, and how much of it in a
//! row.
//!
//! The store in the process answers so quickly that what is asked side by side would often be seen in a row; so an answer
//! takes the time that it would take over a network.

#![expect(clippy::unwrap_used, reason = "for tests: what is not as a test expects ends it")]

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use aws::dynamodb::Client;
use aws::{Answer, Body, Transport, Unanswered};

/// How long an answer is under way.
const DISTANCE: Duration = Duration::from_millis(5);

/// One request and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trip {
    /// Its name: `PutItem`.
    pub operation: String,
    /// Its place in the longest chain of trips, each begun after the one before had its answer: from 1. Trips side by side
    /// have the same one, where the time stands still but for what is waited for (`tokio::time::pause`).
    pub round: usize,
    /// Bytes of the request's body.
    pub asked: usize,
    /// Bytes of the answer's body; 0 until it is there.
    pub answered: usize,
}

#[derive(Debug, Default)]
struct Trips {
    all: Vec<Trip>,
    /// The latest round of which a trip has its answer.
    answered: usize,
    /// How often it began anew: a trip that was under way then is not counted.
    epoch: usize,
}

/// The transport. Clones share what they measure.
#[derive(Clone)]
pub struct Meter {
    store: Arc<dyn Transport>,
    trips: Arc<Mutex<Trips>>,
}

impl Meter {
    /// In front of the store that the client talks to.
    #[must_use]
    pub fn before(client: &Client) -> Self {
        Self { store: client.caller().transport(), trips: Arc::default() }
    }

    /// A client of the same store whose requests are measured.
    #[must_use]
    pub fn client(&self, client: &Client) -> Client {
        Client::new(client.caller().over(Arc::new(self.clone())))
    }

    /// The trips so far, as they were begun.
    #[must_use]
    pub fn trips(&self) -> Vec<Trip> {
        self.trips.lock().unwrap().all.clone()
    }

    /// The trips so far; it begins anew.
    #[must_use]
    pub fn take(&self) -> Vec<Trip> {
        let mut trips = self.trips.lock().unwrap();
        let epoch = trips.epoch + 1;
        std::mem::replace(&mut *trips, Trips { epoch, ..Trips::default() }).all
    }
}

impl fmt::Debug for Meter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Meter").finish_non_exhaustive()
    }
}

#[async_trait]
impl Transport for Meter {
    async fn send(&self, operation: &'static str, body: Body) -> Result<Answer, Unanswered> {
        let (epoch, index, round) = {
            let mut trips = self.trips.lock().unwrap();
            let round = trips.answered + 1;
            trips.all.push(Trip { operation: operation.to_owned(), round, asked: body.len(), answered: 0 });
            (trips.epoch, trips.all.len() - 1, round)
        };
        let answer = self.store.send(operation, body).await?;
        tokio::time::sleep(DISTANCE).await;
        let mut trips = self.trips.lock().unwrap();
        if trips.epoch == epoch {
            trips.all[index].answered = answer.body.len();
            trips.answered = trips.answered.max(round);
        }
        Ok(answer)
    }
}
