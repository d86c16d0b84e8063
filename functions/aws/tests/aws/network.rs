//! The way to AWS, over a real socket.

use std::sync::{Arc, Once};

use aws::{Account, Caller, Credentials, Fields, Network, Patience, Protocol, http_settings};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// Whatever the HTTP client of the other packages that are built along wants to know, it speaks no TLS here.
fn provide_tls() {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| rustls::crypto::ring::default_provider().install_default().unwrap());
}

/// A caller of whatever listens there.
fn caller(listener: &TcpListener) -> Caller {
    provide_tls();
    let credentials = Credentials::new("id", "do-not-tell", Some("nor-this".to_owned()));
    let account = Account { region: "eu-central-1".to_owned(), credentials };
    let http = http_settings(reqwest::Client::builder()).build().unwrap();
    let address = format!("http://{}/somewhere?x", listener.local_addr().unwrap());
    let network = Network::new(http, account, Protocol::DYNAMODB, address.parse().unwrap());
    Caller::new(Arc::new(network), Patience::NETWORK)
}

#[tokio::test]
async fn a_request_says_who_asks_and_what() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let caller = caller(&listener);
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut read = Vec::new();
        while !read.ends_with(b"{\"a\":1}") {
            stream.read_buf(&mut read).await.unwrap();
        }
        let answer = "HTTP/1.1 400 Bad Request\r\nx-amzn-RequestId: r-9\r\ncontent-length: 14\r\n\r\n{\"__type\":\"X\"}";
        stream.write_all(answer.as_bytes()).await.unwrap();
        String::from_utf8(read).unwrap()
    });

    let refused = caller.call("Query", Fields::from_iter([("a".to_owned(), json!(1))])).await.unwrap_err();

    let aws::CallError::Refused(refusal) = refused else { panic!("{refused:?}") };
    assert_eq!((refusal.name(), refusal.request_id.as_deref(), refusal.status), ("X", Some("r-9"), 400));
    let request = server.await.unwrap();
    assert!(request.starts_with("POST / HTTP/1.1\r\n"), "{request}");
    let header = |name: &str| {
        let line = request.lines().find(|line| line.split(':').next().is_some_and(|key| key == name));
        line.unwrap_or_else(|| panic!("no {name}: {request}")).split_once(": ").unwrap().1.to_owned()
    };
    assert_eq!(header("host"), host);
    assert_eq!(header("x-amz-target"), "DynamoDB_20120810.Query");
    assert_eq!(header("content-type"), "application/x-amz-json-1.0");
    assert_eq!(header("x-amz-security-token"), "nor-this");
    let date = header("x-amz-date");
    let day = &date[..8];
    let expected = format!(
        "AWS4-HMAC-SHA256 Credential=id/{day}/eu-central-1/dynamodb/aws4_request, \
         SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, Signature="
    );
    assert!(header("authorization").starts_with(&expected), "{request}");
    assert!(!request.contains("do-not-tell"));
}

#[tokio::test(start_paused = true)]
async fn nobody_there_is_no_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let caller = caller(&listener);
    drop(listener);

    let failed = caller.call("Query", Fields::new()).await.unwrap_err();

    let said = failed.to_string();
    assert!(said.starts_with("no connection: ") && !said.contains("do-not-tell"), "{said}");
}
