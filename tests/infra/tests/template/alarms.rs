//! The alarms: what is watched, and that somebody is told.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{resource, template};

/// The topic that is set, or the stack's own.
fn topic() -> Value {
    json!([{"Fn::If": ["MakesTopic", {"Ref": "AlarmTopic"}, {"Ref": "AlarmTopicArn"}]}])
}

#[test]
fn each_tells_somebody_and_is_quiet_where_nothing_happens() {
    let template = template();
    for alarm in template.of_kind("AWS::CloudWatch::Alarm") {
        assert_eq!(*alarm.at("/AlarmActions"), topic(), "{}", alarm.name);
        assert_eq!(*alarm.at("/OKActions"), topic(), "{}", alarm.name);
        assert_eq!(*alarm.at("/TreatMissingData"), "notBreaching", "{}", alarm.name);
        assert!(
            alarm.at("/AlarmDescription").as_str().is_some_and(|text| !text.is_empty()),
            "{}",
            alarm.name
        );
    }
    assert_eq!(*template.at("/Conditions/MakesTopic"), json!({"Fn::Equals": [{"Ref": "AlarmTopicArn"}, ""]}));
    assert_eq!(resource(&template, "AlarmTopic").whole["Condition"], "MakesTopic");
}

#[test]
fn this_is_what_is_watched() {
    let template = template();
    let found: BTreeSet<String> = template
        .of_kind("AWS::CloudWatch::Alarm")
        .map(|alarm| {
            let dimension = alarm.at("/Dimensions/0/Value");
            let of = infra_tests::referred(dimension).unwrap_or("all");
            let namespace = alarm.at("/Namespace");
            let namespace = namespace.as_str().or_else(|| infra_tests::referred(namespace)).unwrap();
            let statistic =
                alarm.at("/Statistic").as_str().or_else(|| alarm.at("/ExtendedStatistic").as_str());
            format!(
                "{namespace} {} of {of}, {}",
                alarm.at("/MetricName").as_str().unwrap(),
                statistic.unwrap()
            )
        })
        .collect();
    let expected = [
        "AWS/DynamoDB ReadThrottleEvents of Table, Sum",
        "AWS/DynamoDB WriteThrottleEvents of Table, Sum",
        "AWS/Lambda Duration of ApiFunction, p95",
        "AWS/Lambda Errors of ApiFunction, Sum",
        "AWS/Lambda Errors of JobsFunction, Sum",
        "AWS/Lambda IteratorAge of JobsFunction, Maximum",
        "AWS/Lambda Throttles of ApiFunction, Sum",
        "AWS/Lambda Throttles of JobsFunction, Sum",
        "AWS/Lambda Url5xxCount of ApiFunction, Sum",
        "AWS/SQS ApproximateAgeOfOldestMessage of BackgroundQueue, Maximum",
        "AWS/SQS ApproximateNumberOfMessagesVisible of BackgroundDeadLetters, Maximum",
        "AWS/SQS ApproximateNumberOfMessagesVisible of JobsDeadLetters, Maximum",
        "MetricsNamespace ModelFailures of all, Sum",
        "MetricsNamespace WebhookDeliveriesDead of all, Sum",
    ];
    assert_eq!(found, expected.into_iter().map(str::to_owned).collect());
}

#[test]
fn the_products_own_metrics_are_written_under_these_names() {
    let template = template();
    // What a label's value becomes the end of is only there with one.
    let names: BTreeSet<String> =
        telemetry::METRICS.iter().filter_map(|metric| metric.cloudwatch_name("dead")).collect();
    let own = |alarm: &infra_tests::Resource<'_>| {
        infra_tests::referred(alarm.at("/Namespace")) == Some("MetricsNamespace")
    };
    let alarms: Vec<_> = template.of_kind("AWS::CloudWatch::Alarm").filter(own).collect();
    assert!(!alarms.is_empty());
    for alarm in alarms {
        assert!(names.contains(alarm.at("/MetricName").as_str().unwrap()), "{}", alarm.name);
        // They are written without any.
        assert!(alarm.at("/Dimensions").is_null(), "{}", alarm.name);
    }
}

#[test]
fn one_dead_letter_or_webhook_is_enough() {
    let template = template();
    for alarm in ["BackgroundDeadLettersAlarm", "JobsDeadLettersAlarm", "WebhooksDeadAlarm"] {
        let alarm = resource(&template, alarm);
        assert_eq!(*alarm.at("/ComparisonOperator"), "GreaterThanThreshold");
        assert_eq!(*alarm.at("/Threshold"), 0);
        assert_eq!(*alarm.at("/EvaluationPeriods"), 1);
    }
}

#[test]
fn the_dashboard_is_json_and_names_what_there_is() {
    let template = template();
    let body = resource(&template, "Dashboard").at("/DashboardBody/Fn::Sub").as_str().unwrap();
    let parsed: Value = serde_json::from_str(body).unwrap();
    assert!(parsed["widgets"].as_array().unwrap().len() >= 6);
    for placeholder in body.split("${").skip(1) {
        let name = placeholder.split(['}', '.']).next().unwrap();
        let is_known = name.starts_with("AWS::")
            || template.resource(name).is_some()
            || template.parameters().any(|(parameter, _)| parameter == name);
        assert!(is_known, "{name}");
    }
}
