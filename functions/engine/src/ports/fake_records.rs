//! Records in memory, for the tests of the crates above. Knows no way to fail.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use shared::wire::{ActionDone, Record};

use super::{Change, ChangeError, ChangeId, HistoryEntry, Records, StoreError, What};
use crate::records::{
    self, Changed, DELETED_USER, RecordPage, RecordQuery, RowAccess, id_number, id_order, matches,
    unique_keys,
};

/// Records in memory. It keeps every promise of [`Records`]; the store's tests run over both.
#[derive(Debug, Default)]
pub struct FakeRecords(Mutex<Everything>);

#[derive(Debug, Default)]
struct Everything {
    types: HashMap<(String, String), Type>,
    done: BTreeMap<(String, String), BTreeMap<u16, ActionDone>>,
}

/// Everything of one type of a tenant's. By [`id_order`].
#[derive(Debug, Default)]
struct Type {
    last: u64,
    records: BTreeMap<(u64, String), Kept>,
    history: HashMap<String, Vec<HistoryEntry>>,
}

#[derive(Debug)]
struct Kept {
    record: Record,
    is_deleted: bool,
}

impl FakeRecords {
    /// Puts records there as they are, whatever was there under their ids; of [`Records::history`] they have none.
    pub fn put(&self, tenant: &str, records: impl IntoIterator<Item = Record>) {
        let mut everything = self.everything();
        for record in records {
            let of_type = everything.of(tenant, &record.record_type);
            of_type.last = of_type
                .last
                .max(Some(id_order(&record.id).0).filter(|number| *number < u64::MAX).unwrap_or(0));
            let kept = Kept { is_deleted: false, record };
            of_type.records.insert(key(&kept.record.id), kept);
        }
    }

    /// All records of a type, by id, that are not deleted.
    pub fn all(&self, tenant: &str, record_type: &str) -> Vec<Record> {
        let mut everything = self.everything();
        let kept = everything.of(tenant, record_type).records.values().filter(|kept| !kept.is_deleted);
        kept.map(|kept| kept.record.clone()).collect()
    }

    fn everything(&self) -> MutexGuard<'_, Everything> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Everything {
    fn of(&mut self, tenant: &str, record_type: &str) -> &mut Type {
        self.types.entry((tenant.to_owned(), record_type.to_owned())).or_default()
    }
}

impl Type {
    fn reached(&self, id: &str, access: &RowAccess) -> Option<&Record> {
        let kept = self.records.get(&key(id)).filter(|kept| !kept.is_deleted)?;
        Some(&kept.record).filter(|record| matches(record, access))
    }

    fn make(&mut self, change: &Change) -> Result<Changed, ChangeError> {
        let Some(id) = records::changed_id(&change.what) else { return self.make_new(change) };
        let before = self.reached(id, &change.access).ok_or(ChangeError::NotThere)?;
        if records::changed_version(&change.what).is_some_and(|version| version != before.version) {
            return Err(ChangeError::Stale);
        }
        records::changed(change, before).ok_or(ChangeError::NotThere)
    }

    fn make_new(&mut self, change: &Change) -> Result<Changed, ChangeError> {
        let What::Create { id_prefix, id, .. } = &change.what else { return Err(ChangeError::NotThere) };
        let id = match id {
            Some(id) if self.records.contains_key(&key(id)) => {
                return Err(ChangeError::NotUnique("id".to_owned()));
            }
            Some(id) => {
                self.last = self.last.max(id_number(id_prefix, id).unwrap_or(0));
                id.clone()
            }
            None => {
                self.last += 1;
                format!("{id_prefix}-{}", self.last)
            }
        };
        let changed = records::created(change, &id).ok_or(ChangeError::NotThere)?;
        if matches(&changed.record, &change.access) { Ok(changed) } else { Err(ChangeError::NotThere) }
    }

    fn keep(&mut self, change: &Change, changed: &Changed) -> Result<(), ChangeError> {
        let record = changed.record.clone();
        let place = key(&record.id);
        let is_deleted = matches!(change.what, What::Delete { .. });
        if !is_deleted {
            let others = self.records.iter().filter(|(other, kept)| **other != place && !kept.is_deleted);
            let theirs: Vec<_> = others.map(|(_, kept)| unique_keys(&change.unique, &kept.record)).collect();
            for (field, value) in &unique_keys(&change.unique, &record) {
                if theirs.iter().any(|theirs| theirs.get(field) == Some(value)) {
                    return Err(ChangeError::NotUnique(field.clone()));
                }
            }
        }
        self.history.entry(record.id.clone()).or_default().insert(0, changed.entry.clone());
        self.records.insert(place, Kept { record, is_deleted });
        Ok(())
    }
}

fn key(id: &str) -> (u64, String) {
    let (number, id) = id_order(id);
    (number, id.to_owned())
}

#[async_trait]
impl Records for FakeRecords {
    async fn find(&self, query: &RecordQuery) -> Result<RecordPage, StoreError> {
        let mut everything = self.everything();
        let of_type = everything.of(&query.tenant, &query.record_type);
        let after = query.after.as_deref().map(key);
        let mut found = of_type.records.iter().filter(|(place, kept)| {
            after.as_ref().is_none_or(|after| *place > after)
                && !kept.is_deleted
                && matches(&kept.record, &query.access)
                && query.filters.iter().all(|filter| filter.holds(&kept.record))
        });
        let page = found.by_ref().take(query.limit.into());
        let records: Vec<Record> = page.map(|(_, kept)| kept.record.clone()).collect();
        let after = found.next().and_then(|_| records.last()).map(|last| last.id.clone());
        Ok(RecordPage { records, after })
    }

    async fn get(
        &self,
        tenant: &str,
        record_type: &str,
        id: &str,
        access: &RowAccess,
    ) -> Result<Option<Record>, StoreError> {
        Ok(self.everything().of(tenant, record_type).reached(id, access).cloned())
    }

    async fn apply(&self, change: &Change) -> Result<ActionDone, ChangeError> {
        let mut everything = self.everything();
        let ChangeId { turn, place } = &change.id;
        let turn = (change.tenant.clone(), turn.clone());
        if let Some(done) = everything.done.get(&turn).and_then(|done| done.get(place)) {
            return Ok(done.clone());
        }
        let of_type = everything.of(&change.tenant, &change.record_type);
        let changed = of_type.make(change)?;
        of_type.keep(change, &changed)?;
        everything.done.entry(turn).or_default().insert(*place, changed.done.clone());
        Ok(changed.done)
    }

    async fn done_by(&self, tenant: &str, turn: &str) -> Result<Vec<ActionDone>, StoreError> {
        let everything = self.everything();
        let done = everything.done.get(&(tenant.to_owned(), turn.to_owned()));
        Ok(done.into_iter().flat_map(BTreeMap::values).cloned().collect())
    }

    async fn history(
        &self,
        tenant: &str,
        record_type: &str,
        id: &str,
        limit: u16,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        let mut everything = self.everything();
        let history = everything.of(tenant, record_type).history.get(id);
        Ok(history.into_iter().flatten().take(limit.into()).cloned().collect())
    }

    async fn forget_author(&self, tenant: &str, user: &str) -> Result<(), StoreError> {
        let mut everything = self.everything();
        let Everything { types, done } = &mut *everything;
        for (_, of_type) in types.iter_mut().filter(|((owner, _), _)| owner == tenant) {
            of_type.records.values_mut().for_each(|kept| forget(&mut kept.record, user));
            let entries = of_type.history.values_mut().flatten().filter(|entry| entry.by == user);
            entries.for_each(|entry| DELETED_USER.clone_into(&mut entry.by));
        }
        for (_, done) in done.iter_mut().filter(|((owner, _), _)| owner == tenant) {
            done.values_mut().filter_map(|done| done.record.as_mut()).for_each(|record| forget(record, user));
        }
        Ok(())
    }
}

fn forget(record: &mut Record, user: &str) {
    for by in [&mut record.created_by, &mut record.changed_by] {
        if by == user {
            DELETED_USER.clone_into(by);
        }
    }
}
