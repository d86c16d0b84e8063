//! A list of records: `FIELD=value`, `FIELD.not=`, `FIELD.min=`, `FIELD.max=` in the query.

use engine::records::{Condition, RecordPage, RecordQuery, RowAccess, Test, validate_value};
use engine::rules::values::Context;
use serde_json::Value as Json;
use shared::tenant::{RecordType, TenantFile};
use shared::value::Kind;

use crate::app::App;
use crate::problem::ApiError;

/// Records on a page where the query says nothing of it.
const PAGE: u16 = 100;
/// The most on a page.
const PAGE_AT_MOST: u16 = 1_000;
/// What every record has, and can be asked for.
const OF_ALL: [&str; 6] = ["id", "status", "created_at", "created_by", "changed_at", "changed_by"];

/// The page that the query asks for.
pub(crate) async fn list(
    app: &App,
    tenant: &TenantFile,
    record_type: &RecordType,
    query: Vec<(String, String)>,
    context: &Context<'_>,
) -> Result<RecordPage, ApiError> {
    let mut asked = RecordQuery {
        tenant: tenant.id.clone(),
        record_type: record_type.key.clone(),
        access: RowAccess::all(),
        filters: Vec::new(),
        limit: PAGE,
        after: None,
    };
    for (name, value) in query {
        match name.as_str() {
            "next" => asked.after = Some(value),
            "limit" => {
                let limit = value.parse().ok().filter(|limit| (1..=PAGE_AT_MOST).contains(limit));
                asked.limit = limit.ok_or_else(|| wrong(format!("`limit` takes 1 to {PAGE_AT_MOST}")))?;
            }
            _ => asked.filters.push(condition(record_type, &name, &value, context)?),
        }
    }
    Ok(app.records.find(&asked).await?)
}

fn condition(
    record_type: &RecordType,
    name: &str,
    value: &str,
    context: &Context<'_>,
) -> Result<Condition, ApiError> {
    let (field, test) = name.split_once('.').unwrap_or((name, ""));
    let value = value_of(record_type, field, value, context)?;
    let test = match test {
        "" => Test::Is(value),
        "not" => Test::NotIn(vec![value]),
        "min" => Test::AtLeast(value),
        "max" => Test::AtMost(value),
        _ => return Err(wrong(format!("`{name}` ends with something else than `.not`, `.min` or `.max`"))),
    };
    Ok(Condition { field: field.to_owned(), test })
}

fn value_of(
    record_type: &RecordType,
    key: &str,
    value: &str,
    context: &Context<'_>,
) -> Result<Json, ApiError> {
    let text = Json::String(value.to_owned());
    if OF_ALL.contains(&key) {
        return Ok(text);
    }
    let field = record_type.field(key);
    let field = field.ok_or_else(|| wrong(format!("records of this type have no field `{key}`")))?;
    let read = validate_value(field, &text, context).map_err(|error| wrong(format!("`{key}`: {error}")))?;
    match (field.kind, read) {
        // A list is asked whether it contains it.
        (Kind::List, Json::Array(mut values)) if values.len() == 1 => Ok(values.swap_remove(0)),
        (_, read) => Ok(read),
    }
}

fn wrong(detail: String) -> ApiError {
    ApiError::Query(detail)
}
