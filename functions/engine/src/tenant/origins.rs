//! On whose pages the widget may run: the tenant's `origins` against the origin that a browser tells.
//!
//! A browser writes an origin in one way only: lower case, the host in ASCII (`xn--…`), no default port, no path. So origins
//! are compared to the letter, and whatever is written in another way was not written by a browser.

use shared::tenant::TenantFile;

/// What stands in an origin for one or more labels of a host.
const STAR: &str = "https://*.";

/// Whether the widget may run on a page of this origin. `own` are the origins under which the server itself is
/// reached: they count where the tenant says `self`.
#[must_use]
pub fn allows_origin(tenant: &TenantFile, origin: &str, own: &[String]) -> bool {
    tenant.origins.iter().any(|allowed| match allowed.as_str() {
        "self" => own.iter().any(|one| one == origin),
        allowed => match allowed.strip_prefix(STAR) {
            Some(domain) => is_below(domain, origin),
            None => allowed == origin,
        },
    })
}

/// Whether the origin is one of the hosts below that domain, over `https` and with the domain's port.
fn is_below(domain: &str, origin: &str) -> bool {
    let host = origin.strip_prefix("https://").and_then(|host| host.strip_suffix(domain));
    host.and_then(|below| below.strip_suffix('.')).is_some_and(|below| below.split('.').all(is_label))
}

/// Whether this is a label of a host as browsers write it. Services use `_` in theirs.
fn is_label(label: &str) -> bool {
    let is_sign =
        |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == b'-' || sign == b'_';
    (1..=63).contains(&label.len()) && label.bytes().all(is_sign)
}
