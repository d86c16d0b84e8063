//! `/metrics`, for Prometheus: open to this machine alone, or to whoever has the word.
//!
//! What it tells is about the business of the tenants, if about nobody in particular. So without a word it is there only
//! where nobody from elsewhere can reach the server, and not for requests that somebody passes on.

use std::sync::Arc;

use api::is_same_secret;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, FORWARDED, HOST, HeaderName, VIA};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use telemetry::prometheus::{self, Prometheus, PrometheusError};

use super::address::Places;

/// What proxies add to what they pass on.
const PASSED_ON: [HeaderName; 4] =
    [FORWARDED, VIA, HeaderName::from_static("x-forwarded-for"), HeaderName::from_static("x-real-ip")];

/// Who may read.
enum Guard {
    /// Whoever says this.
    Word(String),
    /// Whoever asks on this machine, under one of these names.
    Here(Vec<String>),
}

struct Page {
    metrics: Prometheus,
    guard: Guard,
}

/// Counts from now on, and serves `/metrics` where somebody may read it: with the word, or where the server listens to
/// this machine alone.
///
/// # Errors
///
/// Something else counts already.
pub(crate) fn metrics_page(
    places: &Places,
    own_origins: &[String],
    word: Option<String>,
) -> Result<Router, PrometheusError> {
    let metrics = Prometheus::install()?;
    tokio::spawn(metrics.clone().keep(tokio::time::sleep));
    let names = own_origins.iter().filter_map(|origin| origin.strip_prefix("http://"));
    let guard = match word.filter(|word| !word.is_empty()) {
        Some(word) => Guard::Word(word),
        None if places.address.ip().is_loopback() => Guard::Here(names.map(str::to_owned).collect()),
        None => return Ok(Router::new()),
    };
    let page = Arc::new(Page { metrics, guard });
    Ok(Router::new().route("/metrics", get(show_metrics)).with_state(page))
}

async fn show_metrics(State(page): State<Arc<Page>>, request: Request) -> Response {
    if let Err(status) = page.guard.check(request.headers()) {
        return (status, [(CACHE_CONTROL, "no-store")], "These numbers are not for everybody.\n")
            .into_response();
    }
    let headers = [(CONTENT_TYPE, prometheus::CONTENT_TYPE), (CACHE_CONTROL, "no-store")];
    (headers, page.metrics.render()).into_response()
}

impl Guard {
    fn check(&self, headers: &HeaderMap) -> Result<(), StatusCode> {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        match self {
            Self::Word(word) => {
                let said = text(AUTHORIZATION).strip_prefix("Bearer ").unwrap_or_default();
                if is_same_secret(said.as_bytes(), word.as_bytes()) {
                    Ok(())
                } else {
                    Err(StatusCode::UNAUTHORIZED)
                }
            }
            Self::Here(names) => {
                let is_passed_on = PASSED_ON.iter().any(|name| headers.contains_key(name));
                let is_own = names.iter().any(|name| name == text(HOST));
                if is_own && !is_passed_on { Ok(()) } else { Err(StatusCode::FORBIDDEN) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn on_this_machine_nobody_else_reads() {
        let guard = Guard::Here(vec!["127.0.0.1:8787".to_owned()]);
        let own = ("host", "127.0.0.1:8787");
        assert_eq!(guard.check(&headers(&[own])), Ok(()));
        for asked in [
            vec![("host", "rebound.example")],
            vec![],
            vec![own, ("x-forwarded-for", "203.0.113.7")],
            vec![own, ("forwarded", "for=203.0.113.7")],
            vec![own, ("via", "1.1 proxy")],
            vec![own, ("x-real-ip", "203.0.113.7")],
        ] {
            assert_eq!(guard.check(&headers(&asked)), Err(StatusCode::FORBIDDEN), "{asked:?}");
        }
    }

    #[test]
    fn where_there_is_a_word_it_must_be_said() {
        let guard = Guard::Word("open sesame".to_owned());
        assert_eq!(guard.check(&headers(&[("authorization", "Bearer open sesame")])), Ok(()));
        for said in ["", "Bearer ", "Bearer open", "Bearer open sesame!", "open sesame", "Basic open sesame"]
        {
            let headers = HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_str(said).unwrap())]);
            assert_eq!(guard.check(&headers), Err(StatusCode::UNAUTHORIZED), "{said}");
        }
        assert_eq!(guard.check(&headers(&[("host", "127.0.0.1:8787")])), Err(StatusCode::UNAUTHORIZED));
    }
}
