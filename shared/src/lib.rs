//! What both ends must agree on: the values, what crosses the wire, and the tenant file.
//!
//! This crate names nothing but serde and builds for the browser as well as for the server. It must not know the
//! store, the model or a clock; dates and durations are therefore strings here, and are checked by `engine`.

pub mod tenant;
pub mod value;
pub mod wire;
