//! Changing records: one transaction for a change, with everything that belongs to it.

use std::collections::BTreeMap;

use aws::dynamodb::{AttributeValue, Error, ReturnValue, TransactWriteItem};
use engine::ports::{Change, ChangeError, StoreError, What};
use engine::records::{
    self, Changed, RowAccess, changed_id, changed_version, id_number, matches, unique_keys,
};
use shared::wire::{ActionDone, Record};

use super::expression::{Expressions, Logic};
use super::item::{DELETED_AT, DONE, corrupt, from_entry, from_record, number};
use super::read::{done, get, get_item};
use super::{RecordsTable, place};
use crate::failure::store_error;
use crate::item::{json, text};
use crate::keys::PARTITION_KEY;
use crate::transaction::{self, Refused, put};

/// How often a change is made of what has just been read, where something got in between.
const ROUNDS: u32 = 4;
/// The last number of a type's ids.
const LAST: &str = "last";
/// Those who have no name: of them nothing is to be found again.
const NOBODY: [&str; 2] = ["visitor", "admin"];

pub(super) async fn apply(table: &RecordsTable, change: &Change) -> Result<ActionDone, ChangeError> {
    for _ in 0..ROUNDS {
        let (before, changed) = match make(table, change).await {
            Ok(made) => made,
            // The change itself may be why it cannot be made again.
            Err(refused @ (ChangeError::NotThere | ChangeError::Stale)) => {
                return done(table, &change.tenant, &change.id).await?.ok_or(refused);
            }
            Err(refused) => return Err(refused),
        };
        let writes = writes(table, change, before.as_ref(), &changed)?;
        match transaction::write(&table.client, &writes).await {
            Ok(()) => return Ok(changed.done),
            Err(Refused::Store(error)) => return Err(error.into()),
            Err(Refused::Condition(_)) => {}
        }
        if let Some(done) = done(table, &change.tenant, &change.id).await? {
            return Ok(done);
        }
        if let Some(field) = taken(table, change, &changed).await? {
            return Err(ChangeError::NotUnique(field));
        }
    }
    Err(StoreError::Throttled.into())
}

/// What the change makes of what is there now.
async fn make(table: &RecordsTable, change: &Change) -> Result<(Option<Record>, Changed), ChangeError> {
    let Some(id) = changed_id(&change.what) else {
        let id = new_id(table, change).await?;
        let changed = records::created(change, &id).ok_or(ChangeError::NotThere)?;
        let may = matches(&changed.record, &change.access);
        return if may { Ok((None, changed)) } else { Err(ChangeError::NotThere) };
    };
    let before = get(table, &change.tenant, &change.record_type, id, &change.access).await?;
    let before = before.ok_or(ChangeError::NotThere)?;
    if changed_version(&change.what).is_some_and(|version| version != before.version) {
        return Err(ChangeError::Stale);
    }
    let changed = records::changed(change, &before).ok_or(ChangeError::NotThere)?;
    Ok((Some(before), changed))
}

/// The id of a new record: the one that it has, or the next. No number is given twice.
async fn new_id(table: &RecordsTable, change: &Change) -> Result<String, StoreError> {
    let What::Create { id_prefix, id, .. } = &change.what else { return Err(corrupt("id")) };
    let counter = table
        .client
        .update_item()
        .table_name(&table.table)
        .set_key(place::counter(&change.tenant, &change.record_type))
        .expression_attribute_names("#last", LAST);
    if let Some(id) = id {
        if let Some(taken) = id_number(id_prefix, id) {
            let raise = counter
                .update_expression("SET #last = :taken")
                .condition_expression("attribute_not_exists(#last) OR #last < :taken")
                .expression_attribute_values(":taken", number(taken));
            match raise.send().await {
                Ok(_) | Err(Error::ConditionalCheckFailed(_)) => {}
                Err(error) => return Err(store_error("UpdateItem", &error)),
            }
        }
        return Ok(id.clone());
    }
    let next = counter
        .update_expression("ADD #last :one")
        .expression_attribute_values(":one", number(1))
        .return_values(ReturnValue::UpdatedNew);
    let written = next.send().await.map_err(|error| store_error("UpdateItem", &error))?;
    let last = written.attributes.as_ref().and_then(|item| item.get(LAST)).and_then(AttributeValue::as_n);
    Ok(format!("{id_prefix}-{}", last.ok_or_else(|| corrupt(LAST))?))
}

/// Everything that is written: the record, what happened to it, what the turn did, who did it, and what only one may have.
fn writes(
    table: &RecordsTable,
    change: &Change,
    before: Option<&Record>,
    changed: &Changed,
) -> Result<Vec<TransactWriteItem>, StoreError> {
    let (tenant, record) = (&change.tenant, &changed.record);
    let mut marker = place::done(tenant, &change.id);
    marker.insert(DONE.to_owned(), json(&changed.done)?);
    let marker = TransactWriteItem::put()
        .table_name(&table.table)
        .set_item(marker)
        .condition_expression(format!("attribute_not_exists({PARTITION_KEY})"));
    let mut writes = vec![
        record_write(table, change, before, record)?,
        marker.build(),
        put(&table.table, from_entry(change, &record.id, &changed.entry)?),
    ];
    if !NOBODY.contains(&change.by.as_str()) {
        let mut made_by = place::made_by(tenant, &change.by, &record.record_type, &record.id);
        made_by.extend([("type".to_owned(), text(&record.record_type)), ("id".to_owned(), text(&record.id))]);
        writes.push(put(&table.table, made_by));
    }
    let keys = |record: Option<&Record>| {
        record.map(|record| unique_keys(&change.unique, record)).unwrap_or_default()
    };
    let is_deleted = matches!(change.what, What::Delete { .. });
    let (had, has) = (keys(before), keys(Some(record).filter(|_| !is_deleted)));
    writes.extend(unique_writes(table, change, &record.id, &had, &has));
    Ok(writes)
}

/// The record itself; of a comment only that it is still there.
fn record_write(
    table: &RecordsTable,
    change: &Change,
    before: Option<&Record>,
    record: &Record,
) -> Result<TransactWriteItem, StoreError> {
    let mut item = from_record(&change.tenant, record);
    let Some(before) = before else {
        let put = TransactWriteItem::put().table_name(&table.table).set_item(item);
        return Ok(put.condition_expression(format!("attribute_not_exists({PARTITION_KEY})")).build());
    };
    let mut expressions = Expressions::default();
    let condition = unchanged(&mut expressions, &change.access, before)?;
    if before.version == record.version {
        let key = place::record(&change.tenant, &record.record_type, &record.id);
        let check = TransactWriteItem::condition_check().table_name(&table.table).set_key(key);
        return Ok(expressions.into_request(check.condition_expression(condition)).build());
    }
    if matches!(change.what, What::Delete { .. }) {
        item.insert(DELETED_AT.to_owned(), text(&record.changed_at));
    }
    let put = TransactWriteItem::put().table_name(&table.table).set_item(item);
    Ok(expressions.into_request(put.condition_expression(condition)).build())
}

/// That the record is as it was read, there, and may be reached. The one who made it may be forgotten meanwhile without a new
/// version.
fn unchanged(
    expressions: &mut Expressions,
    access: &RowAccess,
    before: &Record,
) -> Result<String, StoreError> {
    let reachable = expressions.reachable(access);
    let (version, created_by) = (expressions.name("version"), expressions.name("created_by"));
    let is_version = expressions.value(number(before.version));
    let is_made_by = expressions.value(text(&before.created_by));
    let is_as_read =
        [format!("{version} = {is_version}"), format!("{created_by} = {is_made_by}")].map(Logic::one);
    Logic::And(is_as_read.into_iter().chain([reachable]).collect()).written()
}

fn unique_writes(
    table: &RecordsTable,
    change: &Change,
    id: &str,
    had: &BTreeMap<String, String>,
    has: &BTreeMap<String, String>,
) -> Vec<TransactWriteItem> {
    let key = |field: &str, hash: &str| place::unique(&change.tenant, &change.record_type, field, hash);
    let mut writes = Vec::new();
    for (field, hash) in has.iter().filter(|(field, hash)| had.get(*field) != Some(hash)) {
        let mut item = key(field, hash);
        item.insert("id".to_owned(), text(id));
        let put = TransactWriteItem::put().table_name(&table.table).set_item(item);
        let is_free = format!("attribute_not_exists({PARTITION_KEY})");
        writes.push(put.condition_expression(is_free).build());
    }
    for (field, hash) in had.iter().filter(|(field, hash)| has.get(*field) != Some(hash)) {
        let delete = TransactWriteItem::delete().table_name(&table.table).set_key(key(field, hash));
        writes.push(delete.build());
    }
    writes
}

/// What the record cannot have because another one has it: a unique field, or its id.
async fn taken(
    table: &RecordsTable,
    change: &Change,
    changed: &Changed,
) -> Result<Option<String>, StoreError> {
    let (tenant, record) = (&change.tenant, &changed.record);
    if !matches!(change.what, What::Delete { .. }) {
        for (field, hash) in unique_keys(&change.unique, record) {
            let holder = get_item(table, place::unique(tenant, &record.record_type, &field, &hash)).await?;
            let id = holder.as_ref().and_then(|item| item.get("id")).and_then(AttributeValue::as_s);
            if id.is_some_and(|id| id != record.id) {
                return Ok(Some(field));
            }
        }
    }
    if !matches!(change.what, What::Create { id: Some(_), .. }) {
        return Ok(None);
    }
    // Of a record that may not be reached nothing is read but that it is there.
    let there = table
        .client
        .get_item()
        .table_name(&table.table)
        .set_key(place::record(tenant, &record.record_type, &record.id))
        .projection_expression(PARTITION_KEY)
        .consistent_read(true)
        .send()
        .await
        .map_err(|error| store_error("GetItem", &error))?;
    Ok(there.item.map(|_| "id".to_owned()))
}
