//! Where in the table the parts of a record are.

use aws::dynamodb::Item;
use engine::ports::{Change, ChangeId};
use engine::records::{done_id, id_order};

use crate::item::text;
use crate::keys::{self, PARTITION_KEY, SORT_KEY, escaped};

/// What stands before the sort key of every record.
pub(super) const RECORD: &str = "R#";
/// Sorts after the keys of all records.
pub(super) const AFTER_RECORDS: &str = "R$";
/// The sort key of the counter.
const COUNTER: &str = "COUNTER";

pub(super) fn key(partition: String, sort: String) -> Item {
    Item::from([(PARTITION_KEY.to_owned(), text(partition)), (SORT_KEY.to_owned(), text(sort))])
}

/// A record. Sorted by the number of the id, then by the id.
pub(super) fn record(tenant: &str, record_type: &str, id: &str) -> Item {
    key(keys::records(tenant, record_type), record_sort(id))
}

pub(super) fn record_sort(id: &str) -> String {
    let (number, id) = id_order(id);
    format!("{RECORD}{number:020}#{id}")
}

/// The id that a key of [`record`] stands for.
pub(super) fn id_of(key: &Item) -> Option<String> {
    let sort = key.get(SORT_KEY)?.as_s()?.strip_prefix(RECORD)?;
    sort.split_once('#').map(|(_, id)| id.to_owned())
}

/// What stands before the sort keys of a record's history.
pub(super) fn history_of(id: &str) -> String {
    format!("H#{}#", escaped(id))
}

/// What a change did, in the history of its record; newer versions later, and of one version what was done later.
pub(super) fn history(change: &Change, id: &str, version: u64) -> Item {
    let time = change.at.as_nanosecond().max(0);
    let sort = format!("{}{version:020}#{time:020}#{}", history_of(id), done_id(&change.id));
    key(keys::records(&change.tenant, &change.record_type), sort)
}

/// A value of a unique field.
pub(super) fn unique(tenant: &str, record_type: &str, field: &str, hash: &str) -> Item {
    key(keys::records(tenant, record_type), format!("U#{field}#{hash}"))
}

/// The counter of a type.
pub(super) fn counter(tenant: &str, record_type: &str) -> Item {
    key(keys::records(tenant, record_type), COUNTER.to_owned())
}

/// What a turn did at this place.
pub(super) fn done(tenant: &str, change: &ChangeId) -> Item {
    key(keys::done_by(tenant, &change.turn), format!("{:05}", change.place))
}

/// That the user has made or changed the record.
pub(super) fn made_by(tenant: &str, user: &str, record_type: &str, id: &str) -> Item {
    key(keys::made_by(tenant, user), format!("{}#{id}", escaped(record_type)))
}
