//! `GET /api/openapi.json`: the document is what the code makes, and what it says is what the router does.

mod agents;
mod conforming;
mod dead_turns;
mod failing;
mod normal;
mod one_session;
mod records;
mod stops;
mod tour;
mod webhooks;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use api::openapi::{Documented, document, documented, operation_id};
use api::{ProblemKind, routes};
use axum::http::{Method, StatusCode};
use serde_json::Value as Json;

use crate::world::{Answer, World};
use tour::Tour;

/// Set to write the files anew instead of holding them against what the code makes.
const WRITE: &str = "ANTEROOM_WRITE_DOCS";

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Holds a file of the repository against what it must be, or writes it.
fn must_be(file: &str, text: &str) {
    let path = repository().join(file);
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap();
    assert!(
        found == text,
        "{file} is not what the code makes: run `{WRITE}=1 cargo test -p api --test api openapi` and look at the changes"
    );
}

/// Every answer that any test gets is one that the document tells of, and of the shape that it tells.
pub(crate) fn must_be_told(method: &Method, path: &str, answer: &Answer) {
    static TOLD: LazyLock<BTreeSet<Documented>> = LazyLock::new(|| documented().into_iter().collect());
    let Some(operation) = tour::operation_of(method, path) else { return };
    let documented = tour::documented(operation, answer);
    assert!(TOLD.contains(&documented), "say in `src/openapi` that there is {documented:?}");
    conforming::check_answer(&documented, answer);
}

#[test]
fn every_route_is_told() {
    let silent: Vec<String> = routes()
        .iter()
        .filter(|route| operation_id(route).is_none())
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    assert!(silent.is_empty(), "say in `src/openapi` what these do: {silent:#?}");
    let ids: BTreeSet<_> = routes().iter().map(operation_id).collect();
    assert_eq!(ids.len(), routes().len(), "two operations of one id");
}

#[test]
fn every_place_is_described() {
    let document = document(&[]);
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let place = format!("{method} {path}");
            for field in ["summary", "description"] {
                assert!(!operation[field].as_str().unwrap().is_empty(), "{field} of {place}");
            }
            for parameter in operation["parameters"].as_array().unwrap() {
                assert!(!parameter["description"].as_str().unwrap().is_empty(), "{parameter} of {place}");
            }
        }
    }
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        assert!(schema["description"].is_string(), "{name} is not described");
    }
}

/// One tour for all: every answer the document tells of is seen, no other is, each is of its schema, and the examples
/// in the file are what was just seen.
#[tokio::test]
async fn the_document_is_what_the_router_does() {
    let mut tour = Tour::default();
    stops::all(&mut tour).await;
    webhooks::all(&mut tour).await;
    dead_turns::all(&mut tour).await;
    agents::all(&mut tour).await;
    records::all(&mut tour).await;

    let seen: BTreeSet<_> = tour.seen.iter().map(|seen| seen.documented.clone()).collect();
    let told: BTreeSet<_> = documented().into_iter().collect();
    let silent: Vec<_> = seen.difference(&told).collect();
    assert!(silent.is_empty(), "seen and not told: {silent:#?}");
    let unseen: Vec<_> = told.difference(&seen).collect();
    assert!(unseen.is_empty(), "told and not seen: {unseen:#?}");

    let made = document(&tour.examples());
    for seen in &tour.seen {
        conforming::check(seen);
    }
    let text = serde_json::to_string_pretty(&made).unwrap() + "\n";
    must_be("docs/openapi.json", &text);
}

#[tokio::test]
async fn the_document_is_served_as_it_lies_in_the_repository() {
    let answer = World::new().await.get("/api/openapi.json", None).await;
    assert_eq!(answer.status, StatusCode::OK);
    let file = std::fs::read_to_string(repository().join("docs/openapi.json")).unwrap();
    assert_eq!(answer.json(), serde_json::from_str::<Json>(&file).unwrap());
}

#[tokio::test]
async fn every_problem_leads_to_a_page() {
    let world = World::new().await;
    for kind in ProblemKind::ALL {
        let page = world.get(&format!("/problems/{}", kind.code), None).await;
        assert_eq!(page.status, StatusCode::OK, "{kind:?}");
        assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
        assert!(page.text.contains(kind.title) && page.text.contains(kind.code), "{}", page.text);
        assert!(!page.text.contains('`') && !page.text.contains("{m"), "{}", page.text);
    }
    assert_eq!(world.get("/problems/none", None).await.problem(), (404, "not_found".to_owned()));
}

#[test]
fn the_guide_tells_every_problem() {
    let guide = std::fs::read_to_string(repository().join("docs/errors.md")).unwrap();
    let (before, rest) = guide.split_once("<!-- problems -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- /problems -->").unwrap();
    let mut table = String::new();
    for kind in ProblemKind::ALL {
        let retryable = if kind.is_retryable { "yes" } else { "no" };
        let ProblemKind { status, code, meaning, remedy, .. } = kind;
        let status = status.as_u16();
        table += &format!(
            "\n### `{code}`\n\nStatus {status} · retryable: {retryable}\n\n{meaning}\n\n**What to do:** {remedy}\n"
        );
    }
    must_be("docs/errors.md", &format!("{before}<!-- problems -->\n{table}\n<!-- /problems -->{after}"));
}
