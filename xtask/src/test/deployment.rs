//! The steps about the deployment whose tools are written in Python. Where there is no Python they are left out, and say
//! so: what matters most of the template is asserted by `tests/infra` without it.

use anyhow::Result;

use super::steps::Context;
use crate::process;
use crate::setup::python::{self, Environment};

/// Where the pinned tools are listed.
const TOOLS: &str = "tests/infra";

/// Where `cargo lambda` is pinned.
const WATCH: &str = "functions/lambda/watch";

/// Lints the template as CloudFormation and as SAM.
pub(super) fn lint_template(context: &Context) -> Result<()> {
    let Some(tools) = tools(context)? else { return Ok(()) };
    let root = context.workspace.root();
    process::run(tools.program("cfn-lint").arg("infra/template.yaml").current_dir(root))?;
    let mut sam = tools.program("sam");
    sam.args(["validate", "--lint", "--region", "eu-central-1", "--template-file", "infra/template.yaml"]);
    process::run(sam.env("SAM_CLI_TELEMETRY", "0").current_dir(root))
}

/// What makes the functions quick to build: they are run here, not weighed. Everything else is as it is released.
const QUICK: [(&str, &str); 3] = [
    ("CARGO_PROFILE_LAMBDA_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_LAMBDA_LTO", "off"),
    ("CARGO_PROFILE_LAMBDA_CODEGEN_UNITS", "16"),
];

/// Deploys to a stand-in for AWS by `cargo xtask deploy`, and holds conversations with what came of it.
pub(super) fn deploy_to_stand_in(context: &Context) -> Result<()> {
    let Some(tools) = tools(context)? else { return Ok(()) };
    let mut test = context.cargo("test");
    // The whole workspace is chosen, as for the other tests, so that nothing is compiled again.
    test.args(["--workspace", "--test", "stack", "--", "--ignored", "--nocapture"]);
    process::run(test.env("ANTEROOM_STACK_PROGRAMS", tools.programs()).envs(QUICK))
}

/// Has the function answer under `cargo lambda watch`, as a developer may: its stream comes as it is made.
pub(super) fn stream_under_watch(context: &Context) -> Result<()> {
    let Some(tools) = environment(context, WATCH)? else { return Ok(()) };
    let mut test = context.cargo("test");
    test.args(["--workspace", "--test", "lambda", "--", "--ignored", "--nocapture", "watch::"]);
    process::run(test.env("ANTEROOM_CARGO_LAMBDA", tools.programs().join("cargo-lambda")))
}

/// The tools for the template, or a line about why they cannot be had.
fn tools(context: &Context) -> Result<Option<Environment>> {
    environment(context, TOOLS)
}

/// The Python packages of a folder, or a line about why they cannot be had.
fn environment(context: &Context, folder: &str) -> Result<Option<Environment>> {
    match python::environment(&context.workspace, &context.workspace.root().join(folder))? {
        Ok(tools) => Ok(Some(tools)),
        Err(reason) => {
            println!("SKIPPED: {reason}");
            Ok(None)
        }
    }
}
