//! Many records at once: each row is written as a whole or not at all, and what is wrong with it is told beside its place.

use std::collections::HashMap;

use engine::ports::ChangeId;
use engine::records::digest;
use engine::rules::values::Context;
use shared::tenant::{RecordType, TenantFile};
use shared::wire::{FieldError, RecordImported, RecordRow, RecordRowError, RecordWrite};

use super::write::{Wanted, Written, change, creation, put, refused};
use crate::app::App;
use crate::problem::ApiError;

/// Writes the rows, in their order. The same rows again change nothing.
///
/// # Errors
///
/// Only what is no row's fault: the store is away. What was written by then stays; the same rows again go on.
pub(crate) async fn import(
    app: &App,
    tenant: &TenantFile,
    record_type: &RecordType,
    rows: Vec<RecordRow>,
    context: &Context<'_>,
) -> Result<RecordImported, ApiError> {
    let mut imported = RecordImported::default();
    let mut alike: HashMap<String, u16> = HashMap::new();
    for (place, RecordRow { id, status, fields }) in (0..).zip(rows) {
        let write = RecordWrite { status, fields };
        let written = match &id {
            Some(id) => put(app, tenant, record_type, id, &write, Wanted::Any, context).await,
            None => {
                let row = serde_json::to_string(&write).unwrap_or_default();
                let turn = format!("import.{}", digest(&format!("{} {row}", record_type.key)));
                let number = alike.entry(turn.clone()).or_default();
                let change_id = ChangeId { turn, place: *number };
                *number += 1;
                add(app, tenant, record_type, change_id, &write, context).await
            }
        };
        match written {
            Ok(Written::Created(_)) => imported.created += 1,
            Ok(Written::Replaced(_)) => imported.replaced += 1,
            Ok(Written::Unchanged(_)) => imported.unchanged += 1,
            Err(ApiError::Invalid(errors)) => {
                imported.errors.extend(errors.into_iter().map(|error| told(place, error)));
            }
            Err(error @ ApiError::RecordChanged) => {
                imported.errors.push(RecordRowError { row: place, field: None, detail: error.to_string() });
            }
            Err(error) => return Err(error),
        }
    }
    Ok(imported)
}

/// A new record with the next number; the same row of an earlier import is known again.
async fn add(
    app: &App,
    tenant: &TenantFile,
    record_type: &RecordType,
    id: ChangeId,
    write: &RecordWrite,
    context: &Context<'_>,
) -> Result<Written, ApiError> {
    let done = app.records.done_by(&tenant.id, &id.turn).await?;
    let done = done.into_iter().nth(id.place.into());
    if let Some(record) = done.and_then(|done| done.record) {
        return Ok(Written::Unchanged(record));
    }
    let what = creation(record_type, None, write, context)?;
    let done = app.records.apply(&change(app, tenant, record_type, id, what)).await.map_err(refused)?;
    done.record.map(Written::Created).ok_or(ApiError::RecordChanged)
}

fn told(row: u32, error: FieldError) -> RecordRowError {
    let field = match error.pointer.as_str() {
        "" => Some("id".to_owned()),
        pointer => pointer.rsplit('/').next().map(|field| field.replace("~1", "/").replace("~0", "~")),
    };
    RecordRowError { row, field, detail: error.detail }
}
