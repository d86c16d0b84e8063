//! When a person is offered in place of the assistant, and what is said then. Pure: the webhook that tells the tenant's
//! people is made with the turn that hands over (`crate::webhooks`).

mod phrases;
mod signs;
#[cfg(test)]
mod tests;
mod worded;

pub use signs::{Escalation, Signs, decide};
pub use worded::{Worded, button, word};

use jiff::Timestamp;

use crate::rules::detect;

/// That a person is asked for or offered, and what is said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Escalated {
    /// Which of both.
    pub escalation: Escalation,
    /// What is said, in the language of the message.
    pub worded: Worded,
}

/// Whether a person is to be offered or asked for, and what is said then. `locale` is the visitor's; `now` decides whether
/// people are there.
#[must_use]
pub fn escalate(signs: &Signs<'_>, locale: &str, now: Timestamp) -> Option<Escalated> {
    let escalation = decide(signs)?;
    let language = detect(signs.message, locale);
    // Dates as the visitor writes them, where that is the language.
    let is_visitors = locale.split(['-', '_']).next() == Some(language.tag());
    let locale = if is_visitors { locale } else { language.tag() };
    Some(Escalated { escalation, worded: word(signs.tenant, locale, escalation, now) })
}
