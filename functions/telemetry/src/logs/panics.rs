//! Panics: where they were. What they say may quote what was being worked on, such as the text that was cut in the wrong
//! place.

use std::panic;

/// A panic is told by its place from now on.
pub(super) fn tell_without_words() {
    panic::set_hook(Box::new(|panicked| {
        let place = panicked.location();
        let (file, line) = place.map_or(("unknown", 0), |place| (place.file(), place.line()));
        tracing::error!(file, line, "panicked");
    }));
}
