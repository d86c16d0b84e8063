//! A conversation on the turn log: reading it, opening a turn, carrying it to its answer.

mod drive;
mod events;
mod open;
mod read;
mod run;
mod running;
mod show;
mod stops;

pub use drive::drive;
pub(crate) use events::{Event, Events};
pub(crate) use open::{RACES_AT_MOST, expires_at, open_turn};
pub(crate) use read::Conversation;
pub use running::Running;
pub(crate) use show::{messages, place_of, state_of, status, turn_id};
pub use stops::Stops;
