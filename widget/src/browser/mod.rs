//! The browser: requests, storage, tabs, time, the page. It must not know what a conversation is.

mod api;
mod channel;
mod clock;
mod host;
mod listener;
mod page;
mod shelf;
mod shown;
mod sound;
mod viewport;

pub use api::{Api, Stream, method_of, read};
pub use channel::Channel;
pub use clock::{Clock, Timer, minutes_between, now};
pub use host::Host;
pub use listener::Listener;
pub use page::{page, random, random_id, time_zone};
pub use shelf::Shelf;
pub use shown::{
    day, shown_day, shown_moment, shown_number, shown_share, shown_time, shown_wait, shown_weekday,
};
pub use sound::Sound;
pub use viewport::{fills_screen, follow_viewport};
