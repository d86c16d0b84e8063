//! `cargo xtask deploy`: checks, builds, and puts everything on AWS by the SAM and AWS command lines.
//!
//! Nothing is done that a person could not do by hand: every command is shown before it is run, and `--dry-run` shows them
//! all and runs none.

mod checks;
mod files;
mod parameters;
mod shell;
mod stack;
mod tenants;

use anyhow::Result;

use crate::workspace::Workspace;
use parameters::{Parameters, Setting};
use shell::Shell;

/// Where to deploy, and with what.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Arguments {
    /// The stack's name.
    #[arg(long, default_value = "anteroom")]
    stack: String,
    /// The AWS region; by default the one that the AWS command line is set to.
    #[arg(long, env = "AWS_REGION")]
    region: Option<String>,
    /// What the names of the secrets in the Parameter Store begin with.
    #[arg(long, default_value = "/anteroom/prod/")]
    secrets: String,
    /// A parameter of the template, as `ModelName=gpt-6-luna`; may be given several times. What is not given stays as it
    /// was.
    #[arg(long = "set", value_name = "NAME=VALUE")]
    settings: Vec<Setting>,
    /// Have SAM ask for every parameter.
    #[arg(long)]
    guided: bool,
    /// Show every command, and run none.
    #[arg(long)]
    dry_run: bool,
}

/// Checks, builds, deploys; the script tag goes to standard output.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let shell = Shell::new(arguments.dry_run, arguments.region.as_deref());
    println!("{}", deploy(workspace, arguments, &shell)?);
    Ok(())
}

fn deploy(workspace: &Workspace, arguments: &Arguments, shell: &Shell) -> Result<String> {
    let mut parameters = Parameters::new(&arguments.secrets, &arguments.settings)?;
    let tenants = tenants::read(workspace)?;
    tenants::check(shell, workspace, &tenants)?;
    checks::all(shell, &arguments.secrets, &tenants)?;
    let edge = checks::edge_secret(shell, &arguments.secrets)?;
    parameters.set("EdgeSecret", edge);

    shell.run(shell.xtask(workspace, &["build", "--widget"]))?;
    let architecture: &[&str] =
        if parameters.get("Architecture") == Some("x86_64") { &["--arch", "x86_64"] } else { &[] };
    shell.run(shell.xtask(workspace, &[&["build", "--lambda"], architecture].concat()))?;

    let template = stack::template(workspace)?;
    shell.run(shell.sam(&["validate", "--lint", "--template-file", &template]))?;
    let stack = stack::Stack { name: &arguments.stack, template: &template, guided: arguments.guided };
    stack.deploy(shell, workspace, &parameters)?;
    let mut made = stack.describe(shell)?;
    if let Some(origin) = made.origin_not_told() {
        shell.say("the CDN's name is known now: telling the functions");
        parameters.set("PublicOrigin", origin);
        let again = stack::Stack { guided: false, ..stack };
        again.deploy(shell, workspace, &parameters)?;
        made = again.describe(shell)?;
    }
    files::upload(shell, workspace, made.output("WidgetBucket")?)?;
    for tenant in tenants.iter().filter(|tenant| tenant.has_knowledge()) {
        let (id, table) = (&tenant.id, made.output("TableName")?);
        shell.say(&format!(
            "publish what {id} may answer from, with credentials in the environment: `anteroom tenant publish tenants/{id} --table {table}`"
        ));
    }
    let origin = made.origin()?;
    let tags: Vec<String> = tenants
        .iter()
        .map(|tenant| {
            format!("<script async src=\"{origin}/anteroom.js\" data-tenant=\"{}\"></script>", tenant.id)
        })
        .collect();
    Ok(tags.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dry_run_shows_what_a_person_would_type() {
        let workspace = Workspace::find().unwrap();
        let arguments = Arguments {
            stack: "anteroom".to_owned(),
            region: Some("eu-central-1".to_owned()),
            secrets: "/anteroom/prod/".to_owned(),
            settings: vec!["ModelName=llama".parse().unwrap()],
            guided: false,
            dry_run: true,
        };
        let shell = Shell::new(true, arguments.region.as_deref());
        let tags = deploy(&workspace, &arguments, &shell).unwrap();
        assert!(tags.contains("data-tenant=\"studio\""), "{tags}");
        let shown = shell.shown().join("\n");
        let order = [
            "anteroom -- tenant check",
            "aws sts get-caller-identity",
            "aws ssm get-parameters",
            "xtask build --widget",
            "xtask build --lambda",
            "sam validate --lint",
            "sam deploy",
            "aws cloudformation describe-stacks --stack-name anteroom",
            "aws s3 cp",
        ];
        let mut rest = shown.as_str();
        for command in order {
            let at =
                rest.find(command).unwrap_or_else(|| panic!("{command} is not next in\n{rest}\nof\n{shown}"));
            rest = &rest[at..];
        }
    }
}
