//! What the tests stand on: a log, a clock that stands still, and the store beneath.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use aws::dynamodb::Client;
use aws::{Caller, Patience, Transport};
use dynamo::{Connection, OutboxTable, TurnLogTable};
use embedded::EmbeddedStore;
use engine::log::Entry;
use engine::ports::{Clock, FakeTurnLog, Outbox, TurnLog};
use jiff::{SignedDuration, Timestamp};

use crate::sample;

pub(crate) const TABLE: &str = "anteroom";

/// A clock that is moved by hand.
pub(crate) struct HandClock(Mutex<Timestamp>);

impl HandClock {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self(Mutex::new(sample::now())))
    }

    pub(crate) fn set(&self, time: Timestamp) {
        *self.0.lock().unwrap() = time;
    }

    pub(crate) fn pass(&self, time: SignedDuration) {
        let mut now = self.0.lock().unwrap();
        *now = now.checked_add(time).unwrap();
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// A log to be tested, whatever is beneath it.
pub(crate) struct Bench {
    pub(crate) log: Arc<dyn TurnLog>,
    /// The outbox beside it.
    pub(crate) outbox: Arc<dyn Outbox>,
    pub(crate) clock: Arc<HandClock>,
}

impl Bench {
    pub(crate) fn fake() -> Self {
        let clock = HandClock::new();
        let log = Arc::new(FakeTurnLog::new(clock.clone()));
        Self { outbox: log.clone(), log, clock }
    }

    pub(crate) async fn embedded() -> Self {
        Self::over(EmbeddedStore::in_memory().unwrap().client()).await
    }

    pub(crate) async fn over(client: Client) -> Self {
        dynamo::ensure_table(&client, TABLE).await.unwrap();
        Self::on_table(client)
    }

    /// The table must be there.
    pub(crate) fn on_table(client: Client) -> Self {
        Self::on(client, TABLE)
    }

    fn on(client: Client, table: &str) -> Self {
        let clock = HandClock::new();
        let outbox = Arc::new(OutboxTable::new(client.clone(), table, clock.clone()));
        Self { outbox, log: Arc::new(TurnLogTable::new(client, table, clock.clone())), clock }
    }

    pub(crate) async fn append_all(&self, entries: &[Entry]) {
        for entry in entries {
            self.log.append(entry, &[]).await.unwrap();
        }
    }
}

/// A table of its own in the DynamoDB that the environment names.
pub(crate) struct Elsewhere {
    client: Client,
    table: String,
}

/// The client as a function on AWS makes it.
pub(crate) fn connect(connection: Connection) -> Client {
    let tls = openai::tls_config(connection.is_secured()).unwrap();
    let http = aws::http_settings(reqwest::Client::builder().tls_backend_preconfigured(tls));
    dynamo::connect(connection, http.build().unwrap())
}

impl Elsewhere {
    pub(crate) async fn reach() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let table = format!("anteroom-test-{}-{number}", std::process::id());
        let client = connect(Connection::from_variables(|name| std::env::var(name).ok()).unwrap());
        dynamo::ensure_table(&client, &table).await.unwrap();
        Self { client, table }
    }

    pub(crate) fn bench(&self) -> Bench {
        Bench::on(self.client.clone(), &self.table)
    }

    pub(crate) fn limits(&self) -> crate::limits::Bench {
        crate::limits::Bench::over(&self.client, &self.table)
    }

    pub(crate) fn records(&self) -> crate::records::Bench {
        crate::records::Bench::over(&self.client, &self.table)
    }

    pub(crate) async fn clean_up(self) {
        self.client.delete_table(&self.table).await.unwrap();
    }
}

/// A client as it is on AWS, time-outs and retries included, over that transport.
pub(crate) fn client_over(transport: impl Transport) -> Client {
    Client::new(Caller::new(Arc::new(transport), Patience::NETWORK))
}
