//! What the visitor changes by hand, in the summary card or the form. No quote is looked for: what was written there
//! *is* the evidence. Whether the attribute can hold the value is checked all the same.

use serde::de::DeserializeSeed;
use serde_json::Value as Json;
use shared::tenant::Attribute;
use shared::wire::ExtractedStatus;

use super::validate::validate;
use super::{Applied, Known, Rejection, Scope, cut};

impl Scope {
    /// Takes the value that was read from `text`, or says why the attribute cannot hold it and changes nothing.
    /// `country` is the tenant's, for telephone numbers.
    pub fn set_by_hand(
        &mut self,
        attribute: &Attribute,
        value: &Json,
        text: &str,
        country: &str,
    ) -> Result<Applied, Rejection> {
        let kind = attribute.kind;
        let value = kind
            .deserialize(value)
            .map_err(|error| Rejection::WrongType { kind, reason: error.to_string() })?;
        let value = validate(attribute, value, country)?;
        let status = ExtractedStatus::Stated;
        Ok(self.keep(&attribute.key, Known { kind, value, status, evidence: cut(text.trim()) }))
    }

    /// Forgets a value, if there is one. Unlike declining it, this leaves the question open: it may be asked again,
    /// as if it had never been.
    pub fn clear_by_hand(&mut self, key: &str) -> bool {
        let was_known = self.clear(key);
        if was_known {
            self.asked.remove(key);
        }
        was_known
    }

    /// Takes everything as confirmed, as it stands. Where nothing is known there is nothing to confirm.
    pub fn confirm(&mut self) -> bool {
        self.confirmed = !self.known.is_empty();
        self.confirmed
    }
}
