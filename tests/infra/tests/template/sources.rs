//! What starts background work: nothing of it is lost without a trace, and nothing is tried without end.

use infra_tests::{Template, referred};
use serde_json::{Value, json};

use crate::{resource, template};

fn source<'a>(template: &'a Template, name: &str) -> &'a Value {
    let source = resource(template, "JobsFunction").at(&format!("/Events/{name}"));
    assert!(!source.is_null(), "there is no {name}");
    source
}

/// The queue that a value refers to keeps what was given up for the longest that SQS keeps anything.
fn assert_buries(template: &Template, value: &Value) {
    let queue = resource(template, referred(value).unwrap());
    assert_eq!(queue.kind, "AWS::SQS::Queue");
    assert_eq!(*queue.at("/MessageRetentionPeriod"), 14 * 24 * 60 * 60, "{}", queue.name);
    assert!(queue.at("/RedrivePolicy").is_null(), "{}", queue.name);
}

#[test]
fn there_are_three() {
    let template = template();
    let events = resource(&template, "JobsFunction").at("/Events").as_object().unwrap();
    let mut kinds: Vec<&str> = events.values().map(|event| event["Type"].as_str().unwrap()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["DynamoDB", "SQS", "ScheduleV2"]);
    assert!(resource(&template, "ApiFunction").at("/Events").is_null());
    assert_eq!(template.of_kind("AWS::Lambda::EventSourceMapping").count(), 0);
}

#[test]
fn background_turns_come_again_alone_and_not_for_ever() {
    let template = template();
    let source = &source(&template, "BackgroundTurns")["Properties"];
    assert_eq!(referred(&source["Queue"]), Some("BackgroundQueue"));
    assert_eq!(source["FunctionResponseTypes"], json!(["ReportBatchItemFailures"]));
    assert!(source["ScalingConfig"]["MaximumConcurrency"].is_u64());
    // One after the other, a batch of turns whose model is slow would be over the function's time: all of them would be hidden
    // for as long as a turn that is worked on, and each counted as tried.
    assert_eq!(source["BatchSize"], 1);
    let queue = resource(&template, "BackgroundQueue");
    assert!((3..=10).contains(&queue.at("/RedrivePolicy/maxReceiveCount").as_u64().unwrap()));
    assert_buries(&template, queue.at("/RedrivePolicy/deadLetterTargetArn"));
}

#[test]
fn a_turn_that_is_worked_on_is_seen_by_nobody_else() {
    let template = template();
    let time = resource(&template, "JobsFunction").at("/Timeout").as_u64().unwrap();
    let hidden = resource(&template, "BackgroundQueue").at("/VisibilityTimeout").as_u64().unwrap();
    assert!(hidden >= 6 * time, "Lambda asks for six times the function's time");
}

#[test]
fn the_stream_runs_jobs_for_new_webhooks_only() {
    let template = template();
    let source = &source(&template, "Webhooks")["Properties"];
    assert_eq!(source["Stream"], json!({"Fn::GetAtt": ["Table", "StreamArn"]}));
    let filters = source["FilterCriteria"]["Filters"].as_array().unwrap();
    assert_eq!(filters.len(), 1);
    let pattern: Value = serde_json::from_str(filters[0]["Pattern"].as_str().unwrap()).unwrap();
    let keys = json!({ dynamo::SORT_KEY: {"S": [{"prefix": "PENDING#"}]} });
    assert_eq!(pattern, json!({"eventName": ["INSERT"], "dynamodb": {"Keys": keys}}));
}

#[test]
fn a_batch_of_the_stream_that_fails_holds_up_no_other_for_long() {
    let template = template();
    let source = &source(&template, "Webhooks")["Properties"];
    assert_eq!(source["BisectBatchOnFunctionError"], true);
    assert_eq!(source["FunctionResponseTypes"], json!(["ReportBatchItemFailures"]));
    assert!((1..=10).contains(&source["MaximumRetryAttempts"].as_i64().unwrap()));
    assert!((60..=86400).contains(&source["MaximumRecordAgeInSeconds"].as_i64().unwrap()));
    assert_buries(&template, &source["DestinationConfig"]["OnFailure"]["Destination"]);
}

#[test]
fn the_schedule_looks_every_minute() {
    let template = template();
    let source = &source(&template, "EveryMinute")["Properties"];
    assert_eq!(source["ScheduleExpression"], "rate(1 minute)");
    assert_eq!(referred(&source["RoleArn"]), Some("ScheduleRole"));
    // Two stacks may stand in one account.
    assert!(source["Name"]["Fn::Sub"].as_str().unwrap().starts_with("${AWS::StackName}"));
    // The next minute's look is as good as a late one.
    assert!(source["RetryPolicy"]["MaximumEventAgeInSeconds"].as_i64().unwrap() <= 60);
    assert_buries(&template, &source["DeadLetterConfig"]["Arn"]);
}

#[test]
fn queues_are_encrypted() {
    let template = template();
    assert_eq!(template.of_kind("AWS::SQS::Queue").count(), 3);
    for queue in template.of_kind("AWS::SQS::Queue") {
        assert_eq!(*queue.at("/SqsManagedSseEnabled"), true, "{}", queue.name);
    }
}
