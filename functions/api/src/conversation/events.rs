//! What a turn tells whoever listens. Nobody need listen: a turn goes on to its end without its client.

use engine::turn::Effect;
use shared::wire::{Accepted, ActionDone, Block, Reply, ScopeView, ToolCall};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::problem::ApiError;

/// What a turn tells.
#[derive(Debug, Clone)]
pub(crate) enum Event {
    /// The message is in the log.
    Accepted(Accepted),
    /// What is understood has changed.
    Scope(ScopeView),
    /// A tool was called.
    Tool(ToolCall),
    /// Something was done to a record.
    Action(Box<ActionDone>),
    /// More of the reply.
    Text(String),
    /// The reply so far is void.
    Reset(&'static str),
    /// Something under the reply.
    Block(Block),
    /// The turn is closed.
    Done(Box<Reply>),
    /// It could not be closed.
    Failed(ApiError),
}

impl From<Effect> for Event {
    fn from(effect: Effect) -> Self {
        match effect {
            Effect::Scope(view) => Self::Scope(view),
            Effect::Tool(call) => Self::Tool(call),
            Effect::Action(done) => Self::Action(Box::new(done)),
            Effect::Text(text) => Self::Text(text),
            Effect::Reset { reason } => Self::Reset(reason),
            Effect::Block(block) => Self::Block(block),
        }
    }
}

/// The turn's end of the line. What is sent is bounded by what a turn can make; a listener that is gone is no error.
#[derive(Debug, Clone)]
pub(crate) struct Events(Option<UnboundedSender<Event>>);

impl Events {
    /// A line.
    pub(crate) fn channel() -> (Self, UnboundedReceiver<Event>) {
        let (sender, receiver) = unbounded_channel();
        (Self(Some(sender)), receiver)
    }

    /// Nobody listens.
    pub(crate) const fn nobody() -> Self {
        Self(None)
    }

    /// Returns once nobody listens any more; never where nobody ever did.
    pub(super) async fn listener_gone(&self) {
        match &self.0 {
            Some(sender) => sender.closed().await,
            None => core::future::pending().await,
        }
    }

    pub(crate) fn send(&self, event: Event) {
        if let Some(sender) = &self.0 {
            let _ = sender.send(event);
        }
    }
}
