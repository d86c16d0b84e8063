//! Whether the visitor said so.
//!
//! A reader quotes the visitor's words for every value. The quote must stand in what the visitor said (letters and
//! digits are compared, in lower case; spacing, punctuation and the shape of quotation marks are not). For a value
//! that the model proposes, the quote must also bear it out: an amount that the quoted words contradict is refused.

use shared::tenant::Attribute;
use shared::value::Value;
use shared::wire::ExtractedStatus;

use crate::rules::values::{
    Context, Found, find_dates, find_durations, find_emails, find_money, find_numbers, find_phones, find_urls,
};

/// What the quoted words make of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Support {
    /// They say it, this clearly.
    Bears(ExtractedStatus),
    /// They say something else.
    Contradicts,
}

/// Where the quote stands in the text, as a count of letters and digits before it; `None` where it does not.
pub(super) fn position(text: &str, quote: &str) -> Option<usize> {
    let quote = signs(quote);
    if quote.is_empty() {
        return None;
    }
    signs(text).find(&quote)
}

/// Letters, digits and the signs that change a value, in lower case.
fn signs(text: &str) -> String {
    text.chars()
        .filter(|sign| sign.is_alphanumeric() || "@+%€$£".contains(*sign))
        .flat_map(char::to_lowercase)
        .collect()
}

/// What the quoted words make of a value that the model proposes.
pub(super) fn support(attribute: &Attribute, value: &Value, quote: &str, context: &Context<'_>) -> Support {
    match value {
        Value::Number(range) => compare(&find_numbers(quote, context), range, Support::Contradicts),
        Value::Money(money) => {
            let found = find_money(quote, context);
            let same =
                |one: &&Found<shared::value::Money>| (one.value.min, one.value.max) == (money.min, money.max);
            found.iter().find(same).map_or_else(
                || if found.is_empty() { inferred() } else { Support::Contradicts },
                |one| clearly(one.approximate),
            )
        }
        // "The week after Easter" is for the model to work out, so another reading of the words is no contradiction.
        Value::Date(range) => compare(&find_dates(quote, context), range, inferred()),
        Value::Duration(range) => compare(&find_durations(quote, context), range, inferred()),
        // What is dialled, written to or opened must stand there to the letter.
        Value::Email(address) => exact(&find_emails(quote, context), address),
        Value::Phone(number) => exact(&find_phones(quote, context), number),
        Value::Url(address) => exact(&find_urls(quote, context), address),
        Value::Text(text) => named(position(quote, text).is_some() || position(text, quote).is_some()),
        Value::Choice(value) => named(names(attribute, value, quote)),
        Value::List(values) => named(values.iter().all(|value| names(attribute, value, quote))),
        Value::YesNo(_) => Support::Bears(ExtractedStatus::Stated),
    }
}

const fn inferred() -> Support {
    Support::Bears(ExtractedStatus::Inferred)
}

const fn clearly(approximate: bool) -> Support {
    Support::Bears(if approximate { ExtractedStatus::Approximate } else { ExtractedStatus::Stated })
}

const fn named(there: bool) -> Support {
    if there { Support::Bears(ExtractedStatus::Stated) } else { inferred() }
}

fn compare<T: PartialEq>(found: &[Found<T>], value: &T, otherwise: Support) -> Support {
    match found.iter().find(|one| one.value == *value) {
        Some(one) => clearly(one.approximate),
        None if found.is_empty() => inferred(),
        None => otherwise,
    }
}

fn exact(found: &[Found<String>], value: &str) -> Support {
    if found.iter().any(|one| one.value == value) {
        Support::Bears(ExtractedStatus::Stated)
    } else {
        Support::Contradicts
    }
}

fn names(attribute: &Attribute, value: &str, quote: &str) -> bool {
    let Some(choice) = attribute.choices.iter().find(|choice| choice.value == value) else { return false };
    let words = choice.synonyms.iter().chain(choice.label.as_ref());
    words.chain([&choice.value]).any(|word| position(quote, word).is_some())
}
