//! Reading a value with the kind of its attribute.

use core::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::{DateRange, DurationRange, Kind, Money, Number, NumberRange, Value};

/// Reads the value of an attribute of this kind. The shape is checked, the meaning (is it a day of the calendar, is it
/// one of the choices) is not: that is `engine::scope`'s.
impl<'de> DeserializeSeed<'de> for Kind {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let value = match self {
            Self::Text => Value::Text(String::deserialize(deserializer)?),
            Self::Choice => Value::Choice(String::deserialize(deserializer)?),
            Self::Email => Value::Email(String::deserialize(deserializer)?),
            Self::Phone => Value::Phone(String::deserialize(deserializer)?),
            Self::Url => Value::Url(String::deserialize(deserializer)?),
            Self::List => Value::List(Vec::deserialize(deserializer)?),
            Self::YesNo => Value::YesNo(bool::deserialize(deserializer)?),
            Self::Number => Value::Number(deserializer.deserialize_any(NumberVisitor)?),
            Self::Date => Value::Date(deserializer.deserialize_any(DateVisitor)?),
            Self::Money => Value::Money(Money::deserialize(deserializer)?),
            Self::Duration => {
                let range = DurationRange::deserialize(deserializer)?;
                need_an_end(range.min.is_some() || range.max.is_some())?;
                Value::Duration(range)
            }
        };
        Ok(value)
    }
}

fn need_an_end<E: Error>(has_one: bool) -> Result<(), E> {
    if has_one { Ok(()) } else { Err(E::custom("a range needs at least one end that is not null")) }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Fields {
            min: Option<Number>,
            max: Option<Number>,
            currency: String,
        }
        let Fields { min, max, currency } = Fields::deserialize(deserializer)?;
        need_an_end(min.is_some() || max.is_some())?;
        Ok(Self { min, max, currency })
    }
}

struct NumberVisitor;

#[expect(clippy::cast_precision_loss, reason = "JSON numbers are doubles to every other reader")]
impl<'de> Visitor<'de> for NumberVisitor {
    type Value = NumberRange;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number or {\"min\", \"max\"}")
    }
    fn visit_i64<E>(self, number: i64) -> Result<NumberRange, E> {
        Ok(NumberRange::exactly(number as f64))
    }
    fn visit_u64<E>(self, number: u64) -> Result<NumberRange, E> {
        Ok(NumberRange::exactly(number as f64))
    }
    fn visit_f64<E>(self, number: f64) -> Result<NumberRange, E> {
        Ok(NumberRange::exactly(number))
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<NumberRange, A::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Ends {
            min: Option<Number>,
            max: Option<Number>,
        }
        let Ends { min, max } = Ends::deserialize(MapAccessDeserializer::new(map))?;
        need_an_end(min.is_some() || max.is_some())?;
        Ok(NumberRange { min: min.map(|number| number.0), max: max.map(|number| number.0) })
    }
}

struct DateVisitor;

impl<'de> Visitor<'de> for DateVisitor {
    type Value = DateRange;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a day such as \"2027-01-11\" or {\"from\", \"to\"}")
    }
    fn visit_str<E>(self, day: &str) -> Result<DateRange, E> {
        Ok(DateRange::on(day))
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<DateRange, A::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Span {
            from: Option<String>,
            to: Option<String>,
        }
        let Span { from, to } = Span::deserialize(MapAccessDeserializer::new(map))?;
        need_an_end(from.is_some() || to.is_some())?;
        Ok(DateRange { from, to })
    }
}
