//! The page of the iframe mode, at `/frame/{tenant}?origin=&locale=`: the widget alone, for pages whose policy forbids
//! WebAssembly. Only pages of the tenant's origins may hold it, by `frame-ancestors`.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, REFERRER_POLICY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use engine::tenant::allows_origin;
use shared::tenant::TenantFile;

use crate::app::App;

const PAGE: &str = include_str!("../pages/frame.html");

/// The frame's end of the messages between it and the page.
const SCRIPT: &str = include_str!("../../../widget/loader/framed.js");

/// What the frame itself may do: nothing but talk to its own server.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:; \
    base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors";

/// Pages that isolate themselves (`Cross-Origin-Embedder-Policy`) hold only frames that do and that allow it.
const ISOLATION: [(HeaderName, &str); 2] = [
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
    (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
];

/// What the page asks for.
struct Asked {
    /// The origin of the page that holds the frame.
    origin: String,
    /// BCP 47: the language the page wants; empty for the visitor's.
    locale: String,
}

impl From<BTreeMap<String, String>> for Asked {
    fn from(mut words: BTreeMap<String, String>) -> Self {
        let mut take = |name| words.remove(name).unwrap_or_default();
        Self { origin: take("origin"), locale: take("locale") }
    }
}

/// The frame's page and its script: beside the API's router, where browsers reach the widget's files under the same
/// origin. `loader` is the path of the script of the tag there, as `/anteroom.js`.
pub fn frame(app: App, loader: &str) -> Router {
    let loader: Arc<str> = escaped(loader).into();
    let page = async move |Path(tenant): Path<String>, Query(words): Query<BTreeMap<String, String>>| {
        app.tenants
            .get(&tenant)
            .map_or_else(unknown, |tenant| show(tenant, &words.into(), &app.own_origins, &loader))
    };
    Router::new().route("/frame/{tenant}", get(page)).route("/framed.js", get(script))
}

async fn script() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT)
}

fn unknown() -> Response {
    (StatusCode::NOT_FOUND, "There is no such tenant.\n").into_response()
}

fn show(tenant: &TenantFile, asked: &Asked, own: &[String], loader: &str) -> Response {
    // Origins that no header can hold are refused when the tenant file is read.
    let Ok(policy) = HeaderValue::try_from(policy(tenant, own)) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut response = if allows_origin(tenant, &asked.origin, own) {
        Html(page(tenant, asked, loader)).into_response()
    } else {
        let refusal = "The page's origin is not one of `origins` in the tenant file.\n";
        (StatusCode::FORBIDDEN, refusal).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    for (name, value) in ISOLATION {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// The policy, with the origins whose pages may hold the frame at its end.
fn policy(tenant: &TenantFile, own: &[String]) -> String {
    let origins = tenant.origins.iter().flat_map(|origin| match origin.as_str() {
        "self" => own,
        _ => core::slice::from_ref(origin),
    });
    origins.fold(POLICY.to_owned(), |policy, origin| policy + " " + origin)
}

fn page(tenant: &TenantFile, asked: &Asked, loader: &str) -> String {
    let is_locale = |text: &str| {
        !text.is_empty()
            && text.len() <= 35
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let locale = Some(asked.locale.as_str()).filter(|locale| is_locale(locale));
    let attribute = locale.map(|locale| format!(" data-locale=\"{locale}\"")).unwrap_or_default();
    PAGE.replace("<!-- language -->", locale.unwrap_or(&tenant.locale))
        .replace("<!-- name -->", &escaped(&tenant.name))
        .replace("<!-- origin -->", &escaped(&asked.origin))
        .replace("<!-- tenant -->", &tenant.id)
        .replace("<!-- locale -->", &attribute)
        .replace("<!-- loader -->", loader)
}

/// A text that stands in HTML, also in an attribute.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn studio(origins: &str) -> TenantFile {
        let text = include_str!("../../../tenants/studio/tenant.json");
        let mut tenant: TenantFile = serde_json::from_str(text).unwrap();
        tenant.origins = origins.split(' ').map(str::to_owned).collect();
        tenant
    }

    fn asked(origin: &str, locale: &str) -> Asked {
        Asked { origin: origin.to_owned(), locale: locale.to_owned() }
    }

    #[test]
    fn the_origins_of_the_tenant_may_hold_it_and_no_other() {
        let own = ["http://127.0.0.1:8787".to_owned()];
        let tenant = studio("self https://shop.example");
        assert!(
            policy(&tenant, &own).ends_with("; frame-ancestors http://127.0.0.1:8787 https://shop.example")
        );
        assert_eq!(
            show(&tenant, &asked("https://shop.example", ""), &own, "/anteroom.js").status(),
            StatusCode::OK
        );
        for other in ["", "null", "https://shop.example.evil.example", "http://shop.example"] {
            let response = show(&tenant, &asked(other, ""), &own, "/anteroom.js");
            assert_eq!(response.status(), StatusCode::FORBIDDEN, "{other}");
            assert!(response.headers().contains_key(CONTENT_SECURITY_POLICY));
        }
    }

    #[test]
    fn a_locale_is_passed_on_where_it_is_one() {
        let tenant = studio("https://shop.example");
        let shown = |locale| page(&tenant, &asked("https://shop.example", locale), "/loader.js");
        assert!(shown("de-AT").contains("src=\"/loader.js\""));
        assert!(shown("de-AT").contains("data-framed=\"https://shop.example\" data-locale=\"de-AT\">"));
        for none in ["", "\"><script>", "de_AT onload=x"] {
            assert!(shown(none).contains("data-framed=\"https://shop.example\"></script>"), "{none}");
        }
    }
}
