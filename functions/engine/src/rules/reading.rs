//! What the rules engine is given, and what it makes of it.

use jiff::civil::Date;
use shared::tenant::Attribute;

use crate::scope::{Command, Scope};

/// One message and what surrounds it.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// What the tenant wants to know, in the tenant's order.
    pub attributes: &'a [Attribute],
    /// BCP 47: the visitor's language where it is known, otherwise the tenant's.
    pub locale: &'a str,
    /// ISO 3166-1 alpha-2: the tenant's country.
    pub country: &'a str,
    /// The day of the message, where the visitor is.
    pub today: Date,
    /// The key that the assistant had asked for just before.
    pub asked: Option<&'a str>,
    /// What is known already.
    pub scope: &'a Scope,
    /// What the visitor says.
    pub message: &'a str,
}

/// What the rules engine makes of a message.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Understanding {
    /// What it proposes, in the order of the message.
    pub commands: Vec<Command>,
    /// What else the visitor does.
    pub acts: Vec<Act>,
}

/// What a visitor does besides telling values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// "hi there"
    Greeting,
    /// "thanks!"
    Thanks,
    /// "bye"
    Farewell,
    /// "how are you", "nice weather"
    SmallTalk,
    /// "do you also do SEO?": a question that the scope does not answer.
    Question,
    /// "why do you ask?"
    AsksWhy,
    /// "how much will it cost?", "when can you start?"
    AsksPrice,
    /// "are you a robot?"
    AsksWho,
    /// "can I talk to a person?"
    AsksHuman,
    /// "what have you got so far?"
    AsksSummary,
    /// "I don't know": the question that was asked stays without an answer, and is not to be asked again at once.
    DoesNotKnow,
    /// "rather not say"
    Declines,
    /// "yes", without a yes/no question open.
    Agrees,
    /// "no", without a yes/no question open.
    Disagrees,
    /// "this is useless!!"
    Complains,
}
