//! docs/operate.md: the table of metrics, and the list of what is never told.

use telemetry::{CloudWatch, Kind, METRICS, Metric, NEVER_LOGGED};

use crate::read;

fn row(metric: &Metric) -> String {
    let kind = match metric.kind {
        Kind::Counter => "counter",
        Kind::Gauge => "gauge",
        Kind::Histogram(_) => "histogram",
    };
    let labels: Vec<String> = metric.labels.iter().map(|label| format!("`{label}`")).collect();
    let cloudwatch = match metric.cloudwatch {
        CloudWatch::Never => "–".to_owned(),
        CloudWatch::Whole => format!("`{}`", metric.cloudwatch_name("").unwrap()),
        CloudWatch::By(label) => format!("`{}` + `{label}`", metric.cloudwatch_name("").unwrap()),
    };
    format!("| `{}` | {kind} | {} | {cloudwatch} | {} |", metric.name, labels.join(", "), metric.meaning)
}

#[test]
fn the_table_of_metrics_is_whole() {
    let guide = read("docs/operate.md");
    let expected: Vec<String> = METRICS.iter().map(|metric| row(metric)).collect();
    let written: Vec<&str> = guide.lines().filter(|line| line.starts_with("| `anteroom_")).collect();
    assert_eq!(written, expected, "the table must be:\n{}", expected.join("\n"));
}

#[test]
fn the_list_of_what_is_never_told_is_whole() {
    let guide = read("docs/operate.md");
    let (_, after) = guide.split_once("## What is never logged").unwrap();
    let section = after.split("\n## ").next().unwrap();
    let expected: Vec<String> = NEVER_LOGGED.iter().map(|one| format!("- {one}")).collect();
    let written: Vec<&str> = section.lines().filter(|line| line.starts_with("- ")).collect();
    assert_eq!(written, expected, "the list must be:\n{}", expected.join("\n"));
}
