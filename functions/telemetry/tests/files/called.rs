//! Every metric comes from somewhere: recording everything gives each of them, and the server calls every function that
//! records.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use telemetry::prometheus::Prometheus;
use telemetry::{METRICS, record};

use crate::read;

/// One of everything that can be told.
fn tell_everything() {
    let took = Duration::from_millis(20);
    record::request_answered("/api/v1/chat/send", "POST", 200, Some("scoping"), took);
    record::error_told("store_unavailable", 503);
    record::session_begun("studio");
    record::turn_closed(&record::Turn {
        tenant: "studio",
        session: "s",
        intent: "price",
        outcome: "answered",
        degraded: Some("model_timeout"),
        tokens: (10, 2),
        took,
        model: took / 2,
    });
    record::reply_replaced("studio", "system_text");
    record::action_taken("set", "applied");
    record::model_called("whole", took, Some(took / 4));
    record::model_failed("model_timeout");
    record::answer_looked_up("studio", true);
    record::limit_hit("studio", "messages");
    record::webhook_tried("scope.ready", "delivered");
    record::turn_given_up("studio");
    record::store_called("Query", took, Some("throttled"));
}

#[test]
fn recording_everything_gives_every_metric_with_its_labels() {
    let metrics = Prometheus::install().unwrap();
    tell_everything();
    let text = metrics.render();
    let told: BTreeSet<&str> =
        text.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next()).collect();
    let declared: BTreeSet<&str> = METRICS.iter().map(|metric| metric.name).collect();
    assert_eq!(told, declared);
    for metric in METRICS {
        let line = text.lines().find(|line| line.starts_with(metric.name)).unwrap();
        for label in metric.labels {
            assert!(line.contains(&format!("{label}=\"")), "{line}");
        }
        assert!(text.contains(&format!("# HELP {} {}", metric.name, metric.meaning)), "{}", metric.name);
    }
}

#[test]
fn whatever_can_be_told_is_told_by_somebody() {
    let source = read("functions/telemetry/src/record.rs");
    let functions: Vec<&str> =
        source.lines().filter_map(|line| line.strip_prefix("pub fn ")?.split('(').next()).collect();
    assert!(functions.len() > 10, "{functions:?}");
    let mut server = String::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for part in fs::read_dir(root).unwrap() {
        let part = part.unwrap();
        if part.file_name() != "telemetry" {
            add_sources(&part.path().join("src"), &mut server);
        }
    }
    for function in functions {
        assert!(server.contains(&format!("record::{function}(")), "nobody calls {function}");
    }
}

fn add_sources(folder: &Path, text: &mut String) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            add_sources(&path, text);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            text.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}
