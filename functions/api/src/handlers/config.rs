//! `GET /api/v1/widget/{tenant}?locale=`: what the widget needs before a conversation begins. Public; the same for all
//! who want the same language.

use axum::Json;
use axum::extract::State;
use axum::http::header::{ACCEPT_LANGUAGE, CACHE_CONTROL, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use engine::tenant::{preferences, widget_config};
use jiff::Timestamp;
use serde::Deserialize;
use shared::wire::{Presence, WidgetConfig};

use crate::address::{Asked, Named};
use crate::app::App;
use crate::problem::ApiError;
use crate::session::{origin, tenants_origin};

/// How long an answer may be kept, in seconds.
const MAX_AGE: i64 = 60;

/// What is asked for.
#[derive(Deserialize)]
pub(crate) struct ConfigQuery {
    /// BCP 47: the language wanted; the browser's (`Accept-Language`) where absent or empty.
    locale: Option<String>,
}

pub(crate) async fn show_config(
    State(app): State<App>,
    Named(tenant): Named,
    Asked(asked): Asked<ConfigQuery>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let tenant = app.tenants.get(&tenant).ok_or(ApiError::Unknown("tenant"))?;
    telemetry::Tally::name_tenant(&tenant.id);
    // A page of the server's own sends no `Origin`.
    if origin(&headers).is_some() {
        tenants_origin(&app, tenant, &headers)?;
    }
    let now = app.clock.now();
    let wanted = asked.locale.as_deref().filter(|locale| !locale.is_empty());
    let config = match wanted {
        Some(locale) => widget_config(tenant, &[locale], now),
        None => {
            let header = headers.get(ACCEPT_LANGUAGE).and_then(|header| header.to_str().ok());
            widget_config(tenant, &preferences(header.unwrap_or_default()), now)
        }
    };
    let fresh = format!("public, max-age={}", max_age(&config, now));
    let mut response = ([(CACHE_CONTROL, fresh)], Json(config)).into_response();
    if wanted.is_none() {
        response.headers_mut().append(VARY, HeaderValue::from_static("accept-language"));
    }
    Ok(response)
}

/// Never longer than what it says of people's presence is true.
fn max_age(config: &WidgetConfig, now: Timestamp) -> i64 {
    let change = config.presence.as_ref().and_then(|Presence { changes_at, .. }| changes_at.as_ref());
    let change = change.and_then(|at| at.parse::<Timestamp>().ok());
    change.map_or(MAX_AGE, |at| (at.as_second() - now.as_second()).clamp(0, MAX_AGE))
}
