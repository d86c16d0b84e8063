//! Row access and filters in DynamoDB's language: what `engine::records::matches` means, as a part of a query or of a write.

use std::collections::HashMap;

use aws::dynamodb::operation::Names;
use aws::dynamodb::{AttributeValue, Item, Request};
use engine::ports::StoreError;
use engine::records::{Condition, RowAccess, Test};
use serde_json::Value as Json;

use super::item::{DELETED_AT, FIELDS, LISTS, from_value};

/// The longest expression that DynamoDB takes, in bytes.
const LONGEST: usize = 4_096;
/// The most values that DynamoDB takes beside one `IN`.
const IN_AT_MOST: usize = 100;
/// What every record is, and what none is.
const ALWAYS: &str = "attribute_exists(version)";
const NEVER: &str = "attribute_not_exists(version)";

/// Expressions with the names and values that stand in them.
#[derive(Debug, Default)]
pub(super) struct Expressions {
    names: HashMap<String, String>,
    values: Vec<AttributeValue>,
}

/// Where a field is: as one value, and as a list.
struct Path {
    value: String,
    list: Option<String>,
}

impl Expressions {
    /// What can be reached: not deleted, and by this access.
    pub(super) fn reachable(&mut self, access: &RowAccess) -> Logic {
        let deleted = self.name(DELETED_AT);
        let is_there = Logic::one(format!("attribute_not_exists({deleted})"));
        if access.is_all() {
            return is_there;
        }
        let lists = access.0.iter().map(|list| self.all(list)).collect();
        Logic::And(vec![is_there, Logic::Or(lists)])
    }

    /// All of the conditions.
    pub(super) fn all(&mut self, conditions: &[Condition]) -> Logic {
        Logic::And(conditions.iter().map(|condition| self.condition(condition)).collect())
    }

    /// A value, under the name that it has in expressions.
    pub(super) fn value(&mut self, value: AttributeValue) -> String {
        let known = self.values.iter().position(|known| *known == value);
        let place = known.unwrap_or_else(|| {
            self.values.push(value);
            self.values.len() - 1
        });
        format!(":v{place}")
    }

    /// A name, under the one that it has in expressions.
    pub(super) fn name(&mut self, name: &str) -> String {
        let number = self.names.len();
        self.names.entry(name.to_owned()).or_insert_with(|| format!("#n{number}")).clone()
    }

    /// Names and values, put into a request with these expressions.
    pub(super) fn into_request<Operation: Names>(self, request: Request<Operation>) -> Request<Operation> {
        let named = self.names.into_iter().fold(request, |request, (name, placeholder)| {
            request.expression_attribute_names(placeholder, name)
        });
        let values = self.values.into_iter().enumerate();
        let values: Item = values.map(|(place, value)| (format!(":v{place}"), value)).collect();
        if values.is_empty() { named } else { named.set_expression_attribute_values(values) }
    }

    fn condition(&mut self, condition: &Condition) -> Logic {
        let path = self.path(&condition.field);
        match &condition.test {
            Test::Is(value) => self.is_one_of(&path, core::slice::from_ref(value)),
            Test::In(values) => self.is_one_of(&path, values),
            Test::NotIn(values) => Logic::not(self.is_one_of(&path, values)),
            Test::Known(known) => {
                let paths = [Some(&path.value), path.list.as_ref()];
                let exist = paths.into_iter().flatten().map(|path| format!("attribute_exists({path})"));
                let exists = Logic::Or(exist.map(Logic::one).collect());
                if *known { exists } else { Logic::not(exists) }
            }
            Test::AtLeast(_) => self.bounded(condition, &path, ">=", ["min", "from"]),
            Test::AtMost(_) => self.bounded(condition, &path, "<=", ["max", "to"]),
        }
    }

    fn path(&mut self, field: &str) -> Path {
        let name = self.name(field);
        match field {
            "id" | "status" | "created_at" | "created_by" | "changed_at" | "changed_by" => {
                Path { value: name, list: None }
            }
            _ => Path { value: format!("{FIELDS}.{name}"), list: Some(format!("{LISTS}.{name}")) },
        }
    }

    fn is_one_of(&mut self, path: &Path, asked: &[Json]) -> Logic {
        let (lists, asked): (Vec<&Json>, Vec<&Json>) = asked.iter().partition(|value| value.is_array());
        let values: Vec<String> = asked.into_iter().map(|value| self.value(from_value(value))).collect();
        let mut parts: Vec<String> = values
            .chunks(IN_AT_MOST)
            .map(|values| match values {
                [value] => format!("{} = {value}", path.value),
                values => format!("{} IN ({})", path.value, values.join(",")),
            })
            .collect();
        if let Some(list) = &path.list {
            parts.extend(values.iter().map(|value| format!("contains({list},{value})")));
            parts
                .extend(lists.into_iter().map(|asked| format!("{list} = {}", self.value(from_value(asked)))));
        }
        if parts.is_empty() {
            return never(path);
        }
        Logic::Or(parts.into_iter().map(Logic::one).collect())
    }

    fn bounded(&mut self, condition: &Condition, path: &Path, order: &str, ends: [&str; 2]) -> Logic {
        let Some(bound) = condition.bound() else { return never(path) };
        let end = self.name(if bound.value.is_number() { ends[0] } else { ends[1] });
        let value = self.value(from_value(&bound.value));
        let of_range = Logic::one(format!("{}.{end} {order} {value}", path.value));
        let Some(currency) = bound.currency else {
            return Logic::Or(vec![Logic::one(format!("{} {order} {value}", path.value)), of_range]);
        };
        let (name, currency) = (self.name("currency"), self.value(AttributeValue::S(currency)));
        Logic::And(vec![of_range, Logic::one(format!("{}.{name} = {currency}", path.value))])
    }
}

/// What no record is. The name stands in it all the same: DynamoDB refuses those that are given and not used.
fn never(path: &Path) -> Logic {
    let value = &path.value;
    let both = [format!("attribute_exists({value})"), format!("attribute_not_exists({value})")];
    Logic::And(both.into_iter().map(Logic::one).collect())
}

/// Conditions put together. DynamoDB refuses parentheses that are not needed.
#[derive(Debug)]
pub(super) enum Logic {
    /// One condition.
    One(String),
    /// The other way round.
    Not(Box<Self>),
    /// All of them; always so where there is none.
    And(Vec<Self>),
    /// At least one of them; never so where there is none.
    Or(Vec<Self>),
}

impl Logic {
    pub(super) const fn one(condition: String) -> Self {
        Self::One(condition)
    }

    fn not(of: Self) -> Self {
        Self::Not(Box::new(of))
    }

    /// As an expression.
    ///
    /// # Errors
    ///
    /// It is longer than DynamoDB takes.
    pub(super) fn written(self) -> Result<String, StoreError> {
        let written = self.simple().write();
        if written.len() > LONGEST { Err(StoreError::TooLarge) } else { Ok(written) }
    }

    /// Without anything that stands alone in a list, and without empty lists.
    fn simple(self) -> Self {
        let simple = |all: Vec<Self>| all.into_iter().map(Self::simple).collect::<Vec<_>>();
        match self {
            Self::One(condition) => Self::One(condition),
            Self::Not(of) => Self::not(of.simple()),
            Self::And(all) | Self::Or(all) if all.len() == 1 => {
                simple(all).pop().unwrap_or_else(|| Self::one(NEVER.to_owned()))
            }
            Self::And(all) if all.is_empty() => Self::one(ALWAYS.to_owned()),
            Self::Or(all) if all.is_empty() => Self::one(NEVER.to_owned()),
            Self::And(all) => Self::And(simple(all)),
            Self::Or(all) => Self::Or(simple(all)),
        }
    }

    fn write(&self) -> String {
        let joined = |all: &[Self], word: &str| all.iter().map(Self::inner).collect::<Vec<_>>().join(word);
        match self {
            Self::One(condition) => condition.clone(),
            Self::Not(of) => format!("NOT {}", of.inner()),
            Self::And(all) => joined(all, " AND "),
            Self::Or(all) => joined(all, " OR "),
        }
    }

    /// As a part of something else.
    fn inner(&self) -> String {
        if let Self::One(condition) = self { condition.clone() } else { format!("({})", self.write()) }
    }
}
