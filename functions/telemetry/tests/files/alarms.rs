//! The alerting rules for Prometheus.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::queries::check;
use crate::read;

/// Every rule.
pub(crate) fn rules() -> Vec<Json> {
    let file: Json = serde_saphyr::from_str(&read("infra/alarms.yaml")).unwrap();
    let groups = file["groups"].as_array().unwrap();
    groups.iter().flat_map(|group| group["rules"].as_array().unwrap().clone()).collect()
}

#[test]
fn every_alarm_asks_for_metrics_that_there_are() {
    let mut watched = BTreeSet::new();
    for rule in rules() {
        let name = rule["alert"].as_str().unwrap();
        watched.extend(check(rule["expr"].as_str().unwrap(), name));
    }
    for must in [
        "anteroom_errors_total",
        "anteroom_turn_seconds",
        "anteroom_limits_hit_total",
        "anteroom_model_failures_total",
        "anteroom_store_failures_total",
        "anteroom_webhook_deliveries_total",
    ] {
        assert!(watched.contains(must), "nobody watches {must}");
    }
}

#[test]
fn every_alarm_says_how_bad_it_is_and_what_to_do_about_it() {
    let guide = read("docs/operate.md");
    let mut names = BTreeSet::new();
    for rule in rules() {
        let name = rule["alert"].as_str().unwrap();
        assert!(names.insert(name.to_owned()), "{name} stands there twice");
        let severity = rule["labels"]["severity"].as_str().unwrap();
        assert!(["page", "ticket"].contains(&severity), "{name}");
        for text in ["summary", "description"] {
            assert!(!rule["annotations"][text].as_str().unwrap().is_empty(), "{name}");
        }
        let runbook = rule["annotations"]["runbook"].as_str().unwrap();
        assert_eq!(runbook, format!("docs/operate.md#{}", name.to_ascii_lowercase()));
        assert!(guide.contains(&format!("\n### {name}\n")), "docs/operate.md says nothing of {name}");
    }
}
