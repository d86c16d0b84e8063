//! `GET /api/v1/widget/{tenant}`: what the widget needs before a conversation begins. Public, and the same for all.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use engine::tenant::widget_config;

use crate::app::App;
use crate::problem::ApiError;
use crate::session::{origin, tenants_origin};

pub(crate) async fn show_config(
    State(app): State<App>,
    Path(tenant): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let tenant = app.tenants.get(&tenant).ok_or(ApiError::Unknown("tenant"))?;
    // A page of the server's own sends no `Origin`.
    if origin(&headers).is_some() {
        tenants_origin(&app, tenant, &headers)?;
    }
    Ok(([(CACHE_CONTROL, "public, max-age=60")], Json(widget_config(tenant))).into_response())
}
