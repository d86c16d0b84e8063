//! A call of the model, until its last word, its failure, or until nobody waits for it any more.

use core::time::Duration;
use std::time::Instant;

use engine::ports::ModelError;
use telemetry::record;

/// A call of the model. It is over when this is dropped.
pub(crate) struct ModelCall {
    began: Instant,
    first_token: Option<Duration>,
    outcome: &'static str,
}

impl ModelCall {
    /// From now on.
    pub(crate) fn begin() -> Self {
        Self { began: Instant::now(), first_token: None, outcome: "dropped" }
    }

    /// A piece of its answer has come.
    pub(crate) fn wrote(&mut self) {
        self.first_token.get_or_insert_with(|| self.began.elapsed());
    }

    /// It ended like this.
    pub(crate) const fn ended(&mut self, called: &Result<(), ModelError>) {
        self.outcome = if called.is_ok() { "whole" } else { "failed" };
    }
}

impl Drop for ModelCall {
    fn drop(&mut self) {
        record::model_called(self.outcome, self.began.elapsed(), self.first_token);
    }
}
