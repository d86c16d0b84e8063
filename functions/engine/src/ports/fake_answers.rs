//! Kept answers in memory, for the tests of the crates above. Knows no way to fail.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use jiff::Timestamp;

use super::{Answers, Clock, KeptAnswer, QuestionKey, StoreError};

/// Kept answers in memory. It keeps every promise of [`Answers`]; the store's tests run over both.
pub struct FakeAnswers {
    clock: Arc<dyn Clock>,
    answers: Mutex<HashMap<QuestionKey, (KeptAnswer, Timestamp)>>,
}

impl FakeAnswers {
    /// No answers.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, answers: Mutex::default() }
    }
}

#[async_trait]
impl Answers for FakeAnswers {
    async fn find(&self, question: &QuestionKey) -> Result<Option<KeptAnswer>, StoreError> {
        let now = self.clock.now();
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(answers.get(question).filter(|(_, until)| *until > now).map(|(answer, _)| answer.clone()))
    }

    async fn keep(
        &self,
        question: &QuestionKey,
        answer: &KeptAnswer,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        // The store keeps whole seconds.
        let until = Timestamp::from_second(until.as_second()).unwrap_or(until);
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.insert(question.clone(), (answer.clone(), until));
        Ok(())
    }

    async fn forget(&self, question: &QuestionKey) -> Result<(), StoreError> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).remove(question);
        Ok(())
    }
}
