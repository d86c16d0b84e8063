//! What is being written and was not sent: it outlives a reload of this tab.

use super::Chat;

/// Where it is kept.
const DRAFT: &str = "draft";

impl Chat {
    /// Keeps what the visitor is writing.
    pub fn keep_draft(self, text: &str) {
        if text.is_empty() {
            self.tab.remove(DRAFT);
        } else {
            self.tab.set(DRAFT, text);
        }
    }

    /// Forgets it, and empties the composer.
    pub(super) fn forget_draft(self) {
        self.keep_draft("");
        self.draft.change(|draft| *draft = Some(String::new()));
    }

    /// What an earlier page of this tab has kept goes into the composer.
    pub(super) fn take_up_draft(self) {
        if let Some(draft) = self.tab.get(DRAFT) {
            self.draft.set(Some(draft));
        }
    }
}
