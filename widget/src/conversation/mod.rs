//! What a conversation is on the visitor's side: the words, the stream, the waiting. Pure: it must not know the
//! browser, and its tests run on the host.

pub mod address;
pub mod backoff;
pub mod chart;
pub mod json;
pub mod markdown;
pub mod next_step;
pub mod outbox;
pub mod sse;
pub mod text;
pub mod wire;
