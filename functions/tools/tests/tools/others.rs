//! Servers that others have written: the Rust SDK's, and the protocol's own example server.
