//! Asking aimock what it was asked, over a bare socket: a test helper brings no HTTP client along.

use core::time::Duration;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use serde_json::Value as Json;

use crate::error::StandInError;

/// How long an answer may take.
const TIME_OUT: Duration = Duration::from_secs(10);

/// Every request so far, oldest first, as aimock keeps them.
pub(crate) fn read(address: SocketAddr) -> Result<Vec<Json>, StandInError> {
    let mut socket = TcpStream::connect_timeout(&address, TIME_OUT)?;
    socket.set_read_timeout(Some(TIME_OUT))?;
    // With 1.0 the body comes in one piece and ends with the connection.
    write!(socket, "GET /__aimock/journal HTTP/1.0\r\nhost: {address}\r\n\r\n")?;
    let mut answer = String::new();
    socket.read_to_string(&mut answer)?;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    if !head.lines().next().unwrap_or_default().contains(" 200 ") {
        return Err(StandInError::Journal(answer));
    }
    serde_json::from_str(body).map_err(|error| StandInError::Journal(error.to_string()))
}
