//! What a turn depends on, and what it asks of its driver.

use jiff::Timestamp;
use jiff::civil::Date;
use shared::tenant::TenantFile;
use shared::wire::{ActionDone, Block, Page, ScopeView, ToolCall};

use super::finished::Finished;
use crate::actions::{Call, Thread, Waiting};
use crate::escalation::Escalated;
use crate::ports::{Found, ModelRequest, OfferedTool};
use crate::prepared::Prepared;
use crate::prompt::PastTurn;
use crate::records::Actor;
use crate::scope::Scope;
use crate::summary::Summary;

/// Everything that a turn depends on.
#[derive(Debug, Clone)]
pub struct TurnInput<'a> {
    /// The tenant.
    pub tenant: &'a TenantFile,
    /// BCP 47: the conversation's language.
    pub locale: &'a str,
    /// The day of the message, where the visitor is.
    pub today: Date,
    /// The scope as the last turn left it.
    pub scope: Scope,
    /// The newest turns, oldest first.
    pub history: &'a [PastTurn],
    /// What is left of the turns before these.
    pub summary: Option<&'a Summary>,
    /// The page the visitor is on.
    pub page: Option<&'a Page>,
    /// The message.
    pub message: &'a str,
    /// The model; `None` where the rules engine answers by design.
    pub model: Option<ModelInput<'a>>,
    /// That a person is asked for or offered.
    pub escalated: Option<&'a Escalated>,
    /// What there is besides the scope; `None` where the tenant has nothing of it and the visitor is nobody in particular.
    pub means: Option<Means<'a>>,
}

/// What a turn needs where a model is called.
#[derive(Debug, Clone, Copy)]
pub struct ModelInput<'a> {
    /// Its name.
    pub name: &'a str,
    /// What follows from the tenant.
    pub prepared: &'a Prepared,
}

/// What a turn can draw on besides the scope: who asks, what was spoken of, and what the tenant has.
#[derive(Debug, Clone, Copy)]
pub struct Means<'a> {
    /// Who asks.
    pub actor: &'a Actor,
    /// The moment of the message.
    pub now: Timestamp,
    /// What was spoken of before.
    pub thread: &'a Thread,
    /// The tenant's own tools.
    pub tools: &'a [OfferedTool],
    /// What was found in the tenant's knowledge for the message, best first; `None` where the tenant has none.
    pub found: Option<&'a [Found]>,
}

/// What the driver has to do.
#[derive(Debug)]
pub enum Step {
    /// Ask the model, and feed back what comes.
    CallModel(Box<ModelRequest>),
    /// Carry this out, and feed back what came of it: [`super::TurnMachine::acted`].
    Act(Box<Todo>),
    /// Close the turn.
    Finish(Box<Finished>),
}

/// What is to be carried out.
#[derive(Debug, Clone, PartialEq)]
pub enum Todo {
    /// These calls, in order, as this turn's own.
    Run(Vec<Call>),
    /// What the user has confirmed, as the turn that asked.
    Confirmed(Waiting),
    /// Nothing: the user has said no to it.
    Declined(Waiting),
}

/// What the visitor is to see at once.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// What is understood has changed.
    Scope(ScopeView),
    /// A tool was called.
    Tool(ToolCall),
    /// Something was done to a record.
    Action(ActionDone),
    /// More of the reply.
    Text(String),
    /// The reply so far is void.
    Reset {
        /// Why, as a stable word.
        reason: &'static str,
    },
    /// Something under the reply.
    Block(Block),
}
