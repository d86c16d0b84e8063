//! The kinds of attribute.

use core::fmt;

use serde::{Deserialize, Serialize};

/// What sort of value an attribute holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Free text: a name, a place, a sentence.
    Text,
    /// A number or a range of numbers.
    Number,
    /// An amount of money or a range of amounts, with its currency.
    Money,
    /// A day or a span of days.
    Date,
    /// A length of time or a range of lengths.
    Duration,
    /// One of the attribute's declared choices.
    Choice,
    /// Any of the attribute's declared choices.
    List,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// An address on the web.
    Url,
    /// Yes or no.
    YesNo,
}

impl Kind {
    /// Every kind, in the order of the tenant guide.
    pub const ALL: [Self; 11] = [
        Self::Text,
        Self::Number,
        Self::Money,
        Self::Date,
        Self::Duration,
        Self::Choice,
        Self::List,
        Self::Email,
        Self::Phone,
        Self::Url,
        Self::YesNo,
    ];

    /// The name it has in a tenant file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Money => "money",
            Self::Date => "date",
            Self::Duration => "duration",
            Self::Choice => "choice",
            Self::List => "list",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Url => "url",
            Self::YesNo => "yes_no",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
