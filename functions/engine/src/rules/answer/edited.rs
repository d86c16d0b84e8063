//! Wording the answer to a change made by hand: what was noted, what could not be read, and one question.

use shared::tenant::{Attribute, TenantFile};
use shared::value::{Kind, Value};
use shared::wire::{Edit, Rejected};

use super::Answer;
use super::buttons::buttons;
use super::understood::not_this;
use super::voice::Voice;
use crate::rules::language::detect;
use crate::scope::{Scope, missing};
use crate::wording;

/// A longer text is not said back.
const SAID_BACK_AT_MOST: usize = 80;

/// What came of a change made by hand, to be worded.
#[derive(Debug, Clone, Copy)]
pub struct EditAnswering<'a> {
    /// The tenant.
    pub tenant: &'a TenantFile,
    /// BCP 47: the visitor's language.
    pub locale: &'a str,
    /// The scope before and after.
    pub before: &'a Scope,
    /// See `before`.
    pub after: &'a Scope,
    /// Whose value was set, in the tenant's order.
    pub set: &'a [&'a Attribute],
    /// Whose value went away.
    pub cleared: &'a [&'a Attribute],
    /// What could not be read.
    pub rejected: &'a [Rejected],
    /// Whether the visitor confirms, and whether that held.
    pub confirms: Option<bool>,
    /// The question to ask next.
    pub next: Option<&'a Attribute>,
    /// Whether this made enough known for an estimate.
    pub became_ready: bool,
}

/// Words the reply to a change made by hand.
#[must_use]
pub fn answer_edit(answering: &EditAnswering<'_>) -> Answer {
    let EditAnswering { tenant, locale, before, after, .. } = *answering;
    let voice = voice(tenant, locale, before);
    let phrases = voice.phrases;
    let mut parts = Vec::new();
    if !answering.cleared.is_empty() {
        let names: Vec<String> = answering.cleared.iter().map(|one| one.name()).collect();
        parts.push(voice.say(phrases.edit_removed, &[("list", &voice.list(&names))]));
    }
    if !answering.set.is_empty() {
        let said: Vec<String> = answering.set.iter().map(|one| item(&voice, one, after)).collect();
        parts.push(voice.say(phrases.edit_noted, &[("list", &voice.list(&said))]));
    }
    parts.extend(answering.rejected.iter().map(|one| format!("{}: {}", name(tenant, &one.key), one.reason)));
    match answering.confirms {
        Some(true) => {
            parts.push(voice.say(phrases.edit_confirmed, &[]));
            let names: Vec<String> = missing(&tenant.scope, after).map(|one| voice.name(one)).collect();
            if !names.is_empty() {
                parts.push(voice.say(phrases.still_missing, &[("list", &voice.list(&names))]));
            }
        }
        Some(false) if after.known.is_empty() => parts.push(voice.say(phrases.summary_empty, &[])),
        Some(false) => parts.push(voice.say(phrases.edit_unconfirmed, &[])),
        None => {}
    }
    if let Some(attribute) = answering.next {
        parts.push(voice.question(attribute));
    } else if answering.became_ready && answering.confirms != Some(true) {
        parts.push(voice.say(phrases.became_ready, &[]));
    } else if parts.is_empty() {
        parts.push(voice.say(phrases.agreed, &[]));
    }
    Answer {
        text: parts.join(" "),
        blocks: answering
            .next
            .map(|one| buttons(&voice.in_words(one), voice.language().tag()))
            .unwrap_or_default(),
        asks: answering.next.map(|one| one.key.clone()),
        intent: if answering.confirms == Some(true) { "confirmation" } else { "edit" }.to_owned(),
    }
}

/// Why a value was not read, for the visitor. `attribute` is the tenant's, where there is one of that key.
#[must_use]
pub fn edit_reason(
    tenant: &TenantFile,
    locale: &str,
    scope: &Scope,
    attribute: Option<&Attribute>,
) -> String {
    let voice = voice(tenant, locale, scope);
    let phrases = voice.phrases;
    let Some(attribute) = attribute else { return voice.say(phrases.edit_unknown, &[]) };
    let ways = not_this(&voice, attribute.kind).unwrap_or(phrases.invalid);
    voice.say(ways, &[("name", &voice.name(attribute))])
}

/// What is said where a turn is more than the store takes.
#[must_use]
pub fn too_much(tenant: &TenantFile, locale: &str, scope: &Scope) -> String {
    let voice = voice(tenant, locale, scope);
    voice.say(voice.phrases.too_much, &[])
}

/// What a change says in the conversation, a line each: `Budget: €30,000`, `E-mail removed`, `Confirmed`. `after` is
/// the scope that it left; before it is applied, the words are shown as they were written.
#[must_use]
pub fn edit_words(tenant: &TenantFile, locale: &str, edit: &Edit, after: Option<&Scope>) -> String {
    let nothing = Scope::default();
    let voice = voice(tenant, locale, after.unwrap_or(&nothing));
    let phrases = voice.phrases;
    let removed = edit.clear.iter().filter(|key| !edit.set.contains_key(*key));
    let mut lines: Vec<String> =
        removed.map(|key| voice.say(phrases.edit_removes, &[("name", &name(tenant, key))])).collect();
    // In the tenant's order, as the form has them; keys that nobody knows last.
    let place =
        |key: &str| tenant.scope.attributes.iter().position(|one| one.key == key).unwrap_or(usize::MAX);
    let mut set: Vec<(&String, &String)> = edit.set.iter().collect();
    set.sort_by_key(|(key, _)| place(key));
    for (key, text) in set {
        // What was refused is not in the scope with these words.
        let known = after.and_then(|scope| scope.known.get(key)).filter(|known| is_from(known, text));
        let shown = match (known, attribute(tenant, key)) {
            (Some(known), Some(attribute)) => wording::display(&known.value, attribute, locale),
            _ => text.trim().to_owned(),
        };
        lines.push(format!("{}: {shown}", name(tenant, key)));
    }
    if edit.confirm {
        lines.push(voice.say(phrases.edit_confirms, &[]));
    }
    lines.join("\n")
}

fn attribute<'a>(tenant: &'a TenantFile, key: &str) -> Option<&'a Attribute> {
    tenant.scope.attributes.iter().find(|one| one.key == key)
}

/// What the visitor knows it by; a key that the tenant does not have is all that there is to say.
fn name(tenant: &TenantFile, key: &str) -> String {
    attribute(tenant, key).map_or_else(|| key.to_owned(), Attribute::name)
}

/// Whether a value was read from this text.
fn is_from(known: &crate::scope::Known, text: &str) -> bool {
    known.evidence == crate::scope::cut(text.trim())
}

/// In the language in which the visitor has written so far.
fn voice<'a>(tenant: &'a TenantFile, locale: &'a str, scope: &Scope) -> Voice<'a> {
    let said: Vec<&str> = scope.known.values().map(|known| known.evidence.as_str()).collect();
    let assistant = tenant.assistant.name.as_deref().unwrap_or(&tenant.name);
    Voice::new(detect(&said.join(" "), locale), locale, &tenant.name, assistant, &tenant.translations, "")
}

/// A value behind its name; of a long text the name alone.
fn item(voice: &Voice<'_>, attribute: &Attribute, scope: &Scope) -> String {
    let name = attribute.name();
    match scope.known.get(&attribute.key).map(|known| &known.value) {
        Some(Value::Text(text))
            if attribute.kind == Kind::Text && text.chars().count() > SAID_BACK_AT_MOST =>
        {
            name
        }
        Some(value) => format!("{name} {}", voice.value(value, attribute)),
        None => name,
    }
}
