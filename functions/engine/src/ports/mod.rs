//! What the engine needs of the world, one trait per aggregate. The crates above implement them.

mod clock;
#[cfg(feature = "test-helpers")]
mod fake_turn_log;
mod model;
mod turn_log;

pub use clock::Clock;
#[cfg(feature = "test-helpers")]
pub use fake_turn_log::FakeTurnLog;
pub use model::{
    ChatMessage, ChatRole, FunctionSchema, Model, ModelError, ModelEvent, ModelRequest, ModelStream, Usage,
};
pub use turn_log::{AppendError, Closed, LeaseError, OpinionError, StoreError, TurnLog};
