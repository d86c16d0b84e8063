//! Changes that the visitor makes in the summary card or the form. They travel like messages: kept, and once.

use super::Chat;
use crate::conversation::json::Json;
use crate::conversation::outbox::Outgoing;
use crate::conversation::wire::edit::{self, Change};
use crate::texts::Text;

impl Chat {
    /// Sets values by attribute key, each as the visitor wrote it.
    pub fn set_values(self, values: &[(&str, &str)]) {
        let mut said = String::new();
        for (key, value) in values {
            let label = self.config.attribute(key).map_or(*key, |attribute| attribute.label.as_str());
            for part in [if said.is_empty() { "" } else { "\n" }, label, ": ", value] {
                said.push_str(part);
            }
        }
        self.edit(&said, edit::set(values));
    }

    /// Takes a value away.
    pub fn clear_value(self, key: &str) {
        let label = self.config.attribute(key).map_or(key, |attribute| attribute.label.as_str());
        self.edit(&self.texts.with(Text::Removed, label), edit::clear(key));
    }

    /// Confirms everything as it stands.
    pub fn confirm(self) {
        self.edit(self.text(Text::Confirmed), edit::confirm());
    }

    fn edit(self, said: &str, edit: String) {
        let under_way = edit::changes(&edit);
        self.keep_but(&under_way, under_way.clone());
        self.post(said, edit);
    }

    /// An edit is answered: what could not be read stays, with the reason, and where that is all of it, the log does
    /// not say it too.
    pub(super) fn edited(self, Outgoing { edit, message_id, .. }: &Outgoing, reply: &Json) {
        let (changes, rejected) = (edit::changes(edit), edit::rejected(edit, reply));
        if !rejected.is_empty() {
            self.card_open.set(true);
            let mut reasons = String::new();
            for change in &rejected {
                reasons.push_str(&change.reason);
            }
            self.announced.set(reasons);
            if let (true, Some(said)) = (rejected.len() == changes.len(), self.find(message_id, true)) {
                self.remove(said.key);
            }
        }
        self.keep_but(&changes, rejected);
    }

    /// Leaves a value as it was.
    pub fn leave_value(self, key: &str) {
        self.changes.change(|changes| changes.retain(|change| change.key != key));
    }

    /// Puts these changes in place of those of the same keys.
    pub(super) fn keep_but(self, old: &[Change], new: Vec<Change>) {
        self.changes.change(|changes| {
            changes.retain(|change| old.iter().all(|old| old.key != change.key));
            changes.extend(new);
        });
    }
}
