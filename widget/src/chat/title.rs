//! How many answers were not seen, in the title of the page: `(2) Our shop`. The page may change its title meanwhile;
//! only what was put there is taken away.

use super::Chat;
use crate::conversation::text::Joined;
use crate::conversation::text::digits;

impl Chat {
    /// From one count to another, before what the page calls itself.
    pub(super) fn count_in_title(self, before: u32, now: u32) {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        let shown = document.title();
        let title = shown.strip_prefix(&words(before)).unwrap_or(&shown);
        if before != now {
            document.set_title(&[&words(now), title].joined());
        }
    }
}

fn words(count: u32) -> String {
    if count == 0 { String::new() } else { ["(", &digits(count as i64), ") "].joined() }
}
