//! The stops of the tour.

use std::sync::Arc;

use api::openapi::operation_id;
use api::{AdminClaims, BodyTime, Claims, ClientAddress, Route, Tenants, routes};
use axum::body::Body;
use axum::http::{Method, header};
use jiff::SignedDuration;
use serde_json::{Value as Json, json};

use super::failing::FailingLog;
use super::one_session::OneSession;
use super::tour::{Ask, Tour};
use crate::signer::{SECRET_NAME, token_of};
use crate::world::{ORIGIN_OF_STUDIO, Visitor, World, left_open, request, tenant};

const SESSIONS: &str = "/api/v1/chat/sessions";
const SEND: &str = "/api/v1/chat/send";
const RATING: &str = "/api/v1/chat/rating";
const FEEDBACK: &str = "/api/v1/chat/feedback";
const CLEAR: &str = "/api/v1/chat/clear";

/// All of them.
pub(super) async fn all(tour: &mut Tour) {
    public(tour).await;
    sessions(tour).await;
    conversation(tour).await;
    background(tour).await;
    open_turns(tour).await;
    refusals(tour).await;
    bad_tokens(tour).await;
    bad_bodies(tour).await;
    no_store(tour).await;
    limits(tour).await;
    users(tour).await;
    admins(tour).await;
    edge(tour).await;
}

/// Users who are not who they should be.
async fn users(tour: &mut Tour) {
    let secret = |name: &str| json!({ "required": true, "keys": [{ "algorithm": "HS256", "secret": name }] });
    let world = World::new().await.with_users(secret(SECRET_NAME));
    let with_token = |token: &str| json!({ "tenant": "studio", "user_token": token });
    let good = token_of(&world, "ana");
    let begun = tour.ask(&world, "", Ask::post(SESSIONS, with_token(&good))).await;
    let (ana, session) = (begun["token"].as_str().unwrap(), begun["session_id"].as_str().unwrap());
    let send = json!({ "message": "I am ana@candles.example", "message_id": "message-0001" });
    tour.ask(&world, "", Ask::post(SEND, send).by(ana)).await;
    tour.ask(&world, "export", Ask::get("/api/v1/chat/data").by(ana)).await;
    tour.ask(&world, "", Ask::post(SESSIONS, with_token("nonsense"))).await;
    tour.ask(&world, "", Ask::post(SESSIONS, json!({ "tenant": "studio" }))).await;
    let elsewhere = world.clone().with_users(secret("NOT_THERE"));
    tour.ask(&elsewhere, "", Ask::post(SESSIONS, with_token(&good))).await;
    // Somebody else with a token of the same session.
    let stranger = world.sign(&Claims::new("studio", session, ORIGIN_OF_STUDIO, "en", world.app.clock.now()));
    for route in routes().into_iter().filter(|route| route.needs_token) {
        let body = body_of(&route, session);
        let ask = Ask { body, ..Ask::of(route.method.clone(), &path_of(&route, session)) };
        tour.ask(&world, "", ask.by(&stranger)).await;
    }
    tour.ask(&world, "", Ask::get("/api/v1/chat/data?before=1").by(ana)).await;
    tour.ask(&world, "", Ask::of(Method::DELETE, "/api/v1/chat/data").by(ana)).await;
    world.pass(SignedDuration::from_hours(1));
    tour.ask(&world, "", Ask::post(SESSIONS, with_token(&good))).await;
}

/// The routes of admins, with good tokens and bad ones.
async fn admins(tour: &mut Tour) {
    let world = World::new().await;
    let visitor = world.begin().await;
    visitor.says("message-0001", "Hello").await;
    let now = world.app.clock.now();
    let made_at = |tenant: &str, at| {
        let claims = AdminClaims::new(tenant, SignedDuration::from_hours(1), at);
        world.app.keys.sign_admin(&claims).unwrap()
    };
    let tokens = [
        None,
        Some("nonsense".to_owned()),
        Some(made_at("studio", now - SignedDuration::from_hours(3))),
        Some(made_at("studio", now + SignedDuration::from_hours(3))),
        Some(made_at("gone", now)),
        Some(made_at("studio", now)),
    ];
    for route in routes().into_iter().filter(|route| route.needs_admin && route.path.ends_with("/data")) {
        let path = path_of(&route, &visitor.session).replace("{user}", "ana");
        let ask = |token: Option<String>, path: &str| Ask { token, ..Ask::of(route.method.clone(), path) };
        if route.method == Method::GET {
            let path = format!("{path}?next=nonsense");
            tour.ask(&world, "", ask(Some(made_at("studio", now)), &path)).await;
        }
        for token in &tokens {
            tour.ask(&world, "", ask(token.clone(), &path)).await;
        }
        for log in [FailingLog::away(), FailingLog::corrupt()] {
            let mut world = world.clone().with_turn_log(log);
            world.app.people = Arc::new(OneSession(visitor.session.clone()));
            tour.ask(&world, "", ask(Some(made_at("studio", now)), &path)).await;
        }
    }
}

/// What is too large to be looked at, at every route.
async fn edge(tour: &mut Tour) {
    let world = World::new().await;
    let visitor = world.begin().await;
    for route in routes() {
        let path = path_of(&route, &visitor.session);
        let bare = |path: &str, body| request(route.method.clone(), path, Some(&visitor.token), body);
        let long = format!("{path}?{}", "a".repeat(5_000));
        tour.ask_raw(&world, "", bare(&long, Body::empty()), None).await;
        let mut headers = bare(&path, Body::empty());
        headers.headers_mut().insert("x-large", "a".repeat(17_000).parse().unwrap());
        tour.ask_raw(&world, "", headers, None).await;
        tour.ask_raw(&world, "", bare(&path, Body::from(" ".repeat(200_000))), None).await;
    }
}

/// More than the tenant allows.
async fn limits(tour: &mut Tour) {
    let with_limits = async |limits: Json| {
        let mut world = World::new().await;
        let mut studio = tenant("studio", ORIGIN_OF_STUDIO);
        studio.limits = serde_json::from_value(limits).unwrap();
        world.app.tenants = Tenants::new([studio]);
        world
    };
    let world = with_limits(json!({ "conversations_per_address_per_hour": 1 })).await;
    for _ in 0..2 {
        let body = json!({ "tenant": "studio" });
        let mut from = request(Method::POST, SESSIONS, None, Body::from(body.to_string()));
        from.extensions_mut().insert(ClientAddress("203.0.113.7".parse().unwrap()));
        tour.ask_raw(&world, "", from, Some(body)).await;
    }
    for limits in [json!({ "burst": 1 }), json!({ "messages_per_day": 1 })] {
        let world = with_limits(limits).await;
        let visitor = world.begin().await;
        for id in ["message-0001", "message-0002"] {
            let send = json!({ "message": "Hello", "message_id": id });
            tour.ask(&world, "", Ask::post(SEND, send).by(&visitor.token)).await;
        }
    }
}

async fn public(tour: &mut Tour) {
    let world = World::new().await;
    tour.ask(&world, "rules", Ask::get("/api/v1/chat/health")).await;
    tour.ask(&world, "", Ask::get("/api/openapi.json")).await;
    tour.ask(&world, "", Ask::get("/problems/session_expired")).await;
    tour.ask(&world, "", Ask::get("/problems/none")).await;
    tour.ask(&world, "studio", Ask::get("/api/v1/widget/studio?locale=en")).await;
    tour.ask(&world, "", Ask::get("/api/v1/widget/none")).await;
    tour.ask(&world, "", Ask::get("/api/v1/widget/crm")).await;
    tour.ask(&world, "", Ask::get("/api/v1/widget/studio?locale=en&locale=de")).await;
}

async fn sessions(tour: &mut Tour) {
    let world = World::new().await;
    let page = json!({ "url": "https://studio.example/work", "title": "Our work" });
    let body = json!({ "tenant": "studio", "page": page, "locale": "en", "time_zone": "Europe/Berlin" });
    let begun = tour.ask(&world, "begin", Ask::post(SESSIONS, body)).await;
    let token = begun["token"].as_str().unwrap();
    let send = json!({ "message": "Our budget is 20-30k euros", "message_id": "message-0001" });
    tour.ask(&world, "", Ask::post(SEND, send).by(token)).await;
    let resume = |token: &str| json!({ "tenant": "studio", "resume": token });
    tour.ask(&world, "resume", Ask::post(SESSIONS, resume(token))).await;
    tour.ask(&world, "", Ask::post(SESSIONS, resume("nonsense"))).await;
    let future = Claims::new(
        "studio",
        "s",
        ORIGIN_OF_STUDIO,
        "en",
        world.app.clock.now() + SignedDuration::from_hours(1),
    );
    tour.ask(&world, "", Ask::post(SESSIONS, resume(&world.sign(&future)))).await;
    let other = Claims::new("crm", "s", ORIGIN_OF_STUDIO, "en", world.app.clock.now());
    tour.ask(&world, "", Ask::post(SESSIONS, resume(&world.sign(&other)))).await;
    tour.ask(&world, "", Ask::post(SESSIONS, json!({ "tenant": "crm" }))).await;
    for log in [FailingLog::away(), FailingLog::corrupt()] {
        let world = world.clone().with_turn_log(log);
        tour.ask(&world, "", Ask::post(SESSIONS, resume(token))).await;
    }
}

async fn conversation(tour: &mut Tour) {
    let world = World::new().await;
    let Visitor { token, session, .. } = world.begin().await;
    let by = |ask: Ask| ask.by(&token);
    tour.ask(&world, "", by(Ask::post(RATING, json!({ "stars": 5 })))).await;
    let message = json!({
        "message": "We need an online shop with about 12 pages, 20-30k euros", "message_id": "message-0001",
        "page": { "url": "https://studio.example/work", "title": "Our work" },
    });
    let answer = tour.ask(&world, "message", by(Ask::post(SEND, message))).await;
    let turn = answer["turn_id"].as_str().unwrap();
    let streamed = json!({ "message": "Write to ana@candles.example", "message_id": "message-0002" });
    tour.ask(&world, "stream", by(Ask::post(SEND, streamed).streaming())).await;
    let edit =
        json!({ "edit": { "set": { "budget": "25k" }, "confirm": true }, "message_id": "message-0003" });
    tour.ask(&world, "edit", by(Ask::post(SEND, edit))).await;
    let reused = json!({ "message": "Something else", "message_id": "message-0001" });
    tour.ask(&world, "", by(Ask::post(SEND, reused))).await;
    tour.ask(&world, "done", by(Ask::get(&format!("/api/v1/chat/status/{turn}")))).await;
    tour.ask(&world, "closed", by(Ask::of(Method::POST, &format!("/api/v1/chat/stop/{turn}")))).await;
    let thumb = json!({ "turn_id": turn, "thumb": "up" });
    tour.ask(&world, "thumb", by(Ask::post(FEEDBACK, thumb))).await;
    tour.ask(&world, "taken_back", by(Ask::post(FEEDBACK, json!({ "turn_id": turn, "thumb": null })))).await;
    let stars = json!({ "stars": 5, "comment": "Quick and to the point." });
    tour.ask(&world, "stars", by(Ask::post(RATING, stars))).await;
    let history = format!("/api/v1/chat/history/{session}");
    tour.ask(&world, "newest", by(Ask::get(&history))).await;
    tour.ask(&world, "", by(Ask::get(&format!("{history}?before=last")))).await;
    tour.ask(&world, "clear", by(Ask::post(CLEAR, json!({})))).await;
    let end = format!("/api/v1/chat/session/{session}");
    tour.ask(&world, "", by(Ask::of(Method::DELETE, &end))).await;

    // It is over now.
    let more = json!({ "message": "Hello?", "message_id": "message-0004" });
    tour.ask(&world, "", by(Ask::post(SEND, more))).await;
    tour.ask(&world, "", by(Ask::of(Method::POST, &format!("/api/v1/chat/stop/{turn}")))).await;
    tour.ask(&world, "", by(Ask::get(&history))).await;
    tour.ask(&world, "", by(Ask::post(FEEDBACK, json!({ "turn_id": turn, "thumb": "down" })))).await;
    tour.ask(&world, "", by(Ask::post(RATING, json!({ "stars": 1 })))).await;
}

/// A message whose sender does not want to wait.
async fn background(tour: &mut Tour) {
    let world = World::new().await;
    let visitor = world.begin().await;
    let later = json!({ "message": "About 12 pages", "message_id": "message-0001" });
    let later = Ask::post(SEND, later).header("prefer", "respond-async");
    tour.ask(&world, "later", later.by(&visitor.token)).await;
}

/// A turn that another process answers, and does not end.
async fn open_turns(tour: &mut Tour) {
    let world = World::new().await;
    let visitor = world.begin().await;
    left_open(&visitor, 1, "message-0001", "Hello").await;
    let world = world.other_process(false);
    let by = |ask: Ask| ask.by(&visitor.token);
    let turn = format!("{}.1", visitor.session);
    tour.ask(&world, "running", by(Ask::get(&format!("/api/v1/chat/status/{turn}")))).await;
    tour.ask(&world, "", by(Ask::post(FEEDBACK, json!({ "turn_id": turn, "thumb": "up" })))).await;
    tour.ask(&world, "open", by(Ask::of(Method::POST, &format!("/api/v1/chat/stop/{turn}")))).await;
    // Nobody waits for the two minutes that the server does.
    tokio::time::pause();
    let again = json!({ "message": "Hello", "message_id": "message-0001" });
    tour.ask(&world, "", by(Ask::post(SEND, again))).await;
    tokio::time::resume();
}

/// The token is good, and for something else.
async fn refusals(tour: &mut Tour) {
    let world = World::new().await;
    let visitor = world.begin().await;
    let by = |ask: Ask| ask.by(&visitor.token);
    let send = json!({ "message": "Hello", "message_id": "message-0001", "session_id": "other" });
    tour.ask(&world, "", by(Ask::post(SEND, send))).await;
    tour.ask(&world, "", by(Ask::get("/api/v1/chat/status/other.1"))).await;
    tour.ask(&world, "", by(Ask::of(Method::POST, "/api/v1/chat/stop/other.1"))).await;
    tour.ask(&world, "", by(Ask::get("/api/v1/chat/history/other"))).await;
    tour.ask(&world, "", by(Ask::post(FEEDBACK, json!({ "turn_id": "other.1", "thumb": "up" })))).await;
    tour.ask(&world, "", by(Ask::post(CLEAR, json!({ "session_id": "other" })))).await;
    tour.ask(&world, "", by(Ask::of(Method::DELETE, "/api/v1/chat/session/other"))).await;
}

/// Every route that wants a session's token, with tokens that are not good for it.
async fn bad_tokens(tour: &mut Tour) {
    let world = World::new().await;
    let visitor = world.begin().await;
    let now = world.app.clock.now();
    let claims =
        |tenant: &str, origin: &str, at| world.sign(&Claims::new(tenant, &visitor.session, origin, "en", at));
    let tokens = [
        None,
        Some("nonsense".to_owned()),
        Some(claims("studio", ORIGIN_OF_STUDIO, now - SignedDuration::from_hours(3))),
        Some(claims("studio", ORIGIN_OF_STUDIO, now + SignedDuration::from_hours(3))),
        Some(claims("studio", "https://elsewhere.example", now)),
        // A tenant that is no longer there.
        Some(claims("gone", ORIGIN_OF_STUDIO, now)),
    ];
    for route in routes().into_iter().filter(|route| route.needs_token) {
        for token in &tokens {
            let path = path_of(&route, &visitor.session);
            let body = body_of(&route, &visitor.session);
            let ask = Ask { token: token.clone(), body, ..Ask::of(route.method.clone(), &path) };
            tour.ask(&world, "", ask).await;
        }
    }
}

/// Every route that reads a body, with bodies that cannot be read.
async fn bad_bodies(tour: &mut Tour) {
    let world = World::new().await;
    let visitor = world.begin().await;
    for route in routes() {
        if body_of(&route, &visitor.session).is_none() {
            continue;
        }
        let path = path_of(&route, &visitor.session);
        let token = route.needs_token.then_some(visitor.token.as_str());
        let surprise =
            Ask { token: token.map(str::to_owned), ..Ask::post(&path, json!({ "surprise": true })) };
        tour.ask(&world, "", surprise).await;
        for body in ["{".to_owned(), " ".repeat(200_000)] {
            let bad = request(route.method.clone(), &path, token, Body::from(body));
            tour.ask_raw(&world, "", bad, None).await;
        }
        let endless = Body::from_stream(futures_util::stream::pending::<Result<&[u8], std::io::Error>>());
        let mut slow = request(route.method.clone(), &path, token, endless);
        slow.extensions_mut().insert(BodyTime(core::time::Duration::from_millis(1)));
        tour.ask_raw(&world, "", slow, None).await;
        let mut form = request(route.method.clone(), &path, token, Body::from("a=b"));
        form.headers_mut().remove(header::CONTENT_TYPE);
        tour.ask_raw(&world, "", form, None).await;
    }
}

/// Every route that needs the store, without one.
async fn no_store(tour: &mut Tour) {
    let world = World::new().await;
    let visitor = world.begin().await;
    for log in [FailingLog::away(), FailingLog::corrupt()] {
        let world = world.clone().with_turn_log(log);
        for route in routes().into_iter().filter(|route| route.needs_token) {
            let path = path_of(&route, &visitor.session);
            let body = body_of(&route, &visitor.session);
            let ask =
                Ask { token: Some(visitor.token.clone()), body, ..Ask::of(route.method.clone(), &path) };
            tour.ask(&world, "", ask).await;
        }
    }
}

/// The path, of the first turn of this session.
fn path_of(route: &Route, session: &str) -> String {
    let path =
        route.path.replace("{tenant}", "studio").replace("{code}", "internal").replace("{user}", "ana");
    path.replace("{session}", session).replace("{turn}", &format!("{session}.1"))
}

/// A body that the route takes, where it takes one.
fn body_of(route: &Route, session: &str) -> Option<Json> {
    match operation_id(route)? {
        "beginSession" => Some(json!({ "tenant": "studio" })),
        "sendMessage" => Some(json!({ "message": "Hello", "message_id": "message-0001" })),
        "judgeAnswer" => Some(json!({ "turn_id": format!("{session}.1"), "thumb": "up" })),
        "rateConversation" => Some(json!({ "stars": 4 })),
        "clearConversation" => Some(json!({})),
        _ => None,
    }
}
