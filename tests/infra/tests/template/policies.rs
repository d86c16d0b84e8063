//! The statements of policies, wherever they stand, as lines that a person can read.

use infra_tests::{Template, each};
use serde_json::Value;

/// One statement of one policy.
pub(crate) struct Statement<'a> {
    /// The resource that holds the policy.
    pub(crate) of: &'a str,
    /// The statement.
    pub(crate) whole: &'a Value,
}

/// Every statement of every role's policies.
pub(crate) fn of_roles(template: &Template) -> Vec<Statement<'_>> {
    let mut statements = Vec::new();
    for role in template.of_kind("AWS::IAM::Role") {
        for policy in each(role.at("/Policies")) {
            for whole in each(&policy["PolicyDocument"]["Statement"]) {
                statements.push(Statement { of: role.name, whole });
            }
        }
    }
    statements
}

impl Statement<'_> {
    pub(crate) fn actions(&self) -> impl Iterator<Item = &str> {
        each(&self.whole["Action"]).map(|action| action.as_str().unwrap())
    }

    /// What it is about: `Table.Arn`, or the text with its placeholders.
    pub(crate) fn resources(&self) -> Vec<String> {
        each(&self.whole["Resource"]).map(shown).collect()
    }
}

fn shown(resource: &Value) -> String {
    if let Some(text) = resource.as_str().or_else(|| resource["Fn::Sub"].as_str()) {
        return text.to_owned();
    }
    let parts: Vec<&str> = each(&resource["Fn::GetAtt"]).map(|part| part.as_str().unwrap()).collect();
    assert_eq!(parts.len(), 2, "{resource} is neither a text nor an attribute");
    parts.join(".")
}
