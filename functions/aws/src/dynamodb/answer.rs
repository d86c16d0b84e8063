//! What DynamoDB answers about items.

use serde_json::Value;

use super::Item;
use super::json::list;
use super::value::item_from_json;
use crate::Fields;

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The item, if there is one of that key.
    pub item: Option<Item>,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What was to be told of the item before or after, if there is something.
    pub attributes: Option<Item>,
}

/// A page of what was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The items.
    pub items: Vec<Item>,
    /// How many there are; the items themselves are left out where only that was asked for.
    pub count: u64,
    /// Where the next page begins; `None` where this was the last one.
    pub last_evaluated_key: Option<Item>,
}

/// An item that may be left out.
pub(super) fn optional_item(fields: &mut Fields, name: &str) -> Option<Option<Item>> {
    fields.remove(name).map_or(Some(None), |item| item_from_json(item).map(Some))
}

pub(super) fn found(mut fields: Fields) -> Option<Found> {
    Some(Found { item: optional_item(&mut fields, "Item")? })
}

pub(super) fn written(mut fields: Fields) -> Option<Written> {
    Some(Written { attributes: optional_item(&mut fields, "Attributes")? })
}

pub(super) fn page(mut fields: Fields) -> Option<Page> {
    Some(Page {
        last_evaluated_key: optional_item(&mut fields, "LastEvaluatedKey")?,
        items: fields
            .remove("Items")
            .map_or_else(|| Some(Vec::new()), |items| list(items, item_from_json))?,
        count: fields.get("Count").and_then(Value::as_u64)?,
    })
}
