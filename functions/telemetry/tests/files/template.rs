//! The alarms on AWS: those that watch metrics of our own.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use telemetry::{CloudWatch, METRICS};

use crate::read;

/// Whether a metric goes to CloudWatch under this name.
fn is_told(name: &str) -> bool {
    METRICS.iter().any(|metric| match metric.cloudwatch {
        CloudWatch::Never => false,
        CloudWatch::Whole => metric.cloudwatch_name("").is_some_and(|whole| whole == name),
        CloudWatch::By(_) => metric
            .cloudwatch_name("")
            .is_some_and(|begin| name.len() > begin.len() && name.starts_with(&begin)),
    })
}

/// The names of metrics in our own namespace, wherever they stand.
fn ours(json: &Json, found: &mut BTreeSet<String>) {
    match json {
        Json::Object(members) => {
            let is_ours = members.get("Namespace").is_some_and(|one| one["Ref"] == "MetricsNamespace");
            if let Some(name) = members.get("MetricName").and_then(Json::as_str).filter(|_| is_ours) {
                found.insert(name.to_owned());
            }
            members.values().for_each(|member| ours(member, found));
        }
        Json::Array(items) => items.iter().for_each(|item| ours(item, found)),
        Json::String(text) => {
            // The dashboard is JSON in a text: `["${MetricsNamespace}","ModelFailures"]`.
            for part in text.split("\"${MetricsNamespace}\",\"").skip(1) {
                found.insert(part.split('"').next().unwrap_or_default().to_owned());
            }
        }
        _ => {}
    }
}

#[test]
fn the_template_watches_metrics_that_there_are() {
    let template: Json = serde_saphyr::from_str(&read("infra/template.yaml")).unwrap();
    let mut found = BTreeSet::new();
    ours(&template, &mut found);
    assert!(found.contains("ModelFailures"), "{found:?}");
    for name in found {
        assert!(is_told(&name), "no metric is called {name} in CloudWatch");
    }
}

#[test]
fn no_two_metrics_have_one_name() {
    let names: Vec<String> = METRICS.iter().filter_map(|metric| metric.cloudwatch_name("")).collect();
    let distinct: BTreeSet<&String> = names.iter().collect();
    assert_eq!(distinct.len(), names.len());
    for metric in METRICS {
        assert!(metric.name.starts_with("anteroom_"), "{}", metric.name);
        let is_counter = metric.kind == telemetry::Kind::Counter;
        assert_eq!(metric.name.ends_with("_total"), is_counter, "{}", metric.name);
        assert_eq!(
            metric.name.ends_with("_seconds"),
            metric.unit == telemetry::Unit::Seconds,
            "{}",
            metric.name
        );
    }
}
