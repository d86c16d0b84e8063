//! Putting a version in the place of another.

use aws::dynamodb::{AttributeValue, Error, ReturnValue, WriteRequest};
use engine::knowledge::{Publication, publication};
use engine::ports::{Published, StoreError};
use shared::tenant::KnowledgeEntry;

use super::read::{part, sort_key};
use super::{
    BLOCK, ENTRIES, INDEX, KnowledgeTable, NOW, PIECE, PIECES, PUBLISHED, RESERVED, VERSION, number,
};
use crate::failure::store_error;
use crate::forget;
use crate::item;
use crate::keys;

/// So many blocks go in one request: 25 are allowed, of 24 KB each.
const BLOCKS_AT_ONCE: usize = 25;
/// How many versions before are taken away, if there is anything of them: that one, and those whose publication was broken off.
const LOOKED_AT_LEAST: u64 = 2;
const LOOKED_AT_MOST: u64 = 20;

impl KnowledgeTable {
    pub(super) async fn replace(
        &self,
        tenant: &str,
        locale: &str,
        entries: &[KnowledgeEntry],
    ) -> Result<Published, StoreError> {
        let Publication { pieces, blocks, entries, words, digest } =
            publication(locale, entries).map_err(|_| StoreError::TooLarge)?;
        let version = self.reserve(tenant).await?;
        let count = pieces.len();
        for (place, piece) in pieces.into_iter().enumerate() {
            let piece = part(tenant, version, sort_key(INDEX, place), PIECE, AttributeValue::B(piece));
            let put = self.client.put_item().table_name(&self.table).set_item(piece).send().await;
            put.map_err(|error| store_error("PutItem", &error))?;
        }
        let blocks = blocks.into_iter().enumerate().map(|(place, block)| {
            WriteRequest::Put(part(tenant, version, sort_key(BLOCK, place), ENTRIES, item::text(block)))
        });
        let blocks: Vec<WriteRequest> = blocks.collect();
        for some in blocks.chunks(BLOCKS_AT_ONCE) {
            forget::write(&self.client, &self.table, some.to_vec()).await?;
        }
        let published = Published { version, entries, words, digest };
        let last = self.turn_to(tenant, &published, count).await?;
        // Without it the old one would take room, and nothing else; the next publication takes it away then.
        let first = last.min(version.saturating_sub(LOOKED_AT_LEAST));
        for old in first.max(version.saturating_sub(LOOKED_AT_MOST))..version {
            self.delete(tenant, old).await?;
        }
        Ok(published)
    }

    /// A number that nobody has had.
    async fn reserve(&self, tenant: &str) -> Result<u64, StoreError> {
        let written = self
            .client
            .update_item()
            .table_name(&self.table)
            .key(keys::PARTITION_KEY, item::text(keys::knowledge(tenant)))
            .key(keys::SORT_KEY, item::text(NOW))
            .update_expression("ADD #reserved :one")
            .expression_attribute_names("#reserved", RESERVED)
            .expression_attribute_values(":one", number(1))
            .return_values(ReturnValue::UpdatedNew)
            .send()
            .await
            .map_err(|error| store_error("UpdateItem", &error))?;
        let reserved = written.attributes.as_ref().and_then(|item| item.get(RESERVED)?.as_n()?.parse().ok());
        reserved.ok_or_else(|| StoreError::Corrupt("knowledge: the store gave no number".to_owned()))
    }

    /// From here on this version is read; to be made again where the answer was lost. Where a later one is read already, this one is as if it had been replaced by it.
    /// Tells which was read before; 1 where none was.
    async fn turn_to(&self, tenant: &str, published: &Published, pieces: usize) -> Result<u64, StoreError> {
        let turned = self
            .client
            .update_item()
            .table_name(&self.table)
            .key(keys::PARTITION_KEY, item::text(keys::knowledge(tenant)))
            .key(keys::SORT_KEY, item::text(NOW))
            .update_expression("SET #version = :version, #published = :published, #pieces = :pieces")
            .condition_expression("attribute_not_exists(#version) OR #version <= :version")
            .expression_attribute_names("#version", VERSION)
            .expression_attribute_names("#published", PUBLISHED)
            .expression_attribute_names("#pieces", PIECES)
            .expression_attribute_values(":version", number(published.version))
            .expression_attribute_values(":published", item::json(published)?)
            .expression_attribute_values(":pieces", AttributeValue::N(pieces.to_string()))
            .return_values(ReturnValue::UpdatedOld)
            .send()
            .await;
        match turned {
            Ok(written) => {
                let before = written.attributes.as_ref();
                let before = before.and_then(|item| item.get(VERSION)?.as_n()?.parse().ok());
                Ok(before.unwrap_or(1))
            }
            Err(Error::ConditionalCheckFailed(_)) => {
                self.delete(tenant, published.version).await?;
                Ok(published.version)
            }
            Err(error) => Err(store_error("UpdateItem", &error)),
        }
    }

    /// Everything under this number.
    async fn delete(&self, tenant: &str, version: u64) -> Result<(), StoreError> {
        let query = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("pk = :version")
            .expression_attribute_values(":version", item::text(keys::knowledge_version(tenant, version)))
            .projection_expression("pk, sk")
            .consistent_read(true);
        forget::all_of(&self.client, &self.table, query).await.map(drop)
    }
}
