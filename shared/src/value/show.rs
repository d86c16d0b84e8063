//! A value for a log line or a prompt: short, unambiguous, in no language. What a visitor reads is made by
//! `engine::wording`.

use core::fmt;

use super::Value;

impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text)
            | Self::Choice(text)
            | Self::Email(text)
            | Self::Phone(text)
            | Self::Url(text) => formatter.write_str(text),
            Self::Number(range) => {
                ends(formatter, range.min.map(super::Number), range.max.map(super::Number))
            }
            Self::Money(money) => {
                ends(formatter, money.min, money.max)?;
                write!(formatter, " {}", money.currency)
            }
            Self::Date(range) => ends(formatter, range.from.as_deref(), range.to.as_deref()),
            Self::Duration(range) => ends(formatter, range.min.as_deref(), range.max.as_deref()),
            Self::List(values) => formatter.write_str(&values.join(", ")),
            Self::YesNo(yes) => formatter.write_str(if *yes { "yes" } else { "no" }),
        }
    }
}

fn ends<T: fmt::Display + PartialEq>(
    formatter: &mut fmt::Formatter<'_>,
    min: Option<T>,
    max: Option<T>,
) -> fmt::Result {
    match (min, max) {
        (Some(min), Some(max)) if min == max => write!(formatter, "{min}"),
        (Some(min), Some(max)) => write!(formatter, "{min}..{max}"),
        (Some(min), None) => write!(formatter, "{min}.."),
        (None, Some(max)) => write!(formatter, "..{max}"),
        (None, None) => Ok(()),
    }
}
