//! Records: whom they may be seen and changed by, and what a change is. The store itself stands behind
//! [`crate::ports::Records`].

mod actor;
mod query;

pub use actor::Actor;
pub use query::{Condition, RecordPage, RecordQuery, RowAccess, Test};
