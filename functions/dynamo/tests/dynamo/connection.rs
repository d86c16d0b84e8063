//! The client as it is on AWS, over real sockets.

use std::net::SocketAddr;

use dynamo::Connection;
use engine::ports::StoreError;
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

use crate::bench::{Bench, connect};
use crate::sample::conversation;

fn connection(endpoint: &str) -> Connection {
    Connection::from_variables(|name| {
        let value = match name {
            "AWS_REGION" => "eu-central-1",
            "AWS_ACCESS_KEY_ID" => "id",
            "AWS_SECRET_ACCESS_KEY" => "secret",
            "AWS_ENDPOINT_URL_DYNAMODB" => endpoint,
            _ => return None,
        };
        Some(value.to_owned())
    })
    .unwrap()
}

async fn listener() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

#[tokio::test]
async fn it_speaks_tls() {
    let (listener, address) = listener().await;
    let asked = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut record = [0; 6];
        stream.read_exact(&mut record).await.unwrap();
        record
    });
    let bench = Bench::on_table(connect(connection(&format!("https://{address}"))));

    let newest = bench.log.newest(&conversation(), None, 1).await;

    let Err(StoreError::Unavailable(said)) = newest else { panic!("{newest:?}") };
    assert!(!said.contains("secret") && !said.contains("id"), "{said}");
    // A handshake record, and in it the client's hello.
    let record = asked.await.unwrap();
    assert_eq!((record[0], record[1], record[5]), (22, 3, 1));
}

#[tokio::test]
async fn it_speaks_http_where_it_is_told_to() {
    let (listener, address) = listener().await;
    let asked = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut start = [0; 15];
        stream.read_exact(&mut start).await.unwrap();
        start
    });
    let bench = Bench::on_table(connect(connection(&format!("http://{address}"))));

    let newest = bench.log.newest(&conversation(), None, 1).await;

    assert!(matches!(newest, Err(StoreError::Unavailable(_))), "{newest:?}");
    assert_eq!(&asked.await.unwrap(), b"POST / HTTP/1.1");
}

#[tokio::test(start_paused = true)]
async fn nobody_there_is_an_error() {
    let (listener, address) = listener().await;
    drop(listener);
    let bench = Bench::on_table(connect(connection(&format!("https://{address}"))));

    let newest = bench.log.newest(&conversation(), None, 1).await;

    assert!(matches!(newest, Err(StoreError::Unavailable(_))), "{newest:?}");
}
