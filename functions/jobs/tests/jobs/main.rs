//! What is done in the background, over the real store and a real receiver of webhooks.

#![expect(clippy::unwrap_used, reason = "a test ends where its own footing is not as it must be")]

mod attempts;
mod ends;
mod events;
mod reach;
mod turns;
mod unreadable;

mod receiver;
mod world;
