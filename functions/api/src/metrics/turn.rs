//! A turn, from the beginning of its answer until it is closed, or cannot be.

use std::sync::Arc;
use std::time::Instant;

use engine::log::{ConversationId, Outcome};
use telemetry::{Tally, record};
use tracing::{Instrument as _, Span};

use super::milliseconds;
use crate::conversation::turn_id;

/// A turn that is being answered. Where it is dropped without a word it has failed.
pub(crate) struct TurnWatch {
    conversation: ConversationId,
    began: Instant,
    tally: Arc<Tally>,
    span: Span,
    is_told: bool,
}

impl TurnWatch {
    /// From now on.
    pub(crate) fn begin(conversation: &ConversationId, seq: u64) -> Self {
        let turn = turn_id(conversation, seq);
        let span = tracing::error_span!("turn", tenant = conversation.tenant, turn);
        let conversation = conversation.clone();
        Self { conversation, began: Instant::now(), tally: Tally::begin(), span, is_told: false }
    }

    /// A part of answering it.
    pub(crate) async fn during<F: Future>(&self, work: F) -> F::Output {
        // On the heap: each of those who wait for it here would hold one more copy of its size.
        Arc::clone(&self.tally).during(Box::pin(work)).instrument(self.span.clone()).await
    }

    /// It is closed with this.
    pub(crate) fn closed(mut self, outcome: &Outcome, stopped: bool) {
        Tally::name_intent(&outcome.intent);
        for call in &outcome.tool_calls {
            record::action_taken(&call.tool, &call.outcome);
        }
        if let Some(reason) = &outcome.reply_replaced {
            record::reply_replaced(&self.conversation.tenant, reason);
        }
        self.tell(Some(outcome), if stopped { "stopped" } else { "answered" });
    }

    /// Somebody else has answered it, and tells of it.
    pub(crate) fn left_to_others(mut self) {
        self.is_told = true;
    }

    fn tell(&mut self, answer: Option<&Outcome>, outcome: &'static str) {
        self.is_told = true;
        let (took, model) = (self.began.elapsed(), self.tally.model());
        let intent = answer.map_or("none", |answer| answer.intent.as_str());
        let degraded = answer.and_then(|answer| answer.degraded.as_deref());
        let tokens = answer.map_or((0, 0), |answer| (answer.usage.input_tokens, answer.usage.output_tokens));
        let ConversationId { tenant, session } = &self.conversation;
        record::turn_closed(&record::Turn {
            tenant,
            session,
            intent,
            outcome,
            degraded,
            tokens,
            took,
            model,
        });
        self.span.in_scope(|| {
            tracing::info!(
                outcome,
                intent = record::intent(intent),
                degraded,
                model = answer.map(|answer| answer.model.as_str()),
                duration_ms = milliseconds(took),
                model_ms = milliseconds(model),
                store_calls = self.tally.store_calls(),
                store_ms = milliseconds(self.tally.store()),
                input_tokens = tokens.0,
                output_tokens = tokens.1,
                "turn"
            );
        });
        if Tally::is_on_its_own() {
            telemetry::flush();
        }
    }
}

impl Drop for TurnWatch {
    fn drop(&mut self) {
        if !self.is_told {
            self.tell(None, "failed");
        }
    }
}
