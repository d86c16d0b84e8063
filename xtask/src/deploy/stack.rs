//! The stack: the template as SAM gets it, the deployment, and what came of it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde::Deserialize;

use super::parameters::Parameters;
use super::shell::Shell;
use crate::workspace::Workspace;

/// Where the template expects the functions' files, from its own place.
const ZIPS: &str = "../target/lambda/";
/// What the template takes for the origin as long as nobody knows it.
const UNKNOWN_ORIGIN: &str = "https://not-known-yet.invalid";

/// A stack, and how it is deployed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stack<'a> {
    pub(super) name: &'a str,
    /// The template's file.
    pub(super) template: &'a str,
    /// Whether SAM asks.
    pub(super) guided: bool,
}

/// What AWS says of a stack.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub(super) struct Made {
    outputs: Vec<Output>,
    parameters: Vec<Parameter>,
    #[serde(skip)]
    dry: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Output {
    output_key: String,
    output_value: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Parameter {
    parameter_key: String,
    #[serde(default)]
    parameter_value: String,
}

/// Writes the template with the functions' files where this build puts them; the answer is its file.
pub(super) fn template(workspace: &Workspace) -> Result<String> {
    let text = fs::read_to_string(workspace.root().join("infra/template.yaml"))
        .context("infra/template.yaml could not be read")?;
    let zips = workspace.target().join("lambda");
    let folder = workspace.target().join("deploy");
    let file = folder.join("template.yaml");
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&file, text.replace(ZIPS, &format!("{}/", zips.display()))))
        .with_context(|| format!("{} could not be written", file.display()))?;
    Ok(file.display().to_string())
}

impl Stack<'_> {
    /// Creates or changes it.
    pub(super) fn deploy(&self, shell: &Shell, workspace: &Workspace, parameters: &Parameters) -> Result<()> {
        let configuration = Configuration::write(workspace, shell, parameters)?;
        let file = configuration.0.display().to_string();
        let mut arguments = vec!["deploy", "--stack-name", self.name, "--template-file", self.template];
        arguments.extend(["--config-file", &file, "--resolve-s3", "--capabilities", "CAPABILITY_IAM"]);
        if self.guided {
            arguments.push("--guided");
            return shell.talk(shell.sam(&arguments));
        }
        arguments.extend(["--no-confirm-changeset", "--no-fail-on-empty-changeset"]);
        shell.run(shell.sam(&arguments))
    }

    /// What came of it.
    pub(super) fn describe(&self, shell: &Shell) -> Result<Made> {
        let answer = shell.ask(shell.aws(&[
            "cloudformation",
            "describe-stacks",
            "--stack-name",
            self.name,
            "--output",
            "json",
            "--query",
            "Stacks[0]",
        ]))?;
        if shell.is_dry() {
            return Ok(Made { dry: true, ..Made::default() });
        }
        serde_json::from_str(&answer)
            .context("aws cloudformation describe-stacks answered in an unknown shape")
    }
}

impl Made {
    /// One of the stack's outputs.
    pub(super) fn output(&self, name: &str) -> Result<String> {
        if self.dry {
            return Ok(format!("<{name}>"));
        }
        let output = self.outputs.iter().find(|output| output.output_key == name);
        output
            .map(|output| output.output_value.clone())
            .with_context(|| format!("the stack has no output {name}"))
    }

    /// The CDN's origin, where the functions were not told any yet.
    pub(super) fn origin_not_told(&self) -> Option<String> {
        let told = self.told();
        let cdn = self.output("CdnDomain").ok().filter(|_| !self.dry)?;
        told.is_none_or(|told| told == UNKNOWN_ORIGIN).then(|| format!("https://{cdn}"))
    }

    /// Where visitors come: the first origin that the functions were told.
    pub(super) fn origin(&self) -> Result<String> {
        match self.told().and_then(|told| told.split(',').next()) {
            Some(origin) => Ok(origin.to_owned()),
            None => Ok(format!("https://{}", self.output("CdnDomain")?)),
        }
    }

    fn told(&self) -> Option<&str> {
        let told = self.parameters.iter().find(|parameter| parameter.parameter_key == "PublicOrigin");
        told.map(|parameter| parameter.parameter_value.as_str())
    }
}

/// SAM's configuration file with the parameters: only its owner reads it, and it is gone afterwards.
struct Configuration(PathBuf);

impl Configuration {
    fn write(workspace: &Workspace, shell: &Shell, parameters: &Parameters) -> Result<Self> {
        let file = workspace.target().join("deploy").join("samconfig.toml");
        if !shell.is_dry() {
            private(&file)
                .and_then(|mut opened| opened.write_all(parameters.as_configuration().as_bytes()))
                .with_context(|| format!("{} could not be written", file.display()))?;
        }
        Ok(Self(file))
    }
}

impl Drop for Configuration {
    fn drop(&mut self) {
        // It is not there in a dry run.
        let _ = fs::remove_file(&self.0);
    }
}

fn private(file: &Path) -> std::io::Result<fs::File> {
    // What is left of a run that was killed may have been opened to others since.
    let _ = fs::remove_file(file);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(origin: &str) -> Made {
        let text = format!(
            r#"{{ "StackName": "anteroom",
                "Outputs": [{{ "OutputKey": "CdnDomain", "OutputValue": "d1.cloudfront.net" }}],
                "Parameters": [{{ "ParameterKey": "PublicOrigin", "ParameterValue": "{origin}" }}] }}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn functions_are_told_the_cdns_name_once() {
        assert_eq!(made(UNKNOWN_ORIGIN).origin_not_told().as_deref(), Some("https://d1.cloudfront.net"));
        let told = made("https://d1.cloudfront.net,https://chat.example");
        assert_eq!(told.origin_not_told(), None);
        assert_eq!(told.origin().unwrap(), "https://d1.cloudfront.net");
        assert_eq!(told.output("Nothing").unwrap_err().to_string(), "the stack has no output Nothing");
    }

    #[test]
    fn the_template_says_the_same() {
        let text = fs::read_to_string(Workspace::find().unwrap().root().join("infra/template.yaml")).unwrap();
        assert!(text.contains(&format!("    Default: {UNKNOWN_ORIGIN}\n")));
        assert_eq!(text.matches(ZIPS).count(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn the_file_with_the_secret_is_for_its_owner_only() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("samconfig.toml");
        fs::write(&file, "old").unwrap();
        private(&file).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        drop(Configuration(file.clone()));
        assert!(!file.exists());
    }
}
