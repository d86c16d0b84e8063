//! Writing one record as an admin: whole, with the version that was read, if one was.

use std::collections::BTreeMap;

use engine::ports::{Change, ChangeError, ChangeId, StoreError, What};
use engine::records::{RowAccess, Valid, validate_new};
use engine::rules::values::Context;
use serde_json::{Value as Json, json};
use shared::tenant::{Field, FieldDefault, RecordType, TenantFile};
use shared::wire::{FieldError, Record, RecordWrite};

use crate::app::App;
use crate::problem::ApiError;

/// Who did it, in histories.
const ADMIN: &str = "admin";
/// How often a record is read again that somebody else has just changed.
const RACES_AT_MOST: u32 = 5;
/// The longest id of a record.
const ID_MAX: usize = 100;

/// Of which version the record must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Of any, or not there yet.
    Any,
    /// There.
    There,
    /// Of this one; of a version that is none, never.
    Version(Option<u64>),
    /// Not there yet.
    New,
}

impl Wanted {
    fn fits(self, there: Option<&Record>) -> bool {
        match self {
            Self::Any => true,
            Self::There => there.is_some(),
            Self::Version(version) => there.is_some_and(|record| Some(record.version) == version),
            Self::New => there.is_none(),
        }
    }
}

/// What became of a record that was to be written.
#[derive(Debug)]
pub(crate) enum Written {
    /// It was made.
    Created(Record),
    /// It was changed.
    Replaced(Record),
    /// It was so already.
    Unchanged(Record),
}

/// Makes the record, or puts this in its place.
pub(crate) async fn put(
    app: &App,
    tenant: &TenantFile,
    record_type: &RecordType,
    id: &str,
    write: &RecordWrite,
    wanted: Wanted,
    context: &Context<'_>,
) -> Result<Written, ApiError> {
    for _ in 0..RACES_AT_MOST {
        let there = app.records.get(&tenant.id, &record_type.key, id, &RowAccess::all()).await?;
        if !wanted.fits(there.as_ref()) {
            return Err(ApiError::RecordChanged);
        }
        let what = match &there {
            None => Some(creation(record_type, Some(checked(id)?), write, context)?),
            Some(there) => replacement(record_type, there, write, context)?,
        };
        let Some(what) = what else { return there.map(Written::Unchanged).ok_or(ApiError::RecordChanged) };
        let change_id = ChangeId { turn: format!("{ADMIN}.{}", uuid::Uuid::now_v7().simple()), place: 0 };
        match app.records.apply(&change(app, tenant, record_type, change_id, what)).await {
            Ok(done) => {
                let record = done.record.ok_or(ApiError::RecordChanged)?;
                return Ok(if there.is_some() {
                    Written::Replaced(record)
                } else {
                    Written::Created(record)
                });
            }
            Err(ChangeError::Stale | ChangeError::NotThere) => {}
            // Either somebody made it just now, or it was there once.
            Err(ChangeError::NotUnique(field)) if field == "id" => {
                let now = app.records.get(&tenant.id, &record_type.key, id, &RowAccess::all()).await?;
                if now.is_none() {
                    return Err(ApiError::invalid(
                        "",
                        "a record of this id was deleted; its id is not given again",
                    ));
                }
            }
            Err(error) => return Err(refused(error)),
        }
    }
    Err(ApiError::RecordChanged)
}

/// Deletes the record.
pub(crate) async fn delete(
    app: &App,
    tenant: &TenantFile,
    record_type: &RecordType,
    id: &str,
    wanted: Wanted,
) -> Result<(), ApiError> {
    for _ in 0..RACES_AT_MOST {
        let there = app.records.get(&tenant.id, &record_type.key, id, &RowAccess::all()).await?;
        let there = there.ok_or(ApiError::Unknown("record"))?;
        if !wanted.fits(Some(&there)) {
            return Err(ApiError::RecordChanged);
        }
        let what = What::Delete { id: there.id, version: there.version };
        let change_id = ChangeId { turn: format!("{ADMIN}.{}", uuid::Uuid::now_v7().simple()), place: 0 };
        match app.records.apply(&change(app, tenant, record_type, change_id, what)).await {
            Ok(_) => return Ok(()),
            Err(ChangeError::Stale | ChangeError::NotThere) => {}
            Err(error) => return Err(refused(error)),
        }
    }
    Err(ApiError::RecordChanged)
}

/// A change by the admin, who may reach everything.
pub(super) fn change(
    app: &App,
    tenant: &TenantFile,
    record_type: &RecordType,
    id: ChangeId,
    what: What,
) -> Change {
    let unique = record_type.fields.iter().filter(|field| field.unique);
    Change {
        id,
        tenant: tenant.id.clone(),
        record_type: record_type.key.clone(),
        by: ADMIN.to_owned(),
        at: app.clock.now(),
        access: RowAccess::all(),
        unique: unique.map(|field| field.key.clone()).collect(),
        what,
    }
}

/// A new record, with the defaults that depend on nobody.
pub(super) fn creation(
    record_type: &RecordType,
    id: Option<String>,
    write: &RecordWrite,
    context: &Context<'_>,
) -> Result<What, ApiError> {
    let mut fields = write.fields.clone();
    for field in &record_type.fields {
        if let Some(value) = default_of(field, context) {
            fields.entry(field.key.clone()).or_insert(value);
        }
    }
    let valid = valid(record_type, &fields, write.status.as_deref(), context)?;
    let (fields, status) = (valid.known(), valid.status);
    Ok(What::Create { id_prefix: record_type.id_prefix.clone(), id, status, fields })
}

fn default_of(field: &Field, context: &Context<'_>) -> Option<Json> {
    match field.default.as_ref()? {
        FieldDefault::Value(value) => Some(value.clone()),
        FieldDefault::Today(is_today) => is_today.then(|| json!(context.today.to_string())),
        FieldDefault::From(_) => None,
    }
}

/// What is to be changed of a record that is there; `None` where it is so already. Any state may follow any: an admin puts right
/// what went wrong.
fn replacement(
    record_type: &RecordType,
    there: &Record,
    write: &RecordWrite,
    context: &Context<'_>,
) -> Result<Option<What>, ApiError> {
    let status = write.status.as_deref().or(there.status.as_deref());
    let mut fields = write.fields.clone();
    for field in &record_type.fields {
        if let Some(default) = default_of(field, context) {
            let as_it_is = || there.fields.get(&field.key).cloned().unwrap_or(default);
            fields.entry(field.key.clone()).or_insert_with(as_it_is);
        }
    }
    let valid = valid(record_type, &fields, status, context)?;
    let known = valid.known();
    let gone = there.fields.keys().filter(|key| !known.contains_key(*key)).map(|key| (key.clone(), None));
    let new = known.iter().filter(|(key, value)| there.fields.get(*key) != Some(*value));
    let new = new.map(|(key, value)| (key.clone(), Some(value.clone())));
    let fields: BTreeMap<String, Option<Json>> = gone.chain(new).collect();
    let status = valid.status.filter(|status| there.status.as_ref() != Some(status));
    if fields.is_empty() && status.is_none() {
        return Ok(None);
    }
    Ok(Some(What::Update { id: there.id.clone(), version: there.version, fields, status }))
}

fn valid(
    record_type: &RecordType,
    fields: &BTreeMap<String, Json>,
    status: Option<&str>,
    context: &Context<'_>,
) -> Result<Valid, ApiError> {
    validate_new(record_type, fields, status, context).map_err(|errors| {
        let errors = errors
            .into_iter()
            .map(|error| FieldError { pointer: pointer(&error.field), detail: error.wrong.to_string() });
        ApiError::Invalid(errors.collect())
    })
}

fn pointer(field: &str) -> String {
    let part = field.replace('~', "~0").replace('/', "~1");
    if field == "status" { "/status".to_owned() } else { format!("/fields/{part}") }
}

fn checked(id: &str) -> Result<String, ApiError> {
    let fits = |sign: u8| sign.is_ascii_alphanumeric() || b"-_.".contains(&sign);
    if id.is_empty() || id.len() > ID_MAX || !id.bytes().all(fits) {
        return Err(ApiError::invalid("", format!("an id takes 1 to {ID_MAX} of `A-Z a-z 0-9 - _ .`")));
    }
    Ok(id.to_owned())
}

/// What the admin is told of a change that was not made.
pub(super) fn refused(error: ChangeError) -> ApiError {
    match error {
        ChangeError::NotUnique(field) => {
            ApiError::invalid(&pointer(&field), "another record has the same, and it must be unique")
        }
        ChangeError::Stale | ChangeError::NotThere => ApiError::RecordChanged,
        ChangeError::Store(StoreError::TooLarge) => {
            ApiError::invalid("/fields", "the record is larger than the store takes")
        }
        ChangeError::Store(error) => error.into(),
    }
}
