//! The stops at the route of other agents.

use std::sync::Arc;

use api::BodyTime;
use async_trait::async_trait;
use axum::body::Body;
use axum::http::{Method, header};
use engine::ports::{Found, Knowledge, KnowledgeQuery, Published, StoreError};
use jiff::SignedDuration;
use serde_json::{Value as Json, json};
use shared::tenant::KnowledgeEntry;

use super::tour::{Ask, Tour};
use crate::mcp::{PATH, world};
use crate::signer::token_of;
use crate::world::request;

pub(super) async fn all(tour: &mut Tour) {
    let world = world().await;
    let ana = token_of(&world, "ana");
    let search = message(
        "tools/call",
        json!({ "name": "search_knowledge", "arguments": { "query": "When are you open?" } }),
    );
    let of_now = |ask: Ask| ask.header("mcp-protocol-version", "2025-11-25");
    let ask = |body: &Json| of_now(Ask::post(PATH, body.clone()).by(&ana));
    tour.ask(&world, "call", ask(&search)).await;
    tour.ask(&world, "begin", ask(&message("initialize", json!({ "protocolVersion": "2025-11-25" })))).await;
    tour.ask(&world, "", ask(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }))).await;
    let unknown = Ask::post(PATH, search.clone()).by(&ana).header("mcp-protocol-version", "1900-01-01");
    tour.ask(&world, "unknown_revision", unknown).await;
    let meta = json!({ "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {} });
    let no_method = Ask::post(PATH, message("resources/list", json!({ "_meta": meta })))
        .by(&ana)
        .header("mcp-protocol-version", "2026-07-28")
        .header("mcp-method", "resources/list");
    tour.ask(&world, "no_method", no_method).await;

    // Who is not let in.
    tour.ask(&world, "", Ask::post(PATH, search.clone())).await;
    tour.ask(&world, "", Ask::post(PATH, search.clone()).by("nonsense")).await;
    tour.ask(&world, "", Ask::post("/mcp/crm", search.clone()).by(&ana)).await;
    tour.ask(&world, "", ask(&search).header("origin", "https://evil.example")).await;
    let elsewhere =
        world.clone().with_users(json!({ "keys": [{ "algorithm": "HS256", "secret": "NOT_THERE" }] }));
    tour.ask(&elsewhere, "", ask(&search)).await;
    let later = crate::mcp::world().await;
    later.pass(SignedDuration::from_hours(1));
    tour.ask(&later, "", ask(&search)).await;
    let few = world.clone().with_limits(json!({ "burst": 1 }));
    for _ in 0..2 {
        tour.ask(&few, "", Ask::post(PATH, search.clone()).by(&token_of(&few, "bea"))).await;
    }
    for corrupt in [false, true] {
        let mut world = world.clone();
        world.app.knowledge = Arc::new(FailingKnowledge { corrupt });
        tour.ask(&world, "", ask(&search)).await;
    }
    // What cannot be read.
    tour.ask(&world, "", ask(&json!({ "surprise": true }))).await;
    for body in ["{".to_owned(), " ".repeat(200_000)] {
        tour.ask_raw(&world, "", request(Method::POST, PATH, Some(&ana), Body::from(body)), None).await;
    }
    let endless = Body::from_stream(futures_util::stream::pending::<Result<&[u8], std::io::Error>>());
    let mut slow = request(Method::POST, PATH, Some(&ana), endless);
    slow.extensions_mut().insert(BodyTime(core::time::Duration::from_millis(1)));
    tour.ask_raw(&world, "", slow, None).await;
    let mut form = request(Method::POST, PATH, Some(&ana), Body::from("a=b"));
    form.headers_mut().remove(header::CONTENT_TYPE);
    tour.ask_raw(&world, "", form, None).await;
}

fn message(method: &str, params: Json) -> Json {
    json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params })
}

/// Knowledge that cannot be read.
struct FailingKnowledge {
    corrupt: bool,
}

#[async_trait]
impl Knowledge for FailingKnowledge {
    async fn search(&self, _: &KnowledgeQuery) -> Result<Vec<Found>, StoreError> {
        let why = "it is not there".to_owned();
        Err(if self.corrupt { StoreError::Corrupt(why) } else { StoreError::Unavailable(why) })
    }

    async fn publish(&self, _: &str, _: &str, _: &[KnowledgeEntry]) -> Result<Published, StoreError> {
        Err(StoreError::Throttled)
    }

    async fn published(&self, _: &str) -> Result<Option<Published>, StoreError> {
        Ok(None)
    }
}
