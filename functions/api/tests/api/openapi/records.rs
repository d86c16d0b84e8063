//! The stops at the routes of records: with good tokens and bad ones, over a store that works and ones that do not.

use std::sync::Arc;

use api::{AdminClaims, BodyTime};
use async_trait::async_trait;
use axum::body::Body;
use axum::http::{Method, header};
use engine::ports::{Change, ChangeError, HistoryEntry, Records, StoreError};
use engine::records::{RecordPage, RecordQuery, RowAccess};
use jiff::SignedDuration;
use serde_json::{Value as Json, json};
use shared::wire::{ActionDone, Record};

use super::tour::{Ask, Tour};
use crate::world::request;

const LIST: &str = "/api/v1/admin/records/task";
const ONE: &str = "/api/v1/admin/records/task/TSK-12";
const IMPORT: &str = "/api/v1/admin/records/task/import";

pub(super) async fn all(tour: &mut Tour) {
    let world = crate::admin_records::world().await;
    let now = world.app.clock.now();
    let made_at = |tenant: &str, at| {
        let claims = AdminClaims::new(tenant, SignedDuration::from_hours(1), at);
        Some(world.app.keys.sign_admin(&claims).unwrap())
    };
    let good = made_at("studio", now);
    let write =
        json!({ "status": "open", "fields": { "title": "Buy milk", "due": "2026-11-27", "points": 3 } });
    let rows = json!({ "rows": [
        { "id": "TSK-12", "fields": { "title": "Buy bread" } },
        { "fields": { "title": "Call the dentist", "due": "tomorrow" } },
        { "id": "TSK-13", "fields": { "points": "many" } },
    ] });
    let ask = |method: &Method, path: &str, token: &Option<String>, body: &Option<Json>| Ask {
        token: token.clone(),
        body: body.clone(),
        ..Ask::of(method.clone(), path)
    };
    let operations = [
        (Method::PUT, ONE, Some(write.clone())),
        (Method::GET, LIST, None),
        (Method::POST, IMPORT, Some(rows)),
        (Method::GET, ONE, None),
        (Method::DELETE, ONE, None),
    ];
    for (method, path, body) in &operations {
        tour.ask(&world, "example", ask(method, path, &good, body)).await;
        if *method == Method::PUT {
            // Once more: now it is there.
            tour.ask(&world, "example", ask(method, path, &good, body)).await;
        }
        let bad = [
            None,
            Some("nonsense".to_owned()),
            made_at("studio", now - SignedDuration::from_hours(3)),
            made_at("studio", now + SignedDuration::from_hours(3)),
            made_at("gone", now),
        ];
        for token in bad {
            tour.ask(&world, "", ask(method, path, &token, body)).await;
        }
        for corrupt in [false, true] {
            let mut world = world.clone();
            world.app.records = Arc::new(FailingRecords { corrupt });
            tour.ask(&world, "", ask(method, path, &good, body)).await;
        }
        if body.is_none() {
            continue;
        }
        // What cannot be read.
        tour.ask(&world, "", ask(method, path, &good, &Some(json!({ "surprise": true })))).await;
        let token = good.as_deref();
        for body in ["{".to_owned(), " ".repeat(200_000)] {
            tour.ask_raw(&world, "", request(method.clone(), path, token, Body::from(body)), None).await;
        }
        let endless = Body::from_stream(futures_util::stream::pending::<Result<&[u8], std::io::Error>>());
        let mut slow = request(method.clone(), path, token, endless);
        slow.extensions_mut().insert(BodyTime(core::time::Duration::from_millis(1)));
        tour.ask_raw(&world, "", slow, None).await;
        let mut form = request(method.clone(), path, token, Body::from("a=b"));
        form.headers_mut().remove(header::CONTENT_TYPE);
        tour.ask_raw(&world, "", form, None).await;
    }
    tour.ask(&world, "", ask(&Method::GET, &format!("{LIST}?colour=red"), &good, &None)).await;
    tour.ask(&world, "", ask(&Method::PUT, ONE, &good, &Some(write)).header("if-match", "\"3\"")).await;
    crate::admin_records::put(&world, "TSK-20", json!({ "title": "Twenty" })).await;
    let stale =
        ask(&Method::DELETE, "/api/v1/admin/records/task/TSK-20", &good, &None).header("if-match", "7");
    tour.ask(&world, "", stale).await;
}

/// Records that cannot be reached, or cannot be read.
struct FailingRecords {
    corrupt: bool,
}

impl FailingRecords {
    fn fails(&self) -> StoreError {
        let why = "as the test says".to_owned();
        if self.corrupt { StoreError::Corrupt(why) } else { StoreError::Unavailable(why) }
    }
}

#[async_trait]
impl Records for FailingRecords {
    async fn find(&self, _: &RecordQuery) -> Result<RecordPage, StoreError> {
        Err(self.fails())
    }

    async fn get(&self, _: &str, _: &str, _: &str, _: &RowAccess) -> Result<Option<Record>, StoreError> {
        Err(self.fails())
    }

    async fn apply(&self, _: &Change) -> Result<ActionDone, ChangeError> {
        Err(self.fails().into())
    }

    async fn done_by(&self, _: &str, _: &str) -> Result<Vec<ActionDone>, StoreError> {
        Err(self.fails())
    }

    async fn history(&self, _: &str, _: &str, _: &str, _: u16) -> Result<Vec<HistoryEntry>, StoreError> {
        Err(self.fails())
    }

    async fn forget_author(&self, _: &str, _: &str) -> Result<(), StoreError> {
        Err(self.fails())
    }
}
