//! The two places where endpoints differ in what they take, and how the right form is found out.
//!
//! - The bound of the answer's tokens is `max_completion_tokens`; some endpoints know only `max_tokens`.
//! - OpenAI's models since `gpt-5.6` take functions on this path only with `reasoning_effort: "none"`; others do not
//!   know the parameter.
//!
//! An endpoint that names the parameter in its refusal is asked once more in the other form, and what worked is kept
//! for as long as the process lives.

use std::sync::{Mutex, PoisonError};

/// The form of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// Whether the bound is called `max_tokens`.
    pub(crate) max_tokens: bool,
    /// Whether `reasoning_effort: "none"` is sent.
    pub(crate) no_reasoning: bool,
}

impl Dialect {
    /// The form to begin with for a model of that name.
    pub(crate) fn of(model: &str) -> Self {
        let name = model.rsplit('/').next().unwrap_or(model);
        Self { max_tokens: false, no_reasoning: name.starts_with("gpt-5.") || name.starts_with("gpt-6") }
    }

    /// The form to try after a refusal that says `text`, if it names a parameter that still has the form it had at the
    /// call's `start`: each is changed at most once a call.
    pub(crate) fn after_refusal(self, text: &str, start: Self) -> Option<Self> {
        let bound = if self.max_tokens { "max_tokens" } else { "max_completion_tokens" };
        if self.max_tokens == start.max_tokens && text.contains(bound) {
            return Some(Self { max_tokens: !self.max_tokens, ..self });
        }
        if self.no_reasoning == start.no_reasoning && text.contains("reasoning_effort") {
            return Some(Self { no_reasoning: !self.no_reasoning, ..self });
        }
        None
    }
}

/// The form that worked last.
pub(crate) struct Learned(Mutex<Dialect>);

impl Learned {
    pub(crate) const fn new(dialect: Dialect) -> Self {
        Self(Mutex::new(dialect))
    }

    pub(crate) fn get(&self) -> Dialect {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn set(&self, dialect: Dialect) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = dialect;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Dialect = Dialect { max_tokens: false, no_reasoning: false };

    #[test]
    fn only_the_models_that_need_it_are_told_not_to_reason() {
        for (model, expected) in [
            ("gpt-6-luna", true),
            ("gpt-5.6-terra", true),
            ("openai/gpt-6-luna", true),
            ("gpt-4.1-mini", false),
            ("gpt-5-mini", false),
            ("llama3.2", false),
        ] {
            assert_eq!(Dialect::of(model).no_reasoning, expected, "{model}");
        }
    }

    #[test]
    fn each_parameter_is_changed_once() {
        let text = "Unsupported: max_completion_tokens, max_tokens, reasoning_effort";
        let first = PLAIN.after_refusal(text, PLAIN).unwrap();
        assert_eq!(first, Dialect { max_tokens: true, no_reasoning: false });
        let second = first.after_refusal(text, PLAIN).unwrap();
        assert_eq!(second, Dialect { max_tokens: true, no_reasoning: true });
        assert_eq!(second.after_refusal(text, PLAIN), None);
    }

    #[test]
    fn another_refusal_changes_nothing() {
        assert_eq!(PLAIN.after_refusal("the schema is not strict", PLAIN), None);
    }

    #[test]
    fn what_was_learnt_can_be_unlearnt() {
        let learnt = Dialect { max_tokens: true, no_reasoning: true };
        let text = "'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
        assert_eq!(
            learnt.after_refusal(text, learnt),
            Some(Dialect { max_tokens: false, no_reasoning: true })
        );
    }
}
