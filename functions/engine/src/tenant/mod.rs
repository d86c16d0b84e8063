//! Reading a tenant file: its shape, and what the shape cannot say; and what the browser is told of it.

mod config;
mod hours;
mod language;
mod origins;
mod presence;
mod read;
mod roles;
mod seal;
mod style;
mod translated;

pub use config::widget_config;
pub use language::best as best_language;
pub use language::preferences;
pub use origins::allows_origin;
pub(crate) use presence::presence_of;
pub(crate) use read::nearest;
pub use read::{Mistake, STRICT_JSON, read, read_without_room, schema};
pub use roles::for_role;
pub use seal::{Sealed, seal};
pub use style::drawn_accent;
pub use translated::in_language;
pub(crate) use translated::{texts_in, with as translated};

#[cfg(test)]
mod tests;
