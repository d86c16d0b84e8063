//! Finding values of each kind in a text: where they stand, what they are, and how clear they are.
//!
//! Every recogniser reads the message alone. It must not know attributes, questions or the scope: which of the values
//! found belongs to what is decided by its caller. English, German and Spanish, and the cheap parts of Portuguese.

use core::ops::Range;

use jiff::civil::Date;
use shared::value::{DateRange, DurationRange, Money, NumberRange};

/// A value that stands in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<T> {
    /// Where, in bytes of the text, the words around it that belong to it ("not more than") included.
    pub span: Range<usize>,
    /// What it is.
    pub value: T,
    /// Whether the words are rough: "around", "maybe".
    pub approximate: bool,
    /// Whether it carries its own sign: a currency or a "k" for money, a unit for a duration, a month for a date.
    /// A bare "10" is found as a number and as money, and is evident as neither.
    pub evident: bool,
}

/// What the recognisers need to know besides the text.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// ISO 3166-1 alpha-2: decides the currency, the order of day and month, and the prefix of a telephone number.
    pub country: &'a str,
    /// BCP 47: the language that is expected; a text in another one is understood as well.
    pub locale: &'a str,
    /// The day from which relative dates are counted.
    pub today: Date,
}

/// Amounts of money, in the order of the text.
#[must_use]
pub fn find_money(_text: &str, _context: &Context<'_>) -> Vec<Found<Money>> {
    Vec::new()
}

/// Numbers that are not part of a date, a duration, an address or an amount with a currency, in the order of the text.
#[must_use]
pub fn find_numbers(_text: &str, _context: &Context<'_>) -> Vec<Found<NumberRange>> {
    Vec::new()
}

/// Days and spans of days, in the order of the text.
#[must_use]
pub fn find_dates(_text: &str, _context: &Context<'_>) -> Vec<Found<DateRange>> {
    Vec::new()
}

/// Lengths of time, in the order of the text. "in six weeks" is a day and not found here.
#[must_use]
pub fn find_durations(_text: &str, _context: &Context<'_>) -> Vec<Found<DurationRange>> {
    Vec::new()
}

/// E-mail addresses, lower-cased at the domain, in the order of the text.
#[must_use]
pub fn find_emails(_text: &str, _context: &Context<'_>) -> Vec<Found<String>> {
    Vec::new()
}

/// Telephone numbers in E.164, in the order of the text.
#[must_use]
pub fn find_phones(_text: &str, _context: &Context<'_>) -> Vec<Found<String>> {
    Vec::new()
}

/// Web addresses with their scheme, in the order of the text; never the domain of an e-mail address.
#[must_use]
pub fn find_urls(_text: &str, _context: &Context<'_>) -> Vec<Found<String>> {
    Vec::new()
}
