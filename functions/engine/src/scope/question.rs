//! Which question comes next.

use shared::tenant::{Attribute, Requirement, ScopeSettings};

use super::{Scope, applies, confidence};

/// A question is asked so often and no oftener, whatever became of it.
pub const ASKS_AT_MOST: u8 = 2;

/// What may be asked, in order: the required attributes that are unknown, not declined and asked less than
/// [`ASKS_AT_MOST`] times; then, while confidence is short of the threshold, such optional ones.
#[must_use]
pub fn askable<'a>(settings: &'a ScopeSettings, scope: &Scope) -> Vec<&'a Attribute> {
    let may_ask = |attribute: &&Attribute| {
        let key = &attribute.key;
        applies(attribute, scope)
            && !scope.known.contains_key(key)
            && !scope.declined.contains(key)
            && scope.asked.get(key).copied().unwrap_or(0) < ASKS_AT_MOST
    };
    let short = confidence(settings, scope) < settings.threshold;
    let (optional, required): (Vec<&Attribute>, Vec<&Attribute>) =
        settings.attributes.iter().filter(may_ask).partition(|one| one.requirement == Requirement::Optional);
    required.into_iter().chain(optional.into_iter().filter(|_| short)).collect()
}

/// The attribute to ask for: the first of [`askable`]. `later` names one that the visitor cannot answer just now: it
/// waits until nothing else is left to ask.
#[must_use]
pub fn next_question<'a>(
    settings: &'a ScopeSettings,
    scope: &Scope,
    later: Option<&str>,
) -> Option<&'a Attribute> {
    let candidates = askable(settings, scope);
    let now = candidates.iter().find(|one| later != Some(one.key.as_str()));
    now.or(candidates.first()).copied()
}
