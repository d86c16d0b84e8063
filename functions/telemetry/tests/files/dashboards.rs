//! The dashboards for Grafana.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use telemetry::METRICS;

use crate::queries::check;
use crate::read;

const FILES: [&str; 3] = ["usage", "performance", "security"];

/// How many columns Grafana has.
const COLUMNS: u64 = 24;

fn dashboards() -> Vec<(String, Json)> {
    let read = |name: &str| {
        let path = format!("infra/grafana/{name}.json");
        let text = read(&path);
        let json = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        (path, json)
    };
    FILES.into_iter().map(read).collect()
}

fn panels(dashboard: &Json) -> &Vec<Json> {
    dashboard["panels"].as_array().unwrap()
}

#[test]
fn every_metric_is_on_a_dashboard_and_every_query_asks_for_one_that_there_is() {
    let mut shown = BTreeSet::new();
    for (path, dashboard) in dashboards() {
        for panel in panels(&dashboard) {
            let place = format!("{path}, {}", panel["title"]);
            for target in panel["targets"].as_array().unwrap() {
                shown.extend(check(target["expr"].as_str().unwrap(), &place));
            }
        }
    }
    let declared: BTreeSet<&str> = METRICS.iter().map(|metric| metric.name).collect();
    assert_eq!(declared.difference(&shown).collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn every_panel_says_what_it_shows_and_lies_on_no_other() {
    let mut uids = BTreeSet::new();
    for (path, dashboard) in dashboards() {
        assert!(uids.insert(dashboard["uid"].as_str().unwrap().to_owned()), "{path}");
        assert!(dashboard["schemaVersion"].as_u64().unwrap() >= 39, "{path}");
        assert!(!dashboard["title"].as_str().unwrap().is_empty());
        let mut taken = BTreeSet::new();
        let mut ids = BTreeSet::new();
        for panel in panels(&dashboard) {
            let place = format!("{path}, {}", panel["title"]);
            assert!(ids.insert(panel["id"].as_u64().unwrap()), "{place}");
            assert!(panel["description"].as_str().unwrap().len() > 10, "{place}");
            assert!(!panel["fieldConfig"]["defaults"]["unit"].as_str().unwrap().is_empty(), "{place}");
            let side = |name: &str| panel["gridPos"][name].as_u64().unwrap();
            assert!(side("x") + side("w") <= COLUMNS && side("h") >= 3, "{place}");
            for x in side("x")..side("x") + side("w") {
                for y in side("y")..side("y") + side("h") {
                    assert!(taken.insert((x, y)), "{place} lies on another panel");
                }
            }
            let targets = panel["targets"].as_array().unwrap();
            let letters: BTreeSet<&str> =
                targets.iter().map(|target| target["refId"].as_str().unwrap()).collect();
            assert_eq!(letters.len(), targets.len(), "{place}");
        }
    }
}

#[test]
fn the_data_source_is_chosen_and_not_written_down() {
    for (path, dashboard) in dashboards() {
        let variables = dashboard["templating"]["list"].as_array().unwrap();
        assert!(
            variables.iter().any(|one| one["name"] == "datasource" && one["type"] == "datasource"),
            "{path}"
        );
        let known: Vec<String> =
            variables.iter().map(|one| format!("${}", one["name"].as_str().unwrap())).collect();
        for panel in panels(&dashboard) {
            assert_eq!(panel["datasource"]["uid"], "${datasource}", "{path}");
            for target in panel["targets"].as_array().unwrap() {
                assert_eq!(target["datasource"]["uid"], "${datasource}", "{path}");
                let query = target["expr"].as_str().unwrap().replace("$__rate_interval", "5m");
                let mut rest = query.as_str();
                for variable in &known {
                    if let Some((before, after)) = rest.split_once(variable.as_str()) {
                        assert!(!before.contains('$'), "{path}: {query}");
                        rest = after;
                    }
                }
                assert!(!rest.contains('$') || known.iter().any(|one| rest.contains(one)), "{path}: {query}");
            }
        }
        for variable in variables.iter().filter(|one| one["type"] == "query") {
            let query = variable["definition"].as_str().unwrap();
            let inner = query.strip_prefix("label_values(").unwrap().strip_suffix(')').unwrap();
            let (metric, label) = inner.split_once(", ").unwrap();
            let metric = METRICS.iter().find(|known| known.name == metric).unwrap();
            assert!(metric.labels.contains(&label), "{path}: {query}");
        }
    }
}
