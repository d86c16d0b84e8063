//! A transport that measures what a client asks of its store, for tests: how often, how much, and how much of it in a
//! row.
//!
//! The store in the process answers so quickly that what is asked side by side would often be seen in a row; so an answer
//! takes the time that it would take over a network.

#![expect(clippy::unwrap_used, reason = "for tests: what is not as a test expects ends it")]

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::SharedHttpClient;
use aws_sdk_dynamodb::config::http::HttpRequest;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;

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
    store: SharedHttpClient,
    trips: Arc<Mutex<Trips>>,
}

impl Meter {
    /// In front of the store that the client talks to.
    #[must_use]
    pub fn before(client: &Client) -> Self {
        Self { store: client.config().http_client().unwrap(), trips: Arc::default() }
    }

    /// A client of the same store whose requests are measured.
    #[must_use]
    pub fn client(&self, client: &Client) -> Client {
        Client::from_conf(client.config().to_builder().http_client(self.clone()).build())
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

impl HttpClient for Meter {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let connector = self.store.http_connector(settings, components);
        SharedHttpConnector::new(Connected { meter: self.clone(), connector })
    }
}

#[derive(Debug)]
struct Connected {
    meter: Meter,
    connector: SharedHttpConnector,
}

impl HttpConnector for Connected {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let operation = request.headers().get("x-amz-target").unwrap().rsplit('.').next().unwrap().to_owned();
        let asked = request.body().bytes().unwrap().len();
        let trips = Arc::clone(&self.meter.trips);
        let (epoch, index, round) = {
            let mut trips = trips.lock().unwrap();
            let round = trips.answered + 1;
            trips.all.push(Trip { operation, round, asked, answered: 0 });
            (trips.epoch, trips.all.len() - 1, round)
        };
        let answer = self.connector.call(request);
        HttpConnectorFuture::new(async move {
            let answer = answer.await?;
            tokio::time::sleep(DISTANCE).await;
            let mut trips = trips.lock().unwrap();
            if trips.epoch == epoch {
                trips.all[index].answered = answer.body().bytes().unwrap().len();
                trips.answered = trips.answered.max(round);
            }
            Ok(answer)
        })
    }
}
