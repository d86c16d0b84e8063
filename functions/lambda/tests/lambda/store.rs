//! A DynamoDB behind a socket: the embedded engine, served by its own server.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;

use api::SystemClock;
use aws::dynamodb::AttributeValue;
use dynamo::{Connection, OutboxTable, PARTITION_KEY, SORT_KEY, TurnLogTable};
use dynoxide::Database;
use engine::ports::Clock;
use tokio::net::TcpListener;

/// The table's name.
pub(crate) const TABLE: &str = "anteroom-test";

/// Starts one with the table in it.
pub(crate) async fn start() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(dynoxide::server::serve_on(listener, Database::memory().unwrap()));
    dynamo::ensure_table(&client(address), TABLE).await.unwrap();
    address
}

fn client(address: SocketAddr) -> aws::dynamodb::Client {
    let connection = Connection::from_variables(|name| match name {
        "AWS_REGION" => Some("eu-central-1".to_owned()),
        "AWS_ENDPOINT_URL_DYNAMODB" => Some(format!("http://{address}")),
        _ => Some("test".to_owned()),
    });
    dynamo::connect(connection.unwrap(), crate::environment::client())
}

/// The log as another process sees it.
pub(crate) fn turn_log(address: SocketAddr) -> TurnLogTable {
    TurnLogTable::new(client(address), TABLE, Arc::new(SystemClock) as Arc<dyn Clock>)
}

/// The webhooks on their way, as another process sees them.
pub(crate) fn outbox(address: SocketAddr) -> OutboxTable {
    OutboxTable::new(client(address), TABLE, Arc::new(SystemClock) as Arc<dyn Clock>)
}

/// The keys of every item.
pub(crate) async fn keys(address: SocketAddr) -> Vec<(String, String)> {
    let items = client(address).scan().table_name(TABLE).send().await.unwrap().items;
    let key = |item: &HashMap<String, AttributeValue>, name: &str| item[name].as_s().unwrap().to_owned();
    items.iter().map(|item| (key(item, PARTITION_KEY), key(item, SORT_KEY))).collect()
}
