//! The environment of the functions, held against the list of what they read.

use lambda::{SetBy, VARIABLES};

use crate::{FUNCTIONS, resource, template};

#[test]
fn they_are_told_what_they_read_and_nothing_else() {
    let template = template();
    let told = template.at("/Globals/Function/Environment/Variables").as_object().unwrap();
    for name in FUNCTIONS {
        assert!(resource(&template, name).at("/Environment").is_null(), "{name}");
    }
    let known = |name: &str| {
        VARIABLES.iter().any(|variable| variable.name == name && variable.set_by != SetBy::Lambda)
    };
    for name in told.keys() {
        assert!(known(name), "no function reads {name}");
    }
    for variable in VARIABLES.iter().filter(|variable| variable.set_by != SetBy::Lambda) {
        let is_left = LEFT_ALONE.contains(&variable.name);
        assert_ne!(told.contains_key(variable.name), is_left, "{}", variable.name);
    }
}

/// What a deployment has no reason to change: the folder and the script are where the build puts them, AWS is where it is.
const LEFT_ALONE: [&str; 9] = [
    "ANTEROOM_TENANTS",
    "ANTEROOM_LOADER",
    "ANTEROOM_WEBHOOKS_PRIVATE",
    "AWS_ENDPOINT_URL",
    "AWS_ENDPOINT_URL_DYNAMODB",
    "AWS_ENDPOINT_URL_SSM",
    "AWS_ENDPOINT_URL_SQS",
    "HTTPS_PROXY",
    "NO_PROXY",
];
