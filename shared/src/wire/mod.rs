//! What crosses the wire between the widget and the API.
//!
//! The browser reads these with a small parser of its own: an event's type is its SSE name, a block's its `kind`, and a
//! value the browser only shows comes with its `display`.

mod block;
mod config;
mod data;
mod dead_turn;
mod edit;
mod event;
mod feedback;
mod message;
mod problem;
mod record;
mod records;
mod reply;
#[cfg(feature = "schema")]
mod schema;
mod scope;
mod session;
mod webhook;

pub use block::{Block, Button, Card, CardField, Chart, ChartSeries, ChartShape, Link, Links, Table};
pub use config::{AttributeSummary, Form, FormFieldSummary, Presence, WidgetConfig};
pub use data::{DataAnswer, DataPage, DataTurn};
pub use dead_turn::{DeadTurn, DeadTurnList};
pub use edit::{Edit, Rejected};
pub use event::{Accepted, AcceptedForLater, Reset, TextDelta, event_name};
pub use feedback::{FeedbackRequest, Rating, Thumb};
pub use message::{Author, HistoryPage, Message, MessageState, Understood};
pub use problem::{FieldError, Problem};
pub use record::{ActionDone, Record};
pub use records::{
    RecordDifference, RecordEvent, RecordImport, RecordImported, RecordList, RecordRow, RecordRowError,
    RecordWithHistory, RecordWrite,
};
pub use reply::{Reply, SendRequest, ToolCall, TurnState, TurnStatus};
pub use scope::{Extracted, ExtractedStatus, ScopeView, Shown};
pub use session::{ClearRequest, Page, SessionRequest, SessionResponse};
pub use webhook::{WebhookDelivery, WebhookList, WebhookState};

/// The longest message, in characters (Unicode scalar values).
pub const MESSAGE_MAX_CHARS: usize = 10_000;
