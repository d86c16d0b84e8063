//! Nobody may do more than they must: exact actions on exact resources.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::policies::of_roles;
use crate::{resource, template};

/// Where a `*` has to stand, and why.
const OPEN: [(&str, &str, &str); 4] = [
    ("xray:PutTraceSegments", "*", "X-Ray has no resources"),
    ("xray:PutTelemetryRecords", "*", "X-Ray has no resources"),
    ("dynamodb:ListStreams", "${Table.Arn}/stream/*", "a stream's name is the moment at which it was made"),
    (
        "ssm:GetParameters",
        "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter${SecretsPath}*",
        "tenants name secrets of their own, all below one path",
    ),
];

#[test]
fn these_are_all_the_rights() {
    let template = template();
    let mut lines: Vec<String> = of_roles(&template)
        .iter()
        .flat_map(|statement| {
            let on = statement.resources().join(", ");
            statement
                .actions()
                .map(move |action| format!("{}: {action} on {on}", statement.of))
                .collect::<Vec<_>>()
        })
        .collect();
    lines.sort();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn only_what_has_to_be_open_is() {
    let template = template();
    for statement in of_roles(&template) {
        assert_eq!(statement.whole["Effect"], "Allow");
        assert!(statement.whole["NotAction"].is_null() && statement.whole["NotResource"].is_null());
        for action in statement.actions() {
            assert!(!action.contains('*'), "{}: {action}", statement.of);
            for resource in statement.resources().iter().filter(|resource| resource.contains('*')) {
                let is_known = OPEN.iter().any(|(known, place, _)| *known == action && place == resource);
                assert!(is_known, "{}: {action} on {resource}", statement.of);
            }
        }
    }
}

#[test]
fn no_role_takes_rights_from_elsewhere() {
    let template = template();
    for role in template.of_kind("AWS::IAM::Role") {
        assert!(role.at("/ManagedPolicyArns").is_null(), "{}", role.name);
        assert!(
            role.at("/RoleName").is_null(),
            "{}: a name of its own needs more of whoever deploys",
            role.name
        );
    }
    for function in template.of_kind("AWS::Serverless::Function") {
        assert!(function.at("/Policies").is_null(), "{}", function.name);
    }
    for kind in ["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"] {
        assert_eq!(template.of_kind(kind).count(), 0, "{kind}");
    }
}

#[test]
fn each_role_is_for_one_service() {
    let template = template();
    for (role, service) in [
        ("ApiRole", "lambda.amazonaws.com"),
        ("JobsRole", "lambda.amazonaws.com"),
        ("ScheduleRole", "scheduler.amazonaws.com"),
    ] {
        let role = resource(&template, role);
        assert_eq!(role.at("/AssumeRolePolicyDocument/Statement").as_array().unwrap().len(), 1);
        assert_eq!(
            *role.at("/AssumeRolePolicyDocument/Statement/0/Principal"),
            serde_json::json!({"Service": service})
        );
    }
    assert_eq!(template.of_kind("AWS::IAM::Role").count(), 3);
}

#[test]
fn the_functions_may_do_with_the_table_what_the_code_does_and_nothing_else() {
    let used = operations_of_the_store();
    let template = template();
    for role in ["ApiRole", "JobsRole"] {
        let statements = of_roles(&template);
        let on_table = statements
            .iter()
            .filter(|statement| statement.of == role)
            .filter(|statement| statement.resources().iter().any(|resource| resource == "Table.Arn"));
        let allowed: BTreeSet<String> = on_table
            .flat_map(|statement| statement.actions().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        assert_eq!(allowed, used, "{role} in infra/template.yaml, and the calls in functions/dynamo/src");
    }
}

/// The calls of the store's client in its sources, as the actions that they need. Those that make a table are left out:
/// on AWS the template does that.
fn operations_of_the_store() -> BTreeSet<String> {
    let mut actions = BTreeSet::new();
    let mut text = String::new();
    read_all(&infra_tests::root_of_the_workspace().join("functions/dynamo/src"), &mut text);
    for (call, needed) in [
        (".query()", &["Query"][..]),
        (".get_item()", &["GetItem"]),
        (".batch_get_item()", &["BatchGetItem"]),
        (".put_item()", &["PutItem"]),
        (".update_item()", &["UpdateItem"]),
        (".delete_item()", &["DeleteItem"]),
        (".batch_write_item()", &["BatchWriteItem"]),
        (".scan()", &["Scan"]),
        // A transaction needs the rights of its parts.
        ("TransactWriteItem::put()", &["PutItem"]),
        ("TransactWriteItem::update()", &["UpdateItem"]),
        ("TransactWriteItem::delete()", &["DeleteItem"]),
        ("TransactWriteItem::condition_check()", &["ConditionCheckItem"]),
    ] {
        if text.contains(call) {
            actions.extend(needed.iter().map(|action| format!("dynamodb:{action}")));
        }
    }
    actions
}

/// The Rust sources below a folder, but for `table.rs`.
fn read_all(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_all(&path, text);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && path.file_name().is_some_and(|name| name != "table.rs")
        {
            text.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}
