//! The conversation as this page holds it: what is shown, what is on its way, and the server's side of it.
//!
//! [`Chat`] is the handle that every part of the panel holds; what is shown are [`Live`](crate::live::Live) values in
//! [`Core`]. It must not know how anything is drawn.

mod announce;
mod begin;
mod commands;
mod core;
mod draft;
mod edit;
mod entries;
mod entry;
mod feedback;
mod finish;
mod forget;
mod history;
mod notice;
mod pump;
mod stop;
mod tabs;
mod title;
mod turn;

use std::ops::Deref;

use crate::conversation::wire::Config;

pub use self::core::{Core, Setting};
pub use announce::object;
pub use entry::{Entry, EntryState};
pub use notice::Notice;

/// The handle on a conversation; copied freely. What it points to lives as long as the page: a mounted panel costs a
/// kilobyte then, and a counted pointer in a hundred closures would cost every visitor four in the download.
#[derive(Clone, Copy)]
pub struct Chat(&'static Core);

impl Chat {
    /// A conversation of which nothing is known yet.
    #[must_use]
    pub fn new(setting: Setting) -> Self {
        let chat = Self(Box::leak(Box::new(Core::new(setting))));
        chat.listen();
        chat.look_whether_finished();
        chat.take_up_draft();
        chat
    }

    /// What the tenant shows, for those who hold on to it.
    #[must_use]
    pub fn config(self) -> &'static Config {
        &self.0.config
    }
}

impl Deref for Chat {
    type Target = Core;

    fn deref(&self) -> &Core {
        self.0
    }
}
