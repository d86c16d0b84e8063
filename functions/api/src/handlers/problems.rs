//! `GET /problems/{code}`: what a problem means, for people. Where the `type` of every problem leads.

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use axum::response::{Html, IntoResponse as _, Response};

use crate::address::Named;
use crate::frame::escaped;
use crate::problem::{ApiError, ProblemKind};

const PAGE: &str = include_str!("../../pages/problem.html");

/// The page holds its own style and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

pub(crate) async fn show_problem(Named(code): Named) -> Result<Response, ApiError> {
    let kind = ProblemKind::of(&code).ok_or(ApiError::Unknown("problem"))?;
    let again = if kind.is_retryable { "can succeed later" } else { "will be refused again" };
    let page = PAGE
        .replace("{title}", &escaped(kind.title))
        .replace("{status}", kind.status.as_str())
        .replace("{code}", kind.code)
        .replace("{again}", again)
        .replace("{meaning}", &with_code(kind.meaning))
        .replace("{remedy}", &with_code(kind.remedy));
    let mut response = Html(page).into_response();
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    Ok(response)
}

/// Text with words between backticks, as HTML.
fn with_code(text: &str) -> String {
    let parts = text.split('`').enumerate().map(|(index, part)| {
        let part = escaped(part);
        if index % 2 == 1 { format!("<code>{part}</code>") } else { part }
    });
    parts.collect()
}
