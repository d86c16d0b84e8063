//! What the engine needs of the world, one trait per aggregate. The crates above implement them.

mod clock;
mod model;
mod turn_log;

pub use clock::Clock;
pub use model::{
    ChatMessage, ChatRole, FunctionSchema, Model, ModelError, ModelEvent, ModelRequest, ModelStream, Usage,
};
pub use turn_log::{AppendError, LeaseError, StoreError, TurnLog};
