//! What a demo tenant keeps from the beginning: `records/TYPE.jsonl`, a record in each line (`id`, `status`, `fields`).
//!
//! It is put into the store when the server starts, once, and only where the store has none of the type by others.
//! The days in it are counted from [`WRITTEN_ON`], and are moved as far as that day is past: what was due in two days is
//! due in two days whenever the demo is first seen.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use engine::ports::{Change, ChangeError, ChangeId, Records, StoreError, What};
use engine::records::{RecordQuery, RowAccess};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde::Deserialize;
use serde_json::Value as Json;
use shared::tenant::{RecordType, TenantFile};
use shared::value::Kind;
use tokio::sync::OnceCell;

/// The day that the files were written on.
pub(super) const WRITTEN_ON: Date = date(2026, 11, 21);

/// Why the records are not there.
#[derive(Debug, thiserror::Error)]
pub(super) enum SeedError {
    /// A file cannot be read.
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    /// A line is no record.
    #[error("{0}:{1}: {2}")]
    Line(String, usize, serde_json::Error),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The store does not take a record.
    #[error(transparent)]
    Change(#[from] ChangeError),
}

/// One line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seed {
    id: String,
    #[serde(default)]
    status: Option<String>,
    fields: BTreeMap<String, Json>,
}

/// The records of a tenant's folder, put into the store once.
pub(super) struct Seeds {
    folder: PathBuf,
    done: OnceCell<()>,
}

impl Seeds {
    /// Those of this folder, which need not be there.
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder, done: OnceCell::new() }
    }

    /// Returns once they are there.
    pub(super) async fn ready(
        &self,
        records: &dyn Records,
        tenant: &TenantFile,
        now: Timestamp,
    ) -> Result<(), SeedError> {
        self.done.get_or_try_init(|| self.put(records, tenant, now)).await.copied()
    }

    async fn put(&self, records: &dyn Records, tenant: &TenantFile, now: Timestamp) -> Result<(), SeedError> {
        for record_type in &tenant.records.types {
            let path = self.folder.join(format!("{}.jsonl", record_type.key));
            if path.is_file() {
                put_type(records, tenant, record_type, &path, now).await?;
            }
        }
        Ok(())
    }
}

async fn is_empty(
    records: &dyn Records,
    tenant: &TenantFile,
    record_type: &RecordType,
) -> Result<bool, StoreError> {
    let query = RecordQuery {
        tenant: tenant.id.clone(),
        record_type: record_type.key.clone(),
        access: RowAccess::all(),
        filters: Vec::new(),
        limit: 1,
        after: None,
    };
    Ok(records.find(&query).await?.records.is_empty())
}

async fn put_type(
    records: &dyn Records,
    tenant: &TenantFile,
    record_type: &RecordType,
    path: &Path,
    now: Timestamp,
) -> Result<(), SeedError> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| SeedError::File(name.clone(), error))?;
    let turn = format!("seeds.{}", record_type.key);
    // A server that was ended in the middle of it goes on when it is started again.
    let done = records.done_by(&tenant.id, &turn).await?.len();
    if done >= text.lines().count() || (done == 0 && !is_empty(records, tenant, record_type).await?) {
        return Ok(());
    }
    let today = now.to_zoned(TimeZone::UTC).date();
    let unique = record_type.fields.iter().filter(|field| field.unique);
    let unique: Vec<String> = unique.map(|field| field.key.clone()).collect();
    for (place, line) in (0..).zip(text.lines()) {
        let mut seed: Seed = serde_json::from_str(line)
            .map_err(|error| SeedError::Line(name.clone(), usize::from(place) + 1, error))?;
        move_days(record_type, &mut seed.fields, today);
        let what = What::Create {
            id_prefix: record_type.id_prefix.clone(),
            id: Some(seed.id),
            status: seed.status,
            fields: seed.fields,
        };
        let change = Change {
            // The same id again is the same change: what was deleted since does not come back.
            id: ChangeId { turn: turn.clone(), place },
            tenant: tenant.id.clone(),
            record_type: record_type.key.clone(),
            by: "admin".to_owned(),
            at: now,
            access: RowAccess::all(),
            unique: unique.clone(),
            what,
        };
        match records.apply(&change).await {
            Ok(_) | Err(ChangeError::NotUnique(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Moves every day as far as [`WRITTEN_ON`] is past. What is no day stays as it is.
fn move_days(record_type: &RecordType, fields: &mut BTreeMap<String, Json>, today: Date) {
    let Ok(past) = today.since(WRITTEN_ON).map(|span| span.get_days()) else { return };
    for field in record_type.fields.iter().filter(|field| field.kind == Kind::Date) {
        let Some(value) = fields.get_mut(&field.key) else { continue };
        let day = value.as_str().and_then(|text| text.parse::<Date>().ok());
        if let Some(moved) = day.and_then(|day| day.checked_add(Span::new().days(past)).ok()) {
            *value = Json::String(moved.to_string());
        }
    }
}
