//! What came of the calls of one turn.

use engine::actions::{Acted, Intent, Thread};
use engine::ports::ToolSaid;
use shared::tenant::TenantFile;
use shared::wire::{ActionDone, Block, ToolCall};

/// What came of the calls of one turn.
#[derive(Debug, Clone, PartialEq)]
pub struct Ran {
    /// Each call and what came of it, in order.
    pub acted: Vec<Acted>,
    /// What is remembered for the next turn.
    pub thread: Thread,
    /// What is said of it: Markdown, in the visitor's language.
    pub text: String,
    /// What is shown under it.
    pub blocks: Vec<Block>,
    /// The calls, for log and reply.
    pub tool_calls: Vec<ToolCall>,
    /// What was done to records.
    pub actions: Vec<ActionDone>,
    /// What the message was about.
    pub intent: Intent,
    /// What the tenant's own tools said, by their names: data for the model's next call.
    pub tool_results: Vec<(String, ToolSaid)>,
}

/// What is said by a turn that is taken over, of what it had done.
#[must_use]
pub fn already_done(tenant: &TenantFile, locale: &str, done: Vec<ActionDone>) -> Ran {
    let _ = (tenant, locale);
    Ran {
        acted: Vec::new(),
        thread: Thread::default(),
        text: String::new(),
        blocks: Vec::new(),
        tool_calls: Vec::new(),
        actions: done,
        intent: Intent::Action,
        tool_results: Vec::new(),
    }
}
