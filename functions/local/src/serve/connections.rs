//! The server's connections: who is at the other end, how long is waited for what they send, and how they end.
//!
//! Knows nothing of what is asked and answered.

use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::time::Duration;

use api::{BodyTime, ClientAddress};
use axum::Router;
use axum::extract::Request;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

/// More than the API takes, which says what is too much; what is beyond is refused before it is a request.
const HEADERS_AT_MOST: usize = 128;
/// The same in bytes, the address included.
const HEAD_MAX_BYTES: usize = 32 * 1024;

/// Serves the router until `stop` returns, and then what is under way to its end. For the headers of a request, and then for its
/// body, `patience` is waited; so long may a connection also be idle.
pub(crate) async fn serve(
    mut listener: TcpListener,
    router: Router,
    patience: Duration,
    stop: impl Future<Output = ()>,
) {
    let connections = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            accepted = Listener::accept(&mut listener) => accepted,
            () = stop.as_mut() => break,
        };
        // An event is to be seen at once, however small it is; where that cannot be, it is seen a moment later.
        let _not_delayed = stream.set_nodelay(true);
        let connection = connection(stream, peer, router.clone(), patience);
        let connection = connections.watch(connection);
        // What becomes of a connection is its client's business: it ends early, or sends what is no HTTP.
        tokio::spawn(async move { drop(connection.await) });
    }
    // From here on nobody is let in.
    drop(listener);
    connections.shutdown().await;
}

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    patience: Duration,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + Send + 'static {
    let address = client_address(peer);
    let service = service_fn(move |mut request: Request<Incoming>| {
        let extensions = request.extensions_mut();
        extensions.insert(BodyTime(patience));
        if let Some(address) = address {
            extensions.insert(address);
        }
        router.clone().oneshot(request)
    });
    let mut builder = Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(patience);
    builder.max_headers(HEADERS_AT_MOST).max_header_size(HEAD_MAX_BYTES);
    builder.serve_connection(TokioIo::new(stream), service)
}

/// Whoever is at the other end, where that is somebody: on this machine it is the one who tries Anteroom out, or a proxy
/// through which everybody comes.
fn client_address(peer: SocketAddr) -> Option<ClientAddress> {
    let address: IpAddr = peer.ip().to_canonical();
    (!address.is_loopback()).then_some(ClientAddress(address))
}

#[cfg(test)]
mod tests;
