//! The functions: what they run on, what they keep, and what they are told.

use std::fs;

use infra_tests::referred;

use crate::{FUNCTIONS, resource, template};

#[test]
fn these_are_all_the_functions() {
    let template = template();
    let mut found: Vec<&str> =
        template.of_kind("AWS::Serverless::Function").map(|function| function.name).collect();
    found.sort_unstable();
    assert_eq!(found, FUNCTIONS);
    assert_eq!(template.of_kind("AWS::Lambda::Function").count(), 0);
}

#[test]
fn they_are_binaries_for_arm64() {
    let template = template();
    let every = |pointer| template.at(&format!("/Globals/Function/{pointer}"));
    assert_eq!(*every("Runtime"), "provided.al2023");
    assert_eq!(*every("Handler"), "bootstrap");
    assert_eq!(referred(every("Architectures/0")), Some("Architecture"));
    assert_eq!(*template.at("/Parameters/Architecture/Default"), "arm64");
    for name in FUNCTIONS {
        let function = resource(&template, name);
        for own in ["/Runtime", "/Handler", "/Architectures", "/Layers"] {
            assert!(function.at(own).is_null(), "{name} says {own} of its own");
        }
    }
}

#[test]
fn they_are_traced() {
    assert_eq!(*template().at("/Globals/Function/Tracing"), "Active");
}

#[test]
fn each_runs_as_a_role_of_its_own() {
    let template = template();
    let role = |name| referred(resource(&template, name).at("/Role")).map(str::to_owned);
    assert_eq!(role("ApiFunction").as_deref(), Some("ApiRole"));
    assert_eq!(role("JobsFunction").as_deref(), Some("JobsRole"));
}

#[test]
fn their_logs_are_kept_for_as_long_as_is_set() {
    let template = template();
    for name in FUNCTIONS {
        let log = referred(resource(&template, name).at("/LoggingConfig/LogGroup")).unwrap();
        let log = resource(&template, log);
        assert_eq!(log.kind, "AWS::Logs::LogGroup");
        assert_eq!(referred(log.at("/RetentionInDays")), Some("LogRetentionDays"), "{name}");
        // The same name: what is logged before the function's setting is read goes there, too.
        let names = [resource(&template, name).at("/FunctionName"), log.at("/LogGroupName")];
        let [own, log] = names.map(|name| name["Fn::Sub"].as_str().unwrap());
        assert_eq!(log, format!("/aws/lambda/{own}"));
    }
}

#[test]
fn how_often_they_run_at_once_can_be_limited() {
    let template = template();
    for (name, condition) in FUNCTIONS.into_iter().zip(["HasApiReservation", "HasJobsReservation"]) {
        assert_eq!(resource(&template, name).at("/ReservedConcurrentExecutions")["Fn::If"][0], condition);
    }
}

#[test]
fn a_request_may_take_longer_than_its_model() {
    let template = template();
    let number = |pointer| template.at(pointer).as_u64().unwrap();
    let model = number("/Parameters/ModelTimeoutSeconds/MaxValue");
    assert!(number("/Parameters/ApiTimeoutSeconds/MinValue") > model);
    let jobs = resource(&template, "JobsFunction");
    // A batch is worked on at once or one after the other: either way its time is enough for two of them.
    assert!(jobs.at("/Timeout").as_u64().unwrap() >= 2 * model);
}
#[test]
fn the_guide_names_every_parameter() {
    let guide = infra_tests::root_of_the_workspace().join("docs/deploy.md");
    let guide = fs::read_to_string(guide).unwrap();
    for (name, parameter) in template().parameters() {
        assert!(guide.contains(&format!("| `{name}` |")), "docs/deploy.md does not tell of {name}");
        assert!(parameter["Description"].as_str().is_some_and(|text| text.ends_with('.')), "{name}");
    }
}
