//! Which questions and answers are kept.
