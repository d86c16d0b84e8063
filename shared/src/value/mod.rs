//! A value that was understood, the same in the store, on the wire, in a tenant file and in a transcript.
//!
//! A value is written without its kind (`15000`, `"2027-01-11"`, `{"min": …}`), so it can only be read together with
//! the kind of its attribute: see [`Kind`]'s implementation of `DeserializeSeed`.

mod kind;
mod number;
mod read;
mod show;

pub use kind::Kind;
pub use number::Number;

use serde::ser::{Serialize, Serializer};
use serde::{Deserialize, Serialize as DeriveSerialize};

/// One value of one attribute.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// As said.
    Text(String),
    /// A number, or a range of numbers.
    Number(NumberRange),
    /// An amount of money, or a range of amounts.
    Money(Money),
    /// A day, or a span of days.
    Date(DateRange),
    /// A length of time, or a range of lengths.
    Duration(DurationRange),
    /// One of the attribute's declared values.
    Choice(String),
    /// Some of the attribute's declared values, in the order in which they were said.
    List(Vec<String>),
    /// An e-mail address, lower-cased at the domain.
    Email(String),
    /// A telephone number in E.164 (`+491712345678`).
    Phone(String),
    /// An address on the web with its scheme.
    Url(String),
    /// Yes or no.
    YesNo(bool),
}

/// A number (`min` and `max` alike) or a range; an open end is `None`. Written `n` or `{"min", "max"}`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NumberRange {
    /// The least, inclusive.
    pub min: Option<f64>,
    /// The most, inclusive.
    pub max: Option<f64>,
}

/// An amount of money or a range; an open end is `None`.
#[derive(Debug, Clone, PartialEq, DeriveSerialize)]
pub struct Money {
    /// The least, in whole units of the currency (not cents).
    pub min: Option<Number>,
    /// The most, in whole units of the currency.
    pub max: Option<Number>,
    /// ISO 4217, upper case: `EUR`.
    pub currency: String,
}

/// A day (`from` and `to` alike, ISO 8601: `2027-01-11`) or a span of days; an open end is `None`.
/// Written `"2027-01-11"` or `{"from", "to"}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateRange {
    /// The first day, inclusive.
    pub from: Option<String>,
    /// The last day, inclusive.
    pub to: Option<String>,
}

/// A length of time in ISO 8601 (`P6W`, `PT1H30M`), or a range; an open end is `None`.
#[derive(Debug, Clone, PartialEq, Eq, DeriveSerialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DurationRange {
    /// The shortest, inclusive.
    pub min: Option<String>,
    /// The longest, inclusive.
    pub max: Option<String>,
}

impl NumberRange {
    /// One number.
    #[must_use]
    pub const fn exactly(number: f64) -> Self {
        Self { min: Some(number), max: Some(number) }
    }
}

impl Money {
    /// One amount.
    #[must_use]
    pub fn exactly(amount: f64, currency: impl Into<String>) -> Self {
        Self { min: Some(Number(amount)), max: Some(Number(amount)), currency: currency.into() }
    }
}

impl DateRange {
    /// One day.
    #[must_use]
    pub fn on(day: impl Into<String>) -> Self {
        let day = day.into();
        Self { from: Some(day.clone()), to: Some(day) }
    }
}

impl Value {
    /// The kind of attribute that can hold this value.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Text(_) => Kind::Text,
            Self::Number(_) => Kind::Number,
            Self::Money(_) => Kind::Money,
            Self::Date(_) => Kind::Date,
            Self::Duration(_) => Kind::Duration,
            Self::Choice(_) => Kind::Choice,
            Self::List(_) => Kind::List,
            Self::Email(_) => Kind::Email,
            Self::Phone(_) => Kind::Phone,
            Self::Url(_) => Kind::Url,
            Self::YesNo(_) => Kind::YesNo,
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text)
            | Self::Choice(text)
            | Self::Email(text)
            | Self::Phone(text)
            | Self::Url(text) => serializer.serialize_str(text),
            Self::Number(range) => range.serialize(serializer),
            Self::Money(money) => money.serialize(serializer),
            Self::Date(range) => range.serialize(serializer),
            Self::Duration(range) => range.serialize(serializer),
            Self::List(values) => values.serialize(serializer),
            Self::YesNo(yes) => serializer.serialize_bool(*yes),
        }
    }
}

impl Serialize for NumberRange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.min, self.max) {
            (Some(min), Some(max)) if min == max => Number(min).serialize(serializer),
            (min, max) => Ends { min: min.map(Number), max: max.map(Number) }.serialize(serializer),
        }
    }
}

impl Serialize for DateRange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (&self.from, &self.to) {
            (Some(from), Some(to)) if from == to => serializer.serialize_str(from),
            (from, to) => Span { from: from.as_deref(), to: to.as_deref() }.serialize(serializer),
        }
    }
}

#[derive(DeriveSerialize)]
struct Ends {
    min: Option<Number>,
    max: Option<Number>,
}

#[derive(DeriveSerialize)]
struct Span<'a> {
    from: Option<&'a str>,
    to: Option<&'a str>,
}
