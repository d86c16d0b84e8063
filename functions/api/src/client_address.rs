//! The network address of whoever asks, as the server that took the connection knows it.

use std::net::IpAddr;

/// Where a request comes from. Whoever serves the router puts it into the request's extensions, from what cannot be forged:
/// the socket's peer, or the header of a proxy that it knows. Where it is absent nothing is limited by address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);
