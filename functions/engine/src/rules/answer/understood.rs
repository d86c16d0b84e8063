//! What a reply says about what was understood, and what was not.

use shared::tenant::Attribute;
use shared::value::{Kind, Value};

use super::Answering;
use super::voice::Voice;
use crate::rules::profile::Profile;
use crate::rules::reading::Act;
use crate::rules::role::Role;
use crate::scope::{Applied, Rejection};

/// What happened to the attributes in this turn, each once, as it stands in the end.
#[derive(Default)]
pub(super) struct Understood<'a> {
    pub added: Vec<(&'a Attribute, &'a Value)>,
    pub changed: Vec<(&'a Attribute, &'a Value)>,
    pub cleared: Vec<&'a Attribute>,
    pub declined: Vec<&'a Attribute>,
    pub unchanged: Vec<&'a Attribute>,
    pub invalid: Vec<&'a Attribute>,
}

impl<'a> Understood<'a> {
    pub(super) fn new(answering: &Answering<'a>) -> Self {
        let mut understood = Self::default();
        for attribute in answering.reading.attributes {
            let results: Vec<_> = answering
                .applied
                .iter()
                .filter(|(command, _)| command.key == attribute.key)
                .map(|(_, result)| result)
                .collect();
            if results.is_empty() {
                continue;
            }
            let before = answering.reading.scope.known.get(&attribute.key).map(|known| &known.value);
            let after = answering.after.known.get(&attribute.key).map(|known| &known.value);
            let declined = results.iter().any(|result| matches!(result, Ok(Applied::Declined)));
            let refused = results
                .iter()
                .any(|result| matches!(result, Err(Rejection::Invalid(_) | Rejection::WrongType { .. })));
            match (before, after) {
                (None, Some(value)) => understood.added.push((attribute, value)),
                (Some(old), Some(new)) if old != new => understood.changed.push((attribute, new)),
                (_, None) if declined => understood.declined.push(attribute),
                (Some(_), None) => understood.cleared.push(attribute),
                _ if refused => understood.invalid.push(attribute),
                (Some(_), Some(_)) if results.iter().any(|result| result.is_ok()) => {
                    understood.unchanged.push(attribute)
                }
                _ => {}
            }
        }
        understood
    }

    pub(super) fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.changed.is_empty()
            && self.cleared.is_empty()
            && self.declined.is_empty()
    }

    /// The sentences about it.
    pub(super) fn say(&self, voice: &Voice<'_>, answering: &Answering<'_>) -> Vec<String> {
        let phrases = voice.phrases;
        let mut parts = Vec::new();
        for attribute in &self.cleared {
            parts.push(voice.say(phrases.cleared, &[("name", &voice.name(attribute))]));
        }
        for (attribute, value) in &self.changed {
            let blanks = [("name", &*voice.name(attribute)), ("value", &*voice.value(value, attribute))];
            parts.push(match value {
                Value::Text(_) if is_open(attribute) => voice.say(phrases.noted_sentence, &[]),
                _ => voice.say(phrases.changed, &blanks),
            });
        }
        parts.extend(self.say_added(voice));
        if !self.declined.is_empty() {
            parts.push(voice.say(phrases.declined, &[]));
        } else if answering.understanding.acts.contains(&Act::DoesNotKnow) {
            parts.push(voice.say(phrases.left_open, &[]));
        }
        for attribute in &self.invalid {
            let phrase = not_this(voice, attribute.kind).unwrap_or(phrases.invalid);
            parts.push(voice.say(phrase, &[("name", &voice.name(attribute))]));
        }
        if parts.is_empty() && !self.unchanged.is_empty() {
            parts.push(voice.say(phrases.unchanged, &[]));
        }
        parts
    }

    fn say_added(&self, voice: &Voice<'_>) -> Option<String> {
        let phrases = voice.phrases;
        match self.added.as_slice() {
            [] => None,
            [(attribute, value)] => {
                let shown = voice.value(value, attribute);
                Some(match value {
                    Value::Text(_) if is_open(attribute) => voice.say(phrases.noted_sentence, &[]),
                    Value::Text(_) if Profile::new(attribute).role == Role::Person => {
                        voice.say(phrases.noted_person, &[("value", &shown)])
                    }
                    Value::YesNo(_) => voice.say(phrases.noted_answer, &[]),
                    _ => voice.say(phrases.noted, &[("value", &shown)]),
                })
            }
            several => {
                let items: Vec<String> =
                    several.iter().map(|(attribute, value)| item(voice, attribute, value)).collect();
                let phrase = if several.len() > 2 { phrases.noted_many } else { phrases.noted_several };
                Some(voice.say(phrase, &[("list", &voice.list(&items))]))
            }
        }
    }
}

/// A value in a sum of several: plain where it speaks for itself, with its name where it does not.
fn item(voice: &Voice<'_>, attribute: &Attribute, value: &Value) -> String {
    let name = voice.name(attribute);
    match value {
        Value::Email(_) | Value::Phone(_) | Value::Url(_) | Value::Choice(_) | Value::List(_) => {
            voice.value(value, attribute)
        }
        Value::Text(_) if is_open(attribute) => name,
        Value::Text(text) => text.clone(),
        _ => format!("{name}: {}", voice.value(value, attribute)),
    }
}

/// Whether the text is a sentence of the visitor, which is not to be said back.
fn is_open(attribute: &Attribute) -> bool {
    attribute.kind == Kind::Text && Profile::new(attribute).role == Role::Open
}

/// "That does not look like …", for the kinds for which it can be said.
pub(super) fn not_this(voice: &Voice<'_>, kind: Kind) -> Option<super::phrases::Ways> {
    let phrases = voice.phrases;
    match kind {
        Kind::Email => Some(phrases.no_email),
        Kind::Phone => Some(phrases.no_phone),
        Kind::Url => Some(phrases.no_url),
        Kind::Money => Some(phrases.no_money),
        Kind::Date | Kind::Duration => Some(phrases.no_date),
        Kind::Number => Some(phrases.no_number),
        Kind::Choice | Kind::List => Some(phrases.no_choice),
        Kind::Text | Kind::YesNo => None,
    }
}
