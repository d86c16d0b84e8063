//! Where a request comes from: the address that Lambda saw, unless a CDN that makes itself known says for whom it asks.

use std::net::IpAddr;

use api::{ClientAddress, is_same_secret};
use engine::ports::Secret;
use lambda_http::http::HeaderMap;
use lambda_http::http::request::Parts;
use lambda_http::request::RequestContext;

/// The header by which the CDN makes itself known: the secret that only it and the function have.
const EDGE: &str = "x-anteroom-edge";

/// The header in which the CDN says whose request it passes on: the address alone. A function of the CDN's writes it
/// (`infra/template.yaml`), over whatever the visitor sent; CloudFront's own header for this comes with the `Host` that a
/// function's URL refuses, and without it a visitor's forgery of that header would be passed on.
const VIEWER: &str = "x-anteroom-viewer";

/// Where a request comes from. `edge` is the secret of the CDN, if there is one; while it is changed it may hold both, the
/// new and the old, separated by a comma.
pub(crate) fn client_address(parts: &Parts, edge: Option<&Secret>) -> Option<ClientAddress> {
    let viewer = edge.filter(|secret| is_edge(&parts.headers, secret)).and_then(|_| viewer(&parts.headers));
    viewer.or_else(|| caller(parts)).map(ClientAddress)
}

/// Whether the request was passed on by the CDN.
fn is_edge(headers: &HeaderMap, secret: &Secret) -> bool {
    let Some(said) = headers.get(EDGE) else { return false };
    secret.expose().split(',').map(str::trim).any(|secret| is_same_secret(said.as_bytes(), secret.as_bytes()))
}

fn viewer(headers: &HeaderMap) -> Option<IpAddr> {
    headers.get(VIEWER)?.to_str().ok()?.parse().ok()
}

fn caller(parts: &Parts) -> Option<IpAddr> {
    match parts.extensions.get::<RequestContext>()? {
        RequestContext::ApiGatewayV2(context) => context.http.source_ip.as_deref()?.parse().ok(),
        // An event of another kind than a function URL's.
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use lambda_http::http::Request;

    use super::*;

    fn asked(headers: &[(&str, &str)], edge: Option<&str>) -> Option<String> {
        let mut request = Request::get("/");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let context: RequestContext = serde_json::from_str(
            r#"{ "http": { "method": "GET", "sourceIp": "203.0.113.7" }, "timeEpoch": 0 }"#,
        )
        .unwrap();
        let (parts, ()) = request.extension(context).body(()).unwrap().into_parts();
        let secret = edge.map(|secret| Secret::new(secret.to_owned()));
        client_address(&parts, secret.as_ref()).map(|address| address.0.to_string())
    }

    #[test]
    fn the_cdn_is_believed_and_nobody_else() {
        let viewer = (VIEWER, "198.51.100.10");
        let caller = Some("203.0.113.7".to_owned());
        assert_eq!(asked(&[(EDGE, "word"), viewer], Some("word")), Some("198.51.100.10".to_owned()));
        assert_eq!(asked(&[(EDGE, "old"), viewer], Some("new, old")), Some("198.51.100.10".to_owned()));
        for (said, secret) in
            [("guess", Some("word")), ("", Some("word")), ("wor", Some("word")), ("words", Some("word"))]
        {
            assert_eq!(asked(&[(EDGE, said), viewer], secret), caller, "{said}");
        }
        assert_eq!(asked(&[(EDGE, ""), viewer], Some("")), caller);
        assert_eq!(asked(&[(EDGE, "word"), viewer], None), caller);
        assert_eq!(asked(&[viewer], Some("word")), caller);
    }

    #[test]
    fn addresses_come_in_two_forms() {
        for (said, expected) in [
            ("2001:db8::1", "2001:db8::1"),
            ("198.51.100.10", "198.51.100.10"),
            ("198.51.100.10:46532", "203.0.113.7"),
            ("nobody", "203.0.113.7"),
        ] {
            assert_eq!(asked(&[(EDGE, "word"), (VIEWER, said)], Some("word")).as_deref(), Some(expected));
        }
    }
}
