//! `GET /api/v1/chat/health`: whether the process is up, and what answers.

use axum::Json;
use axum::extract::State;
use schemars::JsonSchema;
use serde::Serialize;

use crate::app::App;

/// Whether the process is up, and what answers.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Health {
    /// `ok`.
    status: &'static str,
    /// The server's.
    version: &'static str,
    /// The model's name, or `rules`.
    model: String,
}

pub(crate) async fn show_health(State(app): State<App>) -> Json<Health> {
    let model = app.model.as_ref().map_or("rules", |model| model.name()).to_owned();
    Json(Health { status: "ok", version: env!("CARGO_PKG_VERSION"), model })
}
