//! The rules engine: understands and answers without a model.
//!
//! `understand` reads one message and proposes commands; `answer` words the reply. Both are pure.

mod reading;
pub mod values;

pub use reading::{Act, Reading, Understanding};
