//! A message, with all that it is understood by.

use jiff::Timestamp;
use jiff::civil::Date;
use shared::tenant::TenantFile;

use super::Thread;
use crate::ports::OfferedTool;
use crate::records::Actor;

/// A message, with all that it is understood by.
#[derive(Debug, Clone, Copy)]
pub struct Sentence<'a> {
    /// Whose assistant is spoken to.
    pub tenant: &'a TenantFile,
    /// Who speaks.
    pub actor: &'a Actor,
    /// The moment: what waits for an answer does not wait for ever.
    pub now: Timestamp,
    /// The day where the visitor is: relative dates are counted from it.
    pub today: Date,
    /// BCP 47: the language that is expected.
    pub locale: &'a str,
    /// What is said.
    pub message: &'a str,
    /// What was spoken of before.
    pub thread: &'a Thread,
    /// The tenant's own tools.
    pub tools: &'a [OfferedTool],
}
