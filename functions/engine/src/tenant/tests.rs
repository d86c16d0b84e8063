//! Where a widget may run.

use serde_json::json;

use super::{allows_origin, read};

#[test]
fn origins_are_compared_to_the_letter() {
    let file = json!({
        "version": 1, "id": "studio", "name": "Studio", "origins": ["https://studio.example", "self"],
        "locale": "en-GB", "country": "DE", "greeting": "Hi",
    });
    let tenant = read(&file.to_string()).unwrap();
    let own = ["http://127.0.0.1:8787".to_owned()];
    assert!(allows_origin(&tenant, "https://studio.example", &own));
    assert!(allows_origin(&tenant, "http://127.0.0.1:8787", &own));
    assert!(!allows_origin(&tenant, "self", &own));
    assert!(!allows_origin(&tenant, "https://a.studio.example", &own));
    assert!(!allows_origin(&tenant, "null", &own));
}
