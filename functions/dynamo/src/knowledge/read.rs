//! Reading what is published: the pointer, the index, and blocks of entries.

use aws::dynamodb::AttributeValue;
use engine::knowledge::Index;
use engine::ports::{Published, StoreError};
use shared::tenant::KnowledgeEntry;

use super::{BLOCK, ENTRIES, INDEX, KnowledgeTable, NOW, PIECE, PIECES, PUBLISHED};
use crate::failure::store_error;
use crate::item::{self, Item};
use crate::json;
use crate::keys;

/// What is read now.
pub(super) struct Pointer {
    pub published: Published,
    /// How many pieces its index has.
    pub pieces: usize,
}

impl KnowledgeTable {
    /// What is read now; `None` where nothing was ever published.
    pub(super) async fn pointer(&self, tenant: &str) -> Result<Option<Pointer>, StoreError> {
        let found = self
            .client
            .get_item()
            .table_name(&self.table)
            .key(keys::PARTITION_KEY, item::text(keys::knowledge(tenant)))
            .key(keys::SORT_KEY, item::text(NOW))
            .consistent_read(true)
            .send()
            .await
            .map_err(|error| store_error("GetItem", &error))?;
        let Some(found) = found.item else { return Ok(None) };
        // A number was taken and nothing has come of it yet.
        let Some(published) = found.get(PUBLISHED) else { return Ok(None) };
        let published = published.as_s().unwrap_or_default();
        let published = json::from_json(published).map_err(|error| corrupt(tenant, &error.to_string()))?;
        let pieces = found.get(PIECES).and_then(AttributeValue::as_n).and_then(|count| count.parse().ok());
        let pieces = pieces.ok_or_else(|| corrupt(tenant, "it has no number of pieces"))?;
        Ok(Some(Pointer { published, pieces }))
    }

    /// The index; `None` where pieces of it are gone.
    pub(super) async fn index(&self, tenant: &str, pointer: &Pointer) -> Result<Option<Index>, StoreError> {
        let query = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("pk = :version AND begins_with(sk, :index)")
            .expression_attribute_values(
                ":version",
                item::text(keys::knowledge_version(tenant, pointer.published.version)),
            )
            .expression_attribute_values(":index", item::text(INDEX))
            .consistent_read(true);
        let (mut bytes, mut pieces, mut start) = (Vec::new(), 0, None);
        loop {
            let page = query.clone().set_exclusive_start_key(start).send().await;
            let page = page.map_err(|error| store_error("Query", &error))?;
            for mut found in page.items {
                let Some(AttributeValue::B(piece)) = found.remove(PIECE) else {
                    return Err(corrupt(tenant, "a piece has no bytes"));
                };
                bytes.extend(piece);
                pieces += 1;
            }
            start = page.last_evaluated_key;
            if start.is_none() {
                break;
            }
        }
        if pieces != pointer.pieces {
            return Ok(None);
        }
        Index::read(bytes).map(Some).map_err(|error| corrupt(tenant, &error.to_string()))
    }

    /// A block of entries; `None` where it is gone.
    pub(super) async fn block(
        &self,
        tenant: &str,
        version: u64,
        place: usize,
    ) -> Result<Option<Vec<KnowledgeEntry>>, StoreError> {
        let found = self
            .client
            .get_item()
            .table_name(&self.table)
            .key(keys::PARTITION_KEY, item::text(keys::knowledge_version(tenant, version)))
            .key(keys::SORT_KEY, item::text(sort_key(BLOCK, place)))
            .consistent_read(true)
            .send()
            .await
            .map_err(|error| store_error("GetItem", &error))?;
        let Some(found) = found.item else { return Ok(None) };
        let entries = found.get(ENTRIES).and_then(AttributeValue::as_s).unwrap_or_default();
        json::from_json(entries).map(Some).map_err(|error| corrupt(tenant, &error.to_string()))
    }
}

/// The sort key of a piece or a block: so that keys sort as places do.
pub(super) fn sort_key(kind: &str, place: usize) -> String {
    format!("{kind}{place:06}")
}

/// An item of a version.
pub(super) fn part(tenant: &str, version: u64, sort_key: String, name: &str, value: AttributeValue) -> Item {
    Item::from([
        (keys::PARTITION_KEY.to_owned(), item::text(keys::knowledge_version(tenant, version))),
        (keys::SORT_KEY.to_owned(), item::text(sort_key)),
        (name.to_owned(), value),
    ])
}

fn corrupt(tenant: &str, what: &str) -> StoreError {
    StoreError::Corrupt(format!("the knowledge of {tenant}: {what}"))
}
