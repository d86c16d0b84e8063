//! What the model has written so far of its answer.

use super::arguments::ArgumentsReader;
use super::input::Effect;
use crate::actions::Call;
use crate::output::Replaced;
use crate::prompt::Malformed;

/// What the model has written so far.
#[derive(Debug, Default)]
pub(super) struct ModelReply {
    pub(super) reader: ArgumentsReader,
    /// What it wants done, in order; what could not be read of it says under which name it was written.
    pub(super) calls: Vec<Result<Call, Malformed>>,
    pub(super) intent: String,
    pub(super) asks: Option<String>,
    /// The entries that it says it has answered from.
    pub(super) sources: Vec<String>,
    /// Whether the visitor has seen some of it.
    pub(super) is_shown: bool,
    /// Its words are thrown away, and why; what it understood is kept.
    pub(super) replaced: Option<Replaced>,
    pub(super) is_whole: bool,
}

impl ModelReply {
    /// The visitor is to see nothing of it any more.
    pub(super) fn throw_away(&mut self, reason: Replaced, effects: &mut Vec<Effect>) {
        if core::mem::take(&mut self.is_shown) {
            effects.push(Effect::Reset { reason: "reply_replaced" });
        }
        self.replaced.get_or_insert(reason);
    }
}
