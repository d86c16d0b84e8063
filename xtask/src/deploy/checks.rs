//! What has to be there before anything is made: programs, credentials, secrets. All that is missing is told at once, with
//! what to do about it.

use std::collections::BTreeSet;

use anyhow::{Result, bail};
use serde::Deserialize;

use super::shell::Shell;
use super::tenants::Tenant;
use crate::process;

/// The keys that sign session tokens: base64, separated by commas; the first one signs.
const TOKEN_KEYS: &str = "TOKEN_KEYS";
/// By what the function knows the CDN; two of them, separated by a comma, while it is changed.
const EDGE_SECRET: &str = "EDGE_SECRET";
/// The model's key. Without it the rules engine answers.
const MODEL_KEY: &str = "OPENAI_API_KEY";

/// The most names that one call takes.
const NAMES_AT_MOST: usize = 10;

/// The programs, and where to get them.
const PROGRAMS: [(&str, &str); 2] = [
    (
        "sam",
        "the AWS SAM CLI, see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/install-sam-cli.html",
    ),
    ("aws", "the AWS CLI, see https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"),
];

/// What `aws ssm get-parameters` answers, as far as it is read. Values are not asked for.
#[derive(Debug, Default, Deserialize)]
struct Known(Vec<String>);

/// Fails with everything that is missing.
pub(super) fn all(shell: &Shell, path: &str, tenants: &[Tenant]) -> Result<()> {
    let mut missing = Vec::new();
    if !shell.is_dry() {
        missing.extend(programs(|name| std::process::Command::new(name).arg("--version").output().is_ok()));
    }
    if missing.is_empty() {
        if let Err(error) = shell.ask(shell.aws(&["sts", "get-caller-identity"])) {
            missing.push(format!("AWS credentials: run `aws configure` or `aws sso login` ({error:#})"));
        } else {
            missing.extend(secrets(shell, path, tenants)?);
        }
    }
    if process::stopping() {
        bail!("interrupted");
    }
    report(&missing)
}

fn report(missing: &[String]) -> Result<()> {
    if missing.is_empty() {
        return Ok(());
    }
    bail!("not deployed, this is missing:\n- {}", missing.join("\n- "))
}

fn programs(is_there: impl Fn(&str) -> bool) -> Vec<String> {
    let missing = PROGRAMS.iter().filter(|(name, _)| !is_there(name));
    missing.map(|(name, where_from)| format!("the program `{name}`: install {where_from}")).collect()
}

fn secrets(shell: &Shell, path: &str, tenants: &[Tenant]) -> Result<Vec<String>> {
    let mut needed: BTreeSet<&str> =
        tenants.iter().flat_map(|tenant| &tenant.secrets).map(String::as_str).collect();
    needed.extend([TOKEN_KEYS, EDGE_SECRET]);
    let asked: Vec<String> = needed.iter().chain(&[MODEL_KEY]).map(|name| format!("{path}{name}")).collect();
    let mut known = BTreeSet::new();
    for names in asked.chunks(NAMES_AT_MOST) {
        let mut arguments =
            vec!["ssm", "get-parameters", "--output", "json", "--query", "Parameters[].Name", "--names"];
        arguments.extend(names.iter().map(String::as_str));
        let answer = shell.ask(shell.aws(&arguments))?;
        if !shell.is_dry() {
            known.extend(serde_json::from_str::<Known>(&answer)?.0);
        }
    }
    if shell.is_dry() {
        return Ok(Vec::new());
    }
    if !known.contains(&format!("{path}{MODEL_KEY}")) {
        shell.say(&format!(
            "there is no secret {path}{MODEL_KEY}: the rules engine answers, or an endpoint without a key"
        ));
    }
    Ok(missing_secrets(path, &needed, &known))
}

/// A line for each, with the command that makes it.
fn missing_secrets(path: &str, needed: &BTreeSet<&str>, known: &BTreeSet<String>) -> Vec<String> {
    let missing = needed.iter().filter(|name| !known.contains(&format!("{path}{name}")));
    missing
        .map(|name| {
            let value = match *name {
                TOKEN_KEYS => "\"$(openssl rand -base64 32)\"",
                EDGE_SECRET => "\"$(openssl rand -hex 32)\"",
                _ => "SECRET",
            };
            format!(
                "the secret {path}{name}: make it by `aws ssm put-parameter --type SecureString --name {path}{name} --value {value}`"
            )
        })
        .collect()
}

/// The secret that the CDN sends: the first, where there are two.
pub(super) fn edge_secret(shell: &Shell, path: &str) -> Result<String> {
    let name = format!("{path}{EDGE_SECRET}");
    let value = shell.ask(shell.aws(&[
        "ssm",
        "get-parameter",
        "--with-decryption",
        "--output",
        "text",
        "--query",
        "Parameter.Value",
        "--name",
        &name,
    ]))?;
    Ok(value.split(',').next().unwrap_or_default().trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_told_with_where_it_comes_from() {
        let told = programs(|name| name == "aws");
        assert_eq!(told.len(), 1);
        assert!(
            told[0].starts_with("the program `sam`: install the AWS SAM CLI, see https://"),
            "{}",
            told[0]
        );
        assert_eq!(programs(|_| false).len(), 2);
        assert!(programs(|_| true).is_empty());
    }

    #[test]
    fn a_missing_secret_is_told_with_the_command_that_makes_it() {
        let needed = BTreeSet::from([TOKEN_KEYS, EDGE_SECRET, "STUDIO_WEBHOOK"]);
        let known = BTreeSet::from(["/a/EDGE_SECRET".to_owned(), "/other/TOKEN_KEYS".to_owned()]);
        assert_eq!(
            missing_secrets("/a/", &needed, &known),
            [
                "the secret /a/STUDIO_WEBHOOK: make it by `aws ssm put-parameter --type SecureString --name \
                 /a/STUDIO_WEBHOOK --value SECRET`",
                "the secret /a/TOKEN_KEYS: make it by `aws ssm put-parameter --type SecureString --name \
                 /a/TOKEN_KEYS --value \"$(openssl rand -base64 32)\"`",
            ]
        );
    }

    #[test]
    fn everything_is_told_at_once() {
        let error = report(&["one".to_owned(), "two".to_owned()]).unwrap_err();
        assert_eq!(error.to_string(), "not deployed, this is missing:\n- one\n- two");
        assert!(report(&[]).is_ok());
    }
}
