//! The steps about the deployment whose tools are written in Python. Where there is no Python they are left out, and say
//! so: what matters most of the template is asserted by `tests/infra` without it.

use anyhow::Result;

use super::steps::Context;
use crate::process;
use crate::setup::python::{self, Environment};

/// Where the pinned tools are listed.
const TOOLS: &str = "tests/infra";

/// Lints the template as CloudFormation and as SAM.
pub(super) fn lint_template(context: &Context) -> Result<()> {
    let Some(tools) = tools(context)? else { return Ok(()) };
    let root = context.workspace.root();
    process::run(tools.program("cfn-lint").arg("infra/template.yaml").current_dir(root))?;
    let mut sam = tools.program("sam");
    sam.args(["validate", "--lint", "--region", "eu-central-1", "--template-file", "infra/template.yaml"]);
    process::run(sam.env("SAM_CLI_TELEMETRY", "0").current_dir(root))
}

/// The tools, or a line about why they cannot be had.
fn tools(context: &Context) -> Result<Option<Environment>> {
    let folder = context.workspace.root().join(TOOLS);
    match python::environment(&context.workspace, &folder)? {
        Ok(tools) => Ok(Some(tools)),
        Err(reason) => {
            println!("SKIPPED: {reason}");
            Ok(None)
        }
    }
}
