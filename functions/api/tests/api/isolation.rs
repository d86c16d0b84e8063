//! Nobody reads or changes what is another's: every route of the table with every kind of token that is not the right one.
//! A route that is not told here how to be called fails this test, so none can be forgotten. After each call the store is as
//! it was, and nothing of anybody else's is in the answer.

use api::{AdminClaims, Claims, Route, Tenants, User, routes};
use axum::body::Body;
use axum::http::Method;
use axum::http::header::ORIGIN;
use jiff::SignedDuration;
use serde_json::{Value as Json, json};

use crate::signer::{SECRET_NAME, token_of};
use crate::world::{ORIGIN_OF_STUDIO, Visitor, World, request};

/// What each of the others has said; it must never be in an answer.
const MARKERS: [&str; 4] = ["marker-of-ana", "marker-of-ben", "marker-of-anonymous", "marker-of-crm"];

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asker {
    NoToken,
    Garbage,
    AnotherServers,
    Expired,
    OtherTenant,
    OtherUser,
    Nobody,
    OtherSession,
    AdminOfAnother,
    AdminOfThis,
    ExpiredAdmin,
    Visitor,
    UsersToken,
}

use Asker::{
    AdminOfAnother, AdminOfThis, AnotherServers, Expired, ExpiredAdmin, Garbage, NoToken, Nobody,
    OtherSession, OtherTenant, OtherUser, UsersToken, Visitor as AVisitor,
};

const OF_VISITORS: [Asker; 12] = [
    NoToken,
    Garbage,
    AnotherServers,
    Expired,
    OtherTenant,
    OtherUser,
    Nobody,
    OtherSession,
    AdminOfAnother,
    AdminOfThis,
    ExpiredAdmin,
    UsersToken,
];
const OF_ADMINS: [Asker; 7] =
    [NoToken, Garbage, AnotherServers, ExpiredAdmin, AVisitor, UsersToken, AdminOfAnother];
const OF_AGENTS: [Asker; 10] = [
    NoToken,
    Garbage,
    AnotherServers,
    Expired,
    OtherTenant,
    OtherUser,
    Nobody,
    AVisitor,
    AdminOfThis,
    AdminOfAnother,
];

/// How a route is called about ana's conversation: the path's end and the body.
fn call(route: &Route, ana: &Visitor) -> (String, Option<Json>) {
    let path = route
        .path
        .replace("{session}", &ana.session)
        .replace("{turn}", &format!("{}.1", ana.session))
        .replace("{user}", "ana")
        .replace("{tenant}", "studio")
        .replace("{type}", "task")
        .replace("{id}", if route.path.contains("/records/") { "TSK-1" } else { "evt_of_ana" });
    let body = match (route.method.as_str(), route.path) {
        ("POST", "/api/v1/chat/send") => {
            Some(json!({ "message": "mine", "message_id": "message-of-mine", "session_id": ana.session }))
        }
        ("POST", "/api/v1/chat/feedback") => {
            Some(json!({ "turn_id": format!("{}.1", ana.session), "thumb": "down" }))
        }
        ("PUT", "/api/v1/admin/records/{type}/{id}") => Some(json!({ "fields": { "title": "mine" } })),
        ("POST", "/api/v1/admin/records/{type}/import") => {
            Some(json!({ "rows": [{ "id": "TSK-1", "fields": { "title": "mine" } }] }))
        }
        ("POST", "/api/v1/chat/rating") => Some(json!({ "stars": 1 })),
        ("POST", "/mcp/{tenant}") => Some(json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/list" })),
        ("POST", "/api/v1/chat/clear") => Some(json!({ "session_id": ana.session })),
        (
            "GET" | "POST",
            "/api/v1/chat/status/{turn}"
            | "/api/v1/chat/stop/{turn}"
            | "/api/v1/chat/history/{session}"
            | "/api/v1/chat/data",
        )
        | ("DELETE", "/api/v1/chat/session/{session}" | "/api/v1/chat/data")
        | (
            "GET" | "DELETE",
            "/api/v1/admin/users/{user}/data" | "/api/v1/admin/conversations/{session}/data",
        )
        | ("GET", "/api/v1/admin/records/{type}")
        | ("GET" | "DELETE", "/api/v1/admin/records/{type}/{id}")
        | ("GET", "/api/v1/admin/webhooks" | "/api/v1/admin/webhooks/{id}" | "/api/v1/admin/dead-turns")
        | ("POST", "/api/v1/admin/webhooks/{id}/replay" | "/api/v1/admin/dead-turns/{turn}/revive") => None,
        (method, path) => panic!("say here how {method} {path} is called about somebody else's data"),
    };
    (path, body)
}

/// What the asker is told; `None` where the route names nothing of the other's, so that it does the asker's own thing.
fn expected(asker: Asker, route: &Route) -> Option<(u16, &'static str)> {
    let names_another = route.path.contains('{')
        || matches!(route.path, "/api/v1/chat/send" | "/api/v1/chat/clear")
        || route.path == "/api/v1/chat/feedback";
    match asker {
        NoToken => Some((401, "token_missing")),
        // What this server signs is nothing that a tenant has signed.
        _ if route.needs_user => Some((401, "user_token_invalid")),
        Garbage | AnotherServers | UsersToken => Some((401, "token_invalid")),
        Expired => Some((401, "token_expired")),
        ExpiredAdmin if route.needs_admin => Some((401, "token_expired")),
        AdminOfThis | ExpiredAdmin => Some((401, "token_invalid")),
        // Another tenant has records of its own under the same names; this one is not among them.
        AdminOfAnother if route.path.contains("/records/{type}/{id}") && route.method != Method::PUT => {
            Some((404, "not_found"))
        }
        // Of a webhook, or of a turn that was given up, only its own tenant's admins know that it is there.
        AdminOfAnother
            if route.path.contains("/webhooks/{id}") || route.path.contains("/dead-turns/{turn}") =>
        {
            Some((404, "not_found"))
        }
        AdminOfAnother if route.needs_token => Some((401, "token_invalid")),
        AdminOfAnother => None,
        AVisitor => Some((401, "token_invalid")),
        OtherUser | Nobody => Some((403, "other_user")),
        OtherTenant | OtherSession => names_another.then_some((403, "session_mismatch")),
    }
}

/// Studio's ana, with ben, somebody anonymous, and a visitor of another tenant.
struct Cast {
    world: World,
    ana: Visitor,
    anonymous: Visitor,
    crm: String,
}

impl Cast {
    async fn new() -> Self {
        let mut world = World::new()
            .await
            .with_users(json!({ "keys": [{ "algorithm": "HS256", "secret": SECRET_NAME }] }));
        world.app.tenants = Tenants::new(world.app.tenants.iter().cloned().map(|mut tenant| {
            tenant.tools.offer_mcp = tenant.users.is_some();
            tenant
        }));
        let mut world = world;
        crate::admin_records::keep_records(&mut world);
        crate::admin_records::put(&world, "TSK-1", json!({ "title": "marker-of-ana" })).await;
        let ana = identified(&world, "ana").await;
        ana.says("message-1", "marker-of-ana").await;
        identified(&world, "ben").await.says("message-1", "marker-of-ben").await;
        let anonymous = world.begin().await;
        anonymous.says("message-1", "marker-of-anonymous").await;
        let claims = Claims::new("crm", "crm-session", ORIGIN_OF_STUDIO, "en", world.app.clock.now());
        let crm = world.sign(&claims);
        let body = json!({ "message": "marker-of-crm", "message_id": "message-1" });
        assert_eq!(world.post("/api/v1/chat/send", Some(&crm), &body).await.status, 200);
        crate::admin_webhooks::give_up_one(&world, "marker-of-ana").await;
        Self { world, ana, anonymous, crm }
    }

    fn token(&self, asker: Asker) -> Option<String> {
        let now = self.world.app.clock.now();
        let long_ago = now - SignedDuration::from_hours(30);
        let of_ana = |at| Claims::new("studio", &self.ana.session, ORIGIN_OF_STUDIO, "en", at);
        let user = |id: &str| User { id: id.to_owned(), role: None, attributes: Default::default() };
        let until = now.as_second() + 3_600;
        let admin = |tenant: &str, at| {
            let claims = AdminClaims::new(tenant, SignedDuration::from_hours(1), at);
            self.world.app.keys.sign_admin(&claims).unwrap()
        };
        Some(match asker {
            NoToken => return None,
            Garbage => "garbage".to_owned(),
            AnotherServers => {
                let keys = api::TokenKeys::new(&[vec![9; 32]]).unwrap();
                keys.sign(&of_ana(now).of_user(user("ana"), until)).unwrap()
            }
            Expired => self.world.sign(&of_ana(long_ago).of_user(user("ana"), long_ago.as_second() + 600)),
            OtherTenant => self.crm.clone(),
            OtherUser => self.world.sign(&of_ana(now).of_user(user("ben"), until)),
            Nobody => self.world.sign(&of_ana(now)),
            OtherSession => self.anonymous.token.clone(),
            AdminOfAnother => admin("crm", now),
            AdminOfThis => admin("studio", now),
            ExpiredAdmin => admin("studio", long_ago),
            AVisitor => self.ana.token.clone(),
            UsersToken => token_of(&self.world, "ana"),
        })
    }
}

async fn identified(world: &World, user: &str) -> Visitor {
    let body = json!({ "tenant": "studio", "user_token": token_of(world, user) });
    let answer = world.post("/api/v1/chat/sessions", None, &body).await;
    let json = answer.json();
    let field = |name: &str| json[name].as_str().unwrap().to_owned();
    Visitor { world: world.clone(), token: field("token"), session: field("session_id") }
}

#[tokio::test]
async fn nobody_reads_or_changes_what_is_anothers() {
    let cast = Cast::new().await;
    let mut cells = 0;
    for route in
        routes().into_iter().filter(|route| route.needs_token || route.needs_admin || route.needs_user)
    {
        // Whoever has a token of their own and names nothing of another's does their own thing: see below.
        let askers: &[Asker] = match &route {
            route if route.needs_admin => &OF_ADMINS,
            route if route.needs_user => &OF_AGENTS,
            _ => &OF_VISITORS,
        };
        for &asker in askers {
            if expected(asker, &route).is_none() && route.method != Method::GET {
                continue;
            }
            let place = format!("{} {} by {asker:?}", route.method, route.path);
            let before = cast.world.everything().await;
            let (path, body) = call(&route, &cast.ana);
            let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
            let token = cast.token(asker);
            let answer = cast.world.ask(request(route.method.clone(), &path, token.as_deref(), body)).await;
            match expected(asker, &route) {
                Some((status, code)) => assert_eq!(answer.problem(), (status, code.to_owned()), "{place}"),
                None => assert!(answer.status.is_success(), "{place}: {answer:?}"),
            }
            let own = match asker {
                OtherTenant => "marker-of-crm",
                OtherSession => "marker-of-anonymous",
                _ => "",
            };
            for marker in MARKERS.iter().filter(|marker| **marker != own) {
                assert!(!answer.text.contains(marker), "{place}: {marker} in {answer:?}");
            }
            assert_eq!(
                unmetered(cast.world.everything().await),
                unmetered(before),
                "{place} changed the store"
            );
            cells += 1;
        }
    }
    assert!(cells >= 140, "only {cells} cells");
    // And the one whose it is still has it.
    assert_eq!(cast.ana.said().await, ["marker-of-ana"]);
}

/// Without what counts how often somebody has asked: being refused may well be counted.
fn unmetered(items: Vec<String>) -> Vec<String> {
    items.into_iter().filter(|item| !item.contains("BUCKET")).collect()
}

/// What names nothing of another's changes the asker's own and nothing else.
#[tokio::test]
async fn ones_own_thing_is_ones_own() {
    let cast = Cast::new().await;
    let rating = json!({ "stars": 1 });
    for token in [&cast.crm, &cast.anonymous.token] {
        assert_eq!(cast.world.post("/api/v1/chat/rating", Some(token), &rating).await.status, 204);
        let data = request(Method::DELETE, "/api/v1/chat/data", Some(token), Body::empty());
        assert_eq!(cast.world.ask(data).await.status, 204);
    }
    for path in ["users/ana", "users/ben"] {
        let crm = cast.token(AdminOfAnother);
        let data =
            request(Method::DELETE, &format!("/api/v1/admin/{path}/data"), crm.as_deref(), Body::empty());
        assert_eq!(cast.world.ask(data).await.status, 204);
    }
    let conversation = format!("/api/v1/admin/conversations/{}/data", cast.ana.session);
    let data = request(Method::DELETE, &conversation, cast.token(AdminOfAnother).as_deref(), Body::empty());
    assert_eq!(cast.world.ask(data).await.status, 204);
    let answer = cast.world.get("/api/v1/chat/data", Some(&cast.ana.token)).await.json();
    assert_eq!(answer["turns"][0]["message"], "marker-of-ana");
    assert_eq!(answer["turns"][0]["rating"], Json::Null);
    let left = cast.world.everything().await.concat();
    assert!(left.contains("marker-of-ben") && !left.contains("marker-of-anonymous"), "{left}");
}

/// A page of another tenant with a good token of this one.
#[tokio::test]
async fn a_token_is_of_no_use_on_another_page() {
    let cast = Cast::new().await;
    for route in routes().into_iter().filter(|route| route.needs_token) {
        let (path, body) = call(&route, &cast.ana);
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let mut asked = request(route.method.clone(), &path, Some(&cast.ana.token), body);
        asked.headers_mut().insert(ORIGIN, "https://crm.example".parse().unwrap());
        let answer = cast.world.ask(asked).await;
        assert_eq!(answer.problem(), (403, "origin_not_allowed".to_owned()), "{} {path}", route.method);
    }
}
