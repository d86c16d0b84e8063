//! `GET /api/v1/widget/{tenant}`

use api::Tenants;
use axum::body::Body;
use axum::http::header::{ACCEPT_LANGUAGE, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, ORIGIN, VARY};
use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use serde_json::json;
use shared::tenant::TenantFile;

use crate::world::{Answer, ORIGIN_OF_STUDIO, World, request, tenant};

#[tokio::test]
async fn the_browser_gets_the_public_part() {
    let answer = World::new().await.get("/api/v1/widget/studio", None).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers[ACCESS_CONTROL_ALLOW_ORIGIN], ORIGIN_OF_STUDIO);
    insta::assert_json_snapshot!(answer.json());
}

#[tokio::test]
async fn pages_of_others_do_not() {
    let world = World::new().await;
    let mut foreign = request(Method::GET, "/api/v1/widget/studio", None, Body::empty());
    foreign.headers_mut().insert(ORIGIN, "https://crm.example".parse().unwrap());
    assert_eq!(world.ask(foreign).await.problem(), (403, "origin_not_allowed".to_owned()));
}

#[tokio::test]
async fn a_tenant_that_is_not_there_is_not_found() {
    assert_eq!(World::new().await.get("/api/v1/widget/nobody", None).await.problem().0, 404);
}

/// A tenant with everything that is said in more than one language, and with hours.
async fn world_of_a_tenant_with_translations() -> World {
    let mut world = World::new().await;
    let mut file = serde_json::to_value(tenant("studio", ORIGIN_OF_STUDIO)).unwrap();
    let more = json!({
        "suggestions": ["A shop"], "disclaimer": "[Privacy](/privacy)",
        "before_chat": { "text": "First this", "fields": [{ "attribute": "email" }] },
        "business_hours": {
            "time_zone": "Europe/Berlin", "days": { "saturday": ["09:00-14:00"] }, "away": "Back on Saturday.",
        },
        "translations": {
            "de": {
                "greeting": "Hallo!", "suggestions": ["Ein Shop"], "disclaimer": "[Datenschutz](/privacy)",
                "before_chat": "Erst dies", "away": "Am Samstag wieder.", "call_to_action": "Angebot anfordern",
            },
            "fr": { "greeting": "Bonjour !" },
        },
    });
    file.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    file["scope"]["call_to_action"] = json!({ "label": "Request an offer", "url": "/offer" });
    world.app.tenants = Tenants::new([serde_json::from_value::<TenantFile>(file).unwrap()]);
    world
}

async fn asked(world: &World, query: &str, accept_language: Option<&str>) -> Answer {
    let mut request = request(Method::GET, &format!("/api/v1/widget/studio{query}"), None, Body::empty());
    if let Some(languages) = accept_language {
        request.headers_mut().insert(ACCEPT_LANGUAGE, languages.parse().unwrap());
    }
    world.ask(request).await
}

fn varies(answer: &Answer) -> Vec<&str> {
    answer.headers.get_all(VARY).iter().map(|value| value.to_str().unwrap()).collect()
}

#[tokio::test]
async fn the_texts_come_in_the_visitors_language() {
    let world = world_of_a_tenant_with_translations().await;
    insta::assert_json_snapshot!(asked(&world, "?locale=de-AT", None).await.json());
    for (query, header, locale, greeting, disclaimer) in [
        ("", None, "en-GB", "Hello!", "[Privacy](/privacy)"),
        ("", Some("pl, de;q=0.5"), "de", "Hallo!", "[Datenschutz](/privacy)"),
        ("", Some("fr-CA"), "fr", "Bonjour !", "[Privacy](/privacy)"),
        ("?locale=fr", Some("de"), "fr", "Bonjour !", "[Privacy](/privacy)"),
        ("?locale=pl", Some("de"), "en-GB", "Hello!", "[Privacy](/privacy)"),
    ] {
        let answer = asked(&world, query, header).await;
        let json = answer.json();
        assert_eq!(json["locale"], locale, "{query} {header:?}");
        assert_eq!(json["greeting"], greeting, "{query} {header:?}");
        assert_eq!(json["disclaimer"], disclaimer, "{query} {header:?}");
        let by_header = if query.is_empty() { vec!["accept-language", "origin"] } else { vec!["origin"] };
        assert_eq!(varies(&answer), by_header, "{query} {header:?}");
    }
}

#[tokio::test]
async fn it_is_kept_no_longer_than_it_is_true() {
    let world = world_of_a_tenant_with_translations().await;
    // Noon in Greenwich is one o'clock in Berlin, an hour before they leave.
    for (seconds, open, cache) in [
        (0, true, "public, max-age=60"),
        (3_588, true, "public, max-age=12"),
        (12, false, "public, max-age=60"),
    ] {
        world.pass(SignedDuration::from_secs(seconds));
        let answer = asked(&world, "", None).await;
        assert_eq!(answer.json()["presence"]["open"], open, "{seconds}");
        assert_eq!(answer.headers[CACHE_CONTROL], cache, "{seconds}");
    }
}
