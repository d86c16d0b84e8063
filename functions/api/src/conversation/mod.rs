//! A conversation on the turn log: reading it, opening a turn, carrying it to its answer.

mod drive;
mod events;
mod held;
mod open;
mod read;
mod resume;
mod run;
mod running;
mod show;
mod stops;
mod told;

pub use drive::drive;
pub(crate) use events::{Event, Events};
pub(crate) use open::{Answered, RACES_AT_MOST, expires_at, open_turn};
pub(crate) use read::{Conversation, LoggedTurn, NEWEST_TURNS};
pub use resume::answer_queued;
pub use running::Running;
pub(crate) use show::{messages, place_of, state_of, status, turn_id};
pub use stops::Stops;
pub use told::{Waited, end_if_idle};
pub(crate) use told::{tells_of_ends, told_of_end};
