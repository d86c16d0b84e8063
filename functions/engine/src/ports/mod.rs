//! What the engine needs of the world, one trait per aggregate. The crates above implement them.

mod answers;
mod clock;
#[cfg(feature = "test-helpers")]
mod fake_answers;
#[cfg(feature = "test-helpers")]
mod fake_knowledge;
#[cfg(feature = "test-helpers")]
mod fake_limits;
#[cfg(feature = "test-helpers")]
mod fake_outbox;
#[cfg(feature = "test-helpers")]
mod fake_people;
#[cfg(feature = "test-helpers")]
mod fake_records;
#[cfg(feature = "test-helpers")]
mod fake_secrets;
#[cfg(feature = "test-helpers")]
mod fake_turn_log;
#[cfg(feature = "test-helpers")]
mod fake_turn_queue;
mod knowledge;
mod limits;
mod model;
mod nothing;
mod outbox;
mod people;
mod records;
mod secrets;
mod tools;
mod turn_log;
mod turn_queue;

pub use answers::{Answers, KeptAnswer, QuestionKey};
pub use clock::Clock;
#[cfg(feature = "test-helpers")]
pub use fake_answers::FakeAnswers;
#[cfg(feature = "test-helpers")]
pub use fake_knowledge::FakeKnowledge;
#[cfg(feature = "test-helpers")]
pub use fake_limits::FakeLimits;
#[cfg(feature = "test-helpers")]
pub use fake_people::FakePeople;
#[cfg(feature = "test-helpers")]
pub use fake_records::FakeRecords;
#[cfg(feature = "test-helpers")]
pub use fake_secrets::FakeSecrets;
#[cfg(feature = "test-helpers")]
pub use fake_turn_log::FakeTurnLog;
#[cfg(feature = "test-helpers")]
pub use fake_turn_queue::FakeTurnQueue;
pub use knowledge::{Found, Knowledge, KnowledgeQuery, Published};
pub use limits::{Bucket, BucketOwner, Budget, Limits, Rate, Taken};
pub use model::{
    ChatMessage, ChatRole, FunctionSchema, Model, ModelError, ModelEvent, ModelRequest, ModelStream, Usage,
};
pub use nothing::Nothing;
pub use outbox::{Delivery, DeliveryState, Outbox};
pub use people::{People, UserId};
pub use records::{Change, ChangeError, ChangeId, HistoryEntry, Records, What};
pub use secrets::{Secret, SecretError, Secrets};
pub use tools::{OfferedTool, ToolError, ToolSaid, ToolUse, Tools};
pub use turn_log::{AppendError, Closed, LeaseError, OpinionError, StoreError, TurnLog};
pub use turn_queue::{GivenUp, QueueError, QueuedTurn, TurnQueue};
