//! Reading what was typed as the value of one attribute: in the summary card or the form, where nothing else can be
//! meant.

use serde_json::{Value as Json, json};
use shared::tenant::Attribute;
use shared::value::Kind;

use super::reading::Reading;
use super::text::folded;
use super::understand::understand;
use super::values::{
    Context, Found, find_dates, find_durations, find_emails, find_money, find_numbers, find_phones, find_urls,
};
use crate::scope::{Operation, Scope};

/// Words for yes and no that stand on a switch rather than in a sentence.
const SWITCHED_ON: [&str; 3] = ["true", "on", "1"];
const SWITCHED_OFF: [&str; 3] = ["false", "off", "0"];

/// The value that the text stands for, in the form in which values are stored; `None` where it cannot be read as one.
#[must_use]
pub fn read_typed(attribute: &Attribute, text: &str, context: &Context<'_>) -> Option<Json> {
    let read = match attribute.kind {
        Kind::Text => return Some(json!(text.trim())),
        Kind::List => return list(attribute, text, context),
        Kind::Choice => named(attribute, text).map(|value| json!(value)),
        Kind::YesNo => switched(text).map(|on| json!(on)),
        _ => None,
    };
    read.or_else(|| as_answer(attribute, text, context)).or_else(|| as_found(attribute.kind, text, context))
}

/// Every piece must be one of the choices: a part of what was typed is another list than was meant.
fn list(attribute: &Attribute, text: &str, context: &Context<'_>) -> Option<Json> {
    if let Some(value) = named(attribute, text) {
        return Some(json!([value]));
    }
    let pieces = text.split([',', ';', '\n']).filter(|piece| !piece.trim().is_empty());
    let mut values = Vec::new();
    for piece in pieces {
        match named(attribute, piece) {
            Some(value) => values.push(json!(value)),
            None => values.extend(as_answer(attribute, piece, context)?.as_array()?.iter().cloned()),
        }
    }
    Some(Json::Array(values))
}

fn switched(text: &str) -> Option<bool> {
    let word = plain(text);
    let is_one_of = |words: [&str; 3]| words.contains(&word.as_str());
    if is_one_of(SWITCHED_ON) { Some(true) } else { is_one_of(SWITCHED_OFF).then_some(false) }
}

/// The choice that is called exactly so.
fn named<'a>(attribute: &'a Attribute, text: &str) -> Option<&'a str> {
    let said = plain(text);
    let is_called = |choice: &&shared::tenant::Choice| {
        let names = choice.synonyms.iter().chain(choice.label.as_ref()).chain([&choice.value]);
        names.into_iter().any(|name| plain(name) == said)
            || plain(&attribute.choice_name(&choice.value)) == said
    };
    attribute.choices.iter().find(is_called).map(|choice| choice.value.as_str())
}

/// Letters and digits, folded.
fn plain(text: &str) -> String {
    folded(text).chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// As the answer to the question for this attribute, which is all that there is.
fn as_answer(attribute: &Attribute, text: &str, context: &Context<'_>) -> Option<Json> {
    let reading = Reading {
        attributes: core::slice::from_ref(attribute),
        locale: context.locale,
        country: context.country,
        today: context.today,
        asked: Some(&attribute.key),
        scope: &Scope::default(),
        message: text,
    };
    let commands = understand(&reading).commands;
    let mut values = commands
        .into_iter()
        .filter(|command| matches!(command.operation, Operation::Set | Operation::Append))
        .map(|command| command.value);
    if attribute.kind != Kind::List {
        return values.next();
    }
    let values: Vec<Json> = values.filter_map(|list| list.as_array().cloned()).flatten().collect();
    (!values.is_empty()).then_some(Json::Array(values))
}

/// As the one value of this kind that stands in the text, whatever stands around it.
fn as_found(kind: Kind, text: &str, context: &Context<'_>) -> Option<Json> {
    match kind {
        Kind::Number => only(&find_numbers(text, context)),
        Kind::Money => only(&find_money(text, context)),
        Kind::Date => only(&find_dates(text, context)),
        Kind::Duration => only(&find_durations(text, context)),
        Kind::Email => only(&find_emails(text, context)),
        Kind::Phone => only(&find_phones(text, context)),
        Kind::Url => only(&find_urls(text, context)),
        Kind::Text | Kind::Choice | Kind::List | Kind::YesNo => None,
    }
}

fn only<T: serde::Serialize>(found: &[Found<T>]) -> Option<Json> {
    match found {
        [one] => serde_json::to_value(&one.value).ok(),
        _ => None,
    }
}
