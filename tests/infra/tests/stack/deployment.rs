//! What `cargo xtask deploy` makes.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::cloud::Cloud;
use crate::receiver;

/// The stack's name.
const STACK: &str = "anteroom-test";

/// A deployed stack.
pub(crate) struct Deployment {
    /// The CDN's name.
    pub(crate) cdn: String,
    /// The name in the function's own address.
    pub(crate) function: String,
}

impl Deployment {
    /// What is said where there are no secrets yet.
    pub(crate) fn refused(cloud: &Cloud) -> String {
        let output = deploy(cloud).output().unwrap();
        assert!(!output.status.success());
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    /// Puts the secrets there and deploys.
    pub(crate) fn make(cloud: &Cloud) -> Self {
        put_secret(cloud, "TOKEN_KEYS", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
        put_secret(cloud, "EDGE_SECRET", "0123456789abcdef0123456789abcdef");
        put_secret(cloud, receiver::SECRET, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let output = deploy(cloud).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}\n{}", cloud.log());
        assert!(!said.contains("0123456789abcdef0123456789abcdef"), "the secret is shown: {said}");
        for role in ["ApiRole", "JobsRole"] {
            let_read_secrets(cloud, role);
        }
        let outputs = outputs(cloud);
        let output_of = |name: &str| {
            let found = outputs.iter().find(|output| output["OutputKey"] == name);
            found.unwrap_or_else(|| panic!("no output {name}"))["OutputValue"].as_str().unwrap().to_owned()
        };
        let cdn = output_of("CdnDomain");
        let tags = String::from_utf8_lossy(&output.stdout).into_owned();
        let tag = format!("<script async src=\"https://{cdn}/anteroom.js\" data-tenant=\"studio\"></script>");
        assert!(tags.lines().any(|line| line == tag), "{tags}");
        let function = output_of("ApiUrl");
        let function = function.trim_start_matches("https://").trim_end_matches('/').to_owned();
        Self { cdn, function }
    }
}

fn deploy(cloud: &Cloud) -> Command {
    let mut command = cloud.command("cargo");
    command.current_dir(infra_tests::root_of_the_workspace());
    // Cargo and rustup look for their own things in the home folder.
    if let Some(home) = std::env::var_os("HOME") {
        command.env("HOME", home);
    }
    command.env("ANTEROOM_TENANTS", cloud.tenants());
    command.args(["xtask", "deploy", "--stack", STACK, "--secrets", "/anteroom/test/"]);
    command.args(["--set", "TableName=anteroom-test", "--set", "AlarmEmail=operator@anteroom.example"]);
    let architecture = if cfg!(target_arch = "aarch64") { "arm64" } else { "x86_64" };
    command.args(["--set", &format!("Architecture={architecture}")]);
    command
}

/// The stand-in asks for the right to read all secrets where several are read at once; AWS asks for each one's.
fn let_read_secrets(cloud: &Cloud, role: &str) {
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ssm:GetParameters","Resource":"*"}]}"#;
    let described =
        ["cloudformation", "describe-stack-resource", "--stack-name", STACK, "--logical-resource-id", role];
    let name = aws(
        cloud,
        &[&described[..], &["--query", "StackResourceDetail.PhysicalResourceId", "--output", "text"]]
            .concat(),
    );
    let put = [
        "iam",
        "put-role-policy",
        "--role-name",
        name.trim(),
        "--policy-name",
        "stand-in",
        "--policy-document",
        policy,
    ];
    aws(cloud, &put);
}

fn put_secret(cloud: &Cloud, name: &str, value: &str) {
    let name = format!("/anteroom/test/{name}");
    aws(cloud, &["ssm", "put-parameter", "--type", "SecureString", "--name", &name, "--value", value]);
}

fn outputs(cloud: &Cloud) -> Vec<Value> {
    let described =
        ["cloudformation", "describe-stacks", "--stack-name", STACK, "--query", "Stacks[0].Outputs"];
    serde_json::from_str(&aws(cloud, &described)).unwrap()
}

fn aws(cloud: &Cloud, arguments: &[&str]) -> String {
    let output = cloud.command("aws").args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// One of the widget's files as it was built.
pub(crate) fn widget_file(path: &str) -> Vec<u8> {
    let file = widget().join(path);
    fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The name of an asset that ends so.
pub(crate) fn an_asset(end: &str) -> String {
    let listed = fs::read_dir(widget().join("assets")).unwrap();
    let names = listed.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.into_iter().find(|name| name.ends_with(end)).unwrap_or_else(|| panic!("there is no asset {end}"))
}

/// Where the build puts the widget's files.
fn widget() -> PathBuf {
    // This program lies in `TARGET/debug/deps`.
    let own = std::env::current_exe().unwrap();
    own.ancestors().nth(3).unwrap().join("widget")
}
