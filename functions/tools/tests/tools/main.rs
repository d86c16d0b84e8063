//! Tools over real sockets: servers that do as they should, that do not, and that were written by others.

mod functions;
mod hostile;
mod others;
mod peer;
mod servers;
