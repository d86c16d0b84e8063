//! The function's URL: it streams, and it can be reached. No linter looks at either.

use infra_tests::referred;
use serde_json::json;

use crate::{resource, template};

#[test]
fn it_answers_as_a_stream() {
    let template = template();
    let url = resource(&template, "ApiUrl");
    assert_eq!(*url.at("/InvokeMode"), "RESPONSE_STREAM");
    assert_eq!(*url.at("/AuthType"), "NONE");
    assert_eq!(referred(url.at("/TargetFunctionArn")), Some("ApiFunction"));
    // What may read it is said by the function, by tenant.
    assert!(url.at("/Cors").is_null());
}

#[test]
fn it_is_the_only_one() {
    let template = template();
    assert_eq!(template.of_kind("AWS::Lambda::Url").count(), 1);
    for function in template.of_kind("AWS::Serverless::Function") {
        assert!(function.at("/FunctionUrlConfig").is_null(), "{}", function.name);
    }
}

#[test]
fn it_has_both_permissions_and_there_is_no_third() {
    let template = template();
    let mut found: Vec<_> = template
        .of_kind("AWS::Lambda::Permission")
        .map(|permission| permission.whole["Properties"].clone())
        .collect();
    found.sort_by_key(|permission| permission["Action"].to_string());
    let function = json!({"Fn::GetAtt": ["ApiFunction", "Arn"]});
    assert_eq!(
        found,
        [
            json!({"Action": "lambda:InvokeFunction", "FunctionName": function, "InvokedViaFunctionUrl": true, "Principal": "*"}),
            json!({"Action": "lambda:InvokeFunctionUrl", "FunctionName": function, "FunctionUrlAuthType": "NONE", "Principal": "*"}),
        ]
    );
}
