//! What a tenant's own systems are told, and when they are told again. Pure: which deliveries a closed turn and the end of a
//! conversation make, their bodies, and the times between attempts. Knows nothing of how they are kept or sent.

mod body;
mod closed;
mod ended;
mod schedule;
#[cfg(test)]
mod tests;

pub use body::{EndReason, Said};
pub use closed::{ClosedTurn, of_closed_turn};
pub use ended::{EndedConversation, of_ended};
pub use schedule::{ATTEMPTS_AT_MOST, RETRY_AFTER_AT_MOST, next_attempt};
