//! Values in the words of a visitor: `€20,000–30,000`, `15 March 2027`, `6 weeks`.
//!
//! It words what is stored, and must not know how it was said. English, German and Spanish; other languages read
//! English words with their own separators.

mod address;
mod date;
mod duration;
mod locale;
mod money;
mod number;

#[cfg(test)]
mod tests;

use shared::tenant::Attribute;
use shared::value::Value;

use self::locale::Locale;

/// The same where there is little room, in one piece: "15 Mar 2027", "15.03.2027".
#[must_use]
pub fn short_day(day: jiff::civil::Date, locale: &str) -> String {
    date::short(day, &Locale::of(locale))
}

/// What a visitor reads for a day: "15 March 2027".
#[must_use]
pub fn day(day: jiff::civil::Date, locale: &str) -> String {
    date::display(&shared::value::DateRange::on(day.to_string()), &Locale::of(locale))
        .unwrap_or_else(|| day.to_string())
}

/// What a visitor reads for a value. `locale` is BCP 47; a value that is not well formed is shown as it is stored.
#[must_use]
pub fn display(value: &Value, attribute: &Attribute, locale: &str) -> String {
    let locale = Locale::of(locale);
    match value {
        Value::Text(text) | Value::Email(text) => text.clone(),
        Value::Number(range) => number::range(range.min, range.max, &locale),
        Value::Money(money) => money::display(money, &locale),
        Value::Date(range) => date::display(range, &locale).unwrap_or_else(|| value.to_string()),
        Value::Duration(range) => duration::display(range, &locale).unwrap_or_else(|| value.to_string()),
        Value::Choice(choice) => attribute.choice_name(choice),
        Value::List(values) => {
            values.iter().map(|value| attribute.choice_name(value)).collect::<Vec<_>>().join(", ")
        }
        Value::Phone(phone) => address::phone(phone),
        Value::Url(url) => address::url(url).to_owned(),
        Value::YesNo(true) => locale.words().yes.to_owned(),
        Value::YesNo(false) => locale.words().no.to_owned(),
    }
}
