//! The routes that anybody may ask, told.

use axum::http::Method;
use schemars::json_schema;
use shared::wire::WidgetConfig;

use super::operation::{Operation, Place};
use crate::handlers::health::Health;
use crate::handlers::openapi::OpenApi;
use crate::problem::ProblemKind;

/// Every one of them.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(Method::GET, "/api/v1/chat/health", "showHealth", "server")
            .says("Whether the server is up, and what answers", "Asks neither the store nor the model.")
            .answers::<Health>(200, "It is up."),
        Operation::new(Method::GET, "/api/openapi.json", "showOpenApi", "server")
            .says("This document", "OpenAPI 3.1.")
            .answers::<OpenApi>(200, "The document."),
        Operation::new(Method::GET, "/problems/{code}", "showProblem", "server")
            .says("What a problem means, and what to do about it", "Where the `type` of every problem leads.")
            .answers_text(200, "text/html", "A page for people.")
            .can_fail(&[ProblemKind::NOT_FOUND]),
        Operation::new(Method::GET, "/api/v1/widget/{tenant}", "showConfig", "widget")
            .says(
                "What the widget is told of a tenant",
                "In the best of the tenant's languages. May be kept for as long as `Cache-Control` says.",
            )
            .takes(
                Place::Query,
                "locale",
                json_schema!({ "type": "string" }),
                "BCP 47: the language wanted; the browser's (`Accept-Language`) where absent or empty.",
            )
            .answers::<WidgetConfig>(200, "The tenant's looks and words.")
            .can_fail(&[ProblemKind::ORIGIN_NOT_ALLOWED, ProblemKind::NOT_FOUND, ProblemKind::QUERY_INVALID]),
    ]
}
