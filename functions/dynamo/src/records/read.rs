//! Reading records. What may not be reached is left out by the store itself: it never comes here.

use aws::dynamodb::operation::Query;
use aws::dynamodb::{AttributeValue, Item, Request};
use engine::ports::{ChangeId, HistoryEntry, StoreError};
use engine::records::{RecordPage, RecordQuery, RowAccess};
use shared::wire::{ActionDone, Record};

use super::expression::{Expressions, Logic};
use super::item::{DONE, corrupt, to_entry, to_record};
use super::{RecordsTable, place};
use crate::failure::store_error;
use crate::item::{from_json, text};
use crate::keys;

/// The most records that are looked at for one page of those that match.
const LOOKS_AT_MOST: i32 = 10_000;
/// The most that are looked at with one call.
const AT_ONCE: i32 = 1_000;

pub(super) async fn find(table: &RecordsTable, query: &RecordQuery) -> Result<RecordPage, StoreError> {
    let mut page = RecordPage::default();
    if query.access.is_none() || query.limit == 0 {
        return Ok(page);
    }
    let is_filtered = !query.access.is_all() || !query.filters.is_empty();
    // One more than is wanted tells whether there are more.
    let wanted = usize::from(query.limit) + 1;
    let mut expressions = Expressions::default();
    let reachable = expressions.reachable(&query.access);
    let filter = Logic::And(vec![reachable, expressions.all(&query.filters)]);
    let partition = expressions.value(text(keys::records(&query.tenant, &query.record_type)));
    let first = expressions.value(text(place::RECORD));
    let last = expressions.value(text(place::AFTER_RECORDS));
    let request = table
        .client
        .query()
        .table_name(&table.table)
        .key_condition_expression(format!("pk = {partition} AND sk BETWEEN {first} AND {last}"))
        .filter_expression(filter.written()?)
        .consistent_read(true);
    let request = expressions.into_request(request);
    let mut start = query.after.as_deref().map(|id| place::record(&query.tenant, &query.record_type, id));
    let mut looked = 0;
    loop {
        let missing = i32::try_from(wanted - page.records.len()).unwrap_or(AT_ONCE);
        let limit = if is_filtered { AT_ONCE } else { missing.min(AT_ONCE) };
        let found = send(request.clone().limit(limit).set_exclusive_start_key(start)).await?;
        for item in &found.items {
            page.records.push(to_record(&query.record_type, item)?);
        }
        if page.records.len() >= wanted {
            page.records.truncate(usize::from(query.limit));
            page.after = page.records.last().map(|last| last.id.clone());
            return Ok(page);
        }
        let Some(next) = found.last_evaluated_key else { return Ok(page) };
        looked += limit;
        if looked >= LOOKS_AT_MOST {
            page.after = place::id_of(&next);
            return Ok(page);
        }
        start = Some(next);
    }
}

pub(super) async fn get(
    table: &RecordsTable,
    tenant: &str,
    record_type: &str,
    id: &str,
    access: &RowAccess,
) -> Result<Option<Record>, StoreError> {
    if access.is_none() || id.is_empty() {
        return Ok(None);
    }
    let mut expressions = Expressions::default();
    let filter = expressions.reachable(access);
    let partition = expressions.value(text(keys::records(tenant, record_type)));
    let sort = expressions.value(text(place::record_sort(id)));
    let request = table
        .client
        .query()
        .table_name(&table.table)
        .key_condition_expression(format!("pk = {partition} AND sk = {sort}"))
        .filter_expression(filter.written()?)
        .consistent_read(true);
    let found = send(expressions.into_request(request)).await?;
    found.items.first().map(|item| to_record(record_type, item)).transpose()
}

pub(super) async fn history(
    table: &RecordsTable,
    tenant: &str,
    record_type: &str,
    id: &str,
    limit: u16,
) -> Result<Vec<HistoryEntry>, StoreError> {
    let mut entries = Vec::new();
    let mut start = None;
    while entries.len() < usize::from(limit) {
        let missing = i32::try_from(usize::from(limit) - entries.len()).unwrap_or(i32::MAX);
        let request = history_query(table, tenant, record_type, id).scan_index_forward(false);
        let page = send(request.limit(missing).set_exclusive_start_key(start)).await?;
        for item in &page.items {
            entries.push(to_entry(item)?);
        }
        start = page.last_evaluated_key;
        if start.is_none() {
            break;
        }
    }
    Ok(entries)
}

/// Everything that happened to a record.
pub(super) fn history_query(
    table: &RecordsTable,
    tenant: &str,
    record_type: &str,
    id: &str,
) -> Request<Query> {
    table
        .client
        .query()
        .table_name(&table.table)
        .key_condition_expression("pk = :type AND begins_with(sk, :history)")
        .expression_attribute_values(":type", text(keys::records(tenant, record_type)))
        .expression_attribute_values(":history", text(place::history_of(id)))
        .consistent_read(true)
}

pub(super) async fn done_by(
    table: &RecordsTable,
    tenant: &str,
    turn: &str,
) -> Result<Vec<ActionDone>, StoreError> {
    let query = table
        .client
        .query()
        .table_name(&table.table)
        .key_condition_expression("pk = :turn")
        .expression_attribute_values(":turn", text(keys::done_by(tenant, turn)))
        .consistent_read(true);
    let mut done = Vec::new();
    let mut start = None;
    loop {
        let page = send(query.clone().set_exclusive_start_key(start)).await?;
        for item in &page.items {
            done.push(to_done(item)?);
        }
        start = page.last_evaluated_key;
        if start.is_none() {
            return Ok(done);
        }
    }
}

/// What the change did, if it was made already.
pub(super) async fn done(
    table: &RecordsTable,
    tenant: &str,
    change: &ChangeId,
) -> Result<Option<ActionDone>, StoreError> {
    let item = get_item(table, place::done(tenant, change)).await?;
    item.as_ref().map(to_done).transpose()
}

/// The item of a key, whatever it is.
pub(super) async fn get_item(table: &RecordsTable, key: Item) -> Result<Option<Item>, StoreError> {
    let get = table.client.get_item().table_name(&table.table).set_key(key).consistent_read(true);
    let found = get.send().await.map_err(|error| store_error("GetItem", &error))?;
    Ok(found.item)
}

pub(super) fn to_done(item: &Item) -> Result<ActionDone, StoreError> {
    let done = item.get(DONE).and_then(AttributeValue::as_s).ok_or_else(|| corrupt(DONE))?;
    from_json(done).map_err(|error| StoreError::Corrupt(format!("what a turn has done: {error}")))
}

pub(super) async fn send(request: Request<Query>) -> Result<aws::dynamodb::Page, StoreError> {
    request.send().await.map_err(|error| store_error("Query", &error))
}
