//! Real clients over a real socket: those who are slow, those who send too much, and those who are there at the end.

use axum::Extension;
use axum::body::Bytes;
use axum::routing::{get, post};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::*;

/// Long enough for a quick client on a busy machine; a slow one never comes to its end.
const PATIENCE: Duration = Duration::from_millis(500);

/// A server, and what ends it.
struct Served {
    at: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<()>,
}

async fn served(router: Router) -> Served {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let ended = tokio::spawn(serve(listener, router, PATIENCE, async move { drop(stopped.await) }));
    Served { at, stop, ended }
}

fn router() -> Router {
    let told = async |Extension(BodyTime(time)): Extension<BodyTime>,
                      address: Option<Extension<ClientAddress>>| {
        format!("{time:?} {}", address.is_some())
    };
    Router::new().route("/", get(told)).route("/", post(async |body: Bytes| body.len().to_string()))
}

/// Everything that the server says until it closes the connection.
async fn said(stream: &mut TcpStream) -> String {
    let mut said = Vec::new();
    // A connection that is reset has said what it had to.
    let _reset = stream.read_to_end(&mut said).await;
    String::from_utf8_lossy(&said).into_owned()
}

#[tokio::test]
async fn a_request_knows_how_long_its_body_may_take_and_nobody_here_is_counted() {
    let served = served(router()).await;
    let mut stream = TcpStream::connect(served.at).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n").await.unwrap();
    let said = said(&mut stream).await;
    assert!(said.starts_with("HTTP/1.1 200 ") && said.ends_with("500ms false"), "{said}");
}

#[tokio::test]
async fn headers_that_do_not_come_are_not_waited_for() {
    let served = served(router()).await;
    for beginning in ["", "GET", "GET / HTTP/1.1\r\nhost: here\r\n", "GET / HTTP/1.1\r\nx-slow: "] {
        let mut stream = TcpStream::connect(served.at).await.unwrap();
        stream.write_all(beginning.as_bytes()).await.unwrap();
        // It ends; no request was made of it.
        let said = said(&mut stream).await;
        assert!(!said.contains("200 OK"), "{beginning:?}: {said}");
    }
}

#[tokio::test]
async fn headers_that_come_drop_by_drop_are_not_waited_for() {
    let served = served(router()).await;
    let mut stream = TcpStream::connect(served.at).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\n").await.unwrap();
    let mut sent = 0;
    // A header a tenth of the patience: each of them is quick, all of them are not.
    while stream.write_all(b"x: y\r\n").await.is_ok() {
        sent += 1;
        assert!(sent < 1_000, "it is still listened to");
        tokio::time::sleep(PATIENCE / 10).await;
    }
}

#[tokio::test]
async fn too_many_headers_are_no_request() {
    let served = served(router()).await;
    for headers in ["x: y\r\n".repeat(200), format!("x: {}\r\n", "y".repeat(40_000))] {
        let mut stream = TcpStream::connect(served.at).await.unwrap();
        let request = format!("GET / HTTP/1.1\r\nhost: here\r\n{headers}\r\n");
        let _reset = stream.write_all(request.as_bytes()).await;
        let said = said(&mut stream).await;
        assert!(said.is_empty() || said.starts_with("HTTP/1.1 431 "), "{said}");
    }
}

#[tokio::test]
async fn what_is_under_way_is_finished_and_what_is_idle_is_closed() {
    let (begun, has_begun) = oneshot::channel();
    let (finish, finished) = oneshot::channel::<()>();
    let signals = std::sync::Arc::new(std::sync::Mutex::new(Some((begun, finished))));
    let slow = async move || {
        let taken = signals.lock().unwrap().take();
        let (begun, finished) = taken.unwrap();
        begun.send(()).unwrap();
        finished.await.unwrap();
        "finished"
    };
    let served = served(router().route("/slow", get(slow))).await;
    let mut idle = TcpStream::connect(served.at).await.unwrap();
    idle.write_all(b"GET / HTTP/1.1\r\nhost: here\r\n\r\n").await.unwrap();
    let mut first = [0; 12];
    idle.read_exact(&mut first).await.unwrap();
    let mut busy = TcpStream::connect(served.at).await.unwrap();
    busy.write_all(b"GET /slow HTTP/1.1\r\nhost: here\r\n\r\n").await.unwrap();
    has_begun.await.unwrap();

    served.stop.send(()).unwrap();
    let rest = said(&mut idle).await;
    assert!(rest.ends_with("false"), "{rest}");
    assert!(!served.ended.is_finished());
    finish.send(()).unwrap();
    let said = said(&mut busy).await;
    assert!(said.ends_with("finished"), "{said}");
    served.ended.await.unwrap();
    TcpStream::connect(served.at).await.unwrap_err();
}

#[test]
fn an_address_is_somebodys_unless_it_is_this_machines() {
    for (peer, is_counted) in [
        ("203.0.113.7:80", true),
        ("[2001:db8::1]:80", true),
        ("10.0.0.7:80", true),
        ("127.0.0.1:80", false),
        ("127.8.8.8:80", false),
        ("[::1]:80", false),
        ("[::ffff:127.0.0.1]:80", false),
    ] {
        assert_eq!(client_address(peer.parse().unwrap()).is_some(), is_counted, "{peer}");
    }
}
