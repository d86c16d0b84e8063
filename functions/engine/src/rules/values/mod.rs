//! Finding values of each kind in a text: where they stand, what they are, and how clear they are.
//!
//! Every recogniser reads the message alone. It must not know attributes, questions or the scope: which of the values
//! found belongs to what is decided by its caller. English, German and Spanish, and the cheap parts of Portuguese.

mod amount;
mod currency;
mod dates;
mod durations;
mod email;
mod frame;
mod german;
mod length;
mod lexicon;
mod money;
mod noise;
mod numbers;
mod phone;
mod quantity;
mod reader;
mod standing;
mod sum;
mod tokens;
mod url;

#[cfg(test)]
mod tests;

pub use dates::find_dates;
pub use durations::find_durations;
pub use email::find_emails;
pub use money::find_money;
pub use numbers::find_numbers;
pub use phone::find_phones;
pub use url::find_urls;

use core::ops::Range;

use jiff::civil::Date;

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
