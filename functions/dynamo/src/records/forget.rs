//! Taking a user's id out of what they made or changed.
//!
//! What a user did is found by the list under their id. Of each record on it: the record, its history, and what turns have done
//! to it, which tells of the record as it was. The entry of the list goes last, so that the same call goes on where it failed.

use aws::dynamodb::{AttributeValue, Error, Item};
use engine::ports::{ChangeId, StoreError};
use engine::records::DELETED_USER;

use super::item::{BY, DONE, PLACE, TURN, corrupt};
use super::read::{get_item, history_query, send, to_done};
use super::{RecordsTable, place};
use crate::failure::store_error;
use crate::item::{json, text};
use crate::keys::{self, PARTITION_KEY, SORT_KEY};

pub(super) async fn forget_author(table: &RecordsTable, tenant: &str, user: &str) -> Result<(), StoreError> {
    let query = table
        .client
        .query()
        .table_name(&table.table)
        .key_condition_expression("pk = :user")
        .expression_attribute_values(":user", text(keys::made_by(tenant, user)))
        .consistent_read(true);
    let mut start = None;
    loop {
        let page = send(query.clone().set_exclusive_start_key(start)).await?;
        for made in &page.items {
            let of = |name| made.get(name).and_then(AttributeValue::as_s).ok_or_else(|| corrupt(name));
            let one = One { table, tenant, user, record_type: of("type")?, id: of("id")? };
            one.forget().await?;
            let delete = table.client.delete_item().table_name(&table.table).set_key(key_of(made)?);
            delete.send().await.map_err(|error| store_error("DeleteItem", &error))?;
        }
        start = page.last_evaluated_key;
        if start.is_none() {
            return Ok(());
        }
    }
}

/// One record, of which one user is forgotten.
struct One<'a> {
    table: &'a RecordsTable,
    tenant: &'a str,
    user: &'a str,
    record_type: &'a str,
    id: &'a str,
}

impl One<'_> {
    async fn forget(&self) -> Result<(), StoreError> {
        let record = place::record(self.tenant, self.record_type, self.id);
        self.rename(record.clone(), "created_by").await?;
        self.rename(record, "changed_by").await?;
        let mut start = None;
        loop {
            let query = history_query(self.table, self.tenant, self.record_type, self.id);
            let page = send(query.set_exclusive_start_key(start)).await?;
            for entry in &page.items {
                if entry.get(BY).and_then(AttributeValue::as_s) == Some(self.user) {
                    self.rename(key_of(entry)?, BY).await?;
                }
                self.forget_in_done(&change_of(entry)?).await?;
            }
            start = page.last_evaluated_key;
            if start.is_none() {
                return Ok(());
            }
        }
    }

    /// Puts the other name in the place of the user's, where it stands.
    async fn rename(&self, key: Item, attribute: &str) -> Result<(), StoreError> {
        let update = self
            .table
            .client
            .update_item()
            .table_name(&self.table.table)
            .set_key(key)
            .update_expression("SET #by = :nobody")
            .condition_expression("#by = :user")
            .expression_attribute_names("#by", attribute)
            .expression_attribute_values(":user", text(self.user))
            .expression_attribute_values(":nobody", text(DELETED_USER));
        match update.send().await {
            Ok(_) | Err(Error::ConditionalCheckFailed(_)) => Ok(()),
            Err(error) => Err(store_error("UpdateItem", &error)),
        }
    }

    /// What a change did is written once and never changed but here.
    async fn forget_in_done(&self, change: &ChangeId) -> Result<(), StoreError> {
        let Some(mut item) = get_item(self.table, place::done(self.tenant, change)).await? else {
            return Ok(());
        };
        let mut done = to_done(&item)?;
        let Some(record) = &mut done.record else { return Ok(()) };
        let mut is_named = false;
        for by in [&mut record.created_by, &mut record.changed_by] {
            if by == self.user {
                DELETED_USER.clone_into(by);
                is_named = true;
            }
        }
        if is_named {
            item.insert(DONE.to_owned(), json(&done)?);
            let put = self.table.client.put_item().table_name(&self.table.table).set_item(item);
            put.send().await.map_err(|error| store_error("PutItem", &error))?;
        }
        Ok(())
    }
}

fn change_of(entry: &Item) -> Result<ChangeId, StoreError> {
    let turn = entry.get(TURN).and_then(AttributeValue::as_s).ok_or_else(|| corrupt(TURN))?;
    let place = entry.get(PLACE).and_then(AttributeValue::as_n).and_then(|place| place.parse().ok());
    Ok(ChangeId { turn: turn.to_owned(), place: place.ok_or_else(|| corrupt(PLACE))? })
}

fn key_of(item: &Item) -> Result<Item, StoreError> {
    let part = |name: &str| {
        let part = item.get(name).cloned().ok_or_else(|| corrupt(name))?;
        Ok::<_, StoreError>((name.to_owned(), part))
    };
    Ok(Item::from([part(PARTITION_KEY)?, part(SORT_KEY)?]))
}
