//! The CDN: files from the bucket, everything else from the function, and a bucket that nobody else can read.

use infra_tests::{Template, each, referred};
use serde_json::{Value, json};

use crate::{resource, template};

/// AWS's own policies, by their ids.
const CACHING_DISABLED: &str = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const CACHING_OPTIMIZED: &str = "658327ea-f89d-4fab-a63d-7e88639e58f6";
const ALL_VIEWER_EXCEPT_HOST: &str = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

fn cdn<'a>(template: &'a Template, pointer: &str) -> &'a Value {
    resource(template, "Cdn").at(&format!("/DistributionConfig{pointer}"))
}

#[test]
fn what_the_function_answers_is_never_kept() {
    let template = template();
    let behaviours = cdn(&template, "/CacheBehaviors");
    let paths: Vec<&str> =
        each(behaviours).map(|behaviour| behaviour["PathPattern"].as_str().unwrap()).collect();
    assert_eq!(paths, ["/api/*", "/frame/*", "/framed.js", "/mcp/*", "/problems/*"]);
    for behaviour in each(behaviours) {
        assert_eq!(behaviour["TargetOriginId"], "api");
        assert_eq!(behaviour["CachePolicyId"], CACHING_DISABLED);
        // The function's URL refuses any name but its own.
        assert_eq!(behaviour["OriginRequestPolicyId"], ALL_VIEWER_EXCEPT_HOST);
        assert_eq!(behaviour["ViewerProtocolPolicy"], "https-only");
        // A stream that is compressed in passing is held back until there is enough of it.
        assert_eq!(behaviour["Compress"], false);
        assert_eq!(referred(&behaviour["ResponseHeadersPolicyId"]), Some("ApiHeaders"));
        assert_eq!(behaviour["FunctionAssociations"], runs("ApiViewer"));
    }
}

#[test]
fn messages_can_be_sent() {
    let template = template();
    let methods = cdn(&template, "/CacheBehaviors/0/AllowedMethods");
    for method in ["POST", "DELETE", "OPTIONS", "GET"] {
        assert!(each(methods).any(|allowed| allowed == method), "{method}");
    }
}

#[test]
fn the_rest_are_the_widgets_files() {
    let template = template();
    let behaviour = cdn(&template, "/DefaultCacheBehavior");
    assert_eq!(behaviour["TargetOriginId"], "widget");
    assert_eq!(behaviour["CachePolicyId"], CACHING_OPTIMIZED);
    assert_eq!(referred(&behaviour["ResponseHeadersPolicyId"]), Some("WidgetHeaders"));
    assert_eq!(behaviour["FunctionAssociations"], runs("WidgetEncoding"));
}

fn runs(function: &str) -> Value {
    json!([{"EventType": "viewer-request", "FunctionARN": {"Fn::GetAtt": [function, "FunctionARN"]}}])
}

#[test]
fn pages_of_any_origin_may_load_the_widget() {
    let template = template();
    let headers = resource(&template, "WidgetHeaders");
    let config = |pointer| headers.at(&format!("/ResponseHeadersPolicyConfig/{pointer}"));
    assert_eq!(*config("CorsConfig/AccessControlAllowOrigins/Items"), json!(["*"]));
    assert_eq!(*config("CorsConfig/AccessControlAllowCredentials"), false);
    let policy = json!({"Header": "Cross-Origin-Resource-Policy", "Value": "cross-origin", "Override": true});
    assert!(each(config("CustomHeadersConfig/Items")).any(|header| *header == policy));
}

#[test]
fn every_answer_has_the_headers_that_protect() {
    let template = template();
    for policy in ["WidgetHeaders", "ApiHeaders"] {
        let policy = resource(&template, policy);
        let security = policy.at("/ResponseHeadersPolicyConfig/SecurityHeadersConfig");
        assert_eq!(security["ContentTypeOptions"]["Override"], true);
        assert!(
            security["StrictTransportSecurity"]["AccessControlMaxAgeSec"].as_u64().unwrap() >= 31_536_000
        );
    }
    // Whether a page may be framed is the function's to say, by tenant.
    let api = resource(&template, "ApiHeaders");
    assert!(api.at("/ResponseHeadersPolicyConfig/SecurityHeadersConfig/FrameOptions").is_null());
    assert!(api.at("/ResponseHeadersPolicyConfig/CorsConfig").is_null());
}

#[test]
fn only_the_cdn_reads_the_bucket() {
    let template = template();
    let bucket = resource(&template, "WidgetBucket");
    for block in ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"] {
        assert_eq!(*bucket.at(&format!("/PublicAccessBlockConfiguration/{block}")), true, "{block}");
    }
    let policy = resource(&template, "WidgetBucketPolicy");
    let allowed: Vec<&Value> = each(policy.at("/PolicyDocument/Statement"))
        .filter(|statement| statement["Effect"] == "Allow")
        .collect();
    assert_eq!(allowed.len(), 1);
    assert_eq!(allowed[0]["Principal"], json!({"Service": "cloudfront.amazonaws.com"}));
    assert_eq!(allowed[0]["Action"], "s3:GetObject");
    let source = &allowed[0]["Condition"]["StringEquals"]["AWS:SourceArn"]["Fn::Sub"];
    assert!(source.as_str().unwrap().ends_with(":distribution/${Cdn}"));
    assert_eq!(referred(&cdn(&template, "/Origins/0")["OriginAccessControlId"]), Some("WidgetAccess"));
    assert_eq!(
        *resource(&template, "WidgetAccess").at("/OriginAccessControlConfig/SigningBehavior"),
        "always"
    );
}

#[test]
fn the_function_knows_the_cdn_by_a_secret() {
    let template = template();
    let origin = cdn(&template, "/Origins/1");
    assert_eq!(origin["Id"], "api");
    assert_eq!(origin["CustomOriginConfig"]["OriginProtocolPolicy"], "https-only");
    let header = json!([{"HeaderName": "x-anteroom-edge", "HeaderValue": {"Ref": "EdgeSecret"}}]);
    assert_eq!(origin["OriginCustomHeaders"], header);
}
