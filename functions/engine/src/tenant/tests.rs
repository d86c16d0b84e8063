//! Where a widget may run.

use serde_json::json;
use shared::tenant::TenantFile;

use super::{allows_origin, read};

fn tenant(origins: &[&str]) -> TenantFile {
    let file = json!({
        "version": 1, "id": "studio", "name": "Studio", "origins": origins,
        "locale": "en-GB", "country": "DE", "greeting": "Hi",
    });
    read(&file.to_string()).unwrap_or_else(|mistakes| panic!("{origins:?}: {mistakes:?}"))
}

#[test]
fn origins_are_compared_to_the_letter() {
    let tenant = tenant(&[
        "https://studio.example",
        "https://shop.example:8443",
        "https://xn--grn-hoa.example",
        "self",
    ]);
    let own = ["http://127.0.0.1:8787".to_owned()];
    for good in [
        "https://studio.example",
        "https://shop.example:8443",
        "https://xn--grn-hoa.example",
        "http://127.0.0.1:8787",
    ] {
        assert!(allows_origin(&tenant, good, &own), "{good}");
    }
    for bad in [
        "",
        "null",
        "self",
        "http://studio.example",
        "https://Studio.example",
        "https://studio.example/",
        "https://studio.example:443",
        "https://studio.example.",
        "https://a.studio.example",
        "https://studio.example.evil.example",
        "https://evil-studio.example",
        "https://studio.example@evil.example",
        "https://user@studio.example",
        "https://shop.example",
        "https://shop.example:84430",
        "https://gr\u{fc}n.example",
        "http://127.0.0.1:8788",
        " https://studio.example",
        "https://studio.example https://studio.example",
    ] {
        assert!(!allows_origin(&tenant, bad, &own), "{bad}");
    }
}

#[test]
fn a_star_stands_for_the_hosts_below_a_domain() {
    let tenant = tenant(&["https://*.studio.example", "https://*.shop.example:8443"]);
    for good in [
        "https://www.studio.example",
        "https://a.b.c.studio.example",
        "https://xn--grn-hoa.studio.example",
        "https://a_b.studio.example",
        "https://studio.example.studio.example",
        "https://www.shop.example:8443",
    ] {
        assert!(allows_origin(&tenant, good, &[]), "{good}");
    }
    for bad in [
        // The domain itself is to be named by itself.
        "https://studio.example",
        "https://.studio.example",
        "https://a..studio.example",
        "https://evil-studio.example",
        "https://evilstudio.example",
        "https://www.studio.example.evil.example",
        "https://evil.example/.studio.example",
        "https://evil.example#.studio.example",
        "https://evil.example?.studio.example",
        "https://evil.example\\.studio.example",
        "https://evil.example:80.studio.example",
        "https://user@www.studio.example",
        "https://user:word@www.studio.example",
        "https://*.studio.example",
        "http://www.studio.example",
        "ftp://www.studio.example",
        "https://WWW.studio.example",
        "https://www.STUDIO.example",
        "https://www.studio.example:443",
        "https://www.studio.example:8443",
        "https://www.studio.example.",
        "https://www.studio.example/",
        "https://www.shop.example",
        "https://www.shop.example:443",
        "https://www.shop.example:84430",
        "https://gr\u{fc}n.studio.example",
        "https://%77ww.studio.example",
        "https://www .studio.example",
        "null",
        "",
    ] {
        assert!(!allows_origin(&tenant, bad, &[]), "{bad}");
    }
}

#[test]
fn only_origins_that_a_browser_tells_stand_in_a_file() {
    let refused = |origin: &str| {
        let file = json!({
            "version": 1, "id": "studio", "name": "Studio", "origins": [origin],
            "locale": "en-GB", "country": "DE", "greeting": "Hi",
        });
        read(&file.to_string()).is_err()
    };
    for good in [
        "self",
        "https://studio.example",
        "http://localhost:3000",
        "http://127.0.0.1:8787",
        "http://[::1]:8787",
        "https://*.studio.example",
        "https://*.co.uk.example:8443",
        "https://*.xn--grn-hoa.example",
    ] {
        assert!(!refused(good), "{good}");
    }
    for bad in [
        "*",
        "https://*",
        "https://*.",
        "https://*.com",
        "https://*.com:8443",
        "https://*.localhost",
        "https://*studio.example",
        "https://www.*.example",
        "https://*.*.studio.example",
        "https://studio.*",
        "http://*.studio.example",
        "*.studio.example",
        "https://*.10.0.0.1",
        "https://*.studio.example/",
        "https://*.studio.example.",
        "https://*..example",
        "https://*.studio.example:",
        "https://*.studio.example:443",
        "https://studio.example:443",
        "http://studio.example:80",
        "https://studio.example:port",
        "https://studio.example.:8443",
        "https://Studio.example",
        "https://gr\u{fc}n.example",
        "https://user@studio.example",
        "null",
        "",
    ] {
        assert!(refused(bad), "{bad}");
    }
}
