//! The tenants that are deployed, and the secrets that they name.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

use super::shell::Shell;
use crate::workspace::{Workspace, cargo};

/// A tenant, as far as a deployment has to know it.
#[derive(Debug, Clone)]
pub(super) struct Tenant {
    pub(super) id: String,
    file: PathBuf,
    /// The names of the secrets that sign its webhooks and its users, and that its tools are shown.
    pub(super) secrets: BTreeSet<String>,
}

/// The parts of a tenant file that name secrets. Whether the rest is right is not looked at here.
#[derive(Debug, Default, Deserialize)]
struct Named {
    id: String,
    #[serde(default)]
    webhooks: Vec<Signed>,
    #[serde(default)]
    users: Users,
    #[serde(default)]
    tools: Tools,
}

#[derive(Debug, Default, Deserialize)]
struct Tools {
    #[serde(default)]
    mcp: Vec<Signed>,
    #[serde(default)]
    functions: Vec<Signed>,
}

#[derive(Debug, Default, Deserialize)]
struct Users {
    #[serde(default)]
    keys: Vec<Signed>,
}

#[derive(Debug, Deserialize)]
struct Signed {
    #[serde(default)]
    secret: Option<String>,
}

impl Tenant {
    /// Whether there is knowledge beside its file, which is published once the table is there.
    pub(super) fn has_knowledge(&self) -> bool {
        self.file.with_file_name("knowledge").is_dir()
    }
}

/// Every tenant of the folder that is packed with the functions: `ANTEROOM_TENANTS`, or `tenants`; at least one.
pub(super) fn read(workspace: &Workspace) -> Result<Vec<Tenant>> {
    let folder = std::env::var_os("ANTEROOM_TENANTS").unwrap_or_else(|| "tenants".into());
    let folder = workspace.root().join(folder);
    let listed =
        fs::read_dir(&folder).with_context(|| format!("{} could not be listed", folder.display()))?;
    let mut tenants = Vec::new();
    for entry in listed {
        let file = entry.context("tenants could not be listed")?.path().join("tenant.json");
        if file.is_file() {
            let text = fs::read(&file).with_context(|| format!("{} could not be read", file.display()))?;
            let named = serde_json::from_slice(&text).with_context(|| format!("{}", file.display()))?;
            tenants.push(tenant(file, named));
        }
    }
    ensure!(!tenants.is_empty(), "there is no tenant in {}", folder.display());
    tenants.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(tenants)
}

fn tenant(file: PathBuf, named: Named) -> Tenant {
    let Named { id, webhooks, users, tools } = named;
    let signed = webhooks.into_iter().chain(users.keys).chain(tools.mcp).chain(tools.functions);
    Tenant { id, file, secrets: signed.filter_map(|signed| signed.secret).collect() }
}

/// Has the server's own command look for mistakes in the files.
pub(super) fn check(shell: &Shell, workspace: &Workspace, tenants: &[Tenant]) -> Result<()> {
    let mut command = cargo("run");
    command.args(["--quiet", "--bin", "anteroom", "--", "tenant", "check"]).current_dir(workspace.root());
    for tenant in tenants {
        command.arg(tenant.file.strip_prefix(workspace.root()).unwrap_or(&tenant.file));
    }
    shell.run(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_found_wherever_they_are_named() {
        let named = serde_json::from_str(
            r#"{
                "version": 1, "id": "studio",
                "webhooks": [{ "url": "https://a.example", "secret": "STUDIO_WEBHOOK", "events": ["scope.ready"] }],
                "tools": { "mcp": [{ "name": "list", "secret": "LIST" }], "functions": [{ "name": "f", "secret": "STUDIO_F" }] },
                "users": { "issuer": "x", "keys": [{ "kid": "1", "secret": "STUDIO_USERS" }, { "kid": "2" }] }
            }"#,
        );
        let tenant = tenant(PathBuf::new(), named.unwrap());
        assert_eq!(tenant.id, "studio");
        assert_eq!(
            tenant.secrets.into_iter().collect::<Vec<_>>(),
            ["LIST", "STUDIO_F", "STUDIO_USERS", "STUDIO_WEBHOOK"]
        );
    }
}
