//! What the server tells of itself: metrics, logs and traces. Two rules hold for all of it:
//!
//! - Every metric stands in [`METRICS`], and its labels have few values: tenants, routes and words of ours; never a
//!   session, a user or an address.
//! - What stands in [`NEVER_LOGGED`] is in no line and no label, at no level.
//!
//! This crate knows what is told and how it is written, not where it happens: whoever does something calls one function
//! of [`record`]. Where the numbers go is decided by the binary: [`prometheus`] for a server that stays, [`emf`] on
//! Lambda, nowhere otherwise.

mod catalogue;
#[cfg(feature = "emf")]
pub mod emf;
mod flush;
mod label;
#[cfg(feature = "logs")]
pub mod logs;
mod metric;
mod never;
#[cfg(feature = "prometheus")]
pub mod prometheus;
pub mod record;
mod sessions;
mod tally;

pub use catalogue::METRICS;
pub use flush::flush;
pub use metric::{CloudWatch, Kind, Metric, Unit};
pub use never::NEVER_LOGGED;
pub use tally::{Invocation, Tally, carried};
