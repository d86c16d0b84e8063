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
            parts.push(match value {
                Value::Text(_) if is_open(attribute) => voice.say(phrases.noted_sentence, &[]),
                _ => voice.say(phrases.changed, &[("value", &item(voice, attribute, value, false))]),
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
        // A sentence of the visitor is thanked for, not said back.
        let told: Vec<_> = self.added.iter().filter(|(attribute, _)| !is_open(attribute)).collect();
        Some(match (told.as_slice(), self.added.len()) {
            ([], 0) => return None,
            ([], _) => voice.say(phrases.noted_sentence, &[]),
            ([(_, Value::YesNo(_))], 1) => voice.say(phrases.noted_answer, &[]),
            ([(attribute, value)], 1) => {
                let person = matches!(value, Value::Text(_)) && Profile::new(attribute).role == Role::Person;
                let phrase = if person { phrases.noted_person } else { phrases.noted };
                voice.say(phrase, &[("value", &voice.value(value, attribute))])
            }
            (told, count) => {
                let alike = |kind: Kind| told.iter().filter(|(other, _)| other.kind == kind).count() > 1;
                let items: Vec<String> = told
                    .iter()
                    .flat_map(|(attribute, value)| match value {
                        // "a, b and c", not "a and b and c".
                        Value::List(values) => {
                            values.iter().map(|value| attribute.choice_name(value)).collect()
                        }
                        _ => vec![item(voice, attribute, value, alike(attribute.kind))],
                    })
                    .collect();
                let phrase = if count > 2 { phrases.noted_many } else { phrases.noted_several };
                voice.say(phrase, &[("list", &voice.list(&items))])
            }
        })
    }
}

/// A value among others: plain where it speaks for itself, behind its name where it does not, or where another value
/// `alike` stands beside it.
fn item(voice: &Voice<'_>, attribute: &Attribute, value: &Value, alike: bool) -> String {
    let shown = voice.value(value, attribute);
    let mistakable = match value {
        Value::Number(_) | Value::YesNo(_) | Value::Duration(_) => true,
        Value::Money(_) | Value::Date(_) => alike,
        _ => false,
    };
    if mistakable { format!("{} ({shown})", voice.name(attribute)) } else { shown }
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
        Kind::Date => Some(phrases.no_date),
        Kind::Duration => Some(phrases.no_duration),
        Kind::Number => Some(phrases.no_number),
        Kind::Choice | Kind::List => Some(phrases.no_choice),
        Kind::Text | Kind::YesNo => None,
    }
}
