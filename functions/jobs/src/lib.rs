//! What is done in the background: turns that nobody waits for, webhooks on their way, ends of conversations.
//!
//! A library, used by one machine's server and by the function `jobs` alike. What is to be done stands in the store, so this
//! may stop at any moment and begin again anywhere. It knows what to do, not when: whoever uses it calls it when a turn comes
//! out of the queue, when the table's stream tells of something pending, and from time to time.

mod deliver;
mod jobs;
mod key_set;
mod sender;

pub use jobs::{JobError, Jobs, Swept};
pub use key_set::KeySetFetcher;
pub use outward::{Lookup, NoKey, Reach, Refused, SetupError as SenderError, SystemLookup, sign};
pub use sender::{Attempt, Sender};
