//! What crosses the wire between the widget and the API.
//!
//! The browser reads these with a small parser, so there are no tagged or untagged enums here: an event's type is its
//! SSE name, and a value the browser only shows comes with its `display`.

mod config;
mod event;
mod message;
mod problem;
mod reply;
mod scope;
mod session;

pub use config::{AttributeSummary, WidgetConfig};
pub use event::{Accepted, Reset, TextDelta, event_name};
pub use message::{Author, HistoryPage, Message, MessageState};
pub use problem::{FieldError, Problem};
pub use reply::{Block, BlockKind, Button, Reply, SendRequest, ToolCall, TurnState, TurnStatus};
pub use scope::{Extracted, ExtractedStatus, ScopeView, Shown};
pub use session::{ClearRequest, Page, SessionRequest, SessionResponse};

/// The longest message, in characters (Unicode scalar values).
pub const MESSAGE_MAX_CHARS: usize = 10_000;
