//! Whether a value of the right shape is one that its attribute can hold, and its one way of being written.

use jiff::civil::Date;
use jiff::fmt::temporal::SpanParser;
use shared::tenant::Attribute;
use shared::value::{DateRange, DurationRange, Money, NumberRange, Value};

use crate::phones::Phone;

/// The longest text value, in characters.
const TEXT_MAX_CHARS: usize = 2_000;

/// A telephone number with its country has so many digits: at most by E.164, at least by the shortest plans of
/// numbers that are not listed.
const PHONE_MIN_DIGITS: usize = 10;
const PHONE_MAX_DIGITS: usize = 15;

/// Why an attribute cannot hold a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// Nothing in it.
    #[error("it is empty")]
    Empty,
    /// A text over 2,000 characters.
    #[error("it is longer than {TEXT_MAX_CHARS} characters")]
    TooLong,
    /// A range whose ends are the wrong way round, or no range at all.
    #[error("the range ends before it begins")]
    Backwards,
    /// An amount below nothing.
    #[error("an amount of money cannot be negative")]
    Negative,
    /// Not ISO 4217.
    #[error("`{0}` is not the code of a currency")]
    Currency(String),
    /// Not a day of the calendar.
    #[error("`{0}` is not a day of the calendar (YYYY-MM-DD)")]
    Day(String),
    /// Not a length of time.
    #[error("`{0}` is not a duration in ISO 8601 (P6W)")]
    Duration(String),
    /// Not declared.
    #[error("`{0}` is not one of the choices")]
    Choice(String),
    /// Not an address.
    #[error("`{0}` is not an e-mail address")]
    Email(String),
    /// Not a number that can be dialled.
    #[error("`{0}` is not a telephone number")]
    Phone(String),
    /// Not an address on the web.
    #[error("`{0}` is not an address on the web")]
    Url(String),
}

/// The value as it is kept, or why it cannot be.
pub(crate) fn validate(attribute: &Attribute, value: Value, country: &str) -> Result<Value, Invalid> {
    match value {
        Value::Text(text) => text_value(&text).map(Value::Text),
        Value::Number(range) => number(range).map(Value::Number),
        Value::Money(amount) => money(amount).map(Value::Money),
        Value::Date(range) => date(range).map(Value::Date),
        Value::Duration(range) => duration(range).map(Value::Duration),
        Value::Choice(value) => declared(attribute, value).map(Value::Choice),
        Value::List(values) => list(attribute, values).map(Value::List),
        Value::Email(address) => email(&address).map(Value::Email),
        Value::Phone(number) => phone(&number, country).map(Value::Phone),
        Value::Url(address) => url(&address).map(Value::Url),
        Value::YesNo(yes) => Ok(Value::YesNo(yes)),
    }
}

fn text_value(text: &str) -> Result<String, Invalid> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Invalid::Empty);
    }
    if text.chars().count() > TEXT_MAX_CHARS {
        return Err(Invalid::TooLong);
    }
    Ok(text.to_owned())
}

fn in_order<T: PartialOrd>(min: Option<&T>, max: Option<&T>) -> Result<(), Invalid> {
    match (min, max) {
        (Some(min), Some(max)) if min > max => Err(Invalid::Backwards),
        (None, None) => Err(Invalid::Empty),
        _ => Ok(()),
    }
}

fn number(range: NumberRange) -> Result<NumberRange, Invalid> {
    in_order(range.min.as_ref(), range.max.as_ref())?;
    Ok(range)
}

fn money(amount: Money) -> Result<Money, Invalid> {
    in_order(amount.min.as_ref(), amount.max.as_ref())?;
    if amount.min.or(amount.max).is_some_and(|least| least.0 < 0.0) {
        return Err(Invalid::Negative);
    }
    let code = amount.currency.to_ascii_uppercase();
    if code.len() != 3 || !code.bytes().all(|letter| letter.is_ascii_uppercase()) {
        return Err(Invalid::Currency(amount.currency));
    }
    Ok(Money { currency: code, ..amount })
}

fn date(range: DateRange) -> Result<DateRange, Invalid> {
    let day = |text: &Option<String>| -> Result<Option<Date>, Invalid> {
        text.as_ref().map(|text| text.parse().map_err(|_| Invalid::Day(text.clone()))).transpose()
    };
    in_order(day(&range.from)?.as_ref(), day(&range.to)?.as_ref())?;
    Ok(range)
}

fn duration(range: DurationRange) -> Result<DurationRange, Invalid> {
    let days = |text: &Option<String>| -> Result<Option<f64>, Invalid> {
        let Some(text) = text else { return Ok(None) };
        let bad = || Invalid::Duration(text.clone());
        // The parser also takes "6 weeks"; the one way of writing it is ISO 8601's.
        let span = text.starts_with('P').then(|| SpanParser::new().parse_span(text).ok());
        let span = span.flatten().ok_or_else(bad)?;
        // Months and years differ in length; to compare the ends of a range any one beginning will do.
        let beginning = jiff::civil::date(2027, 1, 1);
        let days = span.total((jiff::Unit::Day, beginning)).map_err(|_| bad())?;
        if days > 0.0 { Ok(Some(days)) } else { Err(bad()) }
    };
    in_order(days(&range.min)?.as_ref(), days(&range.max)?.as_ref())?;
    Ok(range)
}

fn declared(attribute: &Attribute, value: String) -> Result<String, Invalid> {
    if attribute.choices.iter().any(|choice| choice.value == value) {
        Ok(value)
    } else {
        Err(Invalid::Choice(value))
    }
}

fn list(attribute: &Attribute, values: Vec<String>) -> Result<Vec<String>, Invalid> {
    let mut kept: Vec<String> = Vec::with_capacity(values.len());
    for value in values {
        let value = declared(attribute, value)?;
        if !kept.contains(&value) {
            kept.push(value);
        }
    }
    if kept.is_empty() { Err(Invalid::Empty) } else { Ok(kept) }
}

fn email(address: &str) -> Result<String, Invalid> {
    let bad = || Invalid::Email(address.to_owned());
    let (local, domain) = address.trim().rsplit_once('@').ok_or_else(bad)?;
    let labels_fit =
        domain.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
    let signs_fit =
        |sign: char| !sign.is_whitespace() && !sign.is_control() && !"<>()[],;:\\\"@".contains(sign);
    let fits = !local.is_empty()
        && local.len() <= 64
        && address.len() <= 254
        && domain.contains('.')
        && labels_fit
        && local.chars().chain(domain.chars()).all(signs_fit);
    if fits { Ok(format!("{local}@{}", domain.to_lowercase())) } else { Err(bad()) }
}

/// The lists of numbers in use lag behind the numbers in use: a number of the right form and length is taken as well.
fn phone(number: &str, country: &str) -> Result<String, Invalid> {
    let bad = || Invalid::Phone(number.to_owned());
    let parsed = Phone::read(number, Some(country)).ok_or_else(bad)?;
    let written = parsed.dialled();
    let digits = written.len().saturating_sub(1);
    if parsed.is_in_use() || (PHONE_MIN_DIGITS..=PHONE_MAX_DIGITS).contains(&digits) {
        Ok(written)
    } else {
        Err(bad())
    }
}

fn url(address: &str) -> Result<String, Invalid> {
    let bad = || Invalid::Url(address.to_owned());
    let rest =
        address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).ok_or_else(bad)?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let fits = host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && !address.chars().any(|sign| sign.is_whitespace() || sign.is_control() || "<>\"@".contains(sign));
    if fits { Ok(address.to_owned()) } else { Err(bad()) }
}
