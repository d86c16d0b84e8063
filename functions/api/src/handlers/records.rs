//! `/api/v1/admin/records/…`: the tenant's records, for its admins.

use axum::Json;
use axum::extract::State;
use axum::http::header::{IF_MATCH, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use engine::ports::HistoryEntry;
use engine::records::RowAccess;
use engine::rules::values::Context;
use jiff::tz::TimeZone;
use shared::tenant::TenantFile;
use shared::wire::{
    Record, RecordDifference, RecordEvent, RecordImport, RecordImported, RecordList, RecordWithHistory,
    RecordWrite,
};

use crate::address::{Asked, Named, NamedIn};
use crate::admin::Admin;
use crate::app::App;
use crate::body::JsonBody;
use crate::problem::ApiError;
use crate::records::{self, Wanted, Written, record_type};

/// The most entries of a history that are shown.
const HISTORY_AT_MOST: u16 = 100;
/// The most rows of an import.
const ROWS_AT_MOST: usize = 200;

pub(crate) async fn list_records(
    State(app): State<App>,
    admin: Admin,
    Named(key): Named,
    Asked(query): Asked<Vec<(String, String)>>,
) -> Result<Json<RecordList>, ApiError> {
    let tenant = admin.tenant(&app)?;
    let page = records::list(&app, tenant, record_type(tenant, &key)?, query, &context(&app, tenant)).await?;
    Ok(Json(RecordList { records: page.records, next: page.after }))
}

pub(crate) async fn show_record(
    State(app): State<App>,
    admin: Admin,
    NamedIn(key, id): NamedIn,
) -> Result<Json<RecordWithHistory>, ApiError> {
    let tenant = admin.tenant(&app)?;
    let key = &record_type(tenant, &key)?.key;
    let record = app.records.get(&tenant.id, key, &id, &RowAccess::all()).await?;
    let record = record.ok_or(ApiError::Unknown("record"))?;
    let history = app.records.history(&tenant.id, key, &id, HISTORY_AT_MOST).await?;
    Ok(Json(RecordWithHistory { record, history: history.into_iter().map(event).collect() }))
}

pub(crate) async fn put_record(
    State(app): State<App>,
    admin: Admin,
    NamedIn(key, id): NamedIn,
    headers: HeaderMap,
    JsonBody(write): JsonBody<RecordWrite>,
) -> Result<(StatusCode, Json<Record>), ApiError> {
    let tenant = admin.tenant(&app)?;
    let (of, context) = (record_type(tenant, &key)?, context(&app, tenant));
    let written = records::put(&app, tenant, of, &id, &write, wanted(&headers), &context).await?;
    Ok(match written {
        Written::Created(record) => (StatusCode::CREATED, Json(record)),
        Written::Replaced(record) | Written::Unchanged(record) => (StatusCode::OK, Json(record)),
    })
}

pub(crate) async fn delete_record(
    State(app): State<App>,
    admin: Admin,
    NamedIn(key, id): NamedIn,
    headers: HeaderMap,
) -> Result<StatusCode, ApiError> {
    let tenant = admin.tenant(&app)?;
    records::delete(&app, tenant, record_type(tenant, &key)?, &id, wanted(&headers)).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) async fn import_records(
    State(app): State<App>,
    admin: Admin,
    Named(key): Named,
    JsonBody(import): JsonBody<RecordImport>,
) -> Result<Json<RecordImported>, ApiError> {
    let tenant = admin.tenant(&app)?;
    let of = record_type(tenant, &key)?;
    if import.rows.is_empty() || import.rows.len() > ROWS_AT_MOST {
        return Err(ApiError::invalid("/rows", format!("takes 1 to {ROWS_AT_MOST} rows")));
    }
    records::import(&app, tenant, of, import.rows, &context(&app, tenant)).await.map(Json)
}

/// The version that the request is about: `If-Match: "3"`, `If-Match: *`, `If-None-Match: *`.
fn wanted(headers: &HeaderMap) -> Wanted {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default().trim());
    match (text(IF_MATCH), text(IF_NONE_MATCH)) {
        (Some("*"), _) => Wanted::There,
        (Some(version), _) => Wanted::Version(version.trim_matches('"').parse().ok()),
        (None, Some(_)) => Wanted::New,
        (None, None) => Wanted::Any,
    }
}

/// In which language and country texts are read, and what today is.
fn context<'a>(app: &App, tenant: &'a TenantFile) -> Context<'a> {
    let today = app.clock.now().to_zoned(TimeZone::UTC).date();
    Context { country: &tenant.country, locale: &tenant.locale, today }
}

fn event(entry: HistoryEntry) -> RecordEvent {
    let changed = entry.changed.into_iter();
    RecordEvent {
        at: entry.at.to_string(),
        by: entry.by,
        action: entry.action,
        version: entry.version,
        changed: changed.map(|(field, (from, to))| (field, RecordDifference { from, to })).collect(),
        text: entry.text,
    }
}
